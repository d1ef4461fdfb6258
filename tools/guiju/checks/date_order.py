"""Dates are in the order in which the things happened.

Promulgated no later than in force; in force before the end; displaced, and verified, no earlier than promulgated; the
day on which a sanction is known to have applied before its end; and the day in the identity is the day of promulgation.
"""

from collections.abc import Iterator
from datetime import date

from guiju.files.finding import Fault, Location
from guiju.model import Bound, Regulation, SharedWords, Where


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for message, place in _conflicts(regulation):
        yield Fault(f"{message}; correct one of them", place)


def _conflicts(regulation: Regulation) -> Iterator[tuple[str, Location]]:
    force, promulgated = regulation.force, regulation.promulgated
    days: list[tuple[str, Bound | None, Where]] = [("in force", force.from_, force.where.inner("from"))]
    for key in ("displaced_where_inconsistent_from", "verified_on"):
        days.append((f"{key} is", getattr(force, key), force.where.inner(key)))
    days += [(f"{r.kind} since", r.from_, r.where.inner("from")) for r in regulation.relations]
    for words, day, place in days:
        if isinstance(day, date) and promulgated and day < promulgated:
            yield f"{words} {day}, before it was promulgated on {promulgated}", place.at()
    if isinstance(force.from_, date) and isinstance(force.until, date) and force.until <= force.from_:
        yield f"ends {force.until}, not after its first day {force.from_}", force.where.at("until")
    for sanction in (s for provision in regulation.provisions for s in provision.sanctions):
        known, until = sanction.in_force_on, sanction.until
        if known is not None and isinstance(until, date) and known >= until:
            yield f"known to have applied on {known}, but it ends {until}", sanction.where.at("in_force_on")
    if promulgated and f"/{promulgated.isoformat()}/" not in regulation.identity:
        words = f"the identity names another day than the day of promulgation, {promulgated}"
        yield words, regulation.where.at("identity")
