"""The checklist sheet: one row a line, what the law says on the left, what the auditor fills in on the right."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from guiju.documents.content.cover import cover
from guiju.documents.content.fields import shown, steps, texts
from guiju.documents.content.status import APPLICABILITY, INITIAL, STATUSES, without_status
from guiju.model import Bilingual, Lang
from guiju.reasoning.checklist import Checklist, Line
from guiju.writers.workbook.columns import COLUMNS, GROUPS, Column
from guiju.writers.workbook.height import height
from guiju.writers.workbook.page import set_up
from guiju.writers.workbook.pen import Pen

NAME = Bilingual("清单", "Checklist")
HEADING_ROW = 2  # counted from 0, like all rows here
FIRST_ROW = HEADING_ROW + 1
DUTY, INFORMATION, HISTORY = "duty", "information", "history"
_PLACES = {column.key: place for place, column in enumerate(COLUMNS)}

_COLOURS = {
    "met": {"bg_color": "#DDF0DD", "font_color": "#1E5B1E", "bold": True},
    "to_verify": {"bg_color": "#DCE9F7", "font_color": "#1F4E79", "bold": True},
    "partly_met": {"bg_color": "#FCE4D0", "font_color": "#8A4A00", "bold": True},
    "not_met": {"bg_color": "#F8D7DA", "font_color": "#8A1C26", "bold": True},
    "not_applicable": {"bg_color": "#E3E7EC", "font_color": "#3C4653", "bold": True},
}
_GREY = {"bg_color": "#EEF0F3", "font_color": "#55606E"}
_MISSING = {"bg_color": "#FFD966"}
# What must be filled in once one of these statuses is chosen.
_NEEDS = {
    ("not_applicable",): ("applicability_reason", "applicability_approver"),
    ("met", "partly_met", "not_met"): ("basis", "evidence_id"),
    ("partly_met", "not_met"): ("gap", "remediation", "owner", "due_on", "reviewed_by"),
}
_ASK_STATUS = Bilingual(
    "待核实不等于符合。不适用须写明理由和批准人。",
    "To be verified does not count as met. Not applicable needs a reason and an approver.",
)
_NOT_IN_LIST = Bilingual("请从下拉列表中选择。", "Choose from the list.")
_NOT_A_DATE = Bilingual("请填写日期，如 2026-01-31。", "Enter a date, such as 2026-01-31.")


def last_row(checklist: Checklist) -> int:
    """The last row of the table, from 0; the first row where there is no line."""
    return FIRST_ROW + max(len(checklist.lines), 1) - 1


def cell_range(checklist: Checklist, key: str) -> str:
    """The cells of a column, as a formula on another sheet names them: '清单'!$F$4:$F$60."""
    cells = xl_range_abs(FIRST_ROW, _PLACES[key], last_row(checklist), _PLACES[key])
    return f"'{NAME[checklist.lang]}'!{cells}"


def write(book: Any, pen: Pen, checklist: Checklist) -> None:
    """Add the checklist sheet."""
    sheet = book.add_worksheet(NAME[checklist.lang])
    _head(sheet, pen, checklist)
    for row, line in enumerate(checklist.lines, FIRST_ROW):
        _row(sheet, pen, row, _values(checklist, line, row - FIRST_ROW + 1))
    _drop_downs(sheet, checklist)
    _colour(book, sheet, checklist)
    _view_and_print(book, sheet, checklist)


def _head(sheet: Any, pen: Pen, checklist: Checklist) -> None:
    lang = checklist.lang
    front = cover(checklist)
    first = next(place for place, column in enumerate(COLUMNS) if not column.hidden)
    pen.write(sheet, 0, first, f"{front.title} · {front.facts[0][1]} · {front.foot}", "notice")
    seen: set[str] = set()
    for place, column in enumerate(COLUMNS):
        # The guiding columns fold away in one click; the law and the record stay.
        level = 1 if column.group in ("review", "standing") else 0
        sheet.set_column(place, place, column.width, None, {"hidden": column.hidden, "level": level})
        pen.write(sheet, HEADING_ROW, place, column.heading[lang], "heading")
        begins = column.group not in seen and not column.hidden
        pen.write(sheet, HEADING_ROW - 1, place, GROUPS[column.group][lang] if begins else "", f"band_{column.group}")
        if begins:
            seen.add(column.group)
    sheet.set_row(HEADING_ROW, height((column.heading[lang], column.width) for column in COLUMNS if not column.hidden))


def _values(checklist: Checklist, line: Line, number: int) -> Mapping[str, str]:
    lang, counts = checklist.lang, line.assessable
    kind = DUTY if counts else HISTORY if line.standing.displaced else INFORMATION
    told = {key: "\n".join(steps(several)) for key, several in texts(checklist, line).items()}
    article = line.obligation.eId.split("__")[0]
    return {
        **told,
        "cited": f"{shown(line.regulation.short_title[lang])}\n{line.cited(lang)}",
        "id": line.id,
        "text_hash": line.text_hash,
        "kind": kind,
        "article": f"{line.regulation.id}#{article}",
        "number": str(number),
        "status": INITIAL[lang] if counts else without_status(line)[lang],
        "applicability": APPLICABILITY["to_be_confirmed"][lang] if counts else "",
    }


def _row(sheet: Any, pen: Pen, row: int, values: Mapping[str, str]) -> None:
    for place, column in enumerate(COLUMNS):
        text = values.get(column.key, "")
        if column.key == "number":
            sheet.write_number(row, place, int(text), pen.formats["number"])
        else:
            pen.write(sheet, row, place, text, _style(column))
    sheet.set_row(row, height((values.get(c.key, ""), c.width) for c in COLUMNS if not c.hidden))


def _style(column: Column) -> str:
    if column.fills:
        return "date" if column.dated else "entry"
    return "cell" if column.group == "place" else "law"


def _drop_downs(sheet: Any, checklist: Checklist) -> None:
    """Every rule covers its whole column, so that it holds after sorting."""
    for place, column in enumerate(COLUMNS):
        rule = _rule(column, checklist.lang)
        if rule:
            sheet.data_validation(FIRST_ROW, place, last_row(checklist), place, rule)


def _rule(column: Column, lang: Lang) -> dict[str, Any]:
    """What a cell of the column accepts; empty where it accepts anything. The list of statuses follows the row's kind."""
    heading = column.heading[lang]
    if column.key == "status":
        kind = f"{xl_col_to_name(_PLACES['kind'], col_abs=True)}{FIRST_ROW + 1}"
        rule: dict[str, Any] = {
            "validate": "list",
            "source": f'=IF({kind}="{DUTY}",guiju_status,IF({kind}="{HISTORY}",guiju_history,guiju_information))',
            "input_title": heading,
            "input_message": _ASK_STATUS[lang],
        }
    elif column.choices is not None:
        rule = {"validate": "list", "source": [choice[lang] for choice in column.choices.values()]}
    elif column.dated:
        rule = {"validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)"}
    else:
        return {}
    message = _NOT_A_DATE if column.dated else _NOT_IN_LIST
    return {**rule, "ignore_blank": True, "error_title": heading, "error_message": message[lang]}


