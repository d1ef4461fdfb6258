"""A passage: a paragraph, a cell or a line of a document as one text, each of whose characters leads back to the file.

The text of a file, or of a part of an archive, is a `Part`. A passage is made of pieces of it: characters as they are
there, or one that is written otherwise (`&amp;`). What is left out between pieces is markup and wrapping.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from guiju.files.finding import Location

_LINE = re.compile(r"\r\n|\n|\r")
"""What an editor takes for the end of a line."""
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")

Escape = str
"""How a format writes characters: "" as they are, "xml", "csv"."""


@dataclass(frozen=True)
class Part:
    """The text of a file, or of the part `name` of an archive, and the bytes that it was: `mark`, then `encoding`."""

    text: str = field(repr=False)
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

    def offset(self, line: int, column: int) -> int:
        """The character at a column, from 0, of a line, from 1, that ends with \\n alone, as HTMLParser counts."""
        return self._feeds[line - 1] + column

    @cached_property
    def _feeds(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def encoded(self, text: str) -> bytes:
        """The bytes of a text in the place of this one."""
        return self.mark + text.encode(self.encoding, "surrogatepass")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """`text` is written as the characters [start, end) of the part: as it is where the lengths agree, else decoded.
    `lock`: why it may not be rewritten, a key of words.yaml."""

    text: str
    start: int
    end: int
    lock: str = ""


@dataclass(eq=False)
class TableRow:
    """A row of a table, and how many cells it has."""

    cells: int = 0


@dataclass(frozen=True)
class Look:
    """What markup says of a line. `level`: a heading of this level, 0 for none. `strong`: its first words are bold.
    `indented`: white space stands before it. `label`: characters at its beginning that number it, as 1. in Markdown.
    `row` and `cell`: where in a table it is. `number`: what Word counts and prints before it, None where that is not
    known."""

    level: int = 0
    strong: bool = False
    indented: bool = False
    label: int = 0
    row: TableRow | None = None
    cell: int = 0
    number: str | None = ""


PLAIN = Look()


@dataclass(frozen=True)
class TextPassage:
    """`line` and `column` are where it is, in a format that has no lines: a paragraph (its column is 0: characters are
    counted), or a cell of the sheet. `beside`: which kind of part it is in, where that is not the main text. `section`:
    what follows from words before it, such as 该法, follows from those of its section. `goes_on`: whether it is the
    rest of the paragraph of the line before it."""

    part: Part = field(repr=False)
    pieces: tuple[TextPiece, ...]
    line: int = 0
    column: int = 0
    sheet: str = ""
    beside: str = ""
    section: int = 0
    look: Look = PLAIN
    goes_on: bool = False

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


def decoded(
    text: str, start: int, end: int, found: Iterable[re.Match[str]], word: Callable[[re.Match[str]], str], at: int = 0
) -> Iterator[TextPiece]:
    """The pieces of characters [start, end) of a text that stands at `at` of the part, each match read as a word."""
    for match in found:
        yield TextPiece(text[start : match.start()], at + start, at + match.start())
        yield TextPiece(word(match), at + match.start(), at + match.end())
        start = match.end()
    yield TextPiece(text[start:end], at + start, at + end)


def joint(before: TextPiece, following: TextPiece) -> tuple[TextPiece, ...]:
    """What comes between two lines that were one: a space, which Chinese does not need."""
    spaced = not (is_ideograph(before.text[-1]) or is_ideograph(following.text[0]))
    return (TextPiece(" ", before.end, following.start),) if spaced else ()


def is_ideograph(character: str) -> bool:
    """Whether a character stands beside others without a space, as Chinese ones and their punctuation do."""
    return _WIDE.match(character) is not None or character in "“”‘’…—"


def columns(text: str) -> int:
    """How wide a text is, a Chinese character counting twice."""
    return len(text) + len(_WIDE.findall(text))


def is_verbatim(piece: TextPiece) -> bool:
    """Whether its characters are in the file as they are."""
    return len(piece.text) == piece.end - piece.start


def written(like: TextPassage, pieces: Sequence[TextPiece]) -> Iterator[TextPassage]:
    """The passage of these pieces, otherwise as `like` is, where it has words."""
    kept = tuple(piece for piece in pieces if piece.text)
    if any(not piece.text.isspace() for piece in kept):
        yield like if kept == like.pieces else replace(like, pieces=kept)
