"""A sheet: its parts one below the other, or one table to fill in; a single table is frozen and has filters."""

from collections.abc import Sequence
from typing import Any

from guiju.documents.blocks import Cards, Front, Grid, Section
from guiju.documents.blocks.spreadsheet import AuditTable, FactsTable, ReviewTable, SheetContent, Summary
from guiju.writers.xlsx.audit_table import write_audit_table
from guiju.writers.xlsx.blocks import SheetPage, line, widths_of, write_block, write_front
from guiju.writers.xlsx.facts_table import write_facts_table
from guiju.writers.xlsx.page import set_up
from guiju.writers.xlsx.review_table import write_review_table
from guiju.writers.xlsx.styles import Styles
from guiju.writers.xlsx.summary import write_summary

_WIDE = 200  # a sheet of more characters is printed on the larger paper


def add(sheet: Any, styles: Styles, front: Front, content: SheetContent, *, is_cover: bool) -> None:
    """Fill a sheet; the cover begins with the front of the paper."""
    match content:
        case AuditTable():
            write_audit_table(sheet, styles, front, content)
        case FactsTable():
            write_facts_table(sheet, styles, front, content)
        case ReviewTable():
            write_review_table(sheet, styles, front, content)
        case Summary():
            write_summary(sheet, styles, front, content)
        case _:
            _add(sheet, styles, front, content, is_cover)


def _add(sheet: Any, styles: Styles, front: Front, sections: Sequence[Section], is_cover: bool) -> None:
    blocks = [block for section in sections for block in section.blocks]
    widths = widths_of(blocks)
    page = SheetPage(sheet, styles, widths)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = write_front(page, front) if is_cover else 0
    for section in sections:
        row = line(page, row, section.heading, "section", 20) if section.heading else row
        for block in section.blocks:
            row = write_block(page, row, block) + 1
    repeat = None
    if len(blocks) == 1 and isinstance(blocks[0], Grid | Cards):
        headings = 1 if sections[0].heading else 0
        rows = blocks[0].rows if isinstance(blocks[0], Grid) else blocks[0].cards
        repeat = (headings, headings)
        sheet.freeze_panes(headings + 1, 2)
        sheet.autofilter(headings, 0, headings + len(rows), len(widths) - 1)
    sheet.hide_gridlines(2)
    set_up(sheet, front, repeat, portrait=is_cover, large=sum(widths) > _WIDE)
