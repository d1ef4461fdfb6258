"""The sheets of facts and the particulars on the cover → the facts, rows, coverage and report of a profile."""

import re
from functools import partial
from typing import Any

from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.made_from import Legend
from guiju.files.finding import one_line
from guiju.model import BASES, Corpus, Fact
from guiju.reading.entry import Choice, UnfitCell, choice, day, on_one_line, recorded, text
from guiju.reading.table import MERGED, Table
from guiju.reading.workbook import Cell, Sheet

COLUMNS = ("fact", "value", "basis", "evidence", "date", "expires", "reviewer", "reason", "approver")
ROW_COLUMNS = ("id", *COLUMNS[1:])
LATER = ("reason", "approver")
"""Columns that workbooks of an earlier time have not."""
_VALUES = ("true", "false", "none")
_LISTS = ("services", "licence_numbers")
_DAYS = ("period_from", "period_until", "data_cut_off")
_TEXTS = ("entity", "scope", "exclusions", "prepared_by", "reviewed_by", "approved_by")
_BETWEEN = re.compile(r"[；;\n\r]+")


def read_facts(table: Table, legend: Legend, corpus: Corpus, draft: Draft) -> None:
    """Put the facts that have a value into the draft; findings go to the table."""
    known = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity == "service"}
    for row, name in table.rows.items():
        if table.cell(row, "value") is None:
            continue
        if (fact := known.get(name)) is None:
            remedy = "clear the row, or export the checklist again"
            table.report(row, "value", f"the fact {one_line(name)} no longer exists; {remedy}")
            continue
        entry = _entry(table, row, fact, legend)
        draft.put_entry("facts", name, entry, {key: table.at(row, key) for key in entry}, table.at(row, "value"))


def read_rows(table: Table, legend: Legend, corpus: Corpus, draft: Draft) -> None:
    """Put the facts of records into the draft, found by `entity/fact/key`; that of an entity alone says whether all its
    records are there. Browsers write this sheet."""
    known = {(fact.entity, fact.id): fact for fact in corpus.vocabulary.facts}
    for row, name in table.rows.items():
        entity, _, rest = name.partition("/")
        slug, _, key = rest.partition("/")
        fact, at = known.get((entity, slug)), table.at(row, "value")
        if not rest:
            extent = table.read(row, "value", partial(choice, of=legend.choice("extent", ("all", "sample"))))
            draft.put("coverage", entity, extent, at)
        elif fact is None and slug:
            table.report(row, "id", f"there is no fact {one_line(slug)} of {one_line(entity)}; delete the row")
        else:
            of_row = draft.value["rows"].setdefault(entity, {}).setdefault(key, {}) if entity != "service" else None
            steps = ("facts",) if of_row is None else ("rows", entity, key)
            if fact is not None and table.cell(row, "value") is not None:
                entry = {key: value for key, value in _entry(table, row, fact, legend).items() if value is not None}
                (draft.value["facts"] if of_row is None else of_row)[slug] = entry
                draft.places[(*steps, slug)] = at


def _entry(table: Table, row: int, fact: Fact, legend: Legend) -> dict[str, Any]:
    """What is recorded of a fact in a row."""
    basis = partial(choice, of=legend.choice("fact_basis", BASES))
    return {
        "value": table.read(row, "value", partial(recorded, fact=fact, of=_words(fact, legend))),
        "basis": table.read(row, "basis", basis) or "declared",
        **{
            key: table.read(row, key, day if key in ("date", "expires") else text)
            for key in COLUMNS[3:]
            if key in table.columns
        },
    }


def _words(fact: Fact, legend: Legend) -> Choice:
    """The words for the values of a fact."""
    own = legend.choice(f"choice.{fact.id}", [value.id for value in fact.values])
    shared = legend.choice("value", ["none"] if fact.type == "enum" else _VALUES)
    return Choice({**shared.keys, **own.keys} if fact.type == "enum" else shared.keys, own.words or shared.words)


def read_particulars(sheet: Sheet, draft: Draft) -> None:
    """Put what is filled in on the cover into the draft: the cell to the left of each hidden name."""
    names = {f"report.{key}": key for key in (*_LISTS, *_DAYS, *_TEXTS)}
    seen: dict[str, int] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        key = names.get(cell.text)
        if key is None or column == 1:
            continue
        at = sheet.at(row, column - 1)
        if key in seen:
            draft.report(f"this line occurs twice, first in row {seen[key]}; delete one of the two rows", at)
            continue
        seen[key] = row
        if any(top <= row <= bottom and left <= column - 1 <= right for top, left, bottom, right in sheet.merged):
            draft.report(MERGED, at)
        answer = sheet.cells.get((row, column - 1))
        try:
            value = _particular(answer, key) if answer else None
        except UnfitCell as unfit:
            draft.report(str(unfit), at)
            continue
        if value:
            draft.put("report", key, value, at)
    if missing := [key for key in names.values() if key not in seen]:
        remedy = "undo that, or copy the answers into a new export"
        draft.report(f"lines are missing: {', '.join(missing)}; {remedy}", sheet.at(1, 1))


def _particular(cell: Cell, key: str) -> str | list[str]:
    if key in _DAYS:
        return day(cell)
    if key in _LISTS and cell.kind == "text":
        return [part for part in map(on_one_line, _BETWEEN.split(cell.text)) if part]
    return [text(cell)] if key in _LISTS else text(cell)
