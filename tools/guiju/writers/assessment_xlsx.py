"""An assessment as a workbook, to sort, filter and follow up: cover with sign-off, numbers with bars, a row a finding, plan, what is open, the rest.

Every text stays text, whatever it begins with. The same assessment gives the same bytes: the day of creation is the day of the assessment.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import zip_longest
from typing import Any

import xlsxwriter

from guiju.assessment import Assessment
from guiju.documents.content.fields import steps
from guiju.documents.report import Audience, Report
from guiju.documents.report.beside_json import report_beside_json
from guiju.documents.report.blocks import Bars, Block, Cards, Pairs, Section, Sentences, SignOff, Table
from guiju.documents.report.counts import Tally
from guiju.documents.report.sections import headline, sections
from guiju.model import Bilingual, Verdict
from guiju.writers.workbook.height import height
from guiju.writers.workbook.page import set_up
from guiju.writers.workbook.pen import Pen, pen

_OPTIONS = {
    "in_memory": True,  # no temporary files, and fixed times in the archive
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COLOURS: Mapping[Verdict, str] = {
    "breached": "#B3261E",
    "undetermined": "#D99A1C",
    "met": "#2F7D4F",
    "not_applicable": "#AAB3BF",
}
_BOXED = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8C0CA"}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "edition": {"bold": True, "font_color": "#0B4F8A"},
    "headline": {"bold": True, "font_size": 12},
    "warning": {"text_wrap": True, "valign": "vcenter", "font_color": "#8A4A00", "bg_color": "#FFF6E8"},
    "sentence": {"text_wrap": True, "valign": "top"},
    **{f"tone_{verdict}": {**_BOXED, "left": 5, "left_color": colour} for verdict, colour in _COLOURS.items()},
    **{f"bar_{verdict}": {"font_color": colour, "valign": "vcenter"} for verdict, colour in _COLOURS.items()},
}
Sheets = Sequence[tuple[Bilingual, tuple[str, ...]]]
"""What stands on which sheet: the name of the sheet and the keys of its sections."""
_SHEETS: Sheets = (
    (Bilingual("封面", "Cover"), ("scope", "basis", "limits", "verification", "sign_off")),
    (Bilingual("结果与方法", "Result and methods"), ("result", "counts", "methods")),
    (Bilingual("发现的问题", "Findings"), ("findings",)),
    (Bilingual("整改计划", "Plan"), ("plan",)),
    (Bilingual("待核实", "To be verified"), ("remaining",)),
    (Bilingual("接下来的事实", "Facts to supply"), ("next",)),
    (Bilingual("不一致与不计入", "Disagreements"), ("doubts",)),
    (Bilingual("未起作用的事实", "Facts without effect"), ("unused",)),
    (Bilingual("其他义务", "Other duties"), ("settled", "informative")),
    (Bilingual("历史参考", "Historical"), ("historical",)),
)
_COVER_WIDTHS, _BAR_WIDTHS = (28.0, 92.0), (34.0, 13.0, 13.0, 13.0, 13.0, 10.0, 30.0)
_BAR_STEPS = 24
_BLANK = "_" * 30
_FINDING_WIDTHS = (8, 28, 14, 30, 32, 18, 56, 14, 36, 50, 32, 28)
_A3, _TOO_WIDE = 8, 200  # a sheet of more characters than that is printed on the larger paper


@dataclass(frozen=True)
class _Page:
    """A sheet to write on: its pen, and the widths of its columns in characters."""

    sheet: Any
    pen: Pen
    widths: tuple[float, ...]


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The workbook, XLSX."""
    told = report_beside_json(assessment, audience)
    return laid_out(assessment, told, sections(told), _SHEETS)


def laid_out(assessment: Assessment, told: Report, parts: Sequence[Section], sheets: Sheets) -> bytes:
    """A report with these sections as XLSX. A sheet none of whose sections is there is left out."""
    found, out = {section.key: section for section in parts}, io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        _properties(book, assessment, told)
        pencil = pen(book, told.lang, _STYLES)
        for name, keys in sheets:
            here = [found[key] for key in keys if key in found]
            if here:
                _sheet(book.add_worksheet(name[told.lang]), pencil, assessment, told, here)
    return out.getvalue()


def _properties(book: Any, assessment: Assessment, told: Report) -> None:
    book.set_properties(
        {
            "title": f"{told.title} · {told.edition}",
            "subject": told.particulars[0][1],
            "author": "guiju",
            "comments": told.cover.foot,
            "created": datetime.combine(assessment.checklist.as_of, time()),
        }
    )
    made_from = {
        "data_version": assessment.checklist.corpus.data_version,
        "as_of": assessment.checklist.as_of.isoformat(),
        "audience": told.audience,
        "receipt": told.hashes[-1][1],
    }
    for key, value in made_from.items():
        book.set_custom_property(f"guiju_{key}", value, "text")


def _sheet(sheet: Any, pencil: Pen, assessment: Assessment, told: Report, here: Sequence[Section]) -> None:
    """One sheet with its sections; frozen and with filters where it is a single table."""
    blocks = [block for section in here for block in section.blocks]
    widths = tuple(map(max, zip_longest(*map(_widths, blocks), fillvalue=0.0))) or _COVER_WIDTHS
    page = _Page(sheet, pencil, widths)
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    is_cover = here[0].key == "scope"
    row = _front(page, told) if is_cover else 0
    for section in here:
        row = _line(page, row, section.heading, "section", 20)
        for block in section.blocks:
            row = _block(page, row, block) + 1
    tables = [block for block in blocks if isinstance(block, Table | Cards)]
    repeat = None
    if tables == blocks and len(tables) == 1:
        headings, rows = 1, len(tables[0].rows if isinstance(tables[0], Table) else tables[0].cards)
        repeat = (headings, headings)
        sheet.freeze_panes(headings + 1, 2)
        sheet.autofilter(headings, 0, headings + rows, len(page.widths) - 1)
    sheet.hide_gridlines(2)
    title = f"{told.title} · {told.edition} · {told.particulars[0][1]}"
    set_up(sheet, assessment.checklist, repeat, not is_cover, title)
    if sum(page.widths) > _TOO_WIDE:
        sheet.set_paper(_A3)


