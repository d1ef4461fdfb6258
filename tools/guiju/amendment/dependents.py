"""What of ours rests on words that changed: translations, duties, cases; of a cited law, provisions and penalties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.amendment.texts import TextAmendment, UnitRow
from guiju.files.folding import comparable
from guiju.law import signatures
from guiju.law.provision_text import first, last
from guiju.law.text import quotation
from guiju.model import ArticleNumber, Bilingual, Corpus, Obligation, Regulation
from guiju.places.citation import is_within

TouchedState = Literal["gone", "quotation", "words", "moved"]
"""The worst of it: its 款 is gone; it quotes words that changed; other words of its 款 changed; its place moved."""
_WORST: tuple[TouchedState, ...] = ("gone", "quotation", "words", "moved")


@dataclass(frozen=True)
class TouchedRecord:
    """A record, by a global id, and the place in the old text that it rests on."""

    kind: Literal["translations", "obligations", "examples", "displacements", "cases", "provisions", "sanctions"]
    id: str
    title: Bilingual
    state: TouchedState
    place: str


def touched_records(
    amendment: TextAmendment, ours: Regulation, corpus: Corpus, day: date | None
) -> Iterator[TouchedRecord]:
    """What rests on the old text; `ours` is the rule of the base whose text, or version of a day, it is."""
    rows = {row.old.eId: row for row in amendment.units if row.old}
    if ours.articles:
        yield from _readings(ours, corpus, rows)
    if day is None:
        return
    records = list(_provisions(ours, rows, day))
    yield from records
    changed = {record.id: record for record in records if record.state != "moved"}
    for case in corpus.cases.values():
        rests = [record for e in case.expect if (record := changed.get(e.sanction or e.provision or ""))]
        if rests:
            worst = min(rests, key=lambda record: _WORST.index(record.state))
            yield TouchedRecord("cases", case.id, case.title, worst.state, worst.place)


def _readings(rule: Regulation, corpus: Corpus, rows: Mapping[str, UnitRow]) -> Iterator[TouchedRecord]:
    for dependent in signatures.dependents(corpus, rule):
        entry = corpus.obligation(dependent.name)
        record = entry[1] if entry else None
        case = corpus.cases.get(dependent.id) if dependent.kind == "cases" else None
        states = {anchor.id: _state(rows.get(anchor.id)) for anchor in dependent.anchors}
        if record and dependent.kind == "obligations":
            states |= _quoted(rule, record, rows)
        if state := _worst(set(states.values())):
            title = case.title if case else record.title if record else rule.short_title
            place = next(eId for eId, other in states.items() if other == state)
            kind = dependent.kind
            yield TouchedRecord(kind, dependent.name, title, state, place)  # type: ignore[arg-type]  # one of them


def _quoted(rule: Regulation, record: Obligation, rows: Mapping[str, UnitRow]) -> dict[str, TouchedState]:
    """The 款 of which a duty quotes words that it no longer has."""
    return {
        segment.eId: "quotation"
        for segment in quotation.segments(rule, record)
        if isinstance(segment, quotation.Segment)
        and (row := rows.get(segment.eId)) and row.new
        and comparable(record.quote[segment.index]) not in row.new.comparable
    }  # fmt: skip


def _provisions(rule: Regulation, rows: Mapping[str, UnitRow], day: date) -> Iterator[TouchedRecord]:
    for provision in rule.provisions:
        numbers = [number for number in provision.numbers if first(number.from_) <= day < last(number.until)]
        states = {eId: _state(row) for number in numbers for eId, row in rows.items() if _is_at(eId, number)}
        if any(first(number.from_) > day for number in provision.numbers):  # it is elsewhere in a later text
            states = {eId: "words" if state == "gone" else state for eId, state in states.items()}
        if state := _worst(set(states.values())):
            place = next(eId for eId, other in states.items() if other == state)
            yield TouchedRecord("provisions", rule.global_id(provision), provision.title, state, place)
            for sanction in provision.sanctions if state != "moved" else ():
                if first(sanction.from_) <= day < last(sanction.until):
                    yield TouchedRecord("sanctions", rule.global_id(sanction), provision.title, state, place)


def _is_at(eId: str, number: ArticleNumber) -> bool:
    """Whether a 款 or 项 is part of what a number names, or its lead-in."""
    place = f"art_{number.number.partition('(')[0]}"
    if number.paragraph:
        place += f"__para_{number.paragraph}"
    if number.point:
        place += f"{'' if number.paragraph else '__para_1'}__point_{number.point}"
    return is_within(eId, place) or (bool(number.point) and eId == place.partition("__point_")[0])


def _state(row: UnitRow | None) -> TouchedState | None:
    if row is None or row.kind == "same":
        return None
    return "moved" if row.kind == "moved" else "words" if row.new else "gone"


def _worst(states: set[TouchedState | None]) -> TouchedState | None:
    return next((state for state in _WORST if state in states), None)
