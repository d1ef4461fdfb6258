"""A filled checklist workbook → the profile that a YAML file would give, so that both are assessed and verified on one
path.

`peek` says what a workbook was made from, `read_workbook` reads it. What cannot be used as a workbook at all is a
Misuse; what is wrong inside it are findings, each at its cell. Nothing in it is evaluated:
docs/decisions/0010-reading-workbooks.md.
"""

from dataclasses import dataclass
from pathlib import Path

from guiju.assessment.profile import defects, profile
from guiju.assessment.workbook.archive import open_archive
from guiju.assessment.workbook.cells import Book, Sheet, read_book
from guiju.assessment.workbook.declared import COLUMNS, Source, StaleRow, read_declarations
from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.made_from import EXPORT, SHEET, Legend, MadeFrom, legend
from guiju.assessment.workbook.stated import COLUMNS as FACT_COLUMNS
from guiju.assessment.workbook.stated import read_facts, read_particulars
from guiju.assessment.workbook.table import Table, find_table
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
    """What a workbook was made from. Misuse where the file is not a checklist workbook."""
    return legend(read_book(open_archive(file)))[0]


def read_workbook(file: Path, corpus: Corpus, checklist: Checklist) -> Answers:
    """Read a filled workbook for this checklist. Misuse if it is not a checklist workbook, Unsound for its defects."""
    book = read_book(open_archive(file))
    made_from, words = legend(book)
    roles = [role.id for role in checklist.roles]
    if not set(roles) <= set(made_from.roles):
        message = f"was made for the role {', '.join(made_from.roles)}, not for {', '.join(roles)}"
        remedy = "choose its own role, or export a checklist for the other"
        raise Unsound([Finding("workbook", f"{message}; {remedy}", Location(book.archive.path))])
    draft = Draft()
    findings, stale = _fill(draft, book, words, made_from, checklist)
    document = draft.document(book.archive.path)
    if findings := findings or defects(document, corpus):
        raise Unsound(sorted(findings, key=lambda f: f.at))
    return Answers(profile(document), stale, made_from)


def _fill(
    draft: Draft, book: Book, words: Legend, made_from: MadeFrom, checklist: Checklist
) -> tuple[list[Finding], tuple[StaleRow, ...]]:
    """Put the answers into the draft: the cover first, for a row without a preparer takes that of the cover."""
    findings: list[Finding] = []
    if cover := _sheet(book, words, "cover_sheet", findings):
        findings += read_particulars(cover, draft)
    if facts := _table(book, words, "facts_sheet", "fact_column", FACT_COLUMNS, findings):
        read_facts(facts, words, checklist.corpus, draft)
        findings += facts.findings
    stale: tuple[StaleRow, ...] = ()
    if duties := _table(book, words, "sheet", "column", COLUMNS, findings):
        source = Source(duties, words, made_from.language, draft.value["report"])
        stale = tuple(read_declarations(source, checklist, draft))
        findings += duties.findings
    return findings, stale


def _sheet(book: Book, words: Legend, name: str, findings: list[Finding]) -> Sheet | None:
    """The sheet that the hidden sheet names; None where the workbook has none, or it is gone, which is a finding."""
    title = words.entries.get(name)
    sheet = book.sheet(title) if title else None
    if title and sheet is None:
        remedy = "restore its name, or copy the answers into a new export"
        message = f"the sheet {one_line(title)} is missing or renamed; {remedy}"
        findings.append(Finding("workbook", message, Location(book.archive.path)))
    return sheet


def _table(
    book: Book, words: Legend, name: str, group: str, columns: tuple[str, ...], findings: list[Finding]
) -> Table | None:
    sheet = _sheet(book, words, name, findings)
    if sheet is None:
        return None
    headings = words.group(group)
    if missing := [key for key in columns if key not in headings]:
        raise book.archive.unusable(f"its hidden sheet {SHEET!r} was changed ({group}.{missing[0]} is gone); {EXPORT}")
    try:
        return find_table(sheet, {key: headings[key] for key in columns}, columns[0])
    except Unsound as unsound:
        findings += unsound.findings
        return None
