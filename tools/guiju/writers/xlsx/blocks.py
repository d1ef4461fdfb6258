"""The blocks of a section on a sheet, one below the other, each row as high as its texts need."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from guiju.documents.blocks import Bars, Blanks, Block, Cards, Front, Grid, Pairs, Sentences, SignOff, Tally
from guiju.documents.content.text import numbered
from guiju.writers.xlsx.height import height
from guiju.writers.xlsx.styles import Styles

PAIR_WIDTHS = (28.0, 92.0)
_BAR_WIDTHS = (34.0, 13.0, 13.0, 13.0, 13.0, 10.0, 30.0)
_FINDING_WIDTHS = (8, 28, 14, 30, 32, 18, 56, 14, 36, 50, 50, 36, 32, 28)
_FEW = 3
"""Columns of a sheet beside which pairs have columns of their own."""
_BAR_STEPS = 24
_KEY_COLUMN = 2  # a hidden cell to the right of each blank names it, as a profile does
_ROOM = "_" * 30


@dataclass(frozen=True)
class SheetPage:
    """A sheet to write on: its styles, and the widths of its columns in characters."""

    sheet: Any
    styles: Styles
    widths: tuple[float, ...]


def write_front(page: SheetPage, front: Front) -> int:
    """What the cover begins with, from the first row on; gives the row after it, as all of these do."""
    row = line(page, 0, front.edition, "edition") if front.edition else 0
    row = line(page, row, front.title, "title", 30)
    for text in front.notices:
        row = _across(page, row, text, "warning")
    row = _across(page, row, front.headline, "lead")
    row = _across(page, row, front.caution, "warning")
    return line(page, row, front.foot, "foot") + 1


def block_widths(block: Block) -> Sequence[float]:
    """The widths of columns that a block asks for."""
    match block:
        case Bars():
            return _BAR_WIDTHS
        case Cards():
            return _FINDING_WIDTHS[: len(block.headings)]
        case Grid():
            return [float(column.width) for column in block.columns]
        case Sentences():
            return ()
    return PAIR_WIDTHS


def write_block(page: SheetPage, row: int, block: Block) -> int:
    """A block from this row on."""
    match block:
        case Pairs() if len(page.widths) > _FEW:
            return _pairs_across(page, row, block)
        case Pairs():
            return _rows(page, row, block.rows, ("label", "cell"))
        case Sentences():
            for text in numbered(block.texts):
                row = _across(page, row, text, "sentence")
        case Bars():
            return _bars(page, row, block)
        case Grid():
            row = line(page, row, block.heading, "headline", 20) if block.heading else row
            styles = [f"tone_{tone}" if tone else "cell" for tone in block.tones]
            first = row + 1
            row = _table(page, row, [column.heading for column in block.columns], block.rows, styles)
            if block.columns[0].kind == "anchor":
                for at, (name, *_) in enumerate(block.rows, first):
                    page.sheet.write_url(at, 0, f"internal:{_defined(name)}", page.styles["link"], name)
            return line(page, row, block.note, "plain") if block.note else row
        case Cards():
            return _cards(page, row, block)
        case Blanks():
            return _blanks(page, row, block)
        case SignOff():
            room = f"\n{block.headings[2]} {_ROOM}\n\n{block.headings[3]} {_ROOM}"
            return _rows(page, row, [(step, who + room) for step, who in block.rows], ("label", "cell"))
    return row


def line(page: SheetPage, row: int, text: str, style: str, points: float | None = None) -> int:
    """One line of text, as wide as it is."""
    page.styles.write(page.sheet, row, 0, text, style)
    if points:
        page.sheet.set_row(row, points)
    return row + 1


def widths_of(blocks: Sequence[Block]) -> tuple[float, ...]:
    """The widths of the columns of a sheet: each as wide as some block asks. Pairs fit beside wide tables."""
    several = [block_widths(block) for block in blocks if not isinstance(block, Pairs)]
    widths = tuple(map(max, zip_longest(*several, fillvalue=0.0)))
    if len(widths) > _FEW or len(several) == len(blocks):
        return widths or PAIR_WIDTHS
    return tuple(map(max, zip_longest(widths, PAIR_WIDTHS, fillvalue=0.0)))


def _pairs_across(page: SheetPage, row: int, block: Pairs) -> int:
    """Headings over the first two columns, texts over the others."""
    last = len(page.widths) - 1
    for heading, text in block.rows:
        spans = ((0, 1, heading, "label"), (2, last, text, "cell"))
        for start, end, words, style in spans:
            page.sheet.merge_range(row, start, row, end, "", page.styles[style])
            page.styles.write(page.sheet, row, start, words, style)
        page.sheet.set_row(row, height((words, sum(page.widths[a : b + 1]) * 0.95) for a, b, words, _ in spans))
        row += 1
    return row


def _across(page: SheetPage, row: int, text: str, style: str) -> int:
    """A text that wraps over the width of the sheet."""
    if len(page.widths) > 1:
        page.sheet.merge_range(row, 0, row, len(page.widths) - 1, "", page.styles[style])
    page.styles.write(page.sheet, row, 0, text, style)
    page.sheet.set_row(row, height([(text, sum(page.widths) * 0.95)]))
    return row + 1


def _bars(page: SheetPage, row: int, block: Bars) -> int:
    headings = (block.heading, *block.headings)
    for column, text in enumerate(headings):
        page.styles.write(page.sheet, row, column, text, "heading")
    for tally in block.rows:
        row += 1
        page.styles.write(page.sheet, row, 0, tally.name, "label")
        page.sheet.set_row(row, height([(tally.name, page.widths[0] * 0.95)]))
        for column, number in enumerate(tally.numbers, 1):
            page.sheet.write_number(row, column, number, page.styles["count"])
        _bar(page, row, len(headings), tally)
    return line(page, row + 1, block.note, "plain") if block.note else row + 1


def _bar(page: SheetPage, row: int, column: int, tally: Tally) -> None:
    """The numbers of a row as a bar of blocks, in colour."""
    runs: list[Any] = []
    for verdict, _, length in tally.spans(_BAR_STEPS):
        runs += [page.styles[f"bar_{verdict}"], "█" * length]
    if len(runs) == 2:  # a single colour is not rich text
        page.sheet.write_string(row, column, runs[1], runs[0])
    elif runs:
        page.sheet.write_rich_string(row, column, *runs)


def _cards(page: SheetPage, row: int, block: Cards) -> int:
    """The findings, a row each."""
    rows, firsts = [], [f"tone_{card.tone}" if card.tone else "cell" for card in block.cards]
    for card in block.cards:
        duty = "\n".join((card.title, card.place, card.id))
        texts = ("\n".join(numbered(several)) for _, several in card.rows)
        rows.append((card.number, duty, card.words, card.quotation, *texts))
        for name in card.anchors:
            place = f"'{page.sheet.get_name()}'!$A${row + 1 + len(rows)}"
            page.styles.book.define_name(_defined(name), f"={place}")
    return _table(page, row, block.headings, rows, firsts)


def _defined(name: str) -> str:
    """An anchor as the name of a cell, which has no hyphen and is none of a cell itself."""
    return f"gap_{name.replace('-', '_')}"


def _blanks(page: SheetPage, row: int, block: Blanks) -> int:
    """A form: what is filled in stays as typed, a day must be one."""
    page.sheet.set_column(_KEY_COLUMN, _KEY_COLUMN, 10, None, {"hidden": True})
    for blank in block.rows:
        page.styles.write(page.sheet, row, 0, blank.heading, "label")
        page.styles.write(page.sheet, row, 1, "", "blank_day" if blank.dated else "blank")
        page.styles.write(page.sheet, row, _KEY_COLUMN, f"report.{blank.key}")
        page.sheet.set_row(row, height([(blank.heading, page.widths[0] * 0.95)]))
        if blank.dated:
            rule = {"validate": "date", "criteria": ">=", "value": "=DATE(2000,1,1)", "ignore_blank": True}
            message = {"error_title": blank.heading[:32], "error_message": block.not_a_date}
            page.sheet.data_validation(row, 1, row, 1, {**rule, **message})
        row += 1
    return row


def _table(
    page: SheetPage, row: int, headings: Sequence[str], rows: Sequence[Sequence[str]], firsts: Sequence[str]
) -> int:
    """A table; `firsts` are the styles of the first cell of each row."""
    for column, heading in enumerate(headings):
        page.styles.write(page.sheet, row, column, heading, "heading")
    page.sheet.set_row(row, height(zip(headings, page.widths, strict=False)))
    row += 1
    for texts, first in zip(rows, firsts, strict=True):
        row = _rows(page, row, [texts], (first, *("cell" for _ in texts[1:])))
    return row


def _rows(page: SheetPage, row: int, rows: Sequence[Sequence[str]], styles: Sequence[str]) -> int:
    """Rows of cells in these styles."""
    for texts in rows:
        for place, (text, style) in enumerate(zip(texts, styles, strict=True)):
            page.styles.write(page.sheet, row, place, text, style)
        page.sheet.set_row(row, height((t, w * 0.95) for t, w in zip(texts, page.widths, strict=False)))
        row += 1
    return row
