"""Within one 款 the segments of two records are identical or disjoint, never partly overlapping.

A shared subject or condition is one segment that both quote alike; what differs stands in segments of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.text.quotation import Segment, by_unit
from guiju.model import Corpus, Obligation


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        for eId, segments in by_unit(regulation).items():
            open_until: Segment | None = None
            for segment in segments:
                if (
                    open_until
                    and segment.start < open_until.end
                    and (segment.start, segment.end) != (open_until.start, open_until.end)
                ):
                    yield _finding(eId, open_until, segment)
                if open_until is None or segment.end > open_until.end:
                    open_until = segment


def _finding(eId: str, one: Segment, other: Segment) -> Fault:
    first, second = sorted((one, other), key=lambda s: s.record.where.at("quote", s.index))
    place = second.record.where.at("quote", second.index)
    related = first.record.where.at("quote", first.index)
    message = (
        f"partly overlaps the segment of {_name(first)} (line {related.line}) in {eId}; make them identical or disjoint"
    )
    return Fault(message, place, (("other segment", related),))


def _name(segment: Segment) -> str:
    record = segment.record
    return f"'{record.id}'" if isinstance(record, Obligation) else f"a {record.kind} span"
