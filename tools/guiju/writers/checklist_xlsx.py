"""A workbook that an auditor keeps: cover, summary, checklist with drop-downs, facts, law text. guiju assess reads it back.

Each duty begins as to be verified; the summary counts by formula and never shows a share without its denominator.
Powers, permissions and recommendations are listed for information. Text stays text, whatever it begins with. Hidden
columns hold the id and the hash of the law text of each row, a hidden sheet and the document properties what the file
was made from. The same checklist gives the same bytes: the day of creation is the day of the checklist.
"""

from __future__ import annotations

import io
from datetime import datetime, time

import xlsxwriter

from guiju.documents.content.cover import cover
from guiju.reasoning.checklist import Checklist
from guiju.writers.workbook import cover_sheet, facts_sheet, hidden_sheet, law_sheet, main_sheet, summary_sheet
from guiju.writers.workbook.pen import pen

_OPTIONS = {
    "in_memory": True,  # no temporary files, and fixed times in the archive
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render(checklist: Checklist) -> bytes:
    """The workbook, XLSX."""
    out = io.BytesIO()
    front = cover(checklist)
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties(
            {
                "title": front.title,
                "subject": front.facts[0][1],
                "author": "guiju",
                "comments": f"{front.foot} {front.notice}",
                "created": datetime.combine(checklist.as_of, time()),
            }
        )
        pencil = pen(book, checklist.lang)
        for sheet in (cover_sheet, summary_sheet, main_sheet, facts_sheet, law_sheet, hidden_sheet):
            sheet.write(book, pencil, checklist)
    return out.getvalue()
