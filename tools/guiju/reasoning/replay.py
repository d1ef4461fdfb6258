"""Cases run again: what each expects, and what the obligations and sanctions give on its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from guiju.law.days import in_words
from guiju.model import (
    Bilingual,
    Body,
    Bound,
    Case,
    CaseFact,
    Corpus,
    Expectation,
    Fact,
    Obligation,
    Outcome,
    RecordedValue,
    Sanction,
    State,
)
from guiju.predicates.kleene import Facts
from guiju.reasoning import answers, facts, law_in_time, sanctions, verdicts
from guiju.reasoning.standing import Standing, standing_of

COMPARED = ("detention", "fine", "imprisonment", "criminal_fine", "fine_cap_cited", "combination", "measures")
NOT_DECIDING = ("set_aside", "suspended", "dismissed_on_procedure")
"""Stages that impose nothing: which law applied is asked of the decision before them."""
LONG_AGO = date(1900, 1, 1)
"""The first day of a rule that is asked about as if it had been in force: before any conduct."""


@dataclass(frozen=True)
class ReplayResult:
    """One expectation: what was `expected` and what was `found`, by name; `hypothetical` where the rule was not in force.

    `state` is that of the obligation on the day, None for a sanction and where the day is unknown; the verdict of a displaced one is history.
    `doubts` say why an answer is open, where it is the data of the law or a missing service that leaves it open, and that it is history.
    `penalties` are those of the act and of the decision that were compared, where it is asked which law applies.
    """

    case: Case
    expectation: Expectation
    expected: Mapping[str, str]
    found: Mapping[str, str]
    hypothetical: bool
    doubts: tuple[Bilingual, ...] = ()
    penalties: tuple[Sanction, ...] = ()
    state: State | None = None

    @property
    def agrees(self) -> bool:
        return dict(self.expected) == dict(self.found)


def replay(corpus: Corpus, case: Case) -> Iterator[ReplayResult]:
    """Every expectation of a case, run. Unfit where a fact of the case does not fit the vocabulary."""
    known = facts.by_entity(corpus.vocabulary.facts)
    for expectation in case.expect:
        rows = case_rows(case, known, expectation.findings_of)
        if expectation.obligation is not None:
            yield _obligation(corpus, case, expectation, rows)
        elif expectation.provision is not None:
            yield _law_in_time(corpus, case, expectation, rows)
        else:
            yield _sanction(corpus, case, expectation, rows)


def case_rows(
    case: Case, known: Mapping[str, Mapping[str, Fact]], findings_of: Body | None = None
) -> dict[str, tuple[str, Facts]]:
    """name in the case → (entity, typed facts); with what a body found, where it found otherwise."""
    return {
        name: (
            thing.entity,
            facts.values(known.get(thing.entity, {}), {k: _recorded(f, findings_of) for k, f in thing.facts.items()}),
        )
        for name, thing in case.entities.items()
    }


def _recorded(fact: CaseFact, findings_of: Body | None) -> RecordedValue:
    return next((other.value for other in fact.otherwise if other.found_by == findings_of), fact.value)


def _obligation(
    corpus: Corpus, case: Case, expectation: Expectation, rows: Mapping[str, tuple[str, Facts]]
) -> ReplayResult:
    found = corpus.obligation(expectation.obligation or "")
    assert found is not None  # broken-provision
    regulation, obligation = found
    day = _day(case, expectation)
    stands = standing_of(regulation, obligation, day) if isinstance(day, date) else None
    in_force = stands is not None and stands.applies
    hypothetical = expectation.as_if_in_force and not in_force
    entity, row = rows[expectation.about]
    services = {name: {"service": row} for e, row in rows.values() if e == "service" for name in ("service",)}
    here = {**services, entity: {"service" if entity == "service" else expectation.about: row}}
    asked = replace(obligation, checks=tuple(c for c in obligation.checks if c.entity == entity))
    if not in_force and not expectation.as_if_in_force:
        verdict = "not_applicable" if isinstance(day, date) else "undetermined"
    else:
        as_of = day if isinstance(day, date) else _first_day(regulation.force.from_)
        if hypothetical:  # what happened before the rule counts too
            regulation = replace(regulation, force=replace(regulation.force, from_=LONG_AGO))
        verdict = verdicts.judge(regulation, asked, here, as_of).verdict
    doubts = (
        *_history(corpus, obligation, stands),
        *(_service_missing(asked, here) if verdict == "undetermined" else ()),
    )
    found_verdict, expected = {"verdict": verdict}, {"verdict": expectation.verdict or ""}
    state = stands.state if stands else None
    return ReplayResult(case, expectation, expected, found_verdict, hypothetical, doubts, state=state)


def _service_missing(asked: Obligation, rows: verdicts.Rows) -> Iterator[Bilingual]:
    """That the test of a duty reads facts of a service, where the case has none."""
    read = [fact for check in verdicts.compiled(asked) for entity, fact in check.reads if entity == "service"]
    if read and "service" not in rows:
        yield answers.service_missing(tuple(dict.fromkeys(read)))


def _law_in_time(
    corpus: Corpus, case: Case, expectation: Expectation, rows: Mapping[str, tuple[str, Facts]]
) -> ReplayResult:
    provision = corpus.provision(expectation.provision or "")
    assert provision is not None  # broken-case
    decided = [
        outcome.decided
        for outcome in _outcomes(case, expectation.about)
        if outcome.decided is not None
        and outcome.stage not in NOT_DECIDING
        and outcome.liability in (None, provision.liability)
    ]
    choice = law_in_time.choose(
        corpus, provision, rows[expectation.about][1], case.period, decided[-1] if decided else None
    )
    penalties = tuple(penalty for penalty in (choice.conduct, choice.decision) if penalty is not None)
    expected, found = {"law": expectation.law or ""}, {"law": choice.law}
    return ReplayResult(case, expectation, expected, found, False, (choice.reason,), penalties)


def _history(corpus: Corpus, obligation: Obligation, stands: Standing | None) -> Iterator[Bilingual]:
    """That the verdict is one on words that a later rule displaced, and which rule that is."""
    since, later = stands.displaced_from if stands else None, obligation.displaced_by
    if stands is not None and stands.displaced and since is not None and later is not None:
        rule, day = corpus.regulations.get(later.regulation), in_words(since)
        zh, en = (rule.title.zh, rule.title.en) if rule else (later.regulation, later.regulation)
        yield Bilingual(
            answers.DISPLACED_BY.zh.format(day=day.zh, rule=zh), answers.DISPLACED_BY.en.format(day=day.en, rule=en)
        )


def _sanction(
    corpus: Corpus, case: Case, expectation: Expectation, rows: Mapping[str, tuple[str, Facts]]
) -> ReplayResult:
    found = sanctions.sanction(corpus, expectation.sanction or "")
    assert found is not None  # broken-provision
    day = _day(case, expectation)
    _, row = rows[expectation.about]
    other_act = not sanctions.reaches(found.provision, _found(corpus, case, expectation))
    answer: dict[str, str] = {"applies": "no" if other_act else sanctions.applies(found.sanction, row, day)}
    outcomes = list(_outcomes(case, expectation.about))

    def compared(outcome: Outcome) -> Mapping[str, str]:
        merits = outcome.stage != "dismissed_on_procedure"
        return sanctions.compare(found.sanction, outcome, row) if merits else {}

    for outcome in outcomes:
        answer.update(compared(outcome))
    if expectation.combination is None:
        answer.pop("combination", None)
    expected: dict[str, str] = {"applies": expectation.applies or ""}
    for name in COMPARED:
        value = getattr(expectation, name)
        if value is not None:
            expected[name] = value
    doubts = sanctions.doubts(found.sanction, row, day, answer)
    if any(outcome.stage == "dismissed_on_procedure" for outcome in outcomes):
        doubts = (*doubts, answers.ON_PROCEDURE)
    doubts = (*((answers.ANOTHER_ACT,) if other_act else ()), *doubts)
    first = found.sanction.from_
    if found.provision.liability == "civil" and isinstance(day, date) and isinstance(first, date) and day < first:
        doubts = (*doubts, answers.EARLIER_CIVIL_LAW)
    aside = max((n for n, outcome in enumerate(outcomes) if outcome.stage == "set_aside"), default=None)
    if aside is not None and answer.keys() > {"applies"} and not any(map(compared, outcomes[aside + 1 :])):
        doubts = (*doubts, answers.SET_ASIDE)
    return ReplayResult(case, expectation, expected, answer, False, doubts)


def _found(corpus: Corpus, case: Case, expectation: Expectation) -> Facts:
    """What a court or an authority found of the thing that is asked about; of several, the body that is asked for."""
    thing, by = case.entities[expectation.about], expectation.findings_of
    found = {
        name: _recorded(fact, by)
        for name, fact in thing.facts.items()
        if fact.found_by is not None or any(other.found_by == by for other in fact.otherwise)
    }
    return facts.values(facts.by_entity(corpus.vocabulary.facts).get(thing.entity, {}), found)


def _outcomes(case: Case, about: str) -> Iterator[Outcome]:
    return (outcome for outcome in case.reported if outcome.about == about)


def _day(case: Case, expectation: Expectation) -> Bound:
    return case.period.latest if expectation.as_of == "conduct" else expectation.as_of


def _first_day(bound: Bound) -> date:
    return bound if isinstance(bound, date) else date.max
