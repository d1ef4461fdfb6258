"""The worker of the search, asked without the box: on the index of the site, and on one of its own."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from guiju.law.text import citation, numerals
from guiju.model import Corpus, Lang
from windows import ROOTS, Visit

# Asks the site's own worker, without the box: the index of the page, or the one that is given.
ASK = """async ([queries, index]) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(config.base + "/", location);
  index ??= await (await fetch(new URL("search/search_index.json", base))).json();
  const worker = new Worker(new URL(config.search, location));
  const answer = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await answer({ type: 0, data: { ...index, options: {} } });
  const found = [];
  for (const query of queries) {
    found.push((await answer({ type: 2, data: query })).data.items.map((page) => page.map((item) => ({
      location: item.location, title: item.title, text: item.text, score: item.score, terms: item.terms,
    }))));
  }
  worker.terminate();
  return found;
}"""

Answer = list[list[dict[str, Any]]]


@pytest.fixture
def ask(visit: Visit) -> Callable[..., list[Answer]]:
    """Queries → what the worker answers to each: pages, each with its sections, best first."""

    def ask(queries: list[str], lang: Lang = "zh", index: dict[str, Any] | None = None) -> list[Answer]:
        return visit("", lang).evaluate(ASK, [queries, index])

    return ask


def test_every_paragraph_and_point_is_an_entry_of_the_index_with_its_anchor(
    site_folder: Path, corpus: Corpus, lang: Lang
) -> None:
    index = json.loads((site_folder / ROOTS[lang] / "search/search_index.json").read_text("utf-8"))
    entries = {doc["location"]: doc for doc in index["docs"]}
    for place, rule, unit in law(corpus):
        entry = entries[place]
        assert (entry["rule"], entry["eId"]) == (rule, unit.eId)
        assert unit.zh in re.sub("<[^>]+>", "", entry["text"])


def law(corpus: Corpus) -> Iterator[tuple[str, str, Any]]:
    """(location, rule, 款 or 项) of all that is law text on the site."""
    for rule in corpus.with_articles():
        for article in rule.articles:
            for unit in article.units():
                yield f"regulations/{rule.id}/{article.eId}/#{unit.eId}", rule.id, unit


def test_every_four_characters_of_every_paragraph_find_it(ask: Any, corpus: Corpus) -> None:
    places = [(place, unit.zh) for place, _, unit in law(corpus)]
    windows = [(zh[start : start + 4], place) for place, zh in places for start in range(max(1, len(zh) - 3))]
    assert len(windows) > 2000
    for window, pages in zip(windows, ask([words for words, _ in windows]), strict=True):
        assert window[1] in [item["location"] for found in pages for item in found], window


def test_every_place_is_found_first_by_its_citation(ask: Any, corpus: Corpus, lang: Lang) -> None:
    cited = [(unit.eId, place) for place, rule, unit in law(corpus) if rule.startswith("cac-group")]
    for place, id, unit in law(corpus):
        rule = corpus.regulations[id]
        cited.append((f"{rule.short_title[lang]} {citation.label(rule, unit.eId, lang)}", place))
    for (query, place), pages in zip(cited, ask([query for query, _ in cited], lang), strict=True):
        # The same place of several rules is cited alike where the rule is not named.
        top = [item["location"] for found in pages for item in found if item["score"] == pages[0][0]["score"]]
        article = place.split("#")[0]  # the only 款 of an article is cited by the article
        assert place in top or article in top, (query, top)


def test_numerals_are_read_as_they_are_written_in_python(visit: Visit) -> None:
    page = visit()
    page.add_script_tag(url="/assets/search/text.js")  # as a script of a page, whose functions are seen
    numbers = [*range(1, 200), 1005, 1260]
    assert page.evaluate("texts => texts.map(number)", [numerals.numeral(n) for n in numbers]) == numbers


def entry(place: str, title: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"location": place, "title": title, "text": text, **more}


SMALL = {
    "config": {"synonyms": [["群组建立者", "group founder", "群主"]], "rules": {"r": ["甲规定"]}},
    "docs": [
        entry("a/", "人数", "<p>不超过30人。</p>"),
        entry("b/", "更多人数", "<p>不超过 130 人，300 元。</p>"),
        entry("c/", "Logs", "<p>Keep the logs; a blog is no log book.</p>"),
        entry("d/", "日志", "<p>其他</p>"),
        entry("e/", "其他", "<p>网络日志与群组建立者</p>"),
        entry("f/", "标记", "<p>&lt;img src=x onerror=alert(1)&gt; &amp;amp; 说明</p>"),
        entry("g/", "第三条", rule="r", eId="art_3"),
        entry("g/#art_3__para_1", "第三条第一款", "<p>依照第五条处理。</p>", rule="r", eId="art_3__para_1"),
    ],
}


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("30人", ["a/"]),  # a number is not cut
        ("130人", ["b/"]),  # a space beside Chinese is nothing
        ("３０人", ["a/"]),  # full width
        ("LOG", ["c/"]),  # case; the beginning of a word is enough
        ("ogs", []),  # the end is not
        ("日志", ["d/", "e/"]),  # a title before a text
        ("群主", ["e/"]),  # another name
        ("group founders", ["e/"]),  # in the other language, in the plural
        ("日志 建立者", ["e/"]),  # all words
        ("日志 量子", ["d/", "e/"]),  # as many words as there are
        ("日志量子", ["d/", "e/"]),  # without a space
        ("甲规定第三条", ["g/"]),
        ("甲规定 三条", ["g/"]),
        ("第3条第1款", ["g/"]),
        ("第五条", ["g/"]),  # a citation of what is not here finds where it is cited
        ("量子", []),
        ("", []),
        ("的", []),
        ("(", []),
        ("\\", []),
    ],
)
def test_the_worker_finds_exactly(ask: Any, query: str, pages: list[str]) -> None:
    assert [found[0]["location"].split("#")[0] for found in ask([query], index=SMALL)[0]] == pages


def test_a_snippet_shows_markup_as_text(ask: Any) -> None:
    [[[item]]] = ask(["说明"], index=SMALL)
    assert "<img" not in item["text"]
    assert item["text"].endswith("#38;amp; <mark data-md-highlight>说明</mark></p>")


def test_a_missing_word_is_named(ask: Any) -> None:
    [[[item], _]] = ask(["日志 量子"], index=SMALL)
    assert item["terms"] == {"量子": False, "日志": True}


def test_a_list_of_thousands_is_whole(ask: Any) -> None:
    docs = [entry(f"{n}/", f"第{n}篇", "<p>网络日志</p>") for n in range(3000)]
    [found] = ask(["日志"], index={"config": {}, "docs": docs})
    assert len({item["location"] for items in found for item in items}) == 3000
