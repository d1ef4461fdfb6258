"""Import texts of laws, whole: each becomes regulations/<id>/regulation.yaml of a knowledge base.

Example: guiju import laws/ -o base --report report.json, then guiju check base

Reads .txt, .md, .html and .docx, in UTF-8 or GB18030. Every character of a text is kept, its numbers as printed too;
what stands outside the law is in `unplaced`, what was normalised in `normalised`. Nothing that is there is written
over: another version of a law that is there becomes regulation@DAY.yaml beside it.

--propose writes drafts of obligations too, drafts/<id>/art_009.yaml beside regulations/: each duty phrase with its
quotation, bearer and modality, for a person to edit instead of typing. Drafts are never judged, published or counted;
guiju check looks whether their words are in the text. Beside them are a review sheet, review.xlsx, a row a draft, and
review.md with the text of each article: decide in the sheet, then guiju review writes the records. A sheet that is
there is kept. guiju new drafts RULE writes both for a rule that is there, with the sanctions of other rules too.

Files of one folder that go on with one numbering are one law; a part alone says which articles are missing. Titles
without their text, decisions in single cases and agreements are refused.

--suggest FILE writes repairs for damaged characters and injected phrases; delete those that are wrong, then accept the
rest with --repairs FILE, or single ones of one file with --repair LINE:CHARACTER.

Exit code 1 where a file could not be imported; the others are.
"""

import argparse
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from guiju import knowledge
from guiju.api import reviewing
from guiju.files import output
from guiju.files.finding import Misuse, one_line
from guiju.files.json_text import json_text
from guiju.files.progress import tracked
from guiju.files.source import parse
from guiju.importing import batch, drafts, placement, repairs
from guiju.law.drafts import FOLDER, draft_file
from guiju.law.load import NAME
from guiju.law.records import build
from guiju.model import DraftObligation, Party, Regulation, Vocabulary, Where
from guiju.terminal import note

_FEW = 10

PURPOSE = "Keep a knowledge base"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files with texts of laws, or folders of them")
    parser.add_argument(
        "-o", "--output", metavar="KB", required=True, help="the knowledge base; made where it is not there"
    )
    parser.add_argument(
        "--id", metavar="ID", help="the id of the rule, where one file has one (default: from its title)"
    )
    parser.add_argument("--propose", action="store_true", help="write drafts of obligations too, to be edited")
    parser.add_argument("--report", metavar="FILE", help="write what was imported, as JSON")
    parser.add_argument("--suggest", metavar="FILE", help="write suggested repairs, as YAML, instead of importing")
    parser.add_argument("--repairs", metavar="FILE", action="append", default=[], help="make the repairs of this file")
    parser.add_argument(
        "--repair", metavar="LINE:CHARACTER", action="append", default=[], help="make this suggested repair; repeat"
    )


def run(arguments: argparse.Namespace, today: date) -> int:
    files = batch.sources([Path(path) for path in arguments.paths])
    _refuse(arguments, files)
    accepted = _of_these([repair for file in arguments.repairs for repair in repairs.accepted(Path(file))], files)
    if arguments.repair:
        accepted += _chosen(arguments.repair, batch.read_one(files[0]).suggestions)
    vocabulary = _vocabulary(Path(arguments.output)) if arguments.propose else Vocabulary()
    read = list(tracked(batch.read(files, accepted, arguments.propose), "reading", len(files)))
    results = batch.with_parts(read, accepted, arguments.propose)
    if arguments.suggest:
        found = [repair for result in results for repair in result.suggestions]
        output.write(Path(arguments.suggest), repairs.listed(found).encode())
        note(f"{len(found)} repairs suggested", arguments.suggest)
        return 0
    made = [draft for result in results for draft in result.drafts]
    if arguments.id and len(made) > 1:
        raise Misuse(f"--id {arguments.id}: the file has {len(made)} laws; import without --id, or split it")
    outcomes = list(placement.placed(made, Path(arguments.output), arguments.id or ""))
    placed = list(_proposed(outcomes, Path(arguments.output), vocabulary.parties))
    proposed = {file: text.encode() for file, text in placed if text is not None}
    sheets = _sheets(outcomes, Path(arguments.output), proposed, vocabulary, today)
    _write(outcomes, proposed | sheets, arguments, placement.report(results, {id(o.draft): o for o in outcomes}))
    findings = [f for result in results for f in result.findings] + [o.finding for o in outcomes if o.finding]
    for finding in findings:
        note(str(finding))
    _summarise(results, outcomes, len(findings), len(files))
    if arguments.propose:
        for file, text in placed if len(outcomes) <= 10 else ():
            print(file) if text is not None else note(f"{file}: kept; this article is not proposed again")
        folder, kept = Path(arguments.output, FOLDER), len(placed) - len(proposed)
        print(f"drafts of obligations for {len(proposed)} articles in {folder}, {kept} articles kept as they are")
        for file in sheets if len(outcomes) <= _FEW else ():
            print(f"{file}: to decide on them, then: guiju review" if file.suffix == ".xlsx" else file)
        if unnamed := list(_without_bearer(outcomes)):
            more = ", …" if len(unnamed) > _FEW else ""
            print(f"drafts whose words name nobody who is bound: {len(unnamed)}: {', '.join(unnamed[:_FEW])}{more}")
    return 1 if findings else 0


