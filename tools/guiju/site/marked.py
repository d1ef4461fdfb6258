"""The text of a 款 or 项, cut where quotations begin and end, to mark the words that each record quotes."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from guiju.law.text.quotation import Segment
from guiju.model import Obligation, Span, Unit


@dataclass(frozen=True)
class Piece:
    """A stretch of text and the records whose quotations hold it; none where no quotation does."""

    text: str
    obligations: tuple[Obligation, ...]
    spans: tuple[Span, ...]


def pieces(unit: Unit, segments: list[Segment]) -> Iterator[Piece]:
    """The whole text of the unit, in pieces. Joined together they give the text again."""
    borders = sorted({0, len(unit.zh), *(s.start for s in segments), *(s.end for s in segments)})
    for start, end in pairwise(borders):
        records = [s.record for s in segments if s.start <= start and end <= s.end]
        yield Piece(
            unit.zh[start:end],
            tuple(r for r in records if isinstance(r, Obligation)),
            tuple(r for r in records if isinstance(r, Span)),
        )


@dataclass(frozen=True)
class Coverage:
    """How much of a text stands inside quotations: characters, of how many."""

    covered: int
    characters: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that 100 means every character."""
        return 100 * self.covered // self.characters if self.characters else 100


def coverage(units: Iterable[Unit], segments: Mapping[str, list[Segment]]) -> Coverage:
    """The coverage of these units. Punctuation carries no words and does not count."""
    every_piece = [piece for unit in units for piece in pieces(unit, segments[unit.eId])]
    quoted = (piece for piece in every_piece if piece.obligations or piece.spans)
    return Coverage(sum(map(_letters, quoted)), sum(map(_letters, every_piece)))


def _letters(piece: Piece) -> int:
    return sum(unicodedata.category(character)[0] not in "PZ" for character in piece.text)
