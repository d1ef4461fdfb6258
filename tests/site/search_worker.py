"""The worker of the search, asked without the box: on the index of the site, or on one that is given."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from guiju.model import Lang
from windows import ROOTS, opened

# [queries, address of an index or one that is given, whether all pages are wanted] → what it answers to each. A worker
# reads its index once. As JSON: playwright is slow with large values.
ASK = """async ([queries, index, whole]) => {
  const key = JSON.stringify(index);
  const workers = (window.workers ??= new Map());
  const tell = (worker, type, data) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.postMessage({ type, data });
  });
  if (!workers.has(key)) {
    const worker = new Worker("/assets/search/search.js");
    await tell(worker, 0, typeof index === "string" ? await (await fetch(index)).json() : index);
    workers.set(key, worker);
  }
  const answers = [];
  for (const query of queries) {
    const result = await tell(workers.get(key), 2, query);
    while (whole && result.items.length < result.total) {
      result.items.push(...(await tell(workers.get(key), 4, result.items.length)).items);
    }
    answers.push(result);
  }
  return JSON.stringify(answers);
}"""
Answer = dict[str, Any]


def site_index(site_folder: Path, lang: Lang = "zh") -> dict[str, Any]:
    """What the search of a language reads."""
    index: dict[str, Any] = json.loads((site_folder / ROOTS[lang] / "search/search_index.json").read_text("utf-8"))
    return index


def written_texts(site_folder: Path, lang: Lang = "zh") -> list[str]:
    """The texts of the index, each once: a page that has the text of another gives its number."""
    texts = (entry["text"] for entry in site_index(site_folder, lang)["docs"])
    return [text for text in texts if isinstance(text, str)]


@pytest.fixture(scope="session")
def ask(browser: Browser, site_url: str) -> Iterator[Callable[..., list[Answer]]]:
    """Queries → what the worker answers to each: its items are pages, each with its sections, best first; all of them,
    or as many as are shown at first."""
    with opened(browser, site_url) as page:
        page.goto("/")

        def ask(queries: list[str], lang: Lang = "zh", index: Answer | None = None, whole: bool = True) -> list[Answer]:
            asked = [queries, index or f"/{ROOTS[lang]}search/search_index.json", whole]
            answers: list[Answer] = json.loads(page.evaluate(ASK, asked))
            return answers

        yield ask