def _refuse(arguments: argparse.Namespace, files: Sequence[Path]) -> None:
    if arguments.id and len(files) > 1:
        raise Misuse(f"--id {arguments.id}: names one rule, and {len(files)} files are given; import one file with it")
    if arguments.id and not NAME.fullmatch(arguments.id):
        raise Misuse(f"'{one_line(arguments.id)}' is not an id; write lower-case ASCII words joined by hyphens")
    if arguments.repair and len(files) > 1:
        raise Misuse(f"--repair: is of one file, and {len(files)} are given; name one, or use --repairs")
    root = Path(arguments.output)
    if root.exists() and not root.is_dir():
        raise Misuse(f"{root}: is a file; name a folder with -o")


def _of_these(accepted: Sequence[repairs.Repair], files: Sequence[Path]) -> list[repairs.Repair]:
    """The repairs; of one file whatever it is called. Misuse where it is not said of which of several one is."""
    if len(files) == 1:
        return [replace(repair, file="") for repair in accepted]
    names = {file.as_posix() for file in files}
    for repair in accepted:
        if repair.file not in names:
            which = f"'{one_line(repair.file)}'" if repair.file else "no file"
            raise Misuse(f"--repairs: line {repair.line} is of {which}; name that file alone, or give its `file`")
    return list(accepted)


def _chosen(places: Sequence[str], suggestions: Sequence[repairs.Repair]) -> list[repairs.Repair]:
    """The suggestions at these places; Misuse for a place without one."""
    known = {f"{repair.line}:{repair.offset + 1}": repair for repair in suggestions if repair.restored is not None}
    for place in places:
        if not re.fullmatch("[0-9]+:[0-9]+", place) or place not in known:
            remedy = "see those of --suggest FILE"
            raise Misuse(f"--repair {one_line(place)}: no repair is suggested there; {remedy}")
    return [known[place] for place in places]


def _vocabulary(base: Path) -> Vocabulary:
    """Whom the knowledge base knows, and by which facts, where it is there and has a vocabulary."""
    named = (base / "regulations" / "vocabulary.yaml").exists()
    return knowledge.corpus(str(base), kinds=("vocabulary",)).vocabulary if named else Vocabulary()


def _proposed(
    outcomes: Sequence[placement.Placement], base: Path, parties: Sequence[Party]
) -> Iterator[tuple[Path, str | None]]:
    """The files of drafts: of the first text of each rule, which is the one that is read."""
    for outcome in outcomes:
        if outcome.finding is None and outcome.is_first:
            yield from drafts.placed(outcome.id, drafts.files(outcome.id, outcome.draft.proposed, parties), base)


def _sheets(
    outcomes: Sequence[placement.Placement],
    base: Path,
    proposed: Collection[Path],
    vocabulary: Vocabulary,
    today: date,
) -> dict[Path, bytes]:
    """The review sheets of the rules with new drafts. Sanctions are those of the rule itself: others are not read."""
    files: dict[Path, bytes] = {}
    for outcome in outcomes:
        fresh = [
            d for d in outcome.draft.proposed if outcome.is_first and base / draft_file(outcome.id, d.eId) in proposed
        ]
        if fresh and outcome.finding is None:
            rule = build(Regulation, Where(parse(outcome.draft.text.encode(), outcome.id)), id=outcome.id)
            files |= reviewing.sheets(base, rule, fresh, vocabulary, (), today)
    return files


def _without_bearer(outcomes: Sequence[placement.Placement]) -> Iterator[str]:
    for outcome in outcomes:
        for draft in outcome.draft.proposed if outcome.finding is None and outcome.is_first else ():
            if isinstance(draft, DraftObligation) and not draft.subject:
                yield f"{outcome.id}#{draft.eId}"


def _write(
    outcomes: Sequence[placement.Placement],
    proposed: Mapping[Path, bytes],
    arguments: argparse.Namespace,
    report: object,
) -> None:
    """The rules, the drafts and the report, together or not at all."""
    with output.write_all_or_none() as outbox:
        for file, data in proposed.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            outbox.write(file, data)
        for outcome in outcomes:
            if outcome.file is not None:
                outcome.file.parent.mkdir(parents=True, exist_ok=True)
                outbox.write(outcome.file, outcome.draft.text.encode())
        if arguments.report:
            outbox.write(Path(arguments.report), f"{json_text(report)}\n".encode())


def _summarise(
    results: Sequence[batch.FileResult], outcomes: Sequence[placement.Placement], failed: int, files: int
) -> None:
    if len(outcomes) <= 10:
        for outcome in outcomes:
            for words in outcome.draft.notes:
                note(words)
            if outcome.file is not None:
                print(outcome.file)
    written = [outcome.draft for outcome in outcomes if outcome.file is not None]
    totals = {unit: sum(draft.counts[unit] for draft in written) for unit in ("articles", "characters", "unplaced")}
    same = sum(outcome.file is None and outcome.finding is None for outcome in outcomes)
    suggestions = [repair for result in results for repair in result.suggestions]
    print(
        f"{len(written)} rules with {totals['articles']} articles imported from {files} files, "
        f"{same} unchanged, {failed} failed; {totals['characters']} characters, {totals['unplaced']} of them unplaced"
        + (f"; {len(suggestions)} repairs to consider (--suggest FILE lists them)" if suggestions else "")
    )
    for line in repairs.by_kind(suggestions):
        print(f"  {line}")
