"""How well `guiju cite-check` judges citations in documents as people write them: bench/natural_citations.yaml.

    .venv/bin/guiju import just-laws/docs -o laws
    .venv/bin/python bench/natural_citations.py laws [--show]

bench/citations.md has the figures and says which other texts the base needs.
"""

import argparse
import re
from collections import Counter
from datetime import date
from pathlib import Path

import yaml

from guiju.citations.checking import CheckedFile, check
from guiju.lookup.laws import Laws
from guiju.search.index import consult

DAY = date(2026, 11, 1)
MARK = re.compile(r"\{\{([^{}|]+)\|([a-z_]+)(?: ([^\s{}]+))?\}\}")
NO_ERROR = {"ok", "moved_subject", "not_checked", "unattributed", "old_law_declared"}
NEVER_OK = ("no_such_provision", "unknown_law", "not_in_force", "not_checked", "unattributed")
"""A wrong place, a wrong law, an absent text."""

Place = tuple[str, int, int]
"""A file, and the line and column of the last character of a citation."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--documents", type=Path, default=Path(__file__).with_suffix(".yaml"))
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    arguments = parser.parse_args()
    keyed, texts = dict[Place, tuple[str, str, str | None]](), dict[str, str]()
    for entry in yaml.safe_load(arguments.documents.read_text("utf-8")):
        texts[entry["file"]] = unmarked(entry["file"], entry["text"], keyed)
    files = consult(arguments.base, lambda index: checked(texts, Laws(index)))
    said = {place: answer for file in files for place, answer in answers(file)}
    score(keyed, said, len(texts), arguments.show)


def unmarked(name: str, text: str, keyed: dict[Place, tuple[str, str, str | None]]) -> str:
    """The text without its marks; what they say goes to `keyed`."""
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        plain, done = "", 0
        for mark in MARK.finditer(line):
            plain += line[done : mark.start()] + mark[1]
            keyed[name, number, len(plain)] = mark[1], mark[2], mark[3]
            done = mark.end()
        lines.append(plain + line[done:])
    return "\n".join(lines)


def checked(texts: dict[str, str], laws: Laws) -> list[CheckedFile]:
    return [check(Path(name), laws, DAY, repair=False, data=text.encode()) for name, text in texts.items()]


def answers(file: CheckedFile) -> list[tuple[Place, tuple[str, str, str | None]]]:
    """What is said of each citation, by where it ends."""
    found = []
    for entry in file.citations:
        cited = entry.judgement.citation
        assert file.document is not None
        at = file.document.passages[cited.passage].location(file.path.as_posix(), cited.end - 1)
        found.append(((at.path, at.line, at.column), (entry.text, entry.status, entry.now)))
    return found


def score(
    keyed: dict[Place, tuple[str, str, str | None]],
    said: dict[Place, tuple[str, str, str | None]],
    files: int,
    show: bool,
) -> None:
    wrong = [(place, keyed.get(place), said.get(place)) for place in sorted(keyed.keys() | said.keys())]
    wrong = [(place, key, answer) for place, key, answer in wrong if not agrees(key, answer)]
    missed = {place for place, _, _ in wrong}
    errors = {place for place, key in keyed.items() if key[1] not in NO_ERROR}
    flagged = {place for place, answer in said.items() if answer[1] not in ("ok", "not_checked")}
    passed = Counter(key[1] for place, key, answer in wrong if key and answer and answer[1] == "ok")
    print(f"{len(keyed)} citations in {files} documents, {len(errors)} of them errors")
    precision = share(len(flagged - missed), len(flagged))
    print(f"recall of errors {share(len(errors - missed), len(errors))}, precision {precision}")
    print(f"right in all {share(len(keyed.keys() - missed), len(keyed))}")
    print(f"ok where the place or law is wrong, or its text absent: {sum(passed[kind] for kind in NEVER_OK)}")
    print(f"ok where the claim or quotation is wrong: {passed['claim_differs'] + passed['quotation_differs']}")
    for status, count in sorted(Counter(key[1] for key in keyed.values()).items()):
        right = sum(key[1] == status for place, key in keyed.items() if place not in missed)
        print(f"  {status:20} {right:4} of {count}")
    for place, key, answer in wrong if show else ():
        print(*place, "|", *(key or ("not marked",)), "|", *(answer or ("nothing",)))


def agrees(key: tuple[str, str, str | None] | None, answer: tuple[str, str, str | None] | None) -> bool:
    """The same status and, where the key names one, the article that is right; of no citation, no finding."""
    if key is None or answer is None:
        return key is None and answer is not None and answer[1] == "ok"
    return key[1] == answer[1] and (key[2] is None or (answer[2] or "").split("__")[0] == key[2])


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "-"


if __name__ == "__main__":
    main()
