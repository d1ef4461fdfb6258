"""Dates stand in the order in which the things happened.

Promulgated no later than in force; in force before the end; displaced, and verified, no earlier than promulgated;
the day on which a sanction is known to have applied before its end; and the day in the identity is the day of promulgation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guiju.files.finding import Fault
from guiju.model import Corpus, Regulation


def check(corpus: Corpus) -> Iterator[Fault]:
    for regulation in corpus.regulations.values():
        yield from _regulation(regulation)


def _regulation(regulation: Regulation) -> Iterator[Fault]:
    force, promulgated = regulation.force, regulation.promulgated
    at = force.where.at
    if isinstance(force.from_, date) and force.from_ < promulgated:
        yield Fault(
            f"in force {force.from_}, before it was promulgated on {promulgated}; correct one of them", at("from")
        )
    if isinstance(force.from_, date) and isinstance(force.until, date) and force.until <= force.from_:
        yield Fault(f"ends {force.until}, not after its first day {force.from_}; correct one of them", at("until"))
    for sanction in (s for provision in regulation.provisions for s in provision.sanctions):
        known, until = sanction.in_force_on, sanction.until
        if known is not None and isinstance(until, date) and known >= until:
            message = f"known to have applied on {known}, but it ends {until}; correct one of them"
            yield Fault(message, sanction.where.at("in_force_on"))
    for key in ("displaced_where_inconsistent_from", "verified_on"):
        value = getattr(force, key)
        if value is not None and value < promulgated:
            yield Fault(f"{key} is {value}, before it was promulgated on {promulgated}; correct one of them", at(key))
    for relation in regulation.relations:
        if relation.from_ is not None and relation.from_ < promulgated:
            message = f"{relation.kind} since {relation.from_}, before it was promulgated on {promulgated}; correct one of them"
            yield Fault(message, relation.where.at("from"))
    if f"/{promulgated.isoformat()}/" not in regulation.identity:
        message = f"the identity names another day than the day of promulgation, {promulgated}; correct one of them"
        yield Fault(message, regulation.where.at("identity"))
