"""The facts of the service to fill in.

The sheet has no filter: each row takes its own kind of values, and its rules stay behind when it is sorted.
"""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from guiju.documents.blocks import Front
from guiju.documents.blocks.spreadsheet import FactRow, FactsTable
from guiju.writers.xlsx.audit_table import FIRST_ROW, HEADING_ROW, write_row
from guiju.writers.xlsx.height import height
from guiju.writers.xlsx.page import set_up
from guiju.writers.xlsx.styles import Styles

# A number typed into a text cell would be text, which its rule refuses.
_VALUE_STYLES = {"date": "day", "integer": "cell", "number": "cell", "datetime": "cell"}
_DATE = {"validate": "date", "criteria": ">=", "value": "=DATE(1980,1,1)"}


def write_facts_table(sheet: Any, styles: Styles, front: Front, table: FactsTable) -> None:
    """Fill the sheet."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    first = next(place for place, column in enumerate(table.columns) if not column.hidden)
    styles.write(sheet, 0, first, front.foot, "foot")
    sheet.merge_range(1, first, 1, len(table.columns) - 1, "", styles["note"])
    styles.write(sheet, 1, first, table.note, "note")
    sheet.set_row(1, height([(table.note, sum(column.width for column in table.columns[first:]) * 0.9)]))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width, None, {"hidden": column.hidden})
        styles.write(sheet, HEADING_ROW, place, column.heading, "heading")
    sheet.set_row(HEADING_ROW, height((column.heading, column.width) for column in table.columns[first:]))
    for row, fact in enumerate(table.rows, FIRST_ROW):
        write_row(sheet, styles, row, table.columns, fact.cells)
        sheet.write_blank(row, places["value"], None, styles[_VALUE_STYLES.get(fact.type, "entry")])
    _accept(sheet, table, places)
    if not table.rows:
        styles.write(sheet, FIRST_ROW, places["question"], table.nothing, "cell")
    sheet.freeze_panes(FIRST_ROW, places["description"])
    sheet.set_zoom(90)
    set_up(sheet, front, repeat=(HEADING_ROW, HEADING_ROW))


def _accept(sheet: Any, table: FactsTable, places: Mapping[str, int]) -> None:
    """What the cells accept: of each value its own kind, elsewhere the same for the whole column."""
    message = {"ignore_blank": True, "error_title": table.name, "error_message": table.wrong}
    value, last = places["value"], FIRST_ROW + len(table.rows) - 1
    for row, fact in enumerate(table.rows, FIRST_ROW):
        if rule := _rule(fact, xl_rowcol_to_cell(row, value), table.none):
            sheet.data_validation(row, value, row, value, {**rule, **message})
    for column in table.columns if table.rows else ():
        rule = {"validate": "list", "source": list(column.choices.values())} if column.choices else _DATE
        if column.choices or column.filling == "day":
            sheet.data_validation(FIRST_ROW, places[column.key], last, places[column.key], {**rule, **message})


def _rule(fact: FactRow, cell: str, none: str) -> Mapping[str, Any]:
    if fact.choices:
        return {"validate": "list", "source": f"=guiju_fact_{fact.fact}"}
    if fact.type == "date" and not fact.can_be_none:
        return _DATE
    if fact.type in ("integer", "number", "date"):
        or_none = f',{cell}="{none}"' if fact.can_be_none else ""
        return {"validate": "custom", "value": f"=OR(ISNUMBER({cell}){or_none})"}
    return {}
