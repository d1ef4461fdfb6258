"""The examples of an obligation: the rows that they stand for, and the verdict that its checks give on them."""

from __future__ import annotations

from guiju.model import Example, Obligation, Regulation, Verdict
from guiju.predicates.types import Known
from guiju.reasoning import facts, verdicts


def rows(example: Example, known: Known) -> verdicts.Rows:
    """The rows that an example stands for. Unfit where a fact is unknown or does not fit."""
    row = facts.values(known.get(example.entity, {}), example.facts)
    if example.entity == "service":
        return {"service": {"service": row}}
    service = facts.values(known.get("service", {}), example.service)
    return {example.entity: {"example": row}, "service": {"service": service}}


def verdict(regulation: Regulation, obligation: Obligation, example: Example, known: Known) -> Verdict:
    """What the checks give on an example. Unfit where a fact does not fit; the predicates must be sound."""
    return verdicts.judge(regulation, obligation, rows(example, known), example.as_of).verdict
