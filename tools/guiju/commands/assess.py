"""Assess a service: a verdict for each duty of the roles, with its proof and the facts to supply next.

PROFILE is a YAML file (guiju questions writes one to fill in), the JSON that a checklist of the site exports, or a filled checklist workbook (guiju
checklist -o checklist.xlsx), or several of them: what two tell differently is found. A workbook knows its roles; so --role may be left out.
Missing or stale facts give undetermined, never a pass. --statement writes the statement of applicability of the same run.
Duties that a later rule displaces on the day are history: neither gaps nor counted; --fail-on not_covered fails where that rule is not covered in full.
Exit code 1 where a verdict is among --fail-on (default: breached), 2 where a file cannot be assessed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guiju import knowledge, options
from guiju.assessment import Assessment, assess
from guiju.assessment.sources import Given, read_all, workbooks
from guiju.assessment.tables import Tables
from guiju.files import output
from guiju.files.finding import Misuse, escaped, one_line
from guiju.law.labels import COLON
from guiju.model import REASONS, Bilingual
from guiju.reasoning.checklist import Checklist
from guiju.reasoning.successors import not_covered
from guiju.terminal import assessed, note, printer, watched
from guiju.writers import formats

if TYPE_CHECKING:
    from guiju.assessment.workbook import MadeFrom

AUDIENCES = ("internal", "regulator")
_OTHER_VERSION = Bilingual(
    "按数据版本 {made} 制作，本次评估用 {here}；条文有变化的行不计，其余照用",
    "made from data version {made}, assessed with {here}; rows whose law text changed do not count, the others do",
)
_FINDINGS = Bilingual("{count} 条疑似不符合的记录", "{count} rows that show a gap")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "profile",
        metavar="PROFILE",
        nargs="+",
        help="a profile (YAML, JSON), a filled checklist workbook (XLSX), or several",
    )
    options.add(parser, "--role", "--regulation", "--topic", "--as-of", "--lang")
    parser.set_defaults(lang=None)  # that of a workbook, else zh
    known = ", ".join(["text", *formats("assessment")])
    parser.add_argument("--format", metavar="FORMAT", help=f"one of {known} (default: the ending of FILE, else text)")
    options.add(parser, "-o --output")
    statements = ", ".join(formats("applicability"))
    parser.add_argument(
        "--statement",
        metavar="FILE",
        help=f"write the statement of applicability too; the ending is one of {statements}",
    )
    parser.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="internal",
        help="regulator: without risk grades, internal notes, and keys of rows (default: internal)",
    )
    parser.add_argument(
        "--fail-on",
        action="append",
        choices=["breached", "undetermined", "not_covered"],
        help="what gives exit code 1: a verdict, or law in place of displaced duties that is not covered in full (default: breached)",
    )
    parser.add_argument(
        "--why",
        action="append",
        choices=REASONS,
        default=[],
        help="list only the duties that are to be verified for this reason, as text (default: all duties)",
    )
    options.add(parser, "--base")
    _table_arguments(parser.add_argument_group("tables of groups, accounts and so on (docs: Tables)"))


def _table_arguments(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--table",
        metavar="ENTITY=TABLE",
        action="append",
        default=[],
        help="rows of an entity: FILE, glob or folder of Parquet, CSV or JSON lines; FILE.sqlite#TABLE; postgresql://…#TABLE",
    )
    group.add_argument(
        "--mapping",
        metavar="FILE",
        action="append",
        default=[],
        help="which columns say which facts (guiju mapping proposes one; default: columns named as the facts)",
    )
    group.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="what scans (default: duckdb)")
    group.add_argument("--master", metavar="ADDRESS", help="the master of a Spark cluster (default: local[*])")
    group.add_argument(
        "--first", metavar="N", type=_count, default=100, help="breaches to fetch per duty (default: 100)"
    )
    group.add_argument("--findings", metavar="FILE", help="write every breach to this .parquet, .csv or .jsonl")
    group.add_argument(
        "--show-keys", action="store_true", help="show keys and texts of rows; they may be personal data"
    )
    group.add_argument("--hash-keys", metavar="FILE", help="show keys hashed with the secret in this file")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 100_000:
        raise argparse.ArgumentTypeError(f"{text}: is no whole number from 0 to 100000")
    return int(text)


def run(arguments: argparse.Namespace, today: date) -> int:
    base = knowledge.evaluable(arguments.base)
    files = [Path(name) for name in arguments.profile]
    made_from = workbooks(files, arguments.role)
    _take_over(arguments, made_from, len(made_from) == len(files))
    asked = options.requested(base, arguments, today)
    _check_formats(arguments)
    given = read_all(files, made_from, asked)
    held: dict[Path, Path] = {}  # findings that were written aside, by their target
    try:
        return _assess(arguments, asked, given, made_from, held)
    finally:
        for left in held.values():
            left.unlink(missing_ok=True)


def _assess(
    arguments: argparse.Namespace,
    asked: Checklist,
    given: Given,
    made_from: Mapping[Path, MadeFrom],
    held: dict[Path, Path],
) -> int:
    counted = _scan(arguments, asked, given, held)
    base = asked.corpus
    assessment = assess(asked, given.profile, counted.tables if counted else None)
    for file, told in made_from.items():
        if told.data_version != base.data_version:
            version = _OTHER_VERSION[asked.lang].format(made=one_line(told.data_version, 20), here=base.data_version)
            note(version, str(file))
    for row in given.stale:
        print(escaped(f"{row.at}: {assessed.stale(row)[asked.lang]}{COLON[asked.lang]}{row.id}"), file=sys.stderr)
    _write(arguments, assessment, given, held)
    if counted and arguments.findings:
        note(_FINDINGS[asked.lang].format(count=f"{counted.findings:,}"), arguments.findings)
    return 1 if any(_fails(assessment, what) for what in arguments.fail_on or ["breached"]) else 0


def _fails(assessment: Assessment, what: str) -> bool:
    """Whether it gives exit code 1: current duties with that verdict, or law in place of displaced ones that is covered in part or not at all.

    Where none of the displaced duties concerns the service, since it has no accounts, the law in their place is taken not to concern it either.
    """
    if what == "not_covered":
        concerned = {line.line.id for line in assessment.historical if line.verdict != "not_applicable"}
        return any(line.id in concerned for found in not_covered(assessment.checklist) for line in found.displaced)
    return any(line.verdict == what for line in assessment.lines)


@dataclass(frozen=True)
class _Counted:
    """What the tables say, and how many findings were written."""

    tables: Tables
    findings: int


def _scan(arguments: argparse.Namespace, asked: Checklist, given: Given, held: dict[Path, Path]) -> _Counted | None:
    """What the tables say; None where there are none, and then nothing of it is imported."""
    if not (arguments.table or arguments.mapping or arguments.findings or arguments.hash_keys or arguments.master):
        return None
    from guiju.tables.request import Request, scan_all

    request = Request(
        arguments.table,
        arguments.mapping,
        arguments.engine,
        arguments.master,
        arguments.first,
        arguments.show_keys,
        arguments.hash_keys,
        arguments.findings,
        [target for target in (arguments.output, arguments.statement) if target],
    )

    def hold(written: Path, target: Path) -> None:
        held[target] = output.set_aside(written, target)

    return _Counted(*scan_all(request, asked, given.profile, watched, hold))


def _take_over(arguments: argparse.Namespace, made_from: Mapping[Path, MadeFrom], alone: bool) -> None:
    """What was not asked for is that of the workbooks: language and roles; and where they are all there is, their rules and topics."""
    told = list(made_from.values())
    arguments.lang = arguments.lang or (told[0].language if told else "zh")
    arguments.role = arguments.role or _united(entry.roles for entry in told)
    if alone:
        arguments.regulation = arguments.regulation or _united(entry.regulations for entry in told)
        if all(entry.topics for entry in told):
            arguments.topic = arguments.topic or _united(entry.topics for entry in told)


def _united(several: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(name for names in several for name in names))


def _check_formats(arguments: argparse.Namespace) -> None:
    """Misuse for a format that nothing is written in: before a scan that may be long, not after it."""
    name = options.format_name(arguments, ["text", *formats("assessment")], "text")
    if arguments.output and name == "text":
        raise Misuse("text is for the terminal; choose another --format for a file")
    if arguments.why and name != "text":
        raise Misuse(f"--why lists duties as text; {name} breaks them down by reason, so leave out --why")
    known = formats("applicability")
    if arguments.statement and _ending(arguments.statement) not in known:
        raise Misuse(
            f"{arguments.statement}: a statement of applicability is written as one of {', '.join(known)}; choose another ending"
        )


def _ending(name: str | Path) -> str:
    return Path(name).suffix.lstrip(".").lower()


def _write(arguments: argparse.Namespace, assessment: Assessment, given: Given, held: Mapping[Path, Path]) -> None:
    """Everything is rendered before anything is written, and the files are written together or not at all."""
    known = formats("assessment")
    name = options.format_name(arguments, ["text", *known], "text")
    files: dict[Path, bytes] = {}
    if arguments.output:
        files[Path(arguments.output)] = known[name](assessment, arguments.audience)
    if arguments.statement:
        files |= _statement(Path(arguments.statement), files, assessment, arguments.audience)
    told = None if name == "text" or arguments.output else known[name](assessment, arguments.audience)

    def answer() -> None:
        if told is not None:
            sys.stdout.flush()
            sys.stdout.buffer.write(told)
        elif not arguments.output:
            assessed.show(printer(), assessment, given.stale, arguments.audience == "internal", arguments.why)
        sys.stdout.flush()

    output.write_all(files, held, answer)
    if arguments.output:
        note(assessed.counted(assessment), arguments.output)
    if arguments.statement:
        note(_applicable(assessment), arguments.statement)
    if told is None and arguments.output and assessment.without_facts:
        print(assessed.NO_FACTS[assessment.checklist.lang], file=sys.stderr)


def _statement(target: Path, files: Collection[Path], assessment: Assessment, audience: str) -> dict[Path, bytes]:
    if any(os.path.realpath(target) == os.path.realpath(other) for other in files):
        raise Misuse(f"{target}: --statement and -o name the same file; name two")
    return {target: formats("applicability")[_ending(target)](assessment, audience)}


def _applicable(assessment: Assessment) -> str:
    from guiju.documents.applicability import APPLIES, applies

    lang, counts = assessment.checklist.lang, Counter(applies(line) for line in assessment.lines)
    return f"{' · '.join(f'{words[lang]} {counts[name]}' for name, words in APPLIES.items())} / {len(assessment.lines)}"
