"""How exact and how fast the search of the site is beside others: recall at rank 1 and latency, in Chromium.

    .venv/bin/python bench/search.py [--rules 0 110 590] [--pagefind PROGRAM] [--minisearch dist/umd/index.js]

For each number, made-up rules are put beside the real ones (bench/generated.py) and the Chinese site is built. Then the
same queries go to the site's own worker and to the worker that comes with the theme; with --pagefind (`pip install
pagefind-bin` has it) also to Pagefind, which indexes the same pages; with --minisearch also to MiniSearch with a
tokenizer of Chinese bigrams, as it is and with a check that the words stand there.

Samples are drawn blindly, always the same: words (terms of the glossary), phrases (cuts of 4 to 8 characters), pairs
(cuts of 2), windows (every 4 characters of every real 款 and 项; 300 of them where there are made-up rules). A hit is
first where the words stand on the first page; it is listed where the page from which the words were taken is in the
list. Typed is what users type, from tests/site/searches.yaml: first where the first page answers it. Pagefind's time is
that of the search and of the five pages it shows; of its list the first 30 are looked at.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from typing import Any

import generated
import material
import yaml
from playwright.sync_api import Page, sync_playwright

from guiju.law.load import load

ROOT = Path(__file__).resolve().parents[1]
HAN = re.compile(r"[\u4e00-\u9fff]+")
SAMPLES = 300

# Asks a worker by the theme's messages: [address or code of the worker, index, queries] → set-up, time and pages of
# each.
ASK = """async ([source, index, queries]) => {
  const code = source.includes("\\n");
  const worker = new Worker(code ? URL.createObjectURL(new Blob([source])) : source);
  const answer = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(event.message);
    worker.postMessage(message);
  });
  let start = performance.now();
  await answer({ type: 0, data: { ...index, options: {} } });
  const setUp = performance.now() - start;
  const found = [];
  for (const query of queries) {
    start = performance.now();
    const { data: { items, total = 0 } } = await answer({ type: 2, data: query });
    const time = performance.now() - start;
    // Ours sends more of a long list as it is asked for.
    while (items.length < total) items.push(...(await answer({ type: 4, data: items.length })).data.items);
    found.push([time, items.map((page) => (page[0] ?? page).location.split("#")[0])]);
  }
  worker.terminate();
  return [setUp, found];
}"""

# Asks Pagefind: [queries] → as above. What a page is called is known only once its piece of the index is there.
ASK_PAGEFIND = """async ([queries]) => {
  let start = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const setUp = performance.now() - start;
  const found = [];
  for (const query of queries) {
    start = performance.now();
    const { results } = await pagefind.search(query);
    const pages = (list) => Promise.all(list.map((result) => result.data()));
    const first = await pages(results.slice(0, 5));
    const time = performance.now() - start;
    const all = [...first, ...(await pages(results.slice(5, 30)))];
    found.push([time, all.map(({ url }) => url.replace(/^\\//, "").split("#")[0])]);
  }
  return [setUp, found];
}"""

MINISEARCH = """
importScripts("ORIGIN/assets/search/text.js");
importScripts("ORIGIN/minisearch.js");
const grams = (single) => (text) => (text.match(/\\p{sc=Han}+|[^\\p{sc=Han}\\s\\p{P}\\p{S}]+/gu) || []).flatMap((run) =>
  !/\\p{sc=Han}/u.test(run) ? [run]
    : run.length === 1 ? [run]
    : [...[...run.slice(1)].map((_, i) => run.slice(i, i + 2)), ...(single ? run : [])]);
let docs, mini;
addEventListener("message", ({ data: { type, data } }) => {
  if (type === 0) {
    docs = data.docs.map((doc, id) => ({ id, doc, title: fold(doc.title), text: fold(doc.text),
      names: (doc.names || []).map(fold).join("\\n") }));
    mini = new MiniSearch({ fields: ["title", "names", "text"], tokenize: grams(true), processTerm: (term) => term,
      searchOptions: { tokenize: grams(false), combineWith: "AND", boost: { title: 8, names: 1, text: 1 },
        boostDocument: (id) => docs[id].doc.boost ?? 1 } });
    mini.addAll(docs);
    postMessage({ type: 1 });
  } else {
    const query = fold(data);
    const stands = ({ title, names, text }) => [title, names, text].some((field) => field.includes(query));
    const found = mini.search(query).map(({ id }) => docs[id]).filter((entry) => !EXACT || stands(entry));
    const pages = new Map(found.reverse().map(({ doc }) => [doc.location.split("#")[0], doc]));
    postMessage({ type: 3, data: { items: [...pages.values()].reverse().map((doc) => [doc]) } });
  }
});
"""


@dataclass(frozen=True)
class Query:
    """What is asked, the page it was drawn from, and the pages on which it stands."""

    text: str
    source: str
    right: frozenset[str]


def fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", re.sub("<[^>]+>", "", text)).lower())


def page_of(doc: dict[str, Any]) -> str:
    return str(doc["location"].split("#")[0])


def texts(docs: list[dict[str, Any]]) -> dict[str, str]:
    """Page → all words by which it can be found."""
    found: dict[str, str] = {}
    for doc in docs:
        words = "\n".join(map(fold, [doc["title"], doc["text"], *doc.get("names", []), *doc.get("tags", [])]))
        found[page_of(doc)] = found.get(page_of(doc), "") + words + "\n"
    return found


def samples(index: dict[str, Any]) -> dict[str, list[Query]]:
    """The queries of each kind."""
    docs, chance, pages = index["docs"], random.Random(1), texts(index["docs"])

    def query(text: str, source: str = "") -> Query:
        right = frozenset(page for page, words in pages.items() if fold(text) in words)
        return Query(text, source or min(right, default=""), right)

    runs = [(run, page_of(doc)) for doc in docs for run in HAN.findall(re.sub("<[^>]+>", "\n", doc["text"]))]

    def cuts(shortest: int, longest: int) -> Iterator[Query]:
        for _ in range(SAMPLES):
            length = chance.randint(shortest, longest)
            run, page = chance.choice([entry for entry in runs if len(entry[0]) >= length])
            start = chance.randint(0, len(run) - length)
            yield query(run[start : start + length], page)

    words = [query(names[0]) for names, _ in index["config"]["synonyms"]]
    windows = [query(text, page) for text, page in law_windows()]
    searches = yaml.safe_load((ROOT / "tests/site/searches.yaml").read_text("utf-8"))
    answers = {
        entry["zh"]: [place.split("#")[0] for place in entry["first"]]
        for half in searches.values()
        for entry in half
        if "zh" in entry
    }
    return {
        "typed": [Query(text, right[0], frozenset(right)) for text, right in answers.items()],
        "words": [w for w in words if w.right],
        "phrases": list(cuts(4, 8)),
        "pairs": list(cuts(2, 2)),
        "windows": windows,
    }


def law_windows() -> Iterator[tuple[str, str]]:
    """Every four characters of every 款 and 项, with the page of its article."""
    corpus = load(ROOT)
    for rule in corpus.with_articles():
        for article in rule.articles:
            for unit in article.units():
                for start in range(len(unit.zh) - 3):
                    yield unit.zh[start : start + 4], f"regulations/{rule.id}/{article.eId}/"


def report(name: str, kind: str, queries: list[Query], answers: list[tuple[float, list[str]]]) -> str:
    """One line of the table."""
    first = sum(bool(pages) and pages[0] in q.right for q, (_, pages) in zip(queries, answers, strict=True))
    listed = sum(q.source in pages for q, (_, pages) in zip(queries, answers, strict=True))
    times = [time for time, _ in answers]
    line = (
        f"{name:<18} {kind:<8} {len(queries):>5} {first / len(queries):>7.3f} {listed / len(queries):>7.3f} "
        f"{median(times):>7.1f} {quantiles(times, n=20)[-1]:>7.1f}"
    )
    if kind == "windows":
        alone = [
            (q, pages)
            for q, (_, pages) in zip(queries, answers, strict=True)
            if sum("/art_" in page for page in q.right) == 1
        ]
        top = sum(pages[:1] == [q.source] for q, pages in alone)
        line += f"   {top / len(alone):.3f} of the {len(alone)} that stand in one article have it first"
    return line


def run(page: Page, site: Path, origin: str, options: argparse.Namespace, rules: int) -> None:
    """Ask every engine everything, and print the table of one size."""
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    for doc in index["docs"]:  # a text that stands twice is in the index once
        if isinstance(doc["text"], int):
            doc["text"] = index["docs"][doc["text"]]["text"]
    queries = samples(index)
    if rules:
        queries["windows"] = random.Random(2).sample(queries["windows"], SAMPLES)
    pages = len({page_of(doc) for doc in index["docs"]})
    print(f"\n{rules} made-up rules: {pages} pages, {len(index['docs'])} sections")
    print(f"{'engine':<18} {'queries':<8} {'n':>5} {'first':>7} {'listed':>7} {'ms':>7} {'ms p95':>7}", flush=True)
    installed = Path(material.__file__).parent / "templates/assets/javascripts"
    shutil.copytree(installed, site / "theme")  # our site leaves them out
    theme = next((site / "theme/workers").glob("search.*.min.js"))
    code = MINISEARCH.replace("ORIGIN", origin)
    engines = {"guiju": f"{origin}/assets/search/search.js", "theme": f"{origin}/{theme.relative_to(site).as_posix()}"}
    if options.minisearch:
        shutil.copy(options.minisearch, site / "minisearch.js")
        for label, exact in (("", "false"), (" + check", "true")):
            engines[f"MiniSearch{label}"] = code.replace("EXACT", exact)
    if options.pagefind:
        command = [options.pagefind, "--site", site, "--glob", "**/index.html", "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        engines["Pagefind"] = ""
    for name, source in engines.items():
        config = {**index["config"], **({"separator": r"[\s\u200b\u3000\-、。，．？！；]+"} if name == "theme" else {})}
        for kind, asked in queries.items():
            texts_asked = [q.text for q in asked]
            if source:
                set_up, answers = page.evaluate(ASK, [source, {**index, "config": config}, texts_asked])
            else:
                set_up, answers = page.evaluate(ASK_PAGEFIND, [texts_asked])
            line = report(name, kind, asked, answers)
            print(line + (f"   set-up {set_up:.0f} ms" if kind == "words" else ""), flush=True)


def build(folder: Path, rules: int) -> Path:
    """The Chinese site with so many made-up rules, and an empty page with the policy that Pagefind needs."""
    base, site = folder / "base", folder / "site"
    generated.write(base, rules)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("tools/guiju/", f"{ROOT}/tools/guiju/")
    (base / "mkdocs.yml").write_text(settings, "utf-8")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(base / "mkdocs.yml"), "-d", str(site)]
    subprocess.run(mkdocs, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "GUIJU_AS_OF": "2026-01-01"})
    (site / "blank.html").write_text("<!doctype html><title>.</title>", "utf-8")
    return site


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site, and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", type=int, nargs="+", default=[0], help="how many made-up rules (default: 0)")
    parser.add_argument("--pagefind", type=Path, help="the program pagefind, to compare")
    parser.add_argument("--minisearch", type=Path, help="MiniSearch's dist/umd/index.js, to compare")
    options = parser.parse_args()
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("bench/search.py: needs a Chromium; set CHROMIUM to its path")
    for rules in options.rules:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            site = build(Path(folder), rules)
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
            Thread(target=server.serve_forever, daemon=True).start()
            origin = f"http://127.0.0.1:{server.server_port}"
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
            page = chromium.new_page()
            page.goto(origin + "/blank.html")
            run(page, site, origin, options, rules)
            chromium.close()
            server.shutdown()


if __name__ == "__main__":
    main()