def _colour(book: Any, sheet: Any, checklist: Checklist) -> None:
    """Statuses in colour, rows for information in grey, and in yellow what the chosen status still lacks."""
    lang, last = checklist.lang, last_row(checklist)
    cell = {key: f"{xl_col_to_name(place, col_abs=True)}{FIRST_ROW + 1}" for key, place in _PLACES.items()}

    def colour(first: str, until: str, criteria: str, look: Mapping[str, Any]) -> None:
        rule = {"type": "formula", "criteria": criteria, "format": book.add_format(look)}
        sheet.conditional_format(FIRST_ROW, _PLACES[first], last, _PLACES[until], rule)

    def is_one_of(*keys: str) -> str:
        return "OR(" + ",".join(f'{cell["status"]}="{STATUSES[key][lang]}"' for key in keys) + ")"

    colour("status", "approved_on", f'={cell["kind"]}<>"{DUTY}"', _GREY)
    for key, look in _COLOURS.items():
        colour("status", "status", f"={is_one_of(key)}", look)
    undecided = f'{cell["applicability"]}<>"{STATUSES["not_applicable"][lang]}"'
    colour("applicability", "applicability", f"=AND({is_one_of('not_applicable')},{undecided})", _MISSING)
    for statuses, keys in _NEEDS.items():
        for key in keys:
            colour(key, key, f"=AND({is_one_of(*statuses)},LEN({cell[key]})=0)", _MISSING)


def _view_and_print(book: Any, sheet: Any, checklist: Checklist) -> None:
    """Freeze, filter and print. Each group of columns prints as pages of its own, with number, place and requirement."""
    lang, last = checklist.lang, last_row(checklist)
    frozen = next(place for place, column in enumerate(COLUMNS) if column.group == "law")
    first = next(place for place, column in enumerate(COLUMNS) if not column.hidden)
    sheet.freeze_panes(FIRST_ROW, frozen)
    sheet.autofilter(HEADING_ROW, 0, last, len(COLUMNS) - 1)
    sheet.set_zoom(90)
    sheet.repeat_columns(first, frozen - 1)
    areas = []
    for group, members in groupby(range(frozen, len(COLUMNS)), key=lambda place: COLUMNS[place].group):
        places = list(members)
        begin = first if group == "law" else places[0]
        areas.append(f"'{NAME[lang]}'!{xl_range_abs(HEADING_ROW - 1, begin, last, places[-1])}")
    # The library sets one area a sheet; a name of this kind may hold several.
    book.define_name(f"{NAME[lang]}!_xlnm.Print_Area", "=" + ",".join(areas))
    set_up(sheet, checklist, repeat=(HEADING_ROW - 1, HEADING_ROW))
