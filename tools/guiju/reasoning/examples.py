"""The examples of obligations and sanctions, run: what the checks or the sanction give on the facts of each."""

from collections.abc import Mapping

from guiju.model import Example, Fact, Obligation, Regulation, Sanction, SanctionExample, Verdict
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import facts, sanctions, verdicts

_ANSWERS = ("applies", "detention", "fine", "imprisonment", "criminal_fine", "combination")


def rows(example: Example, known: FactsByEntity) -> verdicts.FactRows:
    """The rows that an example describes. Unfit where a fact is unknown or does not fit."""
    row = facts.values(known.get(example.entity, {}), example.facts)
    if example.entity == "service":
        return {"service": {"service": row}}
    service = facts.values(known.get("service", {}), example.service)
    return {example.entity: {"example": row}, "service": {"service": service}}


def verdict(regulation: Regulation, obligation: Obligation, example: Example, known: FactsByEntity) -> Verdict:
    """The verdict on an example. Unfit where a fact does not fit; the predicates must be sound."""
    return verdicts.judge(regulation, obligation, rows(example, known), example.as_of).verdict


def answers(sanction: Sanction, example: SanctionExample, known: Mapping[str, Fact]) -> Mapping[str, str]:
    """Whether the sanction applies to an example, and how the penalty compares. Unfit where a fact does not fit."""
    conduct = facts.values(known, example.conduct)
    compared = sanctions.compare(sanction, example.imposed, conduct) if example.imposed is not None else {}
    return {"applies": sanctions.applies(sanction, conduct, example.day), **compared}


def expected_answers(example: SanctionExample) -> Mapping[str, str]:
    """The answers that an example of a sanction must give."""
    return {name: value for name in _ANSWERS if (value := getattr(example, name)) is not None}
