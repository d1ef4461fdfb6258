"""Whether what `guiju import` accepts passes everywhere else: check, show of each article, pages, Akoma Ntoso.

    .venv/bin/python bench/round_trip.py FOLDER [--keep BASE]

FOLDER holds texts, a folder for each kind of them, each imported into a knowledge base of its own. Then `guiju check`
has to be clean, `guiju show` to answer for each article of each law with its words, `guiju render` to write the pages,
and each law in Akoma Ntoso to be valid by the schema of OASIS. What import refuses is listed; a text that is no law
should be. The figures of the texts that we tried are in bench/importing.md.
"""

import argparse
import collections
import contextlib
import io
import json
import shlex
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guiju.cli import main as guiju
from guiju.exports import akoma_ntoso
from guiju.law.load import load
from guiju.law.versions import versions
from guiju.lookup.show import show
from guiju.model import Corpus
from guiju.search.index import LookupIndex, consult

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "exports"))
from akoma_ntoso_judges import by_ids, by_oasis  # the judges of the tests

DAY = date(2026, 12, 1)
NO_LAWS = ("cases", "stubs")
"""Folders of what should be refused."""


def run(*command: str | Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = guiju(shlex.split(shlex.join(map(str, command))))
    return code, out.getvalue(), err.getvalue()


def answered(index: LookupIndex, corpus: Corpus) -> Iterator[tuple[str, bool]]:
    """A line for each article, and whether `show` answers with its words."""
    for rule in corpus.regulations.values():
        for version in versions(rule):
            asked = f"{rule.id}@{version.day or 'undated'}" if len(versions(rule)) > 1 else rule.id
            for article in version.text.articles:
                try:
                    reply = show(index, f"{asked}#{article.eId}", [], "zh", DAY)
                    words = json.dumps(reply["json"]["result"], ensure_ascii=False)
                    told = all(json.dumps(unit.zh, ensure_ascii=False)[1:-1] in words for unit in article.units())
                except Exception as error:  # counted, whatever it is
                    yield f"{asked}#{article.eId}: {type(error).__name__}: {error}", False
                else:
                    yield f"{asked}#{article.eId}: not its words", told


def not_valid(corpus: Corpus) -> Iterator[tuple[str, list[str]]]:
    for name, data in akoma_ntoso.files(corpus, DAY):
        yield name, by_oasis(data) + by_ids(data)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, metavar="BASES", help="where the knowledge bases are made")
    arguments = parser.parse_args()
    heads = ("texts", "accepted", "refused", "articles", "findings", "unanswered", "not valid", "pages")
    total: collections.Counter[str] = collections.Counter()
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        for folder in sorted(path for path in arguments.folder.iterdir() if path.is_dir()):
            count = gate(folder, (arguments.keep or Path(scratch)) / folder.name, Path(scratch, f"{folder.name}-made"))
            lines.append(f"| {folder.name} | " + " | ".join(str(count[head]) for head in heads) + " |")
            if folder.name not in NO_LAWS:
                total += count
    print("\n| kind | " + " | ".join(heads) + " |\n|" + "---|" * (len(heads) + 1))
    print("\n".join((*lines, "| all laws | " + " | ".join(str(total[head]) for head in heads) + " |")))
    print(f"accepted: {total['accepted'] / total['texts']:.1%}")
    return 1 if total["findings"] + total["unanswered"] + total["not valid"] else 0


def gate(texts: Path, base: Path, made: Path) -> collections.Counter[str]:
    """What becomes of the texts of a folder; what is wrong is printed."""
    count: collections.Counter[str] = collections.Counter()
    made.mkdir()
    run("import", texts, "-o", base, "--report", made / "report.json")
    for entry in json.loads((made / "report.json").read_text("utf-8"))["inputs"]:
        count["texts"] += 1
        count["articles"] += entry["articles"] if entry["id"] else 0
        count["accepted" if entry["id"] else "refused"] += 1
        if entry["id"] is None:
            print(entry["notes"][-1])
    if not base.exists():
        return count
    code, said, _ = run("check", base)
    count["findings"] = len(said.splitlines()) - 1
    corpus = load(base)
    asked = consult(base, lambda index: list(answered(index._replace(whole=corpus), corpus)))
    files = list(not_valid(corpus))
    wrong = [line for line, told in asked if not told], [f"{name}: {faults[0]}" for name, faults in files if faults]
    count["unanswered"], count["not valid"] = map(len, wrong)
    code, _, pages = run("render", "--base", base, "--out", made / "site", "--as-of", DAY.isoformat())
    count["pages"] = len(list((made / "site").rglob("*.md"))) if code == 0 else 0
    print(f"{texts.name}: {dict(count)}", file=sys.stderr)
    print(
        "\n".join((*said.splitlines()[: count["findings"]], *wrong[0], *wrong[1], *([] if count["pages"] else [pages])))
    )
    return count


if __name__ == "__main__":
    sys.exit(main())
