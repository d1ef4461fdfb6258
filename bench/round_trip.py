"""Whether what `guiju import` accepts passes everywhere else: check, show of each article, pages, Akoma Ntoso.

    .venv/bin/python bench/round_trip.py FOLDER [--keep BASE]

FOLDER holds texts, a folder for each kind of them; all are imported into one knowledge base. Then `guiju check` has to
be clean, `guiju show` to answer for each article of each law by its number and its title, `guiju render` to write the
pages, and each law in Akoma Ntoso to be valid by the schema of OASIS. What import refuses is listed; a text that is no
law should be. The figures of the texts that we tried are in bench/importing.md.
"""

import argparse
import collections
import contextlib
import io
import json
import shlex
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guiju.cli import main as guiju
from guiju.exports import akoma_ntoso
from guiju.law.load import load
from guiju.law.versions import versions
from guiju.lookup.index import LookupIndex
from guiju.lookup.show import show
from guiju.model import Corpus

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "exports"))
from akoma_ntoso_judges import by_ids, by_oasis  # noqa: E402  # the judges of the tests

DAY = date(2026, 12, 1)
NO_LAWS = ("cases", "stubs")
"""Folders of what should be refused."""


def run(*command: str | Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = guiju(shlex.split(shlex.join(map(str, command))))
    return code, out.getvalue(), err.getvalue()


def unanswered(base: Path, corpus: Corpus) -> Iterator[tuple[str, bool]]:
    """A line for each article, and whether `show` answers with its words."""
    index = LookupIndex(base)
    for rule in corpus.regulations.values():
        for version in versions(rule):
            asked = f"{rule.id}@{version.day}" if len(versions(rule)) > 1 and version.day else rule.id
            for article in version.text.articles:
                try:
                    reply = show(index, f"{asked}#{article.eId}", [], "zh", DAY)
                    words = json.dumps(reply["value"]["result"], ensure_ascii=False)
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
    parser.add_argument("--keep", type=Path, metavar="BASE", help="where the knowledge base is made (default: nowhere)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return gate(arguments.folder, arguments.keep or Path(folder, "base"), Path(folder))


def gate(texts: Path, base: Path, scratch: Path) -> int:
    report, faults = scratch / "report.json", 0
    begun = time.perf_counter()
    run("import", texts, "-o", base, "--report", report)
    entries = json.loads(report.read_text("utf-8"))["inputs"]
    count: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for entry in entries:
        kind = Path(entry["source"]).relative_to(texts).parts[0]
        there = any(": id-exists: " in note for note in entry["notes"])
        told = "accepted" if entry["id"] else "already there" if there else "refused"
        count[kind][told] += 1
        if told == "refused":
            print(entry["notes"][0])
    print(f"\n{'kind':16}{'accepted':>10}{'already there':>15}{'refused':>9}")
    for kind, times in sorted(count.items()):
        print(f"{kind:16}{times['accepted']:>10}{times['already there']:>15}{times['refused']:>9}")
    laws = {kind: times for kind, times in count.items() if kind not in NO_LAWS}
    refused, all_laws = sum(t["refused"] for t in laws.values()), sum(t.total() for t in laws.values())
    print(f"laws accepted: {all_laws - refused} of {all_laws} ({1 - refused / all_laws:.1%})")
    print(f"no laws accepted: {sum(count[kind].total() - count[kind]['refused'] for kind in NO_LAWS)}")
    steps = {"import": time.perf_counter() - begun}

    def done(step: str, words: str, wrong: bool) -> None:
        nonlocal faults, begun
        steps[step] = time.perf_counter() - begun - sum(steps.values())
        faults += wrong
        print(f"{step}: {words}")

    code, said, _ = run("check", base)
    done("check", said.splitlines()[-1], code != 0)
    corpus = load(base)
    asked = list(unanswered(base, corpus))
    wrong = [line for line, told in asked if not told]
    done("show", "\n  ".join((f"{len(asked) - len(wrong)} of {len(asked)} articles answer", *wrong[:20])), bool(wrong))
    files = list(not_valid(corpus))
    bad = [f"{name}: {faults[0]}" for name, faults in files if faults]
    done("akoma-ntoso", "\n  ".join((f"{len(files) - len(bad)} of {len(files)} files valid", *bad[:20])), bool(bad))
    code, _, said = run("render", "--base", base, "--out", scratch / "site", "--as-of", DAY.isoformat())
    done("render", said.splitlines()[-1].rpartition("site: ")[2], code != 0)
    print(", ".join(f"{step} {seconds:.0f} s" for step, seconds in steps.items()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
