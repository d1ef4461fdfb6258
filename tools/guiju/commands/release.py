"""Record the ids of obligations and answer cards that a release publishes.

guiju release 0.1.0 adds the new ids to regulations/released.yaml. For maintainers, before tagging. From then on the
check knows these ids: one that goes must be explained in the retired.yaml of its rule. With --since FOLDER, a checkout
of the last release, a version that says less than the change does is refused: CHANGELOG.md defines what is major.
"""

import argparse
import re
from datetime import date
from pathlib import Path

from guiju import checks, knowledge
from guiju.amendment.comparison import between_bases
from guiju.amendment.reading_effects import Side
from guiju.amendment.weight import Version, least_version, major_effects, weight
from guiju.files import output
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Misuse, Unsound, UnsoundBase, one_line
from guiju.files.source import parse
from guiju.law.contents import ANSWERS
from guiju.model import Corpus

PURPOSE = "Keep a knowledge base"
_HEADER = "# yaml-language-server: $schema=../schemas/released.schema.json\nreleases:\n"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", metavar="VERSION", help="the version, such as 0.1.0")
    parser.add_argument("--since", metavar="FOLDER", help="the knowledge base as the last release published it")
    parser.add_argument(
        "--base",
        metavar="PATH",
        help="the knowledge base: a folder that contains regulations/ (default: the current folder)",
    )


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.corpus(arguments.base or ".")
    if findings := checks.findings(base):
        raise UnsoundBase(findings)
    _refuse_unless_later(arguments.version, base)
    if arguments.since:
        _refuse_too_small(arguments.version, knowledge.load_for_verdicts(arguments.since, cases=True), base, today)
    known = {global_id for release in base.releases for global_id in release.ids}
    ids = [*(rule.global_id(o) for rule, o in base.obligations()), *(f"{ANSWERS}#{card.id}" for card in base.answers)]
    new = [global_id for global_id in ids if global_id not in known]
    file = knowledge_base(arguments.base or ".", Path.cwd()) / "regulations" / "released.yaml"
    before = file.read_text("utf-8") if base.releases else _HEADER
    lines = "".join(f"  - {global_id}\n" for global_id in new)
    text = f"{before.rstrip()}\n- version: {arguments.version}\n  ids:{' []' if not new else ''}\n{lines}"
    _refuse_unless_whole(file, text, len(base.releases) + 1)
    output.write(file, text.encode())
    print(f"{file}: {arguments.version} publishes {len(new)} new ids")
    return 0


def _refuse_unless_whole(file: Path, text: str, releases: int) -> None:
    """Refuse a file that could not be read back: an indented or one-line list takes no entry of ours."""
    try:
        whole = len(parse(text.encode(), file.as_posix()).value["releases"]) == releases
    except Unsound:
        whole = False
    if not whole:
        raise Misuse(f"{file}: begin each release at the first column with '- version: ', one below the other")


def _refuse_unless_later(version: str, base: Corpus) -> None:
    if not re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}", version):
        raise Misuse(f"'{one_line(version)}' is not a version; write three numbers, such as 0.1.0")
    last = base.releases[-1].version if base.releases else None
    if last is not None and _parts(version) <= _parts(last):
        raise Misuse(f"{version} does not come after {last}; choose a later version")


def _refuse_too_small(version: str, before: Corpus, base: Corpus, today: date) -> None:
    """Refuse a version that says less of the change since the release `before` than it is."""
    changes = between_bases(Side(before, today), Side(base, today))
    least = least_version(_parts(before.releases[-1].version) if before.releases else (0, 0, 0), weight(changes))
    if _parts(version) < least:
        why = "".join(f": {effect.kind} of {effect.id}" for effect in major_effects(changes)[:1])
        least_said = ".".join(map(str, least))
        raise Misuse(f"{version} says too little of a {weight(changes)} change{why}; choose {least_said} or later")


def _parts(version: str) -> Version:
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch
