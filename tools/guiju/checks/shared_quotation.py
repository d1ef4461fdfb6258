"""Each obligation quotes words that no other quotes, unless the two differ only in their bearers.

Two records with the same words are one duty written twice, or a quotation that is too wide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.law.text.quotation import Segment, by_unit
from guiju.model import Corpus, Obligation, Regulation


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        yield from _regulation(regulation)


def _regulation(regulation: Regulation) -> Iterator[Fault]:
    segments = [s for entries in by_unit(regulation).values() for s in entries]
    places = Counter((s.eId, s.start, s.end) for s in segments)
    for record in regulation.obligations:
        own = [s for s in segments if s.record is record]
        if not own or any(places[s.eId, s.start, s.end] == 1 for s in own):
            continue
        twins = [
            o
            for o in regulation.obligations
            if o is not record and o.eId == record.eId and _words(segments, o) == _words(segments, record)
        ]
        if twins and all(t.modality == record.modality and set(t.bearers).isdisjoint(record.bearers) for t in twins):
            continue
        message = f"'{record.id}' quotes no words of its own; narrow the quotations until each duty has a segment that no other has"
        yield Fault(message, record.where.at("quote"))


def _words(segments: list[Segment], record: Obligation) -> list[tuple[str, int, int]]:
    return [(s.eId, s.start, s.end) for s in segments if s.record is record]
