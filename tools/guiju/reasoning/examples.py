"""The examples of obligations and sanctions, run: what the checks or the sanction give on the facts of each; and the
scenarios, in which each sanction of a provision is held against an act, with the rules of general effect."""

from collections.abc import Iterator, Mapping

from guiju.model import (
    Bilingual,
    Corpus,
    Example,
    Fact,
    Obligation,
    Period,
    Provision,
    Regulation,
    Sanction,
    SanctionExample,
    Scenario,
    Verdict,
)
from guiju.predicates.kleene import Value
from guiju.predicates.types import FactsByEntity
from guiju.reasoning import elements, facts, sanctions, tempering, verdicts
from guiju.reasoning.conduct import ACTOR, Conduct
from guiju.reasoning.elements import Judged

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


def disagreements(
    corpus: Corpus, rule: Regulation, scenario: Scenario, known: Mapping[str, Fact]
) -> Iterator[tuple[str, str]]:
    """What of a scenario its sanctions come to otherwise: keys, and what. Unfit where a fact does not fit."""
    if scenario.word is not None:
        judged = _held(corpus, rule, scenario, facts.values(known, scenario.facts))
        words = {one.reach for one in judged}
        word = next((word for word in ("could_apply", "open") if word in words), "excluded")
        if word != scenario.word:
            yield "word", word
        left = [one for one in judged if one.reach != "excluded"]
        numbers = {number for one in left for number in _numbers(one.sanction)}
        beside = [f"{words.zh}。" for words in _beside(corpus, left)] if scenario.tells or scenario.never_tells else []
        yield from (("says", f"without {number}") for number in scenario.says if number not in numbers)
        yield from (("never", f"with {number}") for number in scenario.never if number in numbers)
        yield from (("tells", f"without {part}") for part in scenario.tells if not any(part in one for one in beside))
        yield from (("never_tells", f"with {p}") for p in scenario.never_tells if any(p in one for one in beside))
    for actor, expected in scenario.reaches.items():
        conduct = facts.values(known, {**scenario.facts, ACTOR: actor})
        held = _held(corpus, rule, scenario, conduct)
        found = {one.sanction.id: one.reach for one in held if one.reach != "excluded"}
        if found != dict.fromkeys(expected, "could_apply"):
            yield "reaches", f"{actor}: {', '.join(f'{id} {reach}' for id, reach in found.items()) or 'nothing'}"


def _held(corpus: Corpus, rule: Regulation, scenario: Scenario, conduct: Mapping[str, Value]) -> tuple[Judged, ...]:
    """The sanctions that a scenario is about, each held against its act."""
    act = Conduct(conduct, Period(scenario.since or scenario.day, scenario.day), scenario.as_of or scenario.day)
    return tuple(
        elements.judge(corpus, rule, provision, sanction, act)
        for provision in rule.provisions
        for sanction in provision.sanctions
        if scenario.provision == provision.id or scenario.sanction == sanction.id
    )


def _beside(corpus: Corpus, left: list[Judged]) -> Iterator[Bilingual]:
    """What follows “unless” for these sanctions, and what tempers them."""
    yield from (words for one in left for words in one.unless)
    yield from (one.case.words for one in tempering.tempered(corpus, left) if one.holds)


def _numbers(sanction: Sanction) -> set[int | str]:
    """Every amount, period, multiple (10x) and measure of a sanction."""
    spans = (sanction.detention, sanction.fine, sanction.imprisonment, sanction.criminal_fine)
    bounds = {bound for span in spans if span for bound in (span.min, span.max) if bound is not None}
    times = sanction.fine and sanction.fine.multiple
    return {*bounds, *sanction.measures, *((f"{times.min}x", f"{times.max}x") if times else ())}
