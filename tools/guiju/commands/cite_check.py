"""Check citations of Chinese law in documents: in force? is the article number right and the quotation accurate?

Examples: guiju cite-check memo.docx, guiju cite-check docs/ policy.md --base base --format github,
guiju cite-check 'contracts/**/*.docx' --diff

Reads Markdown, plain text, HTML, Word, Excel and CSV files, YAML, source code; in folders all that is not hidden or
binary. A line and column are those of an editor; in Word documents the paragraph (of the text, then of notes, comments,
headers and footers) and its character, in workbooks the row and column. What is deleted with changes tracked is not
read. A date beside a citation decides the version, else that of the front matter (date:, as_of:, 日期：), else --as-of.

--fix writes the repairs, and nothing else: not within tracked changes, formulas, texts that cells share with others, or
signed documents; and only into files that are still as they were read. --diff shows them and writes nothing.

A line that says cite-check: ignore, as in a comment, is excused. --warn unknown_law only warns of a law that the
knowledge base does not have; so for other statuses.

A claim at a number (第十五条：服务提供者应当…) is compared with the article by its words: claim_differs. ok says how it
was checked: by its words, or only that the place is there. Where the law is known and the words of the place are not
here, a citation is not_checked; where nobody can know the law, unattributed: neither right nor wrong. --strict fails on
these. What the document calls old law (原《物权法》第191条) never fails: old_law_declared.

Exit code 0: no findings, or only warnings (moved_subject, not_checked, unattributed) and notes (old_law_declared); 1:
findings that --fix did not repair; 2: a file cannot be read, or with --fix not be written (the others are), or misuse.
"""

import argparse
import difflib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

from guiju import options, reading
from guiju.citations.checking import CheckedCitation, CheckedFile, as_json, check, counted
from guiju.citations.file_selection import sources
from guiju.citations.judged_citation import NO_ERROR, UNCHECKED, Status
from guiju.files import output
from guiju.files.bundled import knowledge_base
from guiju.files.finding import Finding, Level, Misuse
from guiju.files.progress import tracked
from guiju.lookup.laws import Laws
from guiju.model import Lang
from guiju.reading.document import TextDocument
from guiju.search.index import LookupIndex, consult
from guiju.terminal import note, print_json
from guiju.terminal.finding_formats import formats, sarif
from guiju.wording.labels import COLON
from guiju.wording.words import Words

PURPOSE = "Check what documents cite"
_WORDS = Words(__file__, "cite_check.yaml")
_WRITTEN, _NOTED = "written", ("old_law_declared",)
_FINDINGS = [status for status in get_args(Status) if status not in NO_ERROR]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="files, folders, or patterns such as 'docs/**/*.md'")
    options.add(parser, "--base", "--as-of")
    parser.add_argument(
        "--format", choices=sorted(formats()), default="text", help="how findings are written (default: text)"
    )
    repairs = parser.add_mutually_exclusive_group()
    repairs.add_argument("--fix", action="store_true", help="write the repairs into the files")
    repairs.add_argument("--diff", action="store_true", help="show the repairs as a diff; write nothing")
    parser.add_argument(
        "--warn", metavar="STATUS", action="append", choices=_FINDINGS, default=[],
        help=f"only warn of this status; repeat for several: {', '.join(_FINDINGS)}",
    )  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="fail on citations that could not be checked too")
    options.add(parser, "--lang")


def run(arguments: argparse.Namespace, today: date) -> int:
    as_of, lang, form = options.day(arguments, today), arguments.lang, arguments.format
    if arguments.diff and form != "text":
        raise Misuse(f"--diff is for people; leave out --format {form}")
    files, binary = sources(arguments.files)
    root, repair = knowledge_base(arguments.base, Path.cwd()), arguments.fix or arguments.diff

    def work(index: LookupIndex) -> list[CheckedFile]:
        laws, checked = Laws(index), []
        for file in tracked(files, "reading", len(files)):
            one = check(file, laws, as_of, repair)
            one = _written(one) if arguments.fix else one
            # A diff shows the documents; nothing else needs them any more.
            checked.append(one if arguments.diff else replace(one, document=None, repaired=None))
        return checked

    checked = consult(root, work)
    for finding in (finding for file in checked for finding in file.unreadable):
        note(str(finding))
    warnings = {"moved_subject", *_NOTED, *arguments.warn, *([] if arguments.strict else UNCHECKED)}
    _print(checked, form, lang, arguments.diff, warnings)
    if form == "text":
        print(_summary(checked, binary, as_of, arguments.fix, lang, warnings))
    unwritten = any(entry.outcome == "unwritten" for file in checked for entry in file.citations)
    if unwritten or any(file.unreadable for file in checked):
        return 2
    fails = (entry.judgement.status not in {"ok", *warnings} for file in checked for entry in file.citations
             if not (arguments.fix and entry.outcome == _WRITTEN))  # fmt: skip
    return 1 if any(fails) else 0


