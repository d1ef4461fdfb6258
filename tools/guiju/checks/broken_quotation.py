"""A quotation stands in the cited 款: each segment exactly once, in the order in which it is quoted.

For a 项, its lead-in may be quoted too. A segment that stands twice does not say which place it means: quote a longer one.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.files.finding import Fault, one_line
from guiju.law.text.quotation import Quoting, Segment, UnfoundSegment, cited_units, segments
from guiju.model import Corpus, Regulation


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        for record in regulation.quoting():
            if cited_units(regulation, record.eId):
                yield from _record(regulation, record)


def _record(regulation: Regulation, record: Quoting) -> Iterator[Fault]:
    previous: Segment | None = None
    order = [unit.eId for unit in cited_units(regulation, record.eId)]
    for found in segments(regulation, record):
        place = record.where.at("quote", found.index)
        quoted = one_line(record.quote[found.index], 30)
        if isinstance(found, UnfoundSegment):
            if found.count == 0:
                yield Fault(f"“{quoted}” does not stand in {record.eId}; quote its words verbatim", place)
            else:
                message = (
                    f"“{quoted}” stands {found.count} times in {record.eId}; quote more words so that it stands once"
                )
                yield Fault(message, place)
            continue
        if previous and (order.index(found.eId), found.start) < (order.index(previous.eId), previous.end):
            yield Fault(
                f"“{quoted}” stands before the segment quoted ahead of it; quote in the order of the text", place
            )
        previous = found
