"""A sheet: its parts one below the other, or one table to fill in; frozen and with filters where it is a single
table."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from guiju.documents.blocks import Cards, Front, Grid
from guiju.documents.blocks.spreadsheet import AuditTable, FactsTable, SheetBlock, SheetPart, Summary
from guiju.writers.xlsx.audit_table import write_audit_table
from guiju.writers.xlsx.blocks import PAIR_WIDTHS, SheetPage, block_widths, line, write_block, write_front
from guiju.writers.xlsx.facts_table import write_facts_table
from guiju.writers.xlsx.page import set_up
from guiju.writers.xlsx.styles import Styles
from guiju.writers.xlsx.summary import write_summary

_WIDE = 200  # a sheet of more characters is printed on the larger paper


def add(sheet: Any, styles: Styles, front: Front, parts: Sequence[SheetPart], *, is_cover: bool) -> None:
    """Fill a sheet; the cover begins with the front of the paper."""
    match parts[0].blocks[0]:
        case AuditTable() as table:
            write_audit_table(sheet, styles, front, table)
        case FactsTable() as table:
            write_facts_table(sheet, styles, front, table)
        case Summary() as counts:
            write_summary(sheet, styles, front, counts)
        case _:
            _add(sheet, styles, front, parts, is_cover)


def _add(sheet: Any, styles: Styles, front: Front, parts: Sequence[SheetPart], is_cover: bool) -> None:
    every: list[SheetBlock] = [block for part in parts for block in part.blocks]
    widths = tuple(map(max, zip_longest(*map(block_widths, every), fillvalue=0.0))) or PAIR_WIDTHS
    page = SheetPage(sheet, styles, widths)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = write_front(page, front) if is_cover else 0
    for part in parts:
        row = line(page, row, part.heading, "section", 20) if part.heading else row
        for block in part.blocks:
            row = write_block(page, row, block) + 1
    repeat = None
    if len(every) == 1 and isinstance(every[0], Grid | Cards):
        headings = 1 if parts[0].heading else 0
        rows = every[0].rows if isinstance(every[0], Grid) else every[0].cards
        repeat = (headings, headings)
        sheet.freeze_panes(headings + 1, 2)
        sheet.autofilter(headings, 0, headings + len(rows), len(widths) - 1)
    sheet.hide_gridlines(2)
    set_up(sheet, front, repeat, portrait=is_cover, large=sum(widths) > _WIDE)
