"""A table on a sheet: columns found by their headings and rows by a hidden id, wherever they were sorted or moved."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from guiju.files.finding import Finding, Location, one_line
from guiju.reading.entry import UnfitCell, comparable
from guiju.reading.workbook import Cell, Sheet

_HEADINGS_WITHIN = 50
"""Rows from the top among which the headings are looked for."""

MERGED = "cells are merged here; unmerge them and fill in each"

CellValue = TypeVar("CellValue")


@dataclass(frozen=True)
class Table:
    """A table; `columns` gives the place of a column by key, `rows` the id of each row that has one."""

    sheet: Sheet
    headings: Mapping[str, str]
    columns: Mapping[str, int]
    findings: list[Finding]
    rows: dict[int, str] = field(default_factory=dict)

    def at(self, row: int, key: str) -> Location:
        return self.sheet.at(row, self.columns[key])

    def cell(self, row: int, key: str) -> Cell | None:
        return self.sheet.cells.get((row, self.columns[key]))

    def read(self, row: int, key: str, read: Callable[[Cell], CellValue]) -> CellValue | None:
        """The content of a cell, as `read` gives it; None where it is empty, or does not fit, which is a finding."""
        cell = self.cell(row, key)
        try:
            return None if cell is None else read(cell)
        except UnfitCell as unfit:
            self.report(row, key, f"{one_line(self.headings[key], 30)} {unfit}")
            return None

    def report(self, row: int, key: str, message: str) -> None:
        self.findings.append(Finding("workbook", message, self.at(row, key)))


def find_table(sheet: Sheet, headings: Mapping[str, str], key: str, findings: list[Finding]) -> Table | None:
    """The table of a sheet: columns by their headings, rows by their id, in the column `key`, or all that are filled in
    where that is empty; None where a heading is not there exactly once. What is wrong is added to `findings`.
    """
    row = _heading_row(sheet, headings)
    places: dict[str, list[int]] = {}
    for (at, column), cell in sorted(sheet.cells.items()):
        if at == row:
            places.setdefault(comparable(cell.text), []).append(column)
    columns = {name: places.get(comparable(heading), []) for name, heading in headings.items()}
    defects = []
    for name, there in columns.items():
        if len(there) > 1:
            message = f"the heading {headings[name]!r} occurs twice; rename or delete the column that you added"
            defects.append(Finding("workbook", message, sheet.at(row, there[1])))
    if missing := ", ".join(headings[name] for name, there in columns.items() if not there):
        message = f"columns are missing or renamed: {missing}; undo that, or copy the answers into a new export"
        defects.append(Finding("workbook", message, sheet.at(row, 1)))
    if defects:
        findings.extend(defects)
        return None
    table = Table(sheet, headings, {name: there[0] for name, there in columns.items()}, findings)
    if key:
        _identify(table, row, key)
    else:
        own = set(table.columns.values())
        table.rows.update((at, "") for at, column in sorted(sheet.cells) if at > row and column in own)
    table.findings.extend(_merged(table))
    return table


def _identify(table: Table, heading_row: int, key: str) -> None:
    """Find the id of each row; a finding for one that occurs twice, and one for all rows filled in without one."""
    first: dict[str, int] = {}
    strays: list[Location] = []
    cells, columns = table.sheet.cells, table.columns.values()
    filled = {row: column for (row, column) in sorted(cells) if row > heading_row and column in columns}
    for row, column in filled.items():
        cell = table.cell(row, key)
        name = cell.text.strip() if cell else ""
        if cell is None or cell.kind != "text":
            strays.append(table.sheet.at(row, column))
        elif name in first:
            message = f"{one_line(name)} occurs twice, first in row {first[name]}; delete one of the two rows"
            table.report(row, key, message)
        else:
            first[name] = row
            table.rows[row] = name
    if strays:
        more = f" (and {len(strays) - 1} more)" if len(strays) > 1 else ""
        message = f"a row is filled in but has no id{more}, so it belongs to no duty or fact"
        remedy = "clear it, or fill in the row with the id"
        table.findings.append(Finding("workbook", f"{message}; {remedy}", strays[0]))


def _heading_row(sheet: Sheet, headings: Mapping[str, str]) -> int:
    """The row with most of the headings."""
    wanted = {comparable(heading) for heading in headings.values()}
    counts = Counter(
        at for (at, _), cell in sheet.cells.items() if at <= _HEADINGS_WITHIN and comparable(cell.text) in wanted
    )
    return max(counts, key=lambda at: (counts[at], -at), default=1)


def _merged(table: Table) -> Iterator[Finding]:
    """Merged cells over what is read: all but the first of them would seem empty."""
    rows = sorted(table.rows)
    for top, left, bottom, right in table.sheet.merged:
        beside = any(left <= column <= right for column in table.columns.values())
        if beside and bisect_left(rows, top) < bisect_right(rows, bottom):
            yield Finding("workbook", MERGED, table.sheet.at(top, left))
