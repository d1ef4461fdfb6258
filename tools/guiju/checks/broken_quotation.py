"""A quotation is in the cited 款: each segment exactly once, in the order in which it is quoted.

For a 项, its lead-in may be quoted too. A segment that is there twice does not say which place it means: quote a longer
one.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault, one_line
from guiju.law.text.quotation import Quoting, Segment, UnfoundSegment, cited_units, segments
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for record in regulation.quoting():
        if cited_units(regulation, record.eId):
            yield from _record(regulation, record)


def _record(regulation: Regulation, record: Quoting) -> Iterator[Fault]:
    previous: Segment | None = None
    order = [unit.eId for unit in cited_units(regulation, record.eId)]
    for segment in segments(regulation, record):
        place = record.where.inner("quote", segment.index)
        quoted = f"“{one_line(record.quote[segment.index], 30)}”"
        if isinstance(segment, UnfoundSegment):
            if segment.count == 0:
                yield Fault(f"{quoted} is not in {record.eId}; quote its words verbatim", place.at())
            else:
                words = f"{quoted} occurs {segment.count} times in {record.eId}"
                yield Fault(f"{words}; quote enough words to be unique", place.at())
            continue
        if previous and (order.index(segment.eId), segment.start) < (order.index(previous.eId), previous.end):
            words = f"{quoted} comes before the segment quoted ahead of it"
            yield Fault(f"{words}; quote in the order of the text", place.at())
        previous = segment
