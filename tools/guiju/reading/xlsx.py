"""Workbooks: each cell with text, each comment. A line is a row; a merged cell is in its first column."""

from collections.abc import Iterable
from dataclasses import replace

from guiju.reading.archive import open_archive
from guiju.reading.document import TextDocument
from guiju.reading.limits import refuse
from guiju.reading.passage import TextPassage, written
from guiju.reading.workbook import Text, open_book, place, texts

ENDINGS = ("xlsx", "xlsm", "xltx")


def read(data: bytes, name: str) -> TextDocument:
    archive = open_archive(data, name)
    if "xl/workbook.xml" not in archive and "_rels/.rels" not in archive:
        refuse("unreadable-text", "is an archive, not an Excel workbook; unpack it, or save it as .xlsx", name)
    book = open_book(archive)
    passages: list[TextPassage] = []
    for title, part in book.parts.items():
        if part not in archive or (sheet := book.sheet(title)) is None:
            continue
        for (row, column), cell in sheet.cells.items():
            if cell.source:
                passages += _passages(cell.source, row, column, title, "formula" if cell.kind == "formula" else "")
        for kind, beside in archive.targets(part).values():
            if kind in ("comments", "threadedComment") and beside in archive:
                for cell_name, text in texts(archive, beside, "comment", "threadedComment"):
                    if at := place(cell_name):
                        passages += _passages(text, *at, title, "", "comments")
    return TextDocument(name, data, tuple(passages), archive.texts, is_signed=archive.is_signed)


def _passages(text: Text, row: int, column: int, sheet: str, lock: str, beside: str = "") -> Iterable[TextPassage]:
    _, part, pieces = text
    if lock:
        pieces = tuple(replace(piece, lock=lock) for piece in pieces)
    return written(TextPassage(part, pieces, row, column, sheet, beside), pieces)
