"""The facts sheet and the particulars on the cover → the facts and the report of a profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from guiju.assessment.workbook.cells import Cell, Sheet
from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.entry import UnfitCell, choice, day, plain, recorded, text
from guiju.assessment.workbook.made_from import Legend
from guiju.assessment.workbook.table import Table
from guiju.files.finding import Finding, one_line
from guiju.model import BASES, Corpus, Fact

COLUMNS = ("fact", "value", "basis", "evidence", "date", "expires", "reviewer")
_VALUES = ("true", "false", "none")
_LISTS = ("services", "licence_numbers")
_DAYS = ("period_from", "period_until", "data_cut_off")
_TEXTS = ("entity", "scope", "exclusions", "prepared_by", "reviewed_by", "approved_by")
_BETWEEN = re.compile(r"[；;\n\r]+")


def state(table: Table, legend: Legend, corpus: Corpus, from_1904: bool, draft: Draft) -> None:
    """Put the facts that have a value into the draft; findings go to the table."""
    known = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity == "service"}
    for row, name in table.rows.items():
        if table.cell(row, "value") is None:
            continue
        fact = known.get(name)
        if fact is None:
            table.find(
                row,
                "value",
                f"the fact {one_line(name)} no longer exists; clear the row, or export the checklist again",
            )
            continue
        value = table.take(row, "value", partial(_value, fact=fact, legend=legend, from_1904=from_1904))
        basis = partial(choice, words=legend.words("fact_basis", BASES), shown=legend.shown("fact_basis"))
        told = {
            "value": value,
            "basis": table.take(row, "basis", basis) or "declared",
            "evidence": table.take(row, "evidence", partial(text, from_1904=from_1904)),
            "date": table.take(row, "date", partial(day, from_1904=from_1904)),
            "expires": table.take(row, "expires", partial(day, from_1904=from_1904)),
            "reviewer": table.take(row, "reviewer", partial(text, from_1904=from_1904)),
        }
        kept = {key: found for key, found in told.items() if found is not None}
        draft.put("facts", name, kept, table.at(row, "value"), **{key: table.at(row, key) for key in told})


def _value(cell: Cell, fact: Fact, legend: Legend, from_1904: bool) -> bool | int | float | str:
    shown = legend.shown(f"choice.{fact.id}") or legend.shown("value")
    own = legend.words(f"choice.{fact.id}", [known.id for known in fact.values])
    words = {**legend.words("value", ["none"]), **own} if fact.type == "enum" else legend.words("value", _VALUES)
    return recorded(cell, fact, words, shown, from_1904)


def particulars(sheet: Sheet, from_1904: bool, draft: Draft) -> Iterator[Finding]:
    """Put what is filled in on the cover into the draft: the cell to the left of each hidden name."""
    names = {f"report.{key}": key for key in (*_LISTS, *_DAYS, *_TEXTS)}
    seen: dict[str, int] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        key = names.get(cell.text)
        if key is None or column == 1:
            continue
        at = sheet.at(row, column - 1)
        if key in seen:
            yield Finding(
                "workbook", f"this line occurs twice, first in row {seen[key]}; delete one of the two rows", at
            )
            continue
        seen[key] = row
        if any(top <= row <= bottom and left <= column - 1 <= right for top, left, bottom, right in sheet.merged):
            yield Finding("workbook", "cells are merged here; unmerge them and fill in each", at)
        filled = sheet.cells.get((row, column - 1))
        try:
            found = _particular(filled, key, from_1904) if filled else None
        except UnfitCell as unfit:
            yield Finding("workbook", str(unfit), at)
            continue
        if found:
            draft.put("report", key, found, at)
    if missing := [key for key in names.values() if key not in seen]:
        message = f"lines are missing: {', '.join(missing)}; undo that, or copy the answers into a new export"
        yield Finding("workbook", message, sheet.at(1, 1))


def _particular(cell: Cell, key: str, from_1904: bool) -> str | list[str]:
    if key in _DAYS:
        return day(cell, from_1904)
    if key in _LISTS and cell.kind == "text":
        return [part for part in map(plain, _BETWEEN.split(cell.text)) if part]
    told = text(cell, from_1904)
    return [told] if key in _LISTS else told
