"""A passage: a paragraph, a cell or a line of a document as one text, each of whose characters leads back to the file.

The text of a file, or of a part of an archive, is a `Part`. A passage is made of pieces of it: characters as they are
there, or one that is written otherwise (`&amp;`). What is left out between pieces is markup and wrapping.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate

from guiju.files.finding import Location

_LINE = re.compile(r"\r\n|\n|\r")
"""What an editor takes for the end of a line."""

Escape = str
"""How a format writes characters: "" as they are, "xml", "csv"."""


@dataclass(frozen=True)
class Part:
    """The text of a file, or of the part `name` of an archive, and the bytes that it was: `mark`, then `encoding`."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    name: str = ""
    escape: Escape = ""

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *(match.end() for match in _LINE.finditer(self.text))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Where a character is, both from 1."""
        line = bisect_right(self._begins, offset)
        return line, offset - self._begins[line - 1] + 1

    def encoded(self, text: str) -> bytes:
        """The bytes of a text in the place of this one."""
        return self.mark + text.encode(self.encoding, "surrogatepass")


@dataclass(frozen=True)
class TextPiece:
    """`text` is written as the characters [start, end) of the part: as it is where the lengths agree, else decoded.
    `lock`: why it may not be rewritten, a key of words.yaml."""

    text: str
    start: int
    end: int
    lock: str = ""


@dataclass(frozen=True)
class TextPassage:
    """`line` and `column` are where it is, in a format that has no lines: a paragraph (its column is 0: characters are
    counted), or a cell of the sheet. `beside`: which kind of part it is in, where that is not the main text. `section`:
    what follows from words before it, such as 该法, follows from those of its section."""

    part: Part
    pieces: tuple[TextPiece, ...]
    line: int = 0
    column: int = 0
    sheet: str = ""
    beside: str = ""
    section: int = 0

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(piece.text) for piece in self.pieces))

    def location(self, path: str, offset: int) -> Location:
        """Where a character of the text is in the file of this path."""
        if self.line:
            return Location(path, self.line, self.column or offset + 1, self.sheet)
        return Location(path, *self.part.line_and_column(self.source(offset)))

    def source(self, offset: int) -> int:
        """Where a character of the text is in the part; behind the last one, where that ends."""
        place = min(bisect_right(self._ends, offset), len(self.pieces) - 1)
        piece, inside = self.pieces[place], offset - (self._ends[place] - len(self.pieces[place].text))
        return piece.start + inside if is_verbatim(piece) else (piece.end if inside else piece.start)

    def within(self, start: int, end: int) -> Iterable[tuple[TextPiece, int, int]]:
        """The pieces of characters [start, end), and which of their own characters these are."""
        for place in range(bisect_right(self._ends, start), len(self.pieces)):
            piece = self.pieces[place]
            begin = self._ends[place] - len(piece.text)
            if begin >= end:
                return
            yield piece, max(start - begin, 0), min(end - begin, len(piece.text))


@dataclass(frozen=True)
class CitingFile:
    """A file that was read: its passages in order, the texts that they are of, and the day that its front matter says
    it speaks of."""

    path: str
    data: bytes
    passages: tuple[TextPassage, ...]
    day: date | None = None
    parts: Mapping[str, Part] = field(default_factory=dict)


def is_verbatim(piece: TextPiece) -> bool:
    """Whether its characters are in the file as they are."""
    return len(piece.text) == piece.end - piece.start


def written(part: Part, pieces: Sequence[TextPiece], **place: object) -> Iterable[TextPassage]:
    """The passage of these pieces, where it has words."""
    kept = tuple(piece for piece in pieces if piece.text)
    if any(not piece.text.isspace() for piece in kept):
        yield TextPassage(part, kept, **place)  # type: ignore[arg-type]  # places have their own types there
