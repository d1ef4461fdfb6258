"""A workbook to sort, filter, fill in and follow up.

A checklist has a cover, counts by formula, the duties with drop-downs, the facts of the service and the law text; guiju
assess reads it back by hidden columns and a hidden sheet. Text stays text, whatever it begins with. The same document
gives the same bytes: the day of creation is its own day.
"""

import io
from datetime import datetime, time
from typing import Any

from guiju.documents.blocks.spreadsheet import Spreadsheet

LAYS_OUT = "spreadsheet"
_OPTIONS = {
    "in_memory": True,  # no temporary files, and fixed times in the archive
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HIDDEN = "guiju"
_PROPERTY_LIMIT = 255  # characters; a spreadsheet program's own limit


def write(spreadsheet: Spreadsheet) -> bytes:
    """The document as XLSX."""
    import xlsxwriter

    from guiju.writers.xlsx.sheet import add
    from guiju.writers.xlsx.styles import Styles

    out, front = io.BytesIO(), spreadsheet.front
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties(
            {
                "title": front.name,
                "subject": front.about,
                "author": "guiju",
                "comments": f"{front.foot} {front.caution}",
                "created": datetime.combine(front.day, time()),
            }
        )
        styles = Styles(book, front.lang)
        for place, (name, content) in enumerate(spreadsheet.sheets):
            add(book.add_worksheet(name), styles, front, content, is_cover=place == 0)
        if spreadsheet.legend:
            _legend(book, styles, spreadsheet)
        for key, value in spreadsheet.made_from.items():
            if len(value) <= _PROPERTY_LIMIT:  # the hidden sheet has those that are longer
                book.set_custom_property(f"guiju_{key}", value, "text")
    return out.getvalue()


def _legend(book: Any, styles: Any, spreadsheet: Spreadsheet) -> None:
    """The hidden sheet, and the names of its lists."""
    sheet, rows = book.add_worksheet(_HIDDEN), {key: row for row, key in enumerate(spreadsheet.legend, 1)}
    sheet.very_hidden()
    for row, (key, value) in enumerate(spreadsheet.legend.items()):
        styles.write(sheet, row, 0, key)
        styles.write(sheet, row, 1, value)
    for name, (first, last) in spreadsheet.lists.items():
        book.define_name(name, f"={_HIDDEN}!$B${rows[first]}:$B${rows[last]}")
