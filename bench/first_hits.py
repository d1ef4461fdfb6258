"""How often the first hit of the search answers what was typed: lists of queries, asked of the site's own worker.

    make build
    CHROMIUM=/usr/bin/chromium .venv/bin/python bench/first_hits.py [--misses] [before=/some/older/site] [now=site]

A hit is right where its address begins with one that answers the query, as written in bench/first_hits.yaml; a duty on
a page of obligations counts as its article. Of a page several places may be as good as the first. --misses prints what
is missed.
"""

import argparse
import json
import os
import shutil
import sys
from collections import Counter
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from guiju.law.load import load
from search import ROOT, Quiet

ASK = """async ([source, index, queries]) => {
  const worker = new Worker(source);
  const answer = (type, data) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.onerror = (event) => reject(event.message);
    worker.postMessage({ type, data });
  });
  await answer(0, index);
  const first = [];
  for (const query of queries) {
    const [page] = (await answer(2, query)).items;
    const hits = page?.hits ?? [];
    first.push(hits.filter(({ score }) => score === hits[0].score).map(({ location }) => location));
  }
  worker.terminate();
  return first;
}"""
LISTS: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "bench/first_hits.yaml").read_text("utf-8"))


def articles() -> dict[str, str]:
    """The place of each duty on the pages of obligations → the page of its article."""
    return {
        f"obligations/{rule.id}/{record.id.rpartition('#')[2]}/": f"regulations/{rule.id}/{record.eId.split('__')[0]}/"
        for rule in load(ROOT).regulations.values()
        for record in rule.obligations
        if record.eId
    }


def measure(page: Page, origin: str, site: Path, *, misses: bool) -> None:
    duties = articles()
    right, all_ = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for lang, folder in (("zh", ""), ("en", "en/")):
        index = json.loads((site / folder / "search/search_index.json").read_text("utf-8"))
        for name, entries in LISTS.items():
            asked = [entry for entry in entries if lang in entry]
            answers = page.evaluate(ASK, [f"{origin}/assets/search/search.js", index, [entry[lang] for entry in asked]])
            for entry, places in zip(asked, answers, strict=True):
                pages = [duties.get(place, place) for place in places]
                is_right = any(place.startswith(tuple(entry["right"])) for place in pages)
                right[name, lang] += is_right
                all_[name, lang] += 1
                if misses and not is_right:
                    print(f"  {entry[lang]}: {places[:1]} for {entry['right'][:1]}")
    for name in LISTS:
        both = [(right[name, lang], all_[name, lang]) for lang in ("zh", "en")]
        hits, count = (sum(column) for column in zip(*both, strict=True))
        parts = ", ".join(f"{lang} {r} of {n}" for lang, (r, n) in zip(("zh", "en"), both, strict=True))
        print(f"  {name:<8} {hits} of {count} = {hits / count:.1%} ({parts})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", default=[f"now={ROOT / 'site'}"], metavar="NAME=FOLDER")
    parser.add_argument("--misses", action="store_true", help="print what is missed")
    options = parser.parse_args()
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser is None:
        sys.exit("bench/first_hits.py: needs a Chromium; set CHROMIUM to its path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for named in options.sites:
            name, _, folder = named.rpartition("=")
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
            Thread(target=server.serve_forever, daemon=True).start()
            page = chromium.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/licence/")
            print(name or folder)
            measure(page, f"http://127.0.0.1:{server.server_port}", Path(folder), misses=options.misses)
            server.shutdown()
        chromium.close()


if __name__ == "__main__":
    main()
