"""The picture of a page where its link is shared: a title, what stands below it, and a last line, as PNG."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from guiju.files.bundled import packaged
from guiju.model import Lang
from guiju.wording.words import Words

_WIDTH, _HEIGHT = 1200, 630  # as theme/main.html says
_WORDS = Words(__file__)
_MARGIN = 80
_TITLES = (84, 72, 60, 50)
"""Sizes of the letters of a title: the largest in which it has three lines at most, above what stands below it."""
_SUBTITLE, _FOOTER = 34, 28
_TITLE_TOP, _SUBTITLE_TOP = 190, 460
_INK, _SOFT, _PAPER, _ACCENT = "#1d1b19", "#5a544d", "#fffdf9", "#9b2c1f"
_MARK = '<path d="M5 3v24h24" stroke-width="3.6"/><circle cx="18.6" cy="13.4" r="8.6" stroke-width="2.2"/>'
# A word, or a character of Chinese, with the marks that begin no line.
_PIECE = re.compile(r"(?:(?:[^\W\u2e80-\uffff]|[!-/:-~’“”–—])+|\S)[，。、；：？！》）」』…]*\s*")


def obstacle() -> str:
    """Why no picture can be drawn here; empty where one can."""
    try:
        import resvg_py  # noqa: F401  # optional
    except ImportError:
        return "resvg-py is not installed"
    return "" if _font() else "no font with Chinese was found"


def poster(title: str, subtitle: str, lang: Lang, day: date) -> bytes:
    """The picture, where nothing is in its way."""
    import resvg_py

    file, family = _font() or ("", "")
    size = next((size for size in _TITLES if _fits(title, size)), _TITLES[-1])
    texts = [
        *_set(_cut(list(_lines(title, size)), 3), size, _TITLE_TOP, _INK),
        *_set(_cut(list(_lines(subtitle, _SUBTITLE)), 2), _SUBTITLE, _SUBTITLE_TOP, _SOFT),
        *_set([_WORDS["footer"][lang].format(day)], _FOOTER, 575, _SOFT),
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="{family}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>',
        f'<rect width="16" height="{_HEIGHT}" fill="{_ACCENT}"/>',
        f'<g transform="translate({_MARGIN} 48) scale(1.9)" fill="none" stroke="{_ACCENT}">{_MARK}</g>',
    ]
    svg = "".join([*parts, *texts, "</svg>"])
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[file]))


def _fits(title: str, size: int) -> bool:
    count = len(list(_lines(title, size)))
    return count <= 3 and _baseline(_TITLE_TOP, size, count - 1) < _SUBTITLE_TOP - size / 3  # of which is below a line


def _baseline(top: int, size: int, number: int) -> int:
    return top + round(size * (1 + 1.3 * number) * 0.88)


def _set(lines: list[str], size: int, top: int, fill: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = _baseline(top, size, number)
        yield f'<text x="{_MARGIN}" y="{y}" font-size="{size}" fill="{fill}">{escape(line)}</text>'


def _lines(text: str, size: int) -> Iterator[str]:
    line, room = "", (_WIDTH - 2 * _MARGIN) / size
    for piece in _PIECE.findall(text):
        if line and _width(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


def _cut(lines: list[str], most: int) -> list[str]:
    """So many lines at most; that there are more is shown."""
    if len(lines) <= most:
        return lines
    *whole, last = lines[:most]
    words, _, _ = last.rpartition(" ")
    return [*whole, f"{words} …" if words and last.isascii() else f"{last[:-2]}……"]


def _width(text: str) -> float:
    """About how wide it is, in the size of its letters."""
    return sum(1 if east_asian_width(character) in "WF" else 0.58 for character in text)


@cache
def _font() -> tuple[str, str] | None:
    """The file of a font with Chinese, and the name of the font in it."""
    known: Any = packaged(__file__, "poster.yaml")
    there = {file.name: file for name in known["folders"] for file in Path(name).expanduser().rglob("*.[ot]t[cf]")}
    return next(((str(there[name]), family) for name, family in known["fonts"].items() if name in there), None)