def _front(page: _Page, told: Report) -> int:
    """What the cover begins with: edition, title, the result in one line with its bar, and what the edition leaves out."""
    row = _line(page, 0, told.edition, "edition")
    row = _line(page, row, told.title, "title", 30)
    for text in told.in_place:
        row = _across(page, row, text, "warning")
    row = _line(page, row, headline(told), "headline", 22)
    _bar(page, row, 0, told.overall)
    row = _across(page, row + 2, told.face, "warning")
    return _line(page, row, told.cover.foot, "notice") + 1


def _widths(block: Block) -> Sequence[float]:
    match block:
        case Bars():
            return _BAR_WIDTHS
        case Cards():
            return _FINDING_WIDTHS
        case Table():
            return [float(column.width) for column in block.columns]
        case Sentences():
            return ()
    return _COVER_WIDTHS


def _block(page: _Page, row: int, block: Block) -> int:
    """A block from this row on; gives the row after it, as all of these do."""
    match block:
        case Pairs():
            return _grid(page, row, block.rows, ("label", "cell"))
        case Sentences():
            for text in steps(block.texts):
                row = _across(page, row, text, "sentence")
        case Bars():
            return _bars(page, row, block)
        case Table():
            row = _line(page, row, block.heading, "headline", 20) if block.heading else row
            styles = [f"tone_{tone}" if tone else "cell" for tone in block.tones]
            row = _table(page, row, [column.heading for column in block.columns], block.rows, styles)
            return _line(page, row, block.note, "plain") if block.note else row
        case Cards():
            return _cards(page, row, block)
        case SignOff():
            blank = f"\n{block.headings[2]} {_BLANK}\n\n{block.headings[3]} {_BLANK}"
            return _grid(page, row, [(step, who + blank) for step, who in block.rows], ("label", "cell"))
    return row


def _line(page: _Page, row: int, text: str, style: str, points: float | None = None) -> int:
    """One line of text, as wide as it is."""
    page.pen.write(page.sheet, row, 0, text, style)
    if points:
        page.sheet.set_row(row, points)
    return row + 1


def _across(page: _Page, row: int, text: str, style: str) -> int:
    """A text that wraps over the width of the sheet."""
    if len(page.widths) > 1:
        page.sheet.merge_range(row, 0, row, len(page.widths) - 1, "", page.pen.formats[style])
    page.pen.write(page.sheet, row, 0, text, style)
    page.sheet.set_row(row, height([(text, sum(page.widths) * 0.95)]))
    return row + 1


def _bars(page: _Page, row: int, block: Bars) -> int:
    headings = (block.heading, *(words for _, words in block.verdicts), block.of)
    for column, text in enumerate(headings):
        page.pen.write(page.sheet, row, column, text, "heading")
    for tally in block.rows:
        row += 1
        page.pen.write(page.sheet, row, 0, tally.name, "label")
        page.sheet.set_row(row, height([(tally.name, page.widths[0] * 0.95)]))
        numbers = (*(tally.counts[verdict] for verdict, _ in block.verdicts), tally.total)
        for column, number in enumerate(numbers, 1):
            page.sheet.write_number(row, column, number, page.pen.formats["count"])
        _bar(page, row, len(headings), tally)
    return _line(page, row + 1, block.note, "plain") if block.note else row + 1


def _bar(page: _Page, row: int, column: int, tally: Tally) -> None:
    """The numbers of a row as a bar of blocks, in colour."""
    runs: list[Any] = []
    for verdict, _, length in tally.spans(_BAR_STEPS):
        runs += [page.pen.formats[f"bar_{verdict}"], "█" * length]
    if len(runs) == 2:  # a single colour is no rich text
        page.sheet.write_string(row, column, runs[1], runs[0])
    elif runs:
        page.sheet.write_rich_string(row, column, *runs)


def _cards(page: _Page, row: int, block: Cards) -> int:
    """The findings, a row each."""
    rows = [
        (
            card.number,
            "\n".join((card.title, card.place, card.id)),
            card.words,
            card.quotation,
            *("\n".join(steps(texts)) for _, texts in card.rows),
        )
        for card in block.cards
    ]
    headings = (block.number, block.duty, block.verdict, block.quotation, *block.headings)
    return _table(page, row, headings, rows, ["tone_breached"] * len(rows))


def _table(page: _Page, row: int, headings: Sequence[str], rows: Sequence[Sequence[str]], firsts: Sequence[str]) -> int:
    """A table; `firsts` are the styles of the first cell of each row."""
    for column, heading in enumerate(headings):
        page.pen.write(page.sheet, row, column, heading, "heading")
    page.sheet.set_row(row, height(zip(headings, page.widths, strict=False)))
    row += 1
    for texts, first in zip(rows, firsts, strict=True):
        row = _grid(page, row, [texts], (first, *("cell" for _ in texts[1:])))
    return row


def _grid(page: _Page, row: int, rows: Sequence[Sequence[str]], styles: Sequence[str]) -> int:
    """Rows of cells in these styles, each as high as its texts need."""
    for texts in rows:
        for place, (text, style) in enumerate(zip(texts, styles, strict=True)):
            page.pen.write(page.sheet, row, place, text, style)
        page.sheet.set_row(row, height((t, w * 0.95) for t, w in zip(texts, page.widths, strict=False)))
        row += 1
    return row
