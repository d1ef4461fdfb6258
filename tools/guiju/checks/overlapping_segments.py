"""Within one 款 the segments of two records are identical or disjoint, never partly overlapping.

A shared subject or condition is one segment that both quote alike; what differs is in segments of their own.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault, Location
from guiju.law.text.quotation import Segment, by_unit
from guiju.model import Obligation, Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for eId, segments in by_unit(regulation).items():
        longest: Segment | None = None
        for segment in segments:
            if longest and segment.start < longest.end and _range(segment) != _range(longest):
                yield _fault(eId, longest, segment)
            if longest is None or segment.end > longest.end:
                longest = segment


def _range(segment: Segment) -> tuple[int, int]:
    return segment.start, segment.end


def _fault(eId: str, *both: Segment) -> Fault:
    first, second = sorted(both, key=_place)
    there = _place(first)
    name = f"'{first.record.id}'" if isinstance(first.record, Obligation) else f"a {first.record.kind} span"
    message = f"partly overlaps the segment of {name} (line {there.line}) in {eId}; make them identical or disjoint"
    return Fault(message, _place(second), (("other segment", there),))


def _place(segment: Segment) -> Location:
    return segment.record.where.at("quote", segment.index)
