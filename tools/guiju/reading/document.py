"""A document: what was read of a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from guiju.reading.passage import Part, TextPassage, TextPiece, joint, written
from guiju.reading.text import day


@dataclass(frozen=True)
class LeftOut:
    """What was left out, or read otherwise than written: its kind, line or paragraph, and words."""

    kind: str
    line: int
    words: str = ""


@dataclass(frozen=True)
class TextDocument:
    """A file that was read: its lines in order, the texts they are of, the end and values of its front matter."""

    path: str
    data: bytes
    lines: tuple[TextPassage, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    front: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    is_signed: bool = False

    @cached_property
    def day(self) -> date | None:
        """The day of which the front matter says that the file speaks. Unsound where the calendar has none."""
        return day(self.parts[""], self.front, self.path) if self.front else None

    @cached_property
    def passages(self) -> tuple[TextPassage, ...]:
        """The paragraphs: lines that were wrapped are one, and what only numbers them is not part of them."""
        return tuple(_paragraphs(self.lines))


def _paragraphs(lines: Iterable[TextPassage]) -> Iterator[TextPassage]:
    first: TextPassage | None = None
    pieces: list[TextPiece] = []
    for line in lines:
        if first is not None and line.goes_on and pieces:
            pieces += joint(pieces[-1], line.pieces[0])
        elif first is not None:
            yield from written(first, pieces)
            first, pieces = None, []
        first = first or line
        left, kept = line.look.label, list(line.pieces)
        while left and kept:
            left -= len(kept.pop(0).text)
        pieces += kept
    if first is not None:
        yield from written(first, pieces)
