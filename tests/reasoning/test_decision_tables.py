"""Decision tables say of every service what applicability says of it: they are looked up where nothing can reason."""

import random
from datetime import date

import pytest

from guiju.reasoning.applicability import applicability
from guiju.reasoning.decision_tables import RuleTables, decision_tables, values
from guiju.reasoning.derivations import derived
from real_corpus import real

CORPUS, AS_OF = real(), date(2026, 11, 25)
VOCABULARY = CORPUS.vocabulary
PLAIN = [fact for fact in VOCABULARY.facts if fact.entity == "service" and fact.id in VOCABULARY.service_questions]


@pytest.fixture(scope="module")
def tables() -> list[RuleTables]:
    return list(decision_tables(CORPUS, AS_OF))


@pytest.mark.parametrize("seed", range(60))
def test_a_table_says_of_a_service_what_applicability_says(tables: list[RuleTables], seed: int) -> None:
    chance = random.Random(seed)
    answers = {fact.id: chance.choice(values(fact)) for fact in PLAIN}
    given = {fact: value for fact, value in answers.items() if value is not None}
    found = derived(VOCABULARY.derivations, given)
    service = {**given, **{name: entry.value for name, entry in found.items()}}
    for ours, one in zip(applicability(CORPUS, service, found, AS_OF).rules, tables, strict=True):
        told = one.answer.outcome(answers)
        assert (told.rule, told.answer, told.parties, told.roles) == (ours.rule, ours.answer, ours.parties, ours.roles)
        assert (told.since, told.because, told.open) == (ours.since, ours.because, ours.open)
        by_duty = {record.id: table.outcome(answers) for records, table in one.duties for record in records}
        assert by_duty.keys() == {duty.obligation.id for duty in ours.duties}
        for duty in ours.duties:
            same = by_duty[duty.obligation.id]
            assert (same.state, same.reason, same.open) == (duty.state, duty.reason, duty.open)


def test_the_tables_are_small_enough_to_send(tables: list[RuleTables]) -> None:
    assert sum(len(table.outcomes) for one in tables for _, table in one.duties) < 50_000


def test_a_table_asks_no_question_whose_answer_changes_nothing_of_it_or_its_reasons(tables: list[RuleTables]) -> None:
    """A question is of a table since something that it decides is read there: for one of the tables it must show."""
    telling = set()
    for one in tables:
        for _, table in one.duties:
            for fact in table.facts:
                without = {value: table.outcome({fact.id: value}) for value in values(fact)}
                if len({(o.state, o.open) for o in without.values()}) > 1:
                    telling.add(fact.id)
    assert telling == {fact.id for fact in PLAIN}
