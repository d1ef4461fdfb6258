"""A filled checklist workbook → the profile that a YAML file would give; both are judged on one path.

`peek` says what a workbook was made from, `read_workbook` reads it. What is wrong with it or
inside it are findings, each at its cell. Nothing in it is evaluated: docs/decisions/0010-reading-workbooks.md.
"""

from dataclasses import replace
from pathlib import Path

from guiju.assessment.profile import defects, profile
from guiju.assessment.workbook.declared import COLUMNS, read_declarations
from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.made_from import EXPORT, SHEET, Legend, MadeFrom, read_legend
from guiju.assessment.workbook.plans import COLUMNS as PLAN_COLUMNS
from guiju.assessment.workbook.plans import read_plans
from guiju.assessment.workbook.stated import COLUMNS as FACT_COLUMNS
from guiju.assessment.workbook.stated import LATER, ROW_COLUMNS, read_facts, read_particulars, read_rows
from guiju.files.finding import Finding, Location, Unsound, one_line
from guiju.model.profile import Profile, StaleRow, Workbook
from guiju.reading.limits import refuse
from guiju.reading.table import Table, find_table
from guiju.reading.workbook import Book, Sheet
from guiju.reading.workbook_file import CODE, open_workbook
from guiju.reasoning.checklist import Checklist

_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm", ".xls", ".ods", ".fods", ".et", ".csv", ".numbers")


def is_workbook(file: Path) -> bool:
    """Whether a file is named as a workbook, readable or not, rather than as a profile."""
    return file.suffix.lower() in _ENDINGS


def peek(file: Path) -> MadeFrom:
    """What a workbook was made from. Unsound where the file is not a checklist workbook."""
    return read_legend(open_workbook(file)).made_from


def read_workbook(file: Path, checklist: Checklist) -> Profile:
    """Read a filled workbook for this checklist. Unsound if it is not one, or has defects."""
    book = open_workbook(file)
    legend = read_legend(book)
    roles, own = [role.id for role in checklist.roles], legend.made_from.roles
    if not set(roles) <= set(own):
        message = f"was made for the role {', '.join(own)}, not for {', '.join(roles)}"
        remedy = "choose its own role, or export a checklist for the other"
        raise Unsound([Finding("workbook", f"{message}; {remedy}", Location(book.archive.name))])
    draft, stale = Draft(), tuple[StaleRow, ...]()
    # The cover first, for a row without a preparer takes that of the cover.
    if cover := _sheet(book, legend, "cover_sheet", draft):
        read_particulars(cover, draft)
    if facts := _table(book, legend, "facts_sheet", "fact_column", FACT_COLUMNS, draft):
        read_facts(facts, legend, checklist.corpus, draft)
    if rows := _table(book, legend, "rows_sheet", "row_column", ROW_COLUMNS, draft):
        read_rows(rows, legend, checklist.corpus, draft)
    if plans := _table(book, legend, "plans_sheet", "plan_column", PLAN_COLUMNS, draft):
        read_plans(plans, legend, draft)
    if duties := _table(book, legend, "sheet", "column", COLUMNS, draft):
        stale = tuple(read_declarations(duties, legend, checklist, draft))
    document = draft.document(book.archive.name)
    if findings := draft.findings or defects(document, checklist.corpus):
        raise Unsound(sorted(findings, key=lambda f: f.at))
    return replace(profile(document), workbooks=(Workbook(legend.made_from.data_version, stale, str(file)),))


def _sheet(book: Book, legend: Legend, name: str, draft: Draft) -> Sheet | None:
    """The sheet that the hidden sheet names; None where the workbook has none, or it is gone, which is a finding."""
    title = legend.entries.get(name)
    sheet = book.sheet(title) if title else None
    if title and sheet is None:
        remedy = "restore its name, or copy the answers into a new export"
        draft.report(f"the sheet {one_line(title)} is missing or renamed; {remedy}", Location(book.archive.name))
    return sheet


def _table(book: Book, legend: Legend, name: str, group: str, columns: tuple[str, ...], draft: Draft) -> Table | None:
    sheet = _sheet(book, legend, name, draft)
    if sheet is None:
        return None
    headings = legend.group(group)
    columns = tuple(key for key in columns if key in headings or key not in LATER)
    if missing := [key for key in columns if key not in headings]:
        changed = f"its hidden sheet {SHEET!r} was changed ({group}.{missing[0]} is gone); {EXPORT}"
        refuse(CODE, changed, book.archive.name)
    return find_table(sheet, {key: headings[key] for key in columns}, columns[0], draft.findings)
