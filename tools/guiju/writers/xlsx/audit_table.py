"""The duties to fill in: drop-downs, colours, and a view of the usual columns, with the others folded away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from guiju.documents.blocks import Front
from guiju.documents.blocks.spreadsheet import AuditTable, FormColumn
from guiju.writers.xlsx.height import HIGHEST, height
from guiju.writers.xlsx.page import set_up
from guiju.writers.xlsx.styles import Styles

HEADING_ROW = 2  # counted from 0, like all rows here
FIRST_ROW = HEADING_ROW + 1
_COLOURS = {
    "met": {"bg_color": "#DDF0DD", "font_color": "#1E5B1E", "bold": True},
    "to_verify": {"bg_color": "#DCE9F7", "font_color": "#1F4E79", "bold": True},
    "partly_met": {"bg_color": "#FCE4D0", "font_color": "#8A4A00", "bold": True},
    "not_met": {"bg_color": "#F8D7DA", "font_color": "#8A1C26", "bold": True},
    "not_applicable": {"bg_color": "#E3E7EC", "font_color": "#3C4653", "bold": True},
}
_GREY = {"bg_color": "#EEF0F3", "font_color": "#55606E"}
_MISSING = {"bg_color": "#FFD966"}
_WIDEST = 255  # characters; a spreadsheet program's own limit
_SCALE = 68  # percent: the columns of the view are as wide as A3


def cells(table: AuditTable, key: str) -> str:
    """The cells of a column, as a formula on another sheet names them: '清单'!$F$4:$F$60."""
    place = _places(table)[key]
    return f"'{table.name}'!{xl_range_abs(FIRST_ROW, place, _last_row(table), place)}"


def write_audit_table(sheet: Any, styles: Styles, front: Front, table: AuditTable) -> None:
    """Fill the sheet."""
    table = replace(table, columns=tuple(_wide_enough(column, table) for column in table.columns))
    _head(sheet, styles, front, table)
    for row, values in enumerate(table.rows, FIRST_ROW):
        write_row(sheet, styles, row, table.columns, values)
    _drop_downs(sheet, table)
    _colour(sheet, styles, table)
    _view_and_print(sheet, styles, front, table)


def _wide_enough(column: FormColumn, table: AuditTable) -> FormColumn:
    """The column, wider where a text would need a row higher than a row can be."""
    texts = [row.get(column.key, "") for row in table.rows]
    wider = (column.width, *range(int(column.width) + 10, _WIDEST, 10))
    fits = (width for width in wider if height((text, width) for text in texts) < HIGHEST)
    return replace(column, width=next(fits, _WIDEST))


def write_row(sheet: Any, styles: Styles, row: int, columns: Iterable[FormColumn], values: Mapping[str, str]) -> None:
    """A row of a table to fill in, as high as what the view shows of it needs."""
    for place, column in enumerate(columns):
        text = values.get(column.key, "")
        if column.filling == "number":
            sheet.write_number(row, place, int(text), styles["number"])
        else:
            styles.write(sheet, row, place, text, column.filling)
    sheet.set_row(row, height((values.get(c.key, ""), c.width) for c in columns if not c.hidden))


def _places(table: AuditTable) -> Mapping[str, int]:
    return {column.key: place for place, column in enumerate(table.columns)}


def _last_row(table: AuditTable) -> int:
    """The last row of the table, from 0; the first row where there is no line."""
    return FIRST_ROW + max(len(table.rows), 1) - 1


def _head(sheet: Any, styles: Styles, front: Front, table: AuditTable) -> None:
    first = next(place for place, column in enumerate(table.columns) if not column.hidden)
    styles.write(sheet, 0, first, f"{front.title} · {front.about} · {front.foot}", "foot")
    bands, folded = set(), False
    for place, column in enumerate(table.columns):
        folds = not column.view and not column.hidden
        look = {"hidden": column.hidden or folds, "level": int(folds), "collapsed": folded and not folds}
        sheet.set_column(place, place, column.width, None, look)
        styles.write(sheet, HEADING_ROW, place, column.heading, "heading")
        begins = column.view and not column.hidden and column.band not in bands
        styles.write(sheet, HEADING_ROW - 1, place, table.bands[column.band] if begins else "", f"band_{column.band}")
        bands |= {column.band} if begins else set()
        folded = folds
    if folded:
        sheet.set_column(len(table.columns), len(table.columns), None, None, {"collapsed": True})
    sheet.set_row(HEADING_ROW, height((column.heading, column.width) for column in table.columns if not column.hidden))


def _drop_downs(sheet: Any, table: AuditTable) -> None:
    """Every rule covers its whole column, so that it stays with it after sorting."""
    for place, column in enumerate(table.columns):
        if rule := _rule(column, table):
            sheet.data_validation(FIRST_ROW, place, _last_row(table), place, rule)


def _rule(column: FormColumn, table: AuditTable) -> dict[str, Any]:
    """What a cell of the column accepts; empty: anything. The list of statuses follows the row's kind."""
    if column.key == "status":
        kind = f"{xl_col_to_name(_places(table)['kind'], col_abs=True)}{FIRST_ROW + 1}"
        *others, last = table.statuses
        source = f"guiju_{last}"
        for name in reversed(others):
            source = f'IF({kind}="{name}",guiju_{name},{source})'
        rule: dict[str, Any] = {
            "validate": "list",
            "source": f"={source}",
            "input_title": column.heading,
            "input_message": table.ask_status,
        }
    elif column.choices is not None:
        rule = {"validate": "list", "source": list(column.choices.values())}
    elif column.filling == "day":
        rule = {"validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)"}
    else:
        return {}
    message = table.not_a_date if column.filling == "day" else table.not_in_list
    return {**rule, "ignore_blank": True, "error_title": column.heading, "error_message": message}


