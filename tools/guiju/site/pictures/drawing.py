"""What the pictures are drawn with: boxes that lead somewhere, arrows between them, and the outlines of both as SVG.

Coordinates are whole units, twenty to 1rem, so that a picture grows with the reader's type. Texts are HTML inside the
SVG, where the browser breaks them; their lines are estimated here, generously, so that none is cut.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from markupsafe import Markup

UNITS = 20  # to 1rem
PAGE = 1164  # width of a page without sidebars
SIZE = 12.5  # of the letters of a title, as assets/whole.css has them
_HEAD = 7  # length of an arrow's head


@dataclass(frozen=True)
class Box:
    """A node: `style` is its class, `target` its address, `small` a line above the title, `tooltip` shown on hover."""

    id: str
    style: str
    target: str
    small: str
    title: str
    tooltip: str
    width: int
    height: int
    x: int = 0
    y: int = 0


@dataclass(frozen=True)
class Arrow:
    """An edge from the box `source` to the box `target`. `tooltip` says it in words."""

    kind: str
    source: str
    target: str
    line: Markup
    head: Markup
    tooltip: str


def curve(points: Sequence[tuple[int, int]]) -> tuple[Markup, Markup]:
    """A smooth line to the right through pairs of points (leaving a column, reaching the next), and the head at its
    end. Between two pairs it is level: there it passes a column."""
    (x, y), *rest = points
    drawn = [f"M{x} {y}"]
    for number, ((from_x, from_y), (to_x, to_y)) in enumerate(pairwise(points)):
        if number % 2:
            drawn.append(f"H{to_x}")
            continue
        stop = to_x - _HEAD if number == len(rest) - 1 else to_x
        half = (from_x + stop) // 2
        drawn.append(f"C{half} {from_y} {half} {to_y} {stop} {to_y}")
    return Markup(" ".join(drawn)), Markup("M{} {} l-{} -4 v8 z".format(*points[-1], _HEAD))


def bow(x: int, y: int, to_y: int) -> tuple[Markup, Markup]:
    """A line between two boxes of one column, on their right."""
    out = x + 14 + abs(to_y - y) // 8
    return Markup(f"M{x} {y} C{out} {y} {out} {to_y} {x + _HEAD} {to_y}"), Markup(f"M{x} {to_y} l{_HEAD} -4 v8 z")


_BOLD, _PLAIN = 0.63, 0.56  # widths of a letter that is not Chinese, in the widest face that browsers fall back on
_TOGETHER = re.compile(r"[\x21-\u2e7f]+\s*|.", re.DOTALL)  # what no line break parts: a word, or one Chinese character


def lines(text: str, size: float, room: float, bold: bool = True) -> int:
    """In how many lines of `room` units a text of this size stands, at most, in any face that a browser may take."""
    number, reached = 1, 0.0
    for piece in _TOGETHER.findall(text):
        own = width(piece.rstrip(), size, bold)
        if reached and reached + own > room:
            number, reached = number + 1, 0.0
        number += int(own // room)  # a word longer than a line is broken
        reached += width(piece, size, bold)
    return number


def width(text: str, size: float, bold: bool = True) -> float:
    """How wide a text is on one line, at most."""
    letter = _BOLD if bold else _PLAIN
    return size * sum(1 if east_asian_width(c) in "WF" else letter for c in text)


def box(id: str, style: str, target: str, small: str, title: str, wide: int, tooltip: str = "") -> Box:
    """A box of this width, not placed yet, with room for its small line and two lines of title, or three if needed."""
    return Box(id, style, target, small, title, tooltip or title, wide, 74 if lines(title, SIZE, wide - 18) > 2 else 58)


def rem(units: int) -> str:
    """A length of the picture as CSS has it."""
    return f"{units / UNITS:g}rem"


SHAPES = ("promulgated", "took_effect", "change", "displaced", "ended")


def shape(name: str, x: int, y: int) -> Markup:
    """A mark on a timeline: each kind of day has its own form or filling, so that colour is never the only sign."""
    if name in ("promulgated", "took_effect"):
        outline = f'<circle cx="{x}" cy="{y}" r="5"/>'
    else:
        path = {"change": "m0 -7 l6 7 -6 7 -6 -7z", "displaced": "m-6 -6 h12 l-6 12z", "ended": "m-5 -5 h10 v10 h-10z"}
        path["today"] = "m0 -7 v14"
        outline = f'<path d="M{x} {y} {path[name]}"/>'
    return Markup(f'<g class="mark mark--{name}">{outline}</g>')
