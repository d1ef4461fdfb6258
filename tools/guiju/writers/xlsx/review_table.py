"""Drafts to decide on: drop-downs over whole columns, and what only a duty needs folded away."""

from typing import Any

from guiju.documents.blocks import Front
from guiju.documents.blocks.spreadsheet import ReviewTable
from guiju.writers.xlsx.audit_table import FIRST_ROW, HEADING_ROW, write_row
from guiju.writers.xlsx.height import height
from guiju.writers.xlsx.page import set_up
from guiju.writers.xlsx.styles import Styles

_ADDED = 500
"""Rows below the last in which drop-downs work too: those of a draft that is split are added."""


def write_review_table(sheet: Any, styles: Styles, front: Front, table: ReviewTable) -> None:
    """Fill the sheet."""
    first = next(place for place, column in enumerate(table.columns) if not column.hidden)
    styles.write(sheet, 0, first, f"{front.title} · {front.about} · {front.foot}", "foot")
    last, band = FIRST_ROW + len(table.rows) + _ADDED, ""
    for place, column in enumerate(table.columns):
        folds = not column.view and not column.hidden
        sheet.set_column(place, place, column.width, None, {"hidden": column.hidden or folds, "level": int(folds)})
        styles.write(sheet, HEADING_ROW, place, column.heading, "heading")
        if column.band:
            words = table.bands[column.band] if column.band != band else ""
            styles.write(sheet, HEADING_ROW - 1, place, words, f"band_{column.band}")
        band = column.band
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices.values()), "ignore_blank": True}
            message = {"error_title": column.heading[:32], "error_message": table.not_in_list}
            sheet.data_validation(FIRST_ROW, place, last, place, {**rule, **message})
    sheet.set_column(len(table.columns), len(table.columns), None, None, {"collapsed": True})
    sheet.set_row(HEADING_ROW, height((column.heading, column.width) for column in table.columns if column.view))
    for row, values in enumerate(table.rows, FIRST_ROW):
        write_row(sheet, styles, row, table.columns, values)
    sheet.freeze_panes(FIRST_ROW, next(n for n, column in enumerate(table.columns) if column.key == "quote") + 1)
    sheet.autofilter(HEADING_ROW, first, FIRST_ROW + max(len(table.rows), 1) - 1, len(table.columns) - 1)
    sheet.set_zoom(80)
    set_up(sheet, front, repeat=(HEADING_ROW, HEADING_ROW), large=True)
