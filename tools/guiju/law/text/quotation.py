"""Where the quoted segments of obligations and spans stand in the text, and how a quotation is printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.model import Obligation, Regulation, Span, Unit
from guiju.places import citation
from guiju.places.citation import is_within

Quoting = Obligation | Span
LEFT_OUT = "……"


@dataclass(frozen=True)
class Segment:
    """One quoted segment, found: characters [start, end) of the unit `eId`. `index` is its place in `record.quote`."""

    record: Quoting
    index: int
    eId: str
    start: int
    end: int


@dataclass(frozen=True)
class UnfoundSegment:
    """A segment that does not stand exactly once in the cited text: `count` says how often it does."""

    record: Quoting
    index: int
    count: int


def cited_units(regulation: Regulation, eId: str) -> tuple[Unit, ...]:
    """The texts that a record with this eId may quote: the 款; for a 项 also its lead-in. Empty for other eIds."""
    unit = regulation.unit(eId)
    if unit is None:
        return ()
    lead_in = regulation.unit(eId.split("__point_")[0]) if "__point_" in eId else None
    return (lead_in, unit) if lead_in is not None else (unit,)


def segments(regulation: Regulation, record: Quoting) -> Iterator[Segment | UnfoundSegment]:
    """The segments of one record, in the order in which they are quoted."""
    units = cited_units(regulation, record.eId)
    for index, quoted in enumerate(record.quote):
        count = sum(occurrences(unit.zh, quoted) for unit in units)
        if count != 1:
            yield UnfoundSegment(record, index, count)
            continue
        unit = next(unit for unit in units if quoted in unit.zh)
        start = unit.zh.index(quoted)
        yield Segment(record, index, unit.eId, start, start + len(quoted))


def text(regulation: Regulation, record: Quoting) -> str:
    """The segments joined as the law prints them, with the punctuation and the numbers of 项 between them; LEFT_OUT
    replaces words, and joins segments that are not in the order of the text."""
    article, lead_in = regulation.article(record.eId), record.eId.split("__point_")[0]
    law, starts = "", dict[str, int]()
    for unit in article.units() if article else ():
        if is_within(unit.eId, lead_in):
            law += citation.marker(unit.eId, "zh")
            starts[unit.eId] = len(law)
            law += unit.zh
    printed, end = "", None
    for segment in segments(regulation, record):
        quoted, start, number = record.quote[segment.index], None, ""
        if isinstance(segment, Segment):
            start = starts[segment.eId] + segment.start
            number = citation.marker(segment.eId, "zh") if segment.start == 0 else ""
        printed += (_between(law, end, start, number) if segment.index else "") + quoted
        end = start + len(quoted) if start is not None else None
    return printed


def _between(law: str, end: int | None, start: int | None, number: str) -> str:
    """The text between a segment that ends at `end` and one that begins at `start`, with the number of its 项."""
    if end is None or start is None or start < end:
        return LEFT_OUT
    skipped = law[end:start].removesuffix(number)
    return (LEFT_OUT if any(character.isalnum() for character in skipped) else skipped) + number


def occurrences(text: str, part: str) -> int:
    """How often `part` stands in `text`, overlapping ones counted."""
    count, at = 0, text.find(part)
    while 0 <= at < len(text):
        count, at = count + 1, text.find(part, at + 1)
    return count


def by_unit(regulation: Regulation) -> dict[str, list[Segment]]:
    """All segments that were by_place, by the 款 or 项 in which they stand, in the order of the text."""
    by_place: dict[str, list[Segment]] = {unit.eId: [] for unit in regulation.units()}
    for record in regulation.quoting():
        for segment in segments(regulation, record):
            if isinstance(segment, Segment):
                by_place[segment.eId].append(segment)
    return {eId: sorted(entries, key=lambda s: (s.start, s.end)) for eId, entries in by_place.items()}
