"""Assess a service: a verdict for each duty of the roles, with its proof and the facts to supply next.

PROFILE is a YAML file (guiju questions writes one to fill in) or a filled checklist workbook (guiju checklist -o checklist.xlsx), or both: a fact or a
declaration that two of them tell differently is found. A workbook knows its roles; so --role may be left out.
Missing or stale facts give undetermined, never a pass. --statement writes the statement of applicability of the same run.
Exit code 1 where a verdict is among --fail-on (default: breached), 2 where a file cannot be assessed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju import knowledge, options, output
from guiju.assessment import Assessed, Assessment, assess, table_sentences
from guiju.assessment.proof import proof
from guiju.assessment.sources import Given, read_all, workbooks
from guiju.assessment.tables import Tables
from guiju.checklist import Checklist
from guiju.exports import formats
from guiju.exports.fields import later_rule
from guiju.finding import Finding, Misuse, escaped, one_line
from guiju.formats import text
from guiju.labels import COLON, NOT_LEGAL_ADVICE, VERDICTS
from guiju.model import Bilingual
from guiju.terminal import Say, printer, watch

if TYPE_CHECKING:
    from guiju.assessment.workbook import MadeFrom, StaleRow

AUDIENCES = ("internal", "regulator")
_COLOURS = {"met": "green", "breached": "red", "undetermined": "yellow", "not_applicable": "dim"}
_NEXT_SHOWN = 5
_MISSING_SHOWN = 4
_MISSING = Bilingual("缺事实：{}", "facts missing: {}")
_A_PERSON = Bilingual("须由人审查或者说明", "a person examines or declares it")
_NO_FACTS = Bilingual(
    "没有提供任何事实：每项须由事实判定的义务都待核实。",
    "No facts were given: every duty that facts decide is to be verified.",
)
_STALE = Bilingual(
    "条文在填写之后有变化，该行不计；请重新导出清单",
    "the law text changed since it was filled in: the row does not count; export the checklist anew",
)
_OTHER_VERSION = Bilingual(
    "按数据版本 {made} 制作，本次评估用 {here}；条文有变化的行不计，其余照用",
    "made from data version {made}, assessed with {here}; rows whose law text changed do not count, the others do",
)
_RETIRED = Bilingual("该义务已经撤销，该行不计", "the duty was retired: the row does not count")
_FINDINGS = Bilingual("{count} 条不符合记录", "{count} rows that breach")
_NEXT = Bilingual(
    "（单独可判定 {decides} 项，{waiting} 项待此事实）", "(could decide {decides} by itself; {waiting} wait for it)"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "profile", metavar="PROFILE", nargs="+", help="a profile (YAML), a filled checklist workbook (XLSX), or both"
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
        choices=["breached", "undetermined"],
        help="verdicts that give exit code 1 (default: breached)",
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
    given = read_all(files, made_from, asked)
    if isinstance(given, list):
        print(text.render(given, sys.stderr.isatty()), end="", file=sys.stderr)
        return 2
    counted = _scan(arguments, asked, given)
    if isinstance(counted, list):
        print(text.render(counted, sys.stderr.isatty()), end="", file=sys.stderr)
        return 2
    assessment = assess(asked, given.profile, counted)
    for file, told in made_from.items():
        if told.data_version != base.data_version:
            version = _OTHER_VERSION[asked.lang].format(made=one_line(told.data_version, 20), here=base.data_version)
            print(escaped(f"{file}: {version}"), file=sys.stderr)
    for row in given.stale:
        print(escaped(f"{row.at}: {_said(row)[asked.lang]}{COLON[asked.lang]}{row.id}"), file=sys.stderr)
    _write(arguments, assessment, given)
    failing = arguments.fail_on or ["breached"]
    return 1 if any(assessment.counts[verdict] for verdict in failing) else 0


def _scan(arguments: argparse.Namespace, asked: Checklist, given: Given) -> Tables | list[Finding] | None:
    """What the tables say; None where there are none, and then nothing of it is imported."""
    if not (arguments.table or arguments.mapping or arguments.findings or arguments.hash_keys):
        return None
    from guiju.tables.request import Request, scan_all

    def watched(connection: Any, query: str, label: str) -> Any:
        return watch(lambda: connection.execute(query), connection.query_progress, connection.interrupt, label)

    request = Request(
        arguments.table,
        arguments.mapping,
        arguments.engine,
        arguments.master,
        arguments.first,
        arguments.show_keys,
        arguments.hash_keys,
        arguments.findings,
    )
    found = scan_all(request, asked, given.profile, watched)
    if isinstance(found, list):
        return found
    counted, written = found
    if arguments.findings:
        print(f"{arguments.findings}: {_FINDINGS[asked.lang].format(count=f'{written:,}')}", file=sys.stderr)
    return counted


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


def _write(arguments: argparse.Namespace, assessment: Assessment, given: Given) -> None:
    """Everything is rendered before anything is written, and the files are written together or not at all."""
    known = formats("assessment")
    name = options.format_name(arguments, ["text", *known], "text")
    files: dict[Path, bytes] = {}
    if arguments.output:
        if name == "text":
            raise Misuse("text is for the terminal; choose another --format for a file")
        files[Path(arguments.output)] = known[name](assessment, arguments.audience)
    if arguments.statement:
        files |= _statement(Path(arguments.statement), files, assessment, arguments.audience)
    told = None if name == "text" or arguments.output else known[name](assessment, arguments.audience)
    output.write_all(files)
    if arguments.output:
        print(f"{arguments.output}: {_counted(assessment)}", file=sys.stderr)
    if arguments.statement:
        print(f"{arguments.statement}: {_applicable(assessment)}", file=sys.stderr)
    if told is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(told)
    elif not arguments.output:
        _print(assessment, given, arguments.audience == "internal")
    elif assessment.without_facts:
        print(_NO_FACTS[assessment.checklist.lang], file=sys.stderr)


def _statement(target: Path, files: Collection[Path], assessment: Assessment, audience: str) -> dict[Path, bytes]:
    if any(target.resolve() == other.resolve() for other in files):
        raise Misuse(f"{target}: --statement and -o name the same file; name two")
    known, ending = formats("applicability"), target.suffix.lstrip(".").lower()
    if ending not in known:
        raise Misuse(
            f"{target}: a statement of applicability is written as one of {', '.join(known)}; choose another ending"
        )
    return {target: known[ending](assessment, audience)}


def _counted(assessment: Assessment) -> str:
    lang = assessment.checklist.lang
    parts = [f"{VERDICTS[verdict][lang]} {count}" for verdict, count in assessment.counts.items()]
    return f"{' · '.join(parts)} / {len(assessment.lines)}"


def _applicable(assessment: Assessment) -> str:
    from guiju.exports.applicability import APPLIES, applies

    lang, counts = assessment.checklist.lang, Counter(applies(line) for line in assessment.lines)
    return f"{' · '.join(f'{words[lang]} {counts[name]}' for name, words in APPLIES.items())} / {len(assessment.lines)}"


def _print(assessment: Assessment, given: Given, keys: bool) -> None:
    say = printer()
    lang, checked = assessment.checklist.lang, assessment.checklist
    order = ["breached", "undetermined", "met", "not_applicable"]
    for line in sorted(assessment.lines, key=lambda line: order.index(line.verdict)):
        _print_line(say, assessment, line, keys)
    say(_counted(assessment), style="bold")
    for row in given.stale:
        say(f"! {row.id}{COLON[lang]}{_said(row)[lang]}", style="yellow")
    for sentence in table_sentences.scanned(assessment):
        say(sentence)
    if foreign := list(table_sentences.others(assessment)):
        say(table_sentences.HEADING[lang])
    for name, sentence in foreign:
        say(sentence, (f"  {name}", "dim"), by=4)
    if assessment.without_facts:
        say(_NO_FACTS[lang], style="yellow")
    for missing in assessment.next_facts()[:_NEXT_SHOWN]:
        fact = checked.corpus.fact(missing.entity, missing.fact)
        waits = _NEXT[lang].format(decides=missing.decides, waiting=missing.waiting)
        say(f"→ {missing.fact} ({missing.entity}){COLON[lang]}{fact.question[lang]} {waits}")
    say(f"{NOT_LEGAL_ADVICE[lang]} · {checked.as_of} · {checked.corpus.data_version}", style="dim")


def _print_line(say: Say, assessment: Assessment, line: Assessed, keys: bool) -> None:
    lang, record = assessment.checklist.lang, line.line.obligation
    say((line.words[lang], _COLOURS[line.verdict]), f" {record.title[lang]}  ", (line.line.id, "dim"))
    if line.verdict == "breached":
        place = f"{line.line.regulation.short_title[lang]} {line.line.cited(lang)}{COLON[lang]}{'…'.join(record.quote)}"
        for sentence in (*proof(assessment, line, keys), place):
            say(sentence, by=4)
    elif line.verdict == "undetermined":
        say(_open(line)[lang], by=4)
    if (later := later_rule(assessment.checklist, line.line)) is not None:
        say(later, by=4)


def _open(line: Assessed) -> Bilingual:
    """Why a duty is still to be verified: facts that are missing, or what only a person can examine."""
    missing = list(
        dict.fromkeys(name for row in line.judgement.rows for _, name in row.missing if row.verdict == "undetermined")
    )
    missing += [
        n for t in line.judgement.tables if t.verdict == "undetermined" for _, n in t.missing if n not in missing
    ]
    if not missing:
        return _A_PERSON
    named = ", ".join(missing[:_MISSING_SHOWN]) + (" …" if len(missing) > _MISSING_SHOWN else "")
    return Bilingual(_MISSING.zh.format(named), _MISSING.en.format(named))


def _said(row: StaleRow) -> Bilingual:
    return _RETIRED if row.retired else _STALE
