"""How high a row must be so that none of its wrapped text is cut.

Spreadsheet programs measure only what they show themselves; a file made elsewhere has to bring its heights along.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

# Points a line of 10 point type takes in the tallest of the usual fonts.
_HAN_LINE, _LATIN_LINE = 15.0, 13.5
_PADDING = 5.0
HIGHEST = 409.0  # points; a spreadsheet program's own limit
_PIECES = re.compile(r"[!-~\u00a1-\u2fff]+ ?|.", re.DOTALL)


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Points for a row of cells, each a text and the width of its column in characters."""
    return min(max((_points(text, width) for text, width in cells), default=_HAN_LINE) + _PADDING, HIGHEST)


def line_count(text: str, width: float) -> int:
    """Lines that a text needs in a column of so many characters."""
    return sum(_wrapped(paragraph, max(width - 1.5, 2)) for paragraph in text.split("\n"))


def display_width(text: str) -> int:
    """Width in digits: Han characters and full-width marks are two wide."""
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


@lru_cache(maxsize=65_536)  # the same notes and provisions stand in many rows, and the law text in many workbooks
def _points(text: str, width: float) -> float:
    return line_count(text, width) * (_HAN_LINE if display_width(text) > len(text) else _LATIN_LINE)


def _wrapped(paragraph: str, room: float) -> int:
    """Words are kept whole, Han characters break anywhere, a word longer than a line is cut."""
    if display_width(paragraph) <= room:
        return 1
    lines, used = 1, 0.0
    for piece in _PIECES.findall(paragraph):
        width = display_width(piece)
        if used and used + display_width(piece.rstrip()) > room:
            lines, used = lines + 1, 0.0
        over = max(0, int((width - 1) // room))
        lines, used = lines + over, used + width - over * room
    return lines