def _written(file: CheckedFile) -> CheckedFile:
    """The same, once its repairs are in the file; with no repair made where that cannot be written."""
    if file.repaired is None or file.document is None:
        return file
    try:
        output.replace_contents(file.path, file.document.data, file.repaired)
        return file
    except Misuse as misuse:
        note(str(misuse))
    entries = (replace(e, outcome="unwritten") if e.outcome == _WRITTEN else e for e in file.citations)
    return replace(file, citations=tuple(entries))


def _print(checked: Sequence[CheckedFile], form: str, lang: Lang, diff: bool, warnings: set[str]) -> None:
    if form == "json":
        counts = counted(entry for file in checked for entry in file.citations)
        print_json(citations=[_entry(file, entry, lang) for file in checked for entry in file.citations], counts=counts)
    elif diff:
        for file in checked:
            print("".join(_diff(file)), end="")
    else:
        findings = [f for file in checked for entry in file.citations for f in _findings(entry, lang, form, warnings)]
        if form == "sarif":
            counts = counted(entry for file in checked for entry in file.citations)
            print(sarif.render(findings, False, {"citations": counts}), end="")
            return
        print(formats()[form](findings, sys.stdout.isatty()), end="")


def _findings(entry: CheckedCitation, lang: Lang, form: str, warnings: set[str]) -> Iterator[Finding]:
    """What is said of a citation that is not right; in a report for machines, of one that was repaired nothing."""
    judgement = entry.judgement
    if judgement.status == "ok" or (entry.outcome == _WRITTEN and form != "text"):
        return
    message = COLON[lang].join((judgement.citation.text, judgement.note[lang] if judgement.note else ""))
    places = _WORDS.table("beside")
    beside = places[entry.beside][lang] if entry.beside in places else ""
    fix = _WORDS.table("fix")[entry.outcome][lang].format(text=entry.mended) if entry.outcome else ""
    status = judgement.status
    level: Level = "note" if status in _NOTED else "warning" if status in warnings else "error"
    yield Finding(judgement.status, f"{message}{beside}{fix}", entry.at, level=level)


def _entry(file: CheckedFile, entry: CheckedCitation, lang: Lang) -> dict[str, object]:
    return {
        "file": file.path.as_posix(),
        **as_json(entry, lang),
        **({"sheet": entry.at.sheet} if entry.at.sheet else {}),
        **({"fix": entry.outcome, "repair": entry.mended} if entry.outcome else {}),
    }


def _diff(file: CheckedFile) -> Iterator[str]:
    """The repairs of a file: of its lines, of the paragraphs or cells where it has none."""
    if file.document is None or file.repaired is None:
        return
    name = file.path.as_posix()
    before, after = (_lines(document) for document in (file.document, reading.read(file.repaired, name)))
    yield from difflib.unified_diff(before, after, name, name, n=1)


def _lines(document: TextDocument) -> list[str]:
    own = document.parts.get("")
    text = own.text if own else "\n".join(" ".join(passage.text.split()) for passage in document.passages)
    return [f"{line}\n" for line in text.splitlines()]


def _summary(
    checked: Sequence[CheckedFile], binary: int, as_of: date, fixed: bool, lang: Lang, warnings: set[str]
) -> str:
    known = counted(entry for file in checked for entry in file.citations)
    apart = {"ok", *UNCHECKED, *_NOTED}
    counts = {
        "citations": sum(len(file.citations) for file in checked),
        "files": len(checked),
        "findings": sum(known.get(status, 0) for status in {*get_args(Status)} - apart - warnings),
        "warnings": sum(known.get(status, 0) for status in warnings - apart),
        **{name: known.get(name, 0) for name in (*UNCHECKED, *_NOTED, "ok_by_words", "ok_by_place")},
    }
    units = _WORDS.table("counts")
    named = {name: f"{n}{units[name][lang].removesuffix('s' if n == 1 else '')}" for name, n in counts.items()}
    comma = _WORDS["comma"][lang]
    named |= {n: f"{comma}{named[n]}" if counts[n] else "" for n in ("unattributed", *_NOTED)}
    summary = _WORDS["summary"][lang].format(**named, day=as_of.isoformat())
    if fixed:
        entries = (entry for file in checked for entry in file.citations)
        summary += _WORDS["repaired"][lang].format(count=sum(entry.outcome == _WRITTEN for entry in entries))
    if ignored := sum(file.ignored for file in checked):
        summary += _WORDS["ignored"][lang].format(count=ignored)
    if binary:
        summary += _WORDS["binary"][lang].format(count=binary)
    return summary
