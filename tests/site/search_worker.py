"""The worker of the search, asked in Node without the box: on the index of the site, or on one that is given."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest

from guiju.model import Lang
from windows import ROOTS

NODE = Path(sys.prefix) / "bin" / "node"
# Folder of the scripts and file of the index; on standard input the queries, and whether all pages are wanted.
ASK = """
import { readFileSync } from "node:fs";
import vm from "node:vm";
const [folder, index] = process.argv.slice(1);
const { queries, whole } = JSON.parse(readFileSync(0, "utf8"));
let [answered, ask] = [];
const run = (name) => vm.runInContext(readFileSync(`${folder}/${name}`, "utf8"), worker, { filename: name });
const worker = vm.createContext({
  self: { location: { hash: "" } },
  importScripts: (...names) => names.forEach(run),
  postMessage: (message) => answered(JSON.parse(JSON.stringify(message))),
  addEventListener: (_, listener) => (ask = listener),
});
run("search.js");
const tell = (type, data) => new Promise((resolve, reject) => {
  answered = (message) => (message.type === 8 ? reject(new Error(message.data)) : resolve(message.data));
  ask({ data: { type, data } });
});
await tell(0, JSON.parse(readFileSync(index, "utf8")));
const answers = [];
for (const query of queries) {
  const result = await tell(2, query);
  while (whole && result.items.length < result.total) {
    result.items.push(...(await tell(4, result.items.length)).items);
  }
  answers.push(result);
}
process.stdout.write(JSON.stringify(answers));
"""
Answer = dict[str, Any]
Ask = Callable[..., list[Answer]]


def site_index(site_folder: Path, lang: Lang = "zh") -> dict[str, Any]:
    """What the search of a language reads."""
    index: dict[str, Any] = json.loads((site_folder / ROOTS[lang] / "search/search_index.json").read_text("utf-8"))
    return index


def written_texts(site_folder: Path, lang: Lang = "zh") -> list[str]:
    """The texts of the index, each once: a page that has the text of another gives its number."""
    texts = (entry["text"] for entry in site_index(site_folder, lang)["docs"])
    return [text for text in texts if isinstance(text, str)]


@pytest.fixture(scope="session")
def ask(site_folder: Path) -> Ask:
    """Queries → what the worker answers to each: its items are pages, each with its sections, best first; all of them,
    or as many as are shown at first."""

    def ask(queries: list[str], lang: Lang = "zh", index: Answer | None = None, whole: bool = True) -> list[Answer]:
        with NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as given:
            json.dump(index, given)
            given.flush()
            file = given.name if index else site_folder / ROOTS[lang] / "search/search_index.json"
            command = [NODE, "--input-type=module", "--eval", ASK, site_folder / "assets/search", file]
            asked = json.dumps({"queries": queries, "whole": whole})
            done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answers: list[Answer] = json.loads(done.stdout)
        return answers

    return ask
