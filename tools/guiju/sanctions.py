"""Sanctions in time: which tier fits a conduct, and how a reported outcome compares with its range.

Only the sanction's own numbers are compared. Below a range is possible where the law mitigates; that is said, never decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju import durations, facts, predicates
from guiju.durations import Duration
from guiju.model import (
    AmountRange,
    Bound,
    Comparison,
    Corpus,
    Fact,
    Imposed,
    Outcome,
    PeriodRange,
    Provision,
    Regulation,
    Sanction,
    SanctionExample,
)
from guiju.predicates import kleene
from guiju.predicates.kleene import Facts, Row


@dataclass(frozen=True)
class Found:
    """A sanction with the provision and the rule it stands in."""

    regulation: Regulation
    provision: Provision
    sanction: Sanction


def sanction(corpus: Corpus, global_id: str) -> Found | None:
    """The sanction with this id, <rule>#<sanction id>."""
    rule, _, slug = global_id.partition("#")
    regulation = corpus.regulations.get(rule)
    for provision in regulation.provisions if regulation else ():
        for entry in provision.sanctions:
            if entry.id == slug and regulation is not None:
                return Found(regulation, provision, entry)
    return None


def in_time(from_: Bound, until: Bound | None, day: Bound) -> bool | None:
    """Whether [from, until) holds the day. An unknown bound or day settles nothing by itself."""
    if not isinstance(day, date):
        return None
    if isinstance(until, date) and day >= until:
        return False
    if isinstance(from_, date):
        return day >= from_
    return True if isinstance(until, date) else None


def applies(entry: Sanction, conduct: Facts, day: Bound) -> Literal["yes", "no", "undetermined"]:
    """Whether the sanction's version and tier fit a conduct of that day."""
    timely = in_time(entry.from_, entry.until, day)
    tier: bool | None = True
    if entry.when is not None:
        as_of = day if isinstance(day, date) else date.min
        tier = kleene.evaluate(predicates.parse(entry.when), Row(conduct, {}, {}, as_of))
    if timely is False or tier is False:
        return "no"
    return "yes" if timely and tier else "undetermined"


def compare(entry: Sanction, outcome: Outcome | Imposed) -> Mapping[str, str]:
    """How each figure compares with the sanction: detention, fine, imprisonment, criminal_fine, fine_cap_cited.

    `combination` where a fine stands beside a loss of liberty: not_allowed where the law joins them by or.
    """
    found: dict[str, str] = {}
    for name, imposed, span in (
        ("detention", outcome.detention, entry.detention),
        ("imprisonment", outcome.imprisonment, entry.imprisonment),
    ):
        if imposed is not None:
            found[name] = _period(imposed, span)
    for name, amount, bounds in (
        ("fine", outcome.fine, entry.fine),
        ("criminal_fine", outcome.criminal_fine, entry.criminal_fine),
    ):
        if amount is not None:
            found[name] = _amount(amount, bounds)
    for liberty, amount, bounds in (
        (outcome.detention, outcome.fine, entry.fine),
        (outcome.imprisonment, outcome.criminal_fine, entry.criminal_fine),
    ):
        if liberty is not None and amount is not None and bounds is not None:
            found["combination"] = _combination(amount, bounds)
    if isinstance(outcome, Outcome) and outcome.fine_cap_cited is not None:
        cap = entry.fine.max if entry.fine else None
        agrees = "agrees" if cap == outcome.fine_cap_cited else "differs"
        found["fine_cap_cited"] = "not_comparable" if cap is None else agrees
    return found


def _combination(amount: int, bounds: AmountRange) -> str:
    """Whether a loss of liberty and this fine may stand together; a fine that the law adds must not be left out."""
    match bounds.joined:
        case "and":
            return "allowed" if amount > 0 else "not_allowed"
        case "alternative" | "alone":
            return "not_allowed" if amount > 0 else "allowed"
    return "allowed"


def _period(imposed: str, span: PeriodRange | None) -> Comparison:
    value = durations.parse(imposed)
    if span is None or value is None or (span.min is None and span.max is None):
        return "not_comparable"
    least = durations.parse(span.min) if span.min else Duration(0, 0)
    most = durations.parse(span.max) if span.max and span.max != "life" else None
    if least is not None and durations.at_least(value, least) is False:
        return "below_needs_mitigation"
    return "above" if most is not None and durations.at_least(most, value) is False else "within"


def _amount(imposed: int, bounds: AmountRange | None) -> Comparison:
    """No fine at all is within a range that may be added or that is an alternative."""
    if bounds is None or (bounds.min is None and bounds.max is None):
        return "not_comparable"
    if imposed == 0:
        return "within" if bounds.joined in ("may_add", "alternative") else "below_needs_mitigation"
    if bounds.min is not None and imposed < bounds.min:
        return "below_needs_mitigation"
    return "above" if bounds.max is not None and imposed > bounds.max else "within"


def outcome_of(entry: Sanction, example: SanctionExample, known: Mapping[str, Fact]) -> Mapping[str, str]:
    """What an example gives: whether the sanction applies, and how what was imposed compares. Unfit where a fact does not fit."""
    conduct = facts.values(known, example.conduct)
    compared = compare(entry, example.imposed) if example.imposed is not None else {}
    return {"applies": applies(entry, conduct, example.day), **compared}


def told(example: SanctionExample) -> Mapping[str, str]:
    """What an example says will come out."""
    names = ("applies", "detention", "fine", "imprisonment", "criminal_fine", "combination")
    return {name: value for name in names if (value := getattr(example, name)) is not None}
