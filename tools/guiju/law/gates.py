"""The gate of a party: a fact of the service without which nothing binds it.

A platform that offers no groups is not bound by the duties of a provider of groups, nor are its users as users of
groups. The vocabulary gives each party its gate, so that no duty can lack it: every check applies only where the gate
of its bearers is open, and a duty without a check does not apply where it is closed. Where bearers have different
gates, one open gate is enough; where one of them has none, there is none. A check may test the conduct of some bearers
only (`bearers:`). A duty may turn on facts of the service besides (`turns_on`): where these rule it out, it is closed
too.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from guiju.model import NOTHING, Check, Obligation, Party
from guiju.predicates import Junction, PredicateError, parse
from guiju.predicates.kleene import Facts, truth_of_service


def bind(obligation: Obligation, parties: Sequence[Party], bearers: Collection[str] | None = None) -> Obligation:
    """The obligation as it binds these bearers (None: all): the checks of their conduct, each behind their gate, and
    what is weighed of them. Where no check tests their conduct, no part of it is decided by machine."""
    own = [bearer for bearer in obligation.bearers if bearers is None or bearer in bearers]
    checks = []
    for check in obligation.checks:
        tested = [bearer for bearer in check.bearers or obligation.bearers if bearer in own]
        if tested or bearers is None:
            gate = _condition(_gate(tested, parties), check.entity)
            checks.append(with_condition(replace(check, gate=gate), check.own_condition))
    whole_gate = _gate(own, parties)
    if bearers is None and not checks and whole_gate == obligation.gate:
        return obligation  # as nearly all of thousands
    bound = replace(obligation, gate=whole_gate, checks=tuple(checks))
    if bearers is None:
        return bound
    words = tuple(word for word in obligation.open_words if not word.bearers or set(word.bearers) & set(own))
    automation = obligation.automation
    if automation and obligation.checks and not checks:
        automation = replace(automation, level="none", reason=None)
    return replace(bound, open_words=words, automation=automation)


def with_condition(check: Check, own: str | None) -> Check:
    """The check with this condition behind its gate instead of its own."""
    if not check.gate:
        return replace(check, applies_when=own, own=None)
    whole = f"{check.gate} AND {_in_brackets(own)}" if own and own != check.gate else check.gate
    return replace(check, applies_when=whole, own=own)


def without_gate(obligation: Obligation) -> Obligation:
    """The obligation without its gate."""
    checks = tuple(with_condition(replace(check, gate=""), check.own_condition) for check in obligation.checks)
    return replace(obligation, gate=(), checks=checks)


def gate_check(obligation: Obligation) -> tuple[Check, ...]:
    """The check of a duty that has no other: whether the gate is open. Empty where there is no gate."""
    condition = _condition(obligation.gate, "service")
    return (Check("service", NOTHING, "breached", condition, where=obligation.where),) if condition else ()


def is_closed(obligation: Obligation, service: Facts) -> bool:
    """Whether the service is known to have none of the facts that could bind the bearers, or is ruled out."""
    shut = bool(obligation.gate) and all(service.get(fact) is False for fact in obligation.gate)
    return shut or turns(obligation, service) is False


def turns(obligation: Obligation, service: Facts) -> bool | None:
    """Whether the duty applies by the facts of the service that it turns on; None where these leave it open."""
    known = False
    for condition in obligation.turns_on:
        truth = truth_of_service(condition.when, service)
        if truth is False and condition.decides != "applies":
            return False
        known = known or (truth is True and condition.decides != "not")
    return known or None


def _gate(bearers: Collection[str], parties: Sequence[Party]) -> tuple[str, ...]:
    gates = {party.id: party.gate for party in parties}
    facts = dict.fromkeys(gates.get(bearer) for bearer in bearers)
    return () if None in facts else tuple(fact for fact in facts if fact)


def _condition(gate: Sequence[str], entity: str) -> str:
    parts = [fact if entity == "service" else f"$service.{fact}" for fact in gate]
    return f"({' OR '.join(parts)})" if len(parts) > 1 else "".join(parts)


def _in_brackets(own: str) -> str:
    try:
        loose = isinstance(tree := parse(own), Junction) and tree.operator == "OR"
    except PredicateError:  # guiju check says what is wrong with it
        loose = True
    return f"({own})" if loose else own
