"""Paragraphs and tables as the text of WordprocessingML, their properties in the order of its schema.

A long document is nearly all of these, and python-docx takes milliseconds and half a megabyte for each table of a duty;
as text they go straight into the archive, one after the other.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from guiju.files.characters import printable

CellEdge = tuple[str, int]
"""A line at the side of a cell: its colour, and how many eighths of a point it is wide."""

WIDTH = 9638  # twips between the margins: 17 cm
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_SIDES = ("top", "left", "bottom", "right")
# Word joins white space at the ends of a text unless it is told to keep it.
_OUTER_SPACE = re.compile(r"^\s|\s$")


def run(
    text: str, *, bold: bool = False, struck: bool = False, underlined: bool = False, size: float = 0, colour: str = ""
) -> str:
    """Words in one look; a line break in them breaks the line."""
    look = "<w:b/>" * bold + "<w:strike/>" * struck + f'<w:color w:val="{colour}"/>' * bool(colour)
    look += f'<w:sz w:val="{size * 2:g}"/>' * bool(size) + '<w:u w:val="single"/>' * underlined
    words = "<w:br/>".join(_words(line) for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"


def paragraph(*runs: str, style: str = "", keep: bool = False, before: float = 0) -> str:
    """A paragraph of runs; `keep` keeps it on the page of the next, `before` leaves points above it."""
    look = f'<w:pStyle w:val="{style}"/>' * bool(style) + "<w:keepNext/>" * keep
    look += f'<w:spacing w:before="{before * 20:g}"/>' * bool(before)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(runs)}</w:p>"


def bookmark(name: str, number: int) -> str:
    """A place that a link leads to; no two in a document have the same number."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(name)}"/><w:bookmarkEnd w:id="{number}"/>'


def link(words: str, name: str, colour: str) -> str:
    """Words that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{_bookmark(name)}">{run(words, bold=True, colour=colour)}</w:hyperlink>'


def _bookmark(name: str) -> str:
    """A name as Word takes one: without hyphens."""
    return name.replace("-", "_")


def text(words: str, style: str = "", keep: bool = False) -> str:
    """A paragraph of one text."""
    return paragraph(*([run(words)] if words else []), style=style, keep=keep)


def cell(
    width: int, content: str, *, span: int = 1, edges: Mapping[str, CellEdge] | None = None, fill: str = ""
) -> str:
    """A cell of paragraphs, over `span` columns."""
    look = f'<w:tcW w:type="dxa" w:w="{width}"/>' + f'<w:gridSpan w:val="{span}"/>' * (span > 1)
    if edges:
        lines = (_line(side, *edges[side]) for side in _SIDES if side in edges)
        look += f"<w:tcBorders>{''.join(lines)}</w:tcBorders>"
    look += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' * bool(fill)
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def row(cells: Iterable[str], *, head: bool = False, whole: bool = True, height: float = 0) -> str:
    """A row; a `head` is above every page, a `whole` one is not broken between pages, `height` is in centimetres."""
    look = "<w:cantSplit/>" * whole + f'<w:trHeight w:val="{height * 567:.0f}" w:hRule="atLeast"/>' * bool(height)
    look += "<w:tblHeader/>" * head
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], *, lines: bool = False) -> str:
    """A table with columns of these widths; `lines` around every cell."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = _TABLE.format(borders=f"<w:tblBorders>{_LINES}</w:tblBorders>" * lines)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def widths(weights: Sequence[float]) -> list[int]:
    """The widths of columns in these proportions, over the whole page."""
    return [round(WIDTH * weight / sum(weights)) for weight in weights]


_TABLE = (
    '<w:tblW w:type="auto" w:w="0"/><w:jc w:val="center"/>{borders}<w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:firstColumn="0" w:firstRow="0" w:lastColumn="0" w:lastRow="0" w:noHBand="1"'
    ' w:noVBand="1" w:val="0600"/>'
)


def _line(side: str, colour: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'


_LINES = "".join(_line(side, "B8C0CA", 4) for side in (*_SIDES, "insideH", "insideV"))


def _words(line: str) -> str:
    if not line:
        return ""
    kept = ' xml:space="preserve"' if _OUTER_SPACE.search(line) else ""
    return f"<w:t{kept}>{html.escape(printable(line), quote=False)}</w:t>"
