"""Paragraphs and tables as the text of WordprocessingML.

A long document is nearly all of these, and python-docx takes milliseconds and half a megabyte for each table of a duty; as text
they go straight into the archive, one after the other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from docx.shared import Length

Row = Sequence[str]

# Word joins white space at the ends of a text unless it is told to keep it.
_OUTER_SPACE = re.compile(r"^\s|\s$")


def paragraph(text: str = "", style: str = "") -> str:
    """A paragraph in the style with this id, which is its name without spaces."""
    if not (text or style):
        return "<w:p/>"
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}<w:r>{_run(text)}</w:r></w:p>"


def table(rows: Iterable[Row], widths: Sequence[Length]) -> str:
    """A table with lines and columns of these widths, the first in bold. A row is not broken between pages."""
    columns = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in widths)
    body = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, widths)}</w:tr>" for row in rows)
    return f"<w:tbl>{_TABLE}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


_TABLE = (
    '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
)


def _cells(row: Row, widths: Sequence[Length]) -> str:
    weights = ["<w:b/>", *['<w:b w:val="0"/>'] * (len(widths) - 1)]
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width.twips}"/></w:tcPr><w:p><w:pPr><w:spacing w:after="20"/></w:pPr>'
        f"<w:r><w:rPr>{weight}</w:rPr>{_run(text)}</w:r></w:p></w:tc>"
        for text, width, weight in zip(row, widths, weights, strict=True)
    )


def _run(text: str) -> str:
    """The words of a run; a line break in them breaks the line."""
    return "<w:br/>".join(_words(line) for line in text.split("\n"))


def _words(line: str) -> str:
    if not line:
        return ""
    kept = ' xml:space="preserve"' if _OUTER_SPACE.search(line) else ""
    return f"<w:t{kept}>{html.escape(line, quote=False)}</w:t>"
