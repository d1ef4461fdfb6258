"""Whether a duty applies, by its gates and its conditions: true, false, or None where that is open."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from guiju.law.gates import turns
from guiju.model import Obligation
from guiju.predicates import facts_named, kleene, parse


def applies(obligation: Obligation, beside: kleene.Row, gates: Iterable[object]) -> bool | None:
    """Whether a duty applies, of whose `gates` one must be true; None where that is open. Its condition may be what it
    turns on, what its checks have in common, or words that nothing decides; without any, the gates alone decide.
    `beside`: the service, and what its checks see beside facts of a row."""
    gate = any_true(gates)
    own, checked = turns(obligation, beside.service), _by_checks(obligation, beside)
    if gate is False or own is False or checked is False:
        return False
    unconditional = obligation.condition is None and not obligation.turns_on and checked == "nothing"
    return True if gate and (own or checked is True or unconditional) else None


def _by_checks(obligation: Obligation, beside: kleene.Row) -> bool | Literal["nothing"] | None:
    """What the conditions of its checks say of the service: "nothing" where they are of rows, or there are none."""
    truths: list[bool | Literal["nothing"] | None] = []
    service = beside.service
    for check in obligation.checks:
        if check.own_condition is None:
            truths.append("nothing")
            continue
        condition = parse(check.own_condition)
        row = replace(beside, facts=service if check.entity == "service" else {})
        truth = kleene.evaluate(condition, row)
        named = facts_named(condition, check.entity)
        waits = any(entity == "service" and name not in service for entity, name in named)
        truths.append("nothing" if truth is None and not waits else truth)
    if truths and all(truth is False for truth in truths):
        return False
    return True if True in truths else None if None in truths else "nothing"


def any_true(truths: Iterable[object]) -> bool | None:
    """Whether one is true; None where that is open, as it is where there are none."""
    known = tuple(truths)
    return True if True in known else None if None in known or not known else False