def _colour(sheet: Any, styles: Styles, table: AuditTable) -> None:
    """Statuses in colour, rows for information in grey, and in yellow what the chosen status still lacks."""
    places, last, (duty, *_) = _places(table), _last_row(table), table.statuses
    cell = {key: f"{xl_col_to_name(place, col_abs=True)}{FIRST_ROW + 1}" for key, place in places.items()}
    words = table.statuses[duty]

    def colour(first: str, until: str, criteria: str, look: Mapping[str, Any]) -> None:
        rule = {"type": "formula", "criteria": criteria, "format": styles.book.add_format(look)}
        sheet.conditional_format(FIRST_ROW, places[first], last, places[until], rule)

    def is_one_of(*keys: str) -> str:
        return "OR(" + ",".join(f'{cell["status"]}="{words[key]}"' for key in keys) + ")"

    colour("status", table.columns[-1].key, f'={cell["kind"]}<>"{duty}"', _GREY)
    for key, look in _COLOURS.items():
        colour("status", "status", f"={is_one_of(key)}", look)
    undecided = f'{cell["applicability"]}<>"{words["not_applicable"]}"'
    colour("applicability", "applicability", f"=AND({is_one_of('not_applicable')},{undecided})", _MISSING)
    for statuses, keys in table.needs:
        for key in keys:
            colour(key, key, f"=AND({is_one_of(*statuses)},LEN({cell[key]})=0)", _MISSING)


def _view_and_print(sheet: Any, styles: Styles, front: Front, table: AuditTable) -> None:
    """Freeze, filter and print: the view is as wide as the page; other pages repeat number, place and title."""
    last, bands = _last_row(table), [column.band for column in table.columns]
    frozen = next(place for place, band in enumerate(bands) if band != bands[0])
    first = next(place for place, column in enumerate(table.columns) if not column.hidden)
    sheet.freeze_panes(FIRST_ROW, frozen)
    sheet.autofilter(HEADING_ROW, 0, last, len(table.columns) - 1)
    sheet.set_zoom(90)
    sheet.repeat_columns(first, frozen - 1)
    sheet.print_area(HEADING_ROW - 1, first, last, len(table.columns) - 1)
    set_up(sheet, front, repeat=(HEADING_ROW - 1, HEADING_ROW), large=True)
    sheet.set_print_scale(_SCALE)
