"""Answers that switch off many duties and rest on somebody's word alone: declared, not supported.

Which facts are such switches follows from the rules: the engine is asked what a fact alone, with nothing else known,
makes not applicable. `offers_user_groups: false` is one, since the gate of a party is in every check of its duties. A
switch is supported by its reason and approver, as a declaration that a duty does not apply is, or by a measurement
whose evidence is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.assessment import Assessment
from guiju.model import Corpus, Obligation, Regulation
from guiju.model.profile import ProfileFact
from guiju.predicates.kleene import Value
from guiju.reasoning import verdicts

MANY = 5
"""Duties of the knowledge base, whomever they bind: a fact that alone makes so many not applicable is a switch. In our
data the gates do so to dozens, and no other fact to more than one."""


@dataclass(frozen=True)
class UnsupportedFact:
    """A fact of the service that makes these duties of the assessment, by id, not applicable; `lacks`: which of reason
    and approver it has not."""

    entity: str
    fact: str
    stated: ProfileFact
    duties: tuple[str, ...]
    lacks: tuple[str, ...]


def unsupported_facts(assessment: Assessment) -> tuple[UnsupportedFact, ...]:
    """Those that an assessment rests on, the one that switches off most first."""
    return tuple(sorted(_unsupported(assessment), key=lambda one: (-len(one.duties), one.fact)))


def switched_off(corpus: Corpus, fact: str, value: Value, as_of: date) -> frozenset[str]:
    """The duties, by id, that a value of a fact of the service alone makes not applicable on the day."""
    several = ((rule, duty) for rule, duty in corpus.obligations() if duty.binds and _reads(duty, fact))
    return frozenset(rule.global_id(duty) for rule, duty in several if _is_off(rule, duty, fact, value, as_of))


def _unsupported(assessment: Assessment) -> Iterator[UnsupportedFact]:
    corpus, as_of, service = assessment.checklist.corpus, assessment.checklist.as_of, assessment.facts.service
    idle = [duty.line for duty in assessment.duties if duty.judgement.verdict == "not_applicable"]
    for name, stated in assessment.profile.rows.get("service", {}).get("service", {}).items():
        lacks = tuple(key for key in ("reason", "approver") if getattr(stated, key) is None)
        is_aside = ("service", "service", name) in assessment.facts.set_aside  # another may count in its place
        if not idle or not lacks or is_aside or (stated.basis == "measured" and stated.evidence):
            continue
        off = [line.id for line in idle if _is_off(line.regulation, line.obligation, name, service[name], as_of)]
        if off and len(switched_off(corpus, name, service[name], as_of)) >= MANY:
            yield UnsupportedFact("service", name, stated, tuple(off), lacks)


def _reads(duty: Obligation, fact: str) -> bool:
    return fact in duty.gate or any(("service", fact) in check.reads for check in verdicts.compiled(duty))


def _is_off(rule: Regulation, duty: Obligation, fact: str, value: Value, as_of: date) -> bool:
    alone = verdicts.judge(rule, duty, {"service": {"service": {fact: value}}}, as_of, frozenset())
    return alone.verdict == "not_applicable"
