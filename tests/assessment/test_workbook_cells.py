"""The cells of a workbook are those that another reader finds in it, and a number is a date by its format."""

from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

import workbook_samples as books
from guiju.model import Lang
from guiju.reading import entry
from guiju.reading.workbook import Cell
from guiju.reading.workbook_file import open_workbook
from workbook_reading import Write, read, value

pytest_plugins = ["workbook_reading"]


@pytest.mark.parametrize("source", ["exported", "libreoffice"])
def test_cells_are_those_that_another_reader_finds(lang: Lang, source: str, write: Write) -> None:
    path = write(books.answered(lang)) if source == "exported" else books.WORKBOOKS / f"filled-{lang}.xlsx"
    ours, theirs = open_workbook(path), CalamineWorkbook.from_path(path)
    assert list(ours.parts) == theirs.sheet_names
    for name in theirs.sheet_names:
        sheet = ours.sheet(name)
        found = {
            (r, c): held
            for r, held_row in enumerate(theirs.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
            for c, held in enumerate(held_row, 1)
            if held != "" and sheet.cells.get((r, c), Cell("text", "")).kind != "formula"
        }
        assert {place: _as_python(cell) for place, cell in sheet.cells.items() if cell.kind != "formula"} == found


def _as_python(cell: Cell) -> Any:
    if cell.kind == "date":
        return date.fromisoformat(entry.day(cell))
    return float(cell.text) if cell.kind == "number" else cell.text


def test_days_may_count_from_1904(write: Write) -> None:
    data = books.filled(books.exported(), books.asked(), report={"data_cut_off": 44011})
    for mark in ('date1904="1"', 'date1904="true"'):
        found = read(write(books.replaced(data, "xl/workbook.xml", "<workbookPr", f"<workbookPr {mark}")))
        assert value(found)["report"] == {"data_cut_off": "2024-06-30"}


def with_style_of(data: bytes, key: str, other: str) -> bytes:
    """Give the cell of one column in the row of a duty the format of another, as pasting does."""

    def change(root: Any) -> None:
        found = {c.get("r"): c for c in root.iter(f"{books.X}c")}
        found[books.cell_name(key, books.REPORT_ROW)].set("s", found[books.cell_name(other, books.REPORT_ROW)].get("s"))

    return books.changed(data, "checklist", change)


def test_a_date_pasted_where_text_stands_is_written_as_a_date(write: Write) -> None:
    row = {"status": "符合", "prepared_by": "甲", "policy_version": 46023}
    data = books.filled(books.exported(), books.asked(), {"rule-old#report": row})
    told = "制度版本：{}".format
    assert read(write(data)).declarations["rule-old#report"].evidence == told("46023")
    dated = with_style_of(data, "policy_version", "due_on")
    assert read(write(dated)).declarations["rule-old#report"].evidence == told("2026-01-01")
    timed = books.filled(dated, books.asked(), {"rule-old#report": {"policy_version": 46023.5}})
    assert read(write(timed)).declarations["rule-old#report"].evidence == told("2026-01-01 12:00:00")


DATED = ("yyyy-mm-dd", "[h]:mm")


@pytest.mark.parametrize("code", [*DATED, '0"年"', "0.00", "[Red]0", "General", "@"])
def test_a_format_is_of_dates_by_its_code(code: str, write: Write) -> None:
    escaped = code.replace('"', "&quot;")
    data = books.replaced(books.exported(), "xl/styles.xml", 'formatCode="yyyy-mm-dd"', f'formatCode="{escaped}"')
    data = books.filled(data, books.asked(), {"rule-old#report": {"due_on": 46023}})
    sheet = open_workbook(write(data)).sheet("清单")
    assert sheet.cells[books.REPORT_ROW, books.COLUMN["due_on"]] == Cell("date" if code in DATED else "number", "46023")
