"""A filled checklist workbook → the profile that a YAML file would give, so that both are assessed and verified on one
path.

`peek` says what a workbook was made from, `read_workbook` reads it. What cannot be used as a workbook at all is a
Misuse; what is wrong inside it are findings, each at its cell. Nothing in it is evaluated:
docs/decisions/0010-reading-workbooks.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guiju.assessment.profile import defects, profile
from guiju.assessment.workbook.archive import opened
from guiju.assessment.workbook.cells import Book, Sheet, book
from guiju.assessment.workbook.declared import COLUMNS, Source, StaleRow, declare
from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.made_from import ANEW, SHEET, Legend, MadeFrom, legend
from guiju.assessment.workbook.stated import COLUMNS as FACT_COLUMNS
from guiju.assessment.workbook.stated import particulars, state
from guiju.assessment.workbook.table import Table, find
from guiju.files.finding import Finding, Location, Unsound, one_line
from guiju.model import Corpus
from guiju.model.profile import Profile
from guiju.reasoning.checklist import Checklist

__all__ = ["Answers", "MadeFrom", "StaleRow", "is_workbook", "peek", "read_workbook"]

_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm", ".xls", ".ods", ".fods", ".et", ".csv", ".numbers")


@dataclass(frozen=True)
class Answers:
    """What a workbook says. `stale` are rows that count as not declared, since the text of their law has changed."""

    profile: Profile
    stale: tuple[StaleRow, ...]
    made_from: MadeFrom


def is_workbook(file: Path) -> bool:
    """Whether a file is named as a workbook, readable or not, rather than as a profile."""
    return file.suffix.lower() in _ENDINGS


def peek(file: Path) -> MadeFrom:
    """What a workbook was made from. Misuse where the file is no checklist workbook."""
    return legend(book(opened(file)))[0]


def read_workbook(file: Path, corpus: Corpus, asked: Checklist) -> Answers:
    """Read a filled workbook for the checklist that is asked for. Misuse where the file is not a checklist workbook, Unsound where it has defects."""
    read = book(opened(file))
    made_from, told = legend(read)
    if findings := list(_of_another_role(read, made_from, asked)):
        raise Unsound(findings)
    draft = Draft()
    findings, stale = _filled(read, told, made_from, asked, draft)
    document = draft.document(read.archive.path)
    if findings := findings or defects(document, corpus):
        raise Unsound(sorted(findings, key=lambda f: f.at))
    return Answers(profile(document), stale, made_from)


def _of_another_role(read: Book, made_from: MadeFrom, asked: Checklist) -> Iterator[Finding]:
    wanted = [role.id for role in asked.roles]
    if not set(wanted) <= set(made_from.roles):
        message = f"was made for the role {', '.join(made_from.roles)}, not for {', '.join(wanted)}"
        remedy = "choose its own role, or export a checklist for the other"
        yield Finding("workbook", f"{message}; {remedy}", Location(read.archive.path))


def _filled(
    read: Book, told: Legend, made_from: MadeFrom, asked: Checklist, draft: Draft
) -> tuple[list[Finding], tuple[StaleRow, ...]]:
    """Put all that is filled in into the draft: the cover first, for a row without a preparer takes that of the cover."""
    findings: list[Finding] = []
    cover = _sheet(read, told, "cover_sheet", findings)
    if cover:
        findings += particulars(cover, read.from_1904, draft)
    facts = _table(read, told, "facts_sheet", "fact_column", FACT_COLUMNS, findings)
    if facts:
        state(facts, told, asked.corpus, read.from_1904, draft)
        findings += facts.findings
    main = _table(read, told, "sheet", "column", COLUMNS, findings)
    stale: tuple[StaleRow, ...] = ()
    if main:
        source = Source(main, told, made_from.language, read.from_1904, draft.value["report"])
        stale = tuple(declare(source, asked, draft))
        findings += main.findings
    return findings, stale


def _sheet(read: Book, told: Legend, name: str, findings: list[Finding]) -> Sheet | None:
    """The sheet that the hidden sheet names; None where the workbook was made without one, or it is gone: a finding."""
    title = told.entries.get(name)
    sheet = read.sheet(title) if title else None
    if title and sheet is None:
        message = f"the sheet {one_line(title)} is missing or renamed; restore its name, or copy the answers into a new export"
        findings.append(Finding("workbook", message, Location(read.archive.path)))
    return sheet


def _table(
    read: Book, told: Legend, name: str, group: str, columns: tuple[str, ...], findings: list[Finding]
) -> Table | None:
    sheet = _sheet(read, told, name, findings)
    if sheet is None:
        return None
    headings = told.headings(group)
    if missing := [key for key in columns if key not in headings]:
        raise read.archive.unusable(f"its hidden sheet {SHEET!r} was changed ({group}.{missing[0]} is gone); {ANEW}")
    try:
        return find(sheet, {key: headings[key] for key in columns}, columns[0])
    except Unsound as unsound:
        findings += unsound.findings
        return None
