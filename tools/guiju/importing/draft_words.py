"""Which words the drafts of a 款 quote: those of two duties are the same or disjoint, and stand once in the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from guiju.model import DraftObligation, DraftSpan, Paragraph
from guiju.model.enumerations import Modality

STOPS = "，；：、。"

Place = tuple[int, int, int]
"""Characters [start, end) of a text: of the 款 (0), or of its first, second … 项."""


@dataclass
class Chain:
    """What words are read under: a modality, the bearer, and where the words that say both are. `carried`: the bearer
    is that of a sentence before."""

    modality: Modality
    subject: str
    head: Place
    carried: bool = False


Duty = tuple[Chain, list[Place]]
"""A duty, and the words that say it."""


def drafts(
    paragraph: Paragraph, duties: Sequence[Duty], spans: Iterable[tuple[Any, Place]]
) -> Iterator[DraftObligation | DraftSpan]:
    """The duties and the spans of a 款 with their quotations."""
    texts = [paragraph.zh, *(point.zh for point in paragraph.points)]
    eIds = [paragraph.eId, *(point.eId for point in paragraph.points)]
    segments = _segments(duties)
    for kind, (unit, start, end) in spans:
        yield DraftSpan(kind, eIds[unit], (texts[unit][start:end],))
    for number, (chain, places) in enumerate(duties):
        at = places[-1][0]
        near = texts[0] + "\n" + texts[at] if at else texts[0]
        quoted: list[Place] = []
        for place in (place for place, by in segments if number in by):
            unit, start, end = _unique(place, texts[place[0]], near)
            if not any(character.isalnum() for character in texts[unit][start:end]):
                continue
            if quoted and quoted[-1][0] == unit and start < quoted[-1][2]:
                start, end = min(start, quoted[-1][1]), max(end, quoted.pop()[2])
            quoted.append((unit, start, end))
        quote = tuple(texts[unit][start:end] for unit, start, end in quoted)
        yield DraftObligation(eIds[at], quote, chain.modality, subject=chain.subject or None, carried=chain.carried)


def _segments(duties: Sequence[Duty]) -> list[tuple[Place, frozenset[int]]]:
    """The words that are quoted, cut so that those of two duties are the same or disjoint; and of which duties."""
    bounds = sorted({(unit, at) for _, places in duties for unit, *ends in places for at in ends})
    segments: list[tuple[Place, frozenset[int]]] = []
    for (unit, start), (other, end) in pairwise(bounds):
        by = frozenset(n for n, (_, places) in enumerate(duties) for u, a, b in places if u == unit and a <= start < b)
        if unit != other or not by:
            continue
        if segments and segments[-1][1] == by and segments[-1][0][::2] == (unit, start):
            start = segments.pop()[0][1]
        segments.append(((unit, start, end), by))
    return segments


def _unique(place: Place, text: str, near: str) -> Place:
    """Words without a stop in front, and with more around them where they stand more than once."""
    unit, start, end = place
    while start + 1 < end and text[start] in STOPS:
        start += 1
    more = 1
    while near.find(words := text[start:end], near.find(words) + 1) >= 0 and (start, end) != (0, len(text)):
        start, end, more = max(0, start - more), min(len(text), end + more), 2 * more
    return unit, start, end
