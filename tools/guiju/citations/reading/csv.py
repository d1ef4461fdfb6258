"""Comma-separated values (also with tabs or semicolons): each cell is a passage."""

import re

from guiju.citations.reading.passage import CitingFile, TextPassage, TextPiece, written
from guiju.citations.reading.text_file import text_part

ENDINGS = ("csv", "tsv")
_CELL = re.compile(r"\"((?:[^\"]|\"\")*)\"|[^,;\t\r\n\"][^,;\t\r\n]*")
_QUOTE = re.compile('""')


def read(data: bytes, name: str) -> CitingFile:
    part = text_part(data, name, "csv")
    passages: list[TextPassage] = []
    for cell in _CELL.finditer(part.text):
        start, end = cell.span(1) if cell[1] is not None else cell.span()
        pieces: list[TextPiece] = []
        for quote in _QUOTE.finditer(part.text, start, end if cell[1] is not None else start):
            pieces += (TextPiece(part.text[start : quote.start()], start, quote.start()), TextPiece('"', *quote.span()))
            start = quote.end()
        passages += written(part, [*pieces, TextPiece(part.text[start:end], start, end)])
    return CitingFile(name, data, tuple(passages), parts={"": part})
