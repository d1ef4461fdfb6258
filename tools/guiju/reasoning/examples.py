"""The examples of obligations and sanctions, run: what the checks or the sanction give on the facts of each."""

from collections.abc import Mapping

from guiju.model import Example, Fact, Obligation, Period, Provision, Regulation, Sanction, SanctionExample, Verdict
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import elements, facts, sanctions, verdicts
from guiju.reasoning.elements import Conduct

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


def answers(
    provision: Provision, sanction: Sanction, example: SanctionExample, known: Mapping[str, Fact]
) -> Mapping[str, str]:
    """Whether the sanction applies to an example, and how the penalty compares. Unfit where a fact does not fit."""
    conduct = facts.values(known, example.conduct)
    as_of = Conduct(conduct, Period(example.day, example.day), example.day)
    compared = sanctions.compare(sanction, example.imposed, conduct) if example.imposed is not None else {}
    # An example says what its tier turns on; who acted, and which act, only where that is what it shows.
    held = [e for e in elements.of(provision, sanction, as_of) if e.holds is not None or e.kind not in ("who", "act")]
    return {"applies": elements.answer(held), **compared}


def expected_answers(example: SanctionExample) -> Mapping[str, str]:
    """The answers that an example of a sanction must give."""
    return {name: value for name in _ANSWERS if (value := getattr(example, name)) is not None}
