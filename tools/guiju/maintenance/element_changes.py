"""One element of a sanction or of a rule of general effect, changed.

Whom it falls on; the act, the condition and what excludes it, dropped or as `predicate_changes` changes them; the days
of its text moved; each range one unit wider or narrower; how a penalty joins. Of rules of general effect: an exclusion,
or the limitation, dropped; for others, or in another branch of the law; a period moved. The authority is printed, and
nothing is computed from it, so no act would notice another; `missing-element` asks for its words of the law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar, get_args

from guiju.maintenance.predicate_changes import changed
from guiju.model import Addressee, Exclusion, Fact, ImposedPenalty, Liability, Limitation, Provision, Sanction
from guiju.reasoning import sanctions

Entry = TypeVar("Entry")
Change = tuple[str, str, Entry]
"""Operator, what it changes, and the record that it gives."""

_JOINED = ("may_add", "and", "alternative", "alone")
_IMPOSED = tuple(
    ImposedPenalty(detention=term, fine=fine, imprisonment=term, criminal_fine=fine, confiscation_of_property=taken)
    for term in (None, "P10D")
    for fine in (None, 0, 1)
    for taken in (False, True)
)
"""Every kind of penalty that a join may allow or not."""


def of_provision(provision: Provision, known: Mapping[str, Fact]) -> Iterator[Change[Provision]]:
    """The changes of its act, and of what it says as a rule of general effect."""
    if provision.sanctions:
        yield from _of_predicate(provision, "act", known)
    for operator, change, entries in _in_list(provision.excludes, "exclusion", known):
        yield operator, change, replace(provision, excludes=entries)
    if provision.limitation is not None:
        yield "drop-limitation", "limitation dropped", replace(provision, limitation=None)
        for operator, change, limitation in _of_limitation(provision.limitation, known):
            yield operator, f"limitation: {change}", replace(provision, limitation=limitation)


def of_sanction(sanction: Sanction, known: Mapping[str, Fact]) -> Iterator[Change[Sanction]]:
    """The changes of its elements and of what it imposes."""
    for subject in get_args(Addressee):
        # An employer is a unit: the two differ in the word.
        if subject not in (sanction.subject, "employer") and (sanction.subject, subject) != ("employer", "entity"):
            yield "swap-subject", f"{sanction.subject} → {subject}", replace(sanction, subject=subject)
    yield from _of_predicate(sanction, "act", known)
    yield from _of_predicate(sanction, "when", known)
    for operator, change, entries in _in_list(sanction.unless, "unless", known):
        yield operator, change, replace(sanction, unless=entries)
    for key in ("from_", "until", "in_force_on"):
        day = getattr(sanction, key)
        if isinstance(day, date):
            for step in (-1, 1):
                moved: dict[str, Any] = {key: day + timedelta(days=step)}
                yield "move-date", f"{key.rstrip('_')} {step:+d} day", replace(sanction, **moved)
    for key in ("detention", "fine", "imprisonment", "criminal_fine"):
        for operator, change, span in _of_range(getattr(sanction, key)):
            other = replace(sanction, **{key: span})
            if operator != "swap-joined" or _is_told(sanction, other):
                yield operator, f"{key} {change}", other


def _is_told(sanction: Sanction, other: Sanction) -> bool:
    """Whether some penalty compares otherwise: else the two joins differ in what is printed alone."""
    return any(sanctions.compare(sanction, one, {}) != sanctions.compare(other, one, {}) for one in _IMPOSED)


def _of_predicate(record: Any, key: str, known: Mapping[str, Fact]) -> Iterator[Change[Any]]:
    """The changes of a predicate of a record; of none where it has none."""
    if (text := getattr(record, key)) is not None:
        yield f"drop-{key}", f"{key} dropped", replace(record, **{key: None})
        for operator, change, other in changed(text, known):
            yield operator, f"{key} {change}", replace(record, **{key: other})


def _in_list(
    entries: tuple[Exclusion, ...], name: str, known: Mapping[str, Fact]
) -> Iterator[Change[tuple[Exclusion, ...]]]:
    """The changes of what excludes, one at a time: dropped, changed, for fewer or for others."""
    for number, entry in enumerate(entries):
        rest = entries[:number], entries[number + 1 :]
        yield f"drop-{name}", f"without {entry.when}", (*rest[0], *rest[1])
        for operator, change, text in changed(entry.when, known):
            yield operator, f"{name} {change}", (*rest[0], replace(entry, when=text), *rest[1])
        for change, other in _of_scope(entry) if name == "exclusion" else ():
            yield "change-scope", f"{name} {entry.when} {change}", (*rest[0], other, *rest[1])


def _of_scope(entry: Any) -> Iterator[tuple[str, Any]]:
    for key, every in (("subjects", get_args(Addressee)), ("liabilities", get_args(Liability))):
        values = getattr(entry, key, ())
        for value in every if values else ():
            left = tuple(v for v in values if v != value) if value in values else (*values, value)
            if left:
                yield f"{'without' if value in values else 'with'} {value}", replace(entry, **{key: left})
    if isinstance(entry, Exclusion):
        yield "fines_only flipped", replace(entry, fines_only=not entry.fines_only)


def _of_limitation(limitation: Limitation, known: Mapping[str, Fact]) -> Iterator[Change[Limitation]]:
    for number, entry in enumerate(limitation.periods):
        rest = limitation.periods[:number], limitation.periods[number + 1 :]
        others: list[Change[Any]] = [*_of_predicate(entry, "when", known)]
        for key in ("period", "most_below"):
            if (text := getattr(entry, key)) is not None:
                for step in (-1, 1):
                    moved: dict[str, Any] = {key: f"P{int(text[1:-1]) + step}{text[-1]}"}
                    others.append(("move-period", f"{text} {step:+d}", replace(entry, **moved)))
        for operator, change, other in others:
            yield operator, change, replace(limitation, periods=(*rest[0], other, *rest[1]))
        if rest[0] or rest[1]:
            yield "drop-limitation", f"without {entry.period}", replace(limitation, periods=(*rest[0], *rest[1]))
    for change, other in _of_scope(limitation):
        yield "change-scope", change, other


def _of_range(span: Any) -> Iterator[tuple[str, str, Any]]:
    if span is None:
        return
    for end in ("min", "max"):
        value = getattr(span, end)
        if value is None or value == "life":
            continue
        for step in (-1, 1):
            moved = value + step if isinstance(value, int) else f"P{int(value[1:-1]) + step}{value[-1]}"
            if value != 0 or step > 0:
                yield "widen-range", f"{end} {step:+d}", replace(span, **{end: moved})
    share = getattr(span, "max_share", None)
    if share is not None:
        for step in (-1, 1):
            moved = replace(share, percent=share.percent + step)
            yield "widen-range", f"share {step:+d} %", replace(span, max_share=moved)
        yield "widen-range", "share dropped", replace(span, max_share=None)
    if getattr(span, "or_measure", None) is not None:
        yield "swap-joined", f"or {span.or_measure} dropped", replace(span, or_measure=None)
    if span.joined is not None:
        for other in _JOINED:
            if other != span.joined:
                yield "swap-joined", f"{span.joined} → {other}", replace(span, joined=other)
