"""A review sheet that a person filled in → its rows with their decisions. What does not fit is a finding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guiju.files.finding import Finding
from guiju.importing.review_form import COLUMNS, NOT_FOUND, SHEET, ReviewColumn
from guiju.reading.entry import choice, comparable, text, written
from guiju.reading.limits import refuse
from guiju.reading.table import Table, find_table
from guiju.reading.workbook import Cell
from guiju.reading.workbook_file import open_workbook

_READ = {key: column for key, column in COLUMNS.items() if column.kind != "text" or key == "number"}
_OWN = ("quote", "id", "title.zh", "title.en", "summary.zh", "summary.en", "note")
"""What the rows of a split draft do not have in common."""


@dataclass
class ReviewedRow:
    """A row, and the rows that it is split into or that are merged into it."""

    table: Table
    row: int
    cells: dict[str, str]
    parts: list["ReviewedRow"] = field(default_factory=list)
    merged: list["ReviewedRow"] = field(default_factory=list)

    @property
    def decision(self) -> str:
        return self.cells.get("decision", "")

    def lines(self, key: str) -> list[str]:
        return [line.strip() for line in self.cells.get(key, "").splitlines() if line.strip()]

    def report(self, key: str, message: str) -> None:
        self.table.report(self.row, key, message)


def read(file: Path) -> tuple[list[ReviewedRow], list[Finding]]:
    """The rows with a draft, in the order of the sheet, and what is wrong. Unsound where it is no review sheet."""
    findings: list[Finding] = []
    book = open_workbook(file)
    sheet = book.sheet(SHEET)
    if sheet is None:
        refuse("unreadable-file", f"has no sheet '{SHEET}'; name a review sheet of guiju new drafts", file.as_posix())
    table = find_table(sheet, {key: column.heading for key, column in _READ.items()}, "", findings)
    rows: list[ReviewedRow] = []
    for row in table.rows if table else ():
        assert table is not None
        cells = {key: content for key, column in _READ.items() if (content := _content(table, row, key, column))}
        one = ReviewedRow(table, row, cells)
        above = rows[-1] if rows else None
        if not set(cells) - {"rule", "drafted"}:
            continue
        if above and above.decision == "split" and cells.get("drafted") in (None, above.cells.get("drafted")):
            one.cells = {**{key: words for key, words in above.cells.items() if key not in _OWN}, **cells}
            one.cells["decision"] = "edit"
            above.parts.append(one)
        elif "drafted" not in cells:
            one.report("quote", "was added and belongs to no draft; put it right below a row whose decision is split")
        else:
            rows.append(one)
    _join(rows)
    return rows, findings


def _content(table: Table, row: int, key: str, column: ReviewColumn) -> str:
    def read(cell: Cell) -> str:
        if column.choices and comparable(written(cell)) != comparable(NOT_FOUND):
            return choice(cell, column.choice)
        return written(cell).strip() if column.kind == "lines" or key == "drafted" else text(cell)

    content = table.read(row, key, read) or ""
    return "" if content == NOT_FOUND else content


def _join(rows: list[ReviewedRow]) -> None:
    """Give each row that is merged to the one that it names."""
    numbers: Mapping[str, ReviewedRow] = {row.cells.get("number", ""): row for row in rows}
    for row in rows:
        if row.decision == "split" and len(row.parts) < 2:
            row.report("decision", "is split, and fewer than two rows stand below it; add a row for each duty")
        if row.decision == "merge":
            into = numbers.get(row.cells.get("into", ""))
            if into is None or into is row or into.decision not in ("accept", "edit"):
                row.report("into", "names no row that is accepted or edited; write the number of one")
            else:
                into.merged.append(row)


def results(rows: Sequence[ReviewedRow]) -> Iterator[ReviewedRow]:
    """The rows that become records."""
    for row in rows:
        yield from row.parts if row.decision == "split" else [row] * (row.decision in ("accept", "edit"))
