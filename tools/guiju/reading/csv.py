"""Comma-separated values (also with tabs or semicolons): each cell is a passage."""

import re

from guiju.reading.document import TextDocument
from guiju.reading.passage import Look, TableRow, TextPassage, decoded, written
from guiju.reading.text import text_part

ENDINGS = ("csv", "tsv")
_CELL = re.compile(r"\"((?:[^\"]|\"\")*)\"|[^,;\t\r\n\"][^,;\t\r\n]*")
_QUOTE = re.compile('""')


def read(data: bytes, name: str) -> TextDocument:
    part = text_part(data, name, "csv")
    found: list[TextPassage] = []
    row, last = TableRow(), 0
    for cell in _CELL.finditer(part.text):
        if re.search("[\r\n]", part.text[last : cell.start()]):
            row = TableRow()
        last, row.cells = cell.end(), row.cells + 1 + part.text.count(",", last, cell.start()) * (row.cells == 0)
        start, end = cell.span(1) if cell[1] is not None else cell.span()
        quotes = _QUOTE.finditer(part.text, start, end) if cell[1] is not None else ()
        pieces = list(decoded(part.text, start, end, quotes, lambda _: '"'))
        found += written(TextPassage(part, (), look=Look(row=row, cell=row.cells)), pieces)
    return TextDocument(name, data, tuple(found), {"": part})
