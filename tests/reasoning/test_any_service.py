"""What must hold of any service: no duty without its condition, and one answer in every door."""

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from described_services import ANY, CASES, CORPUS, DAY, PLAIN, WORDS, Answers, states, told, values
from guiju.assessment import assess
from guiju.assessment.profile import contradictions, given_profile
from guiju.assessment.rows import effective_facts
from guiju.documents.report.statement import answers
from guiju.documents.report.statement import applies as stated
from guiju.law.gates import is_closed, turns
from guiju.predicates import facts_named, parse
from guiju.predicates.kleene import truth_of_service
from guiju.reasoning.checklist import checklist
from guiju.reasoning.derivations import derived

DUTIES = {rule.global_id(record): record for rule, record in CORPUS.obligations()}


@pytest.mark.cost(20, "assesses every duty for each service that is drawn")
@given(ANY)
@settings(max_examples=25)
def test_no_duty_applies_without_its_conditions_in_any_door(facts: Answers) -> None:
    profile = given_profile({"facts": dict(facts)}, CORPUS)
    if list(contradictions(profile, CORPUS, "zh")):
        return
    found, service = told(facts), effective_facts(profile, WORDS, DAY).service
    assessment = assess(checklist(CORPUS, WORDS.roles, DAY), profile)
    assessed, answered = {duty.id: duty for duty in assessment.duties}, answers(assessment)
    for rule in found.rules:
        for duty in rule.duties:
            operator = [p.operator_when for p in WORDS.parties if p.id in duty.obligation.bearers and p.operator_when]
            if all(truth_of_service(when, service) is False for when in operator):
                assert duty.state == "not", duty.id
            if turns(duty.obligation, service) is False:
                assert duty.state == "not", duty.id
    for id, judged in assessed.items():
        gate = [service.get(fact) for fact in judged.line.obligation.gate]
        if (gate and all(value is False for value in gate)) or turns(judged.line.obligation, service) is False:
            assert (judged.verdict, stated(judged, answered.get(id))) == ("not_applicable", "no"), id


STATED = {"applies": "yes", "not": "no", "open": "to_verify"}


def disagreements(facts: Answers) -> dict[str, tuple[str, str]]:
    """The duties of which a statement without rows and declarations says other than the answer; but where somebody
    states the gate of a duty to be closed, its verdict is what the statement adds."""
    assessment = assess(checklist(CORPUS, WORDS.roles, DAY), given_profile({"facts": dict(facts)}, CORPUS))
    answered, state = answers(assessment), states(facts)
    duties = [duty for duty in assessment.duties if duty.id in state]
    assert len(duties) > 250
    own = (duty for duty in duties if not is_closed(duty.line.obligation, assessment.facts.service))
    pairs = {duty.id: (stated(duty, answered.get(duty.id)), state[duty.id]) for duty in own}
    return {id: pair for id, pair in pairs.items() if pair[0] != STATED[pair[1]]}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_statement_says_of_a_service_in_prose_what_applies_says(case: dict[str, Any]) -> None:
    assert disagreements(case["facts"]) == {}


@pytest.mark.cost(20, "assesses every duty for each service that is drawn")
@given(ANY)
@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_a_statement_and_the_answer_agree_on_any_service(facts: Answers) -> None:
    if not list(contradictions(given_profile({"facts": dict(facts)}, CORPUS), CORPUS, "zh")):
        assert disagreements(facts) == {}


@given(PLAIN, st.sampled_from(WORDS.service_questions), st.data())
@settings(max_examples=30)
def test_a_further_answer_only_settles_what_was_open(facts: Answers, name: str, data: st.DataObject) -> None:
    less = {fact: value for fact, value in facts.items() if fact != name}
    more = {**less, name: data.draw(st.sampled_from(values(name)))}
    before, after = states(less), states(more)
    assert {id: before[id] for id in before if before[id] not in ("open", after[id])} == {}
    answers = [{one.rule.id: one.answer for one in told(facts).rules} for facts in (less, more)]
    assert {id: answer for id, answer in answers[0].items() if answer not in ("open", answers[1][id])} == {}


def _reads(predicate: str) -> set[str]:
    """The facts of the service on which a predicate rests, through what is derived."""
    named = {fact for entity, fact in facts_named(parse(predicate), "service") if entity == "service"}
    more = [_reads(entry.when) for entry in WORDS.derivations if entry.fact in named]
    return named.union(*more)


@given(PLAIN, st.sampled_from(WORDS.service_questions), st.data())
@settings(max_examples=25)
def test_another_answer_changes_only_what_depends_on_it(facts: Answers, name: str, data: st.DataObject) -> None:
    one, other = ({**facts, name: data.draw(st.sampled_from(values(name)))} for _ in range(2))
    before, after = states(one), states(other)
    changed = [id for id in before if before[id] != after[id]]
    for id in changed:
        record = DUTIES[id]
        predicates = [p.operator_when for p in WORDS.parties if p.id in record.bearers and p.operator_when]
        predicates += [condition.when for condition in record.turns_on]
        read = set[str]().union(*map(_reads, predicates))
        for check in record.checks:
            named = facts_named(parse(check.own_condition), check.entity) if check.own_condition else ()
            read |= set[str]().union(*(_reads(fact) for entity, fact in named if entity == "service"))
        assert name in read, id


@given(PLAIN)
@settings(max_examples=30)
def test_derivations_never_contradict_each_other(facts: Answers) -> None:
    known = {**facts, **{fact: entry.value for fact, entry in derived(WORDS.derivations, facts).items()}}
    for entry in WORDS.derivations:
        if truth_of_service(entry.when, known):
            assert known[entry.fact] in (entry.value, facts.get(entry.fact)), entry
