"""One element of a sanction or of a rule of general effect, changed.

Whom it falls on; the act, the condition and what excludes it, dropped or as `predicate_changes` changes them; the days
of its text moved; each range one unit wider or narrower; how a penalty joins. Of rules of general effect: what
excludes or tempers, or the limitation, dropped; what excludes, for others or in another branch of the law; a period
moved. The authority is printed, and nothing is computed from it, so no act would notice another; `missing-element` asks
for its words of the law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar, get_args

from guiju.maintenance.predicate_changes import changed
from guiju.model import Addressee, Exclusion, Fact, ImposedPenalty, Liability, Provision, Sanction, Tempering
from guiju.reasoning import sanctions

Entry = TypeVar("Entry")
Change = tuple[str, str, Entry]
"""Operator, what it changes, and the record that it gives."""

_LISTS = {"excludes": "exclusion", "tempers": "tempering", "unless": "unless", "periods": "limitation"}
_PERIODS = ("period", "most_below")
_MOVED = (*_PERIODS, "min", "max", "percent", "from_", "until", "in_force_on")
_CHOICES = {
    "subject": ("swap-subject", get_args(Addressee)),
    "joined": ("swap-joined", ("may_add", "and", "alternative", "alone")),
    "subjects": ("change-scope", get_args(Addressee)),
    "liabilities": ("change-scope", get_args(Liability)),
    "fines_only": ("change-scope", (False, True)),
}
_DROPPED = ("act", "when", "limitation", "max_share", "multiple", "or_measure")
_KEYS = (*_DROPPED, *_LISTS, *_MOVED, *_CHOICES, "detention", "fine", "imprisonment", "criminal_fine")

_IMPOSED = [ImposedPenalty(p, a, p, a, all_) for p in (None, "P10D") for a in (None, 0, 1) for all_ in (False, True)]
"""Every kind of penalty that a join may allow or not."""


def of_provision(provision: Provision, known: Mapping[str, Fact]) -> Iterator[Change[Provision]]:
    """The changes of its act, and of what it says as a rule of general effect."""
    rules = ("excludes", "tempers", "limitation")
    yield from _changes(provision, known, ("act", *rules) if provision.sanctions else rules)


def of_sanction(sanction: Sanction, known: Mapping[str, Fact]) -> Iterator[Change[Sanction]]:
    """The changes of its elements and of what it imposes."""
    for operator, change, other in _changes(sanction, known):
        # Not told apart but in what is printed: an employer and a unit; joins of which no penalty shows which it is.
        alike = (sanction.subject, other.subject) == ("employer", "entity") or operator == "swap-joined"
        if not alike or any(sanctions.compare(sanction, p, {}) != sanctions.compare(other, p, {}) for p in _IMPOSED):
            yield operator, change, other


def _changes(record: Any, known: Mapping[str, Fact], keys: tuple[str, ...] = _KEYS) -> Iterator[Change[Any]]:
    """The record with one of these keys changed, or one thing below."""
    for key in keys:
        value = getattr(record, key, None)
        for operator, change, other in _of_key(record, key, value, known) if value not in (None, ()) else ():
            yield operator, f"{key.rstrip('_')} {change}", replace(record, **{key: other})


def _of_key(record: Any, key: str, value: Any, known: Mapping[str, Fact]) -> Iterator[Change[Any]]:
    if key in _DROPPED and not isinstance(record, Exclusion | Tempering):
        yield f"drop-{key.replace('_', '-')}", "dropped", None
    if key in ("act", "when"):
        yield from changed(value, known)
    elif key in _MOVED:
        kind = "move-date" if isinstance(value, date) else "move-period" if key in _PERIODS else "widen-range"
        for step in (-1, 1):
            if (moved := _moved(value, step)) is not None:
                yield kind, f"{value} {step:+d}", moved
    elif key in _CHOICES:
        operator, every = _CHOICES[key]
        for one in every:
            if not isinstance(value, tuple):
                if one not in (value, "employer"):
                    yield operator, f"{value} → {one}", one
            elif left := tuple(v for v in value if v != one) if one in value else (*value, one):
                yield operator, f"{'without' if one in value else 'with'} {one}", left
    elif key in _LISTS:
        keys = ("when", "from_", "until") if key in ("unless", "tempers") else _KEYS
        for at, entry in enumerate(value):
            dropped: list[Any] = [(f"drop-{_LISTS[key]}", "dropped")] if key != "periods" or len(value) > 1 else []
            for operator, change, *other in (*dropped, *_changes(entry, known, keys)):
                yield operator, f"{at + 1}: {change}", (*value[:at], *other, *value[at + 1 :])
    else:
        yield from _changes(value, known)


def _moved(value: Any, step: int) -> Any:
    """A day, a period or a number, one on or back; None where it has no neighbour."""
    match value:
        case date():
            return value + timedelta(days=step)
        case int() | float():
            return value + step if value or step > 0 else None
        case str() if value[1:-1].isdigit():
            return f"P{int(value[1:-1]) + step}{value[-1]}"
    return None
