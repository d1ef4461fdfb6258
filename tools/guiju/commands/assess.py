"""Assess a service: a verdict for each duty of the roles, with its proof and the facts to supply next.

PROFILE is a YAML file (guiju questions writes one to fill in), the JSON that a checklist of the site exports, or a
filled checklist workbook (guiju checklist -o checklist.xlsx). Several are one service; conflicts between them are
reported. A workbook names its roles, so --role is optional. Missing or stale facts give undetermined, never a pass.
A folder is several services: each profile in it, and each folder in it with the files of one. A roll-up says what to do
first; -o FOLDER writes it there in --format (default: html) and as JSON, with the reports, all of them or nothing. A
service that cannot be assessed, or a profile in a deeper folder, is reported after the others; the exit code is then 2.
--format github, gitlab, junit or sarif says each of these at the line of the profile that decides it, for CI.
--statement writes the statement of applicability of the same run. Duties that a later rule displaces on the day are
history: not gaps, not counted; --fail-on not_covered fails if that rule is not covered in full.
Exit code 1 where a verdict is among --fail-on (default: breached), 2 where a file cannot be assessed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from guiju import options
from guiju.api.arguments import as_day
from guiju.assessment import Assessment
from guiju.assessment.scanned import MOST_FINDINGS
from guiju.assessment.services import NAME, RollUp, roll_up, services
from guiju.documents.report.audience import Audience
from guiju.files.finding import Finding, Location, Misuse, Unsound, one_line
from guiju.files.folder import FolderWriter
from guiju.files.output import write_all_or_none
from guiju.model import REASONS
from guiju.terminal import assessment as on_terminal
from guiju.terminal import finding_formats, note, printer, write_bytes
from guiju.terminal.annotations import failures
from guiju.terminal.roll_up import print_roll_up
from guiju.wording.labels import COLON, COMMA
from guiju.wording.words import Words
from guiju.writers import formats

if TYPE_CHECKING:
    from guiju.tables.request import TablesRequest

PURPOSE = "Assess a service"
_WORDS = Words(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "profile",
        metavar="PROFILE",
        nargs="+",
        help="a profile (YAML, JSON), a filled checklist workbook (XLSX), or several; or a folder of services",
    )
    options.add(parser, "--role", "--regulation", "--topic", "--as-of", "--lang")
    parser.set_defaults(lang=None)  # that of a workbook, else zh
    options.add_format(parser, _formats(), "text")
    options.add(parser, "-o --output")
    statements = ", ".join(formats("applicability"))
    parser.add_argument(
        "--statement",
        metavar="FILE",
        help=f"write the statement of applicability too; the ending is one of {statements}",
    )
    parser.add_argument(
        "--audience",
        choices=get_args(Audience),
        default="internal",
        help="regulator: without risk grades, internal notes, and keys of rows (default: internal)",
    )
    parser.add_argument(
        "--fail-on",
        action="append",
        choices=["breached", "undetermined", "unsupported", "not_covered"],
        help="exit code 1 for this verdict, for answers declared and not supported (undetermined includes them), or "
        "for displaced duties whose new law is not covered (default: breached)",
    )
    parser.add_argument(
        "--why",
        action="append",
        choices=REASONS,
        default=[],
        help="list only the duties that are to be verified for this reason, as text (default: all duties)",
    )
    options.add(parser, "--base")
    group = parser.add_argument_group("tables of groups, accounts and so on (docs: Tables)")
    options.add(group, "--table", "--program", "--mapping", "--engine", "--master")
    group.add_argument("--first", metavar="N", default="100", help="breaches to fetch per duty (default: 100)")
    group.add_argument(
        "--since",
        metavar="DAY",
        help="look only at rows that changed on this day or later; the others are to be verified, never met",
    )
    group.add_argument(
        "--findings",
        metavar="FILE",
        help="write the breaches to this .parquet, .csv or .jsonl, and their duties beside it (FILE.duties.csv …)",
    )
    group.add_argument(
        "--findings-limit",
        metavar="N",
        default=str(MOST_FINDINGS),
        help=f"findings to write per duty (default: {MOST_FINDINGS})",
    )
    group.add_argument(
        "--show-keys", action="store_true", help="show keys and texts of rows; they may be personal data"
    )
    options.add(group, "--hash-keys")


def run(arguments: argparse.Namespace, today: date) -> int:
    if any(Path(name).is_dir() for name in arguments.profile):
        return _run_on_folder(arguments, today)
    # What does not fit together is refused before a scan that may be long, not after it.
    form, tables = _format(arguments), _tables(arguments)
    base, fail_on = options.base(arguments, evaluable=True), arguments.fail_on or ["breached"]
    with write_all_or_none() as outbox:
        scan = tables and replace(tables, finish=outbox.move)
        day, internal = options.day(arguments, today), arguments.audience == "internal"
        assessment = options.assess(base.corpus, arguments, arguments.profile, day, scan)
        _note_workbooks(assessment)
        failed = tuple(failures(assessment, fail_on))
        files = {arguments.output: _written(form, assessment, arguments.audience, failed)}
        if name := arguments.statement:
            files[name] = formats("applicability")[options.ending(name)](assessment, arguments.audience)
        for file in filter(None, files):
            outbox.write(Path(file), files[file])
        if form == "text":
            on_terminal.print_assessment(printer(), assessment, internal, arguments.why)
        elif not arguments.output:
            write_bytes(files[arguments.output])
        sys.stdout.flush()
    for location in assessment.tables.empty:
        note(_WORDS["no_rows"][assessment.lang], location)
    _note_files(arguments, assessment)
    return 1 if failed else 0


def _run_on_folder(arguments: argparse.Namespace, today: date) -> int:
    """Assess each service of a folder: the reports and the roll-up, and what is wrong with those that have none."""
    form, folder, audience = _format_of_several(arguments), Path(arguments.profile[0]), arguments.audience
    found, deeper, others = services(folder)
    base, day = options.base(arguments, evaluable=True), options.day(arguments, today)
    if not any(service.has_workbook for service in found):
        options.require_role(base.corpus, arguments)
    assessed, refused = dict[str, Assessment](), dict[str, tuple[Finding, ...]]()
    for service in found:
        files = [*map(str, service.files)]
        try:
            assessed[service.name] = options.assess(base.corpus, arguments, files, day, None)
        except Misuse as misuse:
            at = next((file for file in files if str(misuse).startswith(f"{file}: ")), files[0])
            refused[service.name] = (Finding("profile", str(misuse).removeprefix(f"{at}: "), Location(at)),)
        except Unsound as unsound:
            refused[service.name] = unsound.findings
    for place in deeper:
        remedy = f"move it up, or assess {place.parent} by itself"
        message = f"holds a profile and is further down than the services of {folder}, so it was not assessed; {remedy}"
        refused[place.relative_to(folder).as_posix()] = (Finding("profile", message, Location(str(place))),)
    wrong = [finding for findings in refused.values() for finding in findings]
    if not assessed:
        raise Unsound(wrong)
    together, fail_on = roll_up(assessed, refused), arguments.fail_on or ["breached"]
    failed = [finding for assessment in assessed.values() for finding in failures(assessment, fail_on)]
    if arguments.output:
        writer = FolderWriter("guiju assess", "-o", ".guiju-assess")
        count = writer.write(Path(arguments.output), _files(together, form, audience))
        note(_WORDS["written"][together.lang].format(count=count), arguments.output)
    elif form == "text":
        print_roll_up(printer(), together, audience)
    elif (write := formats("roll_up").get(form)) is not None:
        write_bytes(write(together, audience))
    else:
        write_bytes(finding_formats.formats()[form]([*wrong, *failed], False).encode())
    sys.stdout.flush()
    for assessment in assessed.values():
        _note_workbooks(assessment)
    if others:
        names = COMMA[together.lang].join(one_line(file.name, 40) for file in others)
        note(_WORDS["not_read"][together.lang].format(count=len(others), names=one_line(names, 200)), str(folder))
    for finding in wrong:
        note(str(finding))
    return 2 if wrong else 1 if failed else 0


def _format_of_several(arguments: argparse.Namespace) -> str:
    """The format, once nothing is asked that only one service has."""
    folder = next(name for name in arguments.profile if Path(name).is_dir())
    if len(arguments.profile) > 1:
        raise Misuse(f"{folder}: is a folder of several services, which is assessed by itself; name it alone")
    given = {
        "--table": arguments.table,
        "--program": arguments.program,
        "--statement": arguments.statement,
        "--why": arguments.why,
    }
    for option in filter(given.get, given):
        raise Misuse(f"{option}: is for one service, and {folder} is a folder of several; name a profile in it")
    _tables(arguments)
    target = arguments.output and Path(arguments.output).resolve()
    if target and Path(folder).resolve() in (target, *target.parents):
        raise Misuse(f"{arguments.output}: is in the folder that is read; write beside it")
    known = ["text", *formats("roll_up"), *([] if target else finding_formats.formats())]
    return options.format_name(arguments.format or ("html" if target else "text"), arguments.output, known, "text")


def _files(together: RollUp, form: str, audience: Audience) -> Iterator[tuple[str, bytes]]:
    """The roll-up and the report of each service, in the format and as JSON, which verify and compare read."""
    for ending in dict.fromkeys((form, "json")):
        yield f"{NAME}.{ending}", formats("roll_up")[ending](together, audience)
        for name, assessment in together.assessed.items():
            yield f"{name}.{ending}", formats("assessment")[ending](assessment, audience)


def _format(arguments: argparse.Namespace) -> str:
    name = options.format_name(arguments.format, arguments.output, _formats(), "text")
    if arguments.why and name != "text":
        raise Misuse(f"--why lists duties as text; {name} breaks them down by reason, so leave out --why")
    known = formats("applicability")
    if arguments.statement and options.ending(arguments.statement) not in known:
        wanted = f"a statement of applicability is written as one of {', '.join(known)}"
        raise Misuse(f"{arguments.statement}: {wanted}; choose another ending")
    return name


def _tables(arguments: argparse.Namespace) -> TablesRequest | None:
    targets = [file for file in (arguments.output, arguments.statement) if file]
    if len(targets) == 2 and len(set(map(os.path.realpath, targets))) == 1:
        raise Misuse(f"{arguments.statement}: --statement and -o name the same file; give them different names")
    given = {"show_keys": arguments.show_keys, "findings": arguments.findings, "targets": targets}
    given["programs"] = arguments.program
    given["since"] = as_day(arguments.since) if arguments.since else None
    given["first"] = options.whole("--first", arguments.first, 0, 100_000)
    given["most"] = options.whole("--findings-limit", arguments.findings_limit, 1, 10**12)
    return options.tables(arguments, **given)


def _formats() -> list[str]:
    """What an assessment is written as: for the terminal, as a document, or as findings for CI."""
    return list(dict.fromkeys(["text", *formats("assessment"), *finding_formats.formats()]))


def _written(form: str, assessment: Assessment, audience: Audience, failed: Sequence[Finding]) -> bytes:
    """The assessment as a document or as findings; nothing as text, which the terminal prints."""
    if form == "text":
        return b""
    if (write := formats("assessment").get(form)) is not None:
        return write(assessment, audience)
    return finding_formats.formats()[form](failed, False).encode()


def _note_workbooks(assessment: Assessment) -> None:
    """What of filled workbooks does not count, and which were made from other data."""
    lang, here, books = assessment.lang, assessment.checklist.corpus.data_version, assessment.profile.workbooks
    for book in books:
        if book.data_version != here:
            made = one_line(book.data_version, 20)
            note(_WORDS["made_from_other_data"][lang].format(made=made, here=here), book.file)
    for row in (row for book in books for row in book.stale):
        note(f"{on_terminal.why_stale(row)[lang]}{COLON[lang]}{row.id}", str(row.at))


def _note_files(arguments: argparse.Namespace, assessment: Assessment) -> None:
    lang = assessment.lang
    if arguments.output:
        note(on_terminal.summary(assessment), arguments.output)
    if arguments.statement:
        from guiju.documents.report.statement import APPLIES, answers, applies

        known = answers(assessment)
        counts: Counter[str] = Counter(applies(duty, known.get(duty.id)) for duty in assessment.duties)
        counted = " · ".join(f"{words[lang]} {counts[name]}" for name, words in APPLIES.items())
        note(f"{counted} / {len(assessment.duties)}", arguments.statement)
    if arguments.output and assessment.without_facts:
        print(on_terminal.NO_FACTS[lang], file=sys.stderr)
    if arguments.findings:
        written = assessment.tables.written
        wording = _WORDS["some_findings" if written.left_out else "findings"][lang]
        note(wording.format(count=f"{written.count:,}", left_out=f"{written.left_out:,}"), arguments.findings)
