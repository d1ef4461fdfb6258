"""What applies to a service: by descriptions in prose and by the law in time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from described_services import CASES, CORPUS, DAY, FACTS, WORDS, Answers, states, told, values
from guiju.predicates import facts_named, parse
from guiju.reasoning.applicability import applicability

USERS = ("art_4__para_1", "art_22__para_1__point_3")


def rule_of(facts: Answers, id: str, day: date = DAY) -> Any:
    return next(one for one in told(facts, day).rules if one.rule.id == id)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_description_binds_as_the_law_says(case: dict[str, Any]) -> None:
    found = told(case["facts"])
    by_answer = {
        answer: {one.rule.id: one for one in found.rules if one.answer == answer} for answer in ("yes", "open")
    }
    assert {id: [role.id for role in one.roles] for id, one in by_answer["yes"].items()} == case["yes"]
    assert sorted(by_answer["open"]) == sorted(case.get("open", []))
    state = {duty.id: duty.state for one in found.rules for duty in one.duties}
    for expected, key in (("applies", "applies"), ("not", "not"), ("open", "maybe")):
        assert {id: state[id] for id in case.get(key, [])} == dict.fromkeys(case.get(key, []), expected)


def test_every_question_decides_something() -> None:
    bases = [
        CASES[name]["facts"]
        for name in (
            "a search engine without accounts",
            "a chat app for the public in which users set up groups, without any AI or ranking",
        )
    ]
    bases.append(CASES["an app that swaps the faces of real people in pictures and videos"]["facts"])
    bases.append(CASES["a shop that lets AI write the texts about its own goods, with no ranking or search"]["facts"])
    for name in WORDS.service_questions:
        rests = [{fact: value for fact, value in base.items() if fact != name} for base in bases]
        assert any(len({str(states({**rest, name: value})) for value in values(name)}) > 1 for rest in rests), name


def test_there_are_at_most_fifteen_questions_and_each_is_a_fact_of_the_service() -> None:
    assert 0 < len(WORDS.service_questions) <= 15
    assert set(WORDS.service_questions) <= set(FACTS)


# ---- what is open


def test_without_an_answer_everything_is_open() -> None:
    found = told({})
    assert {one.answer for one in found.rules} == {"open"}
    assert not found.established
    assert set(states({}).values()) == {"open"}


def test_what_is_open_has_a_question_and_somebody_who_decides_it() -> None:
    for facts in ({}, *(case["facts"] for case in CASES.values())):
        for rule in told(facts).rules:
            assert rule.answer != "open" or rule.open, rule.rule.id
            for duty in rule.duties:
                assert duty.state != "open" or duty.open, duty.id
                assert all(point.question.zh and point.decided_by.zh for point in duty.open)


def test_public_opinion_attributes_are_left_to_a_judgement_that_names_what_is_not_at_hand() -> None:
    case = CASES["an app that picks news by the interests of each reader, with comments"]["facts"]
    rule = rule_of(case, "cac-algorithm-recommendation-2021")
    duty = next(one for one in rule.duties if one.id.endswith("#conduct-security-assessment"))
    (point,) = (point for point in duty.open if point.fact == "has_public_opinion_attributes")
    assert "没有收录" in point.decided_by.zh
    assert "cac-algorithm-recommendation-2021#art_27__para_1" in point.places
    assert states({**case, "has_public_opinion_attributes": True})[duty.id] == "applies"
    assert states({**case, "has_public_opinion_attributes": False})[duty.id] == "not"


def test_what_is_stated_stands_and_what_follows_to_the_contrary_is_named() -> None:
    facts = CASES["a search engine without accounts"]["facts"]
    against = told({**facts, "applies_recommendation_algorithms": False})
    assert {entry.fact for entry in against.contrary} == {"applies_recommendation_algorithms"}
    assert {one.answer for one in against.rules if one.rule.id == "cac-algorithm-recommendation-2021"} == {"no"}
    assert not told(facts).contrary


def test_what_follows_from_itself_is_open_and_ends() -> None:
    entry = WORDS.derivations[0]
    circle = (replace(entry, when=f"{entry.fact} OR users_register_accounts"), *WORDS.derivations[1:])
    corpus = replace(CORPUS, vocabulary=replace(WORDS, derivations=circle))
    found = applicability(corpus, {}, {}, DAY)
    rule = next(one for one in found.rules if one.rule.id == "cac-account-information-2022")
    assert rule.answer == "open"
    assert "users_register_accounts" in {point.fact for point in rule.open}


def grounds(facts: Answers, rule: str) -> set[str]:
    return {ground.place for ground in rule_of(facts, rule).because}


def test_who_uses_a_service_is_bound_by_the_words_on_users_and_not_by_those_that_exempt() -> None:
    shop = CASES["a shop that lets AI write the texts about its own goods, with no ranking or search"]["facts"]
    assert grounds(shop, "cac-generative-ai-2023") == {f"cac-generative-ai-2023#{e}" for e in USERS}
    everybody = {"cac-deep-synthesis-2022#art_6__para_1", "cac-deep-synthesis-2022#art_18__para_1"}
    assert everybody < grounds(shop, "cac-deep-synthesis-2022")
    assert "cac-deep-synthesis-2022#art_23__para_3" not in grounds(shop, "cac-deep-synthesis-2022")
    assert grounds(shop, "cac-content-labelling-2025") == {"cac-content-labelling-2025#art_10__para_2"}
    staff = {**shop, "audience": "own_people"}
    assert "cac-generative-ai-2023#art_2__para_3" not in grounds(staff, "cac-generative-ai-2023")


def test_a_judgement_is_named_where_another_one_does_not_settle_the_question() -> None:
    facts = {"audience": "mainland_run_abroad", "generative_ai_use": "no_ai", "selection_by_algorithm": "personal"}
    rule = rule_of({**facts, "provides_deep_synthesis": False}, "cac-algorithm-recommendation-2021")
    assert rule.answer == "open"
    named = {point.fact for point in rule_of(facts, "cac-algorithm-recommendation-2021").open}
    assert "applies_recommendation_algorithms" in named


def test_a_condition_is_said_in_its_words_and_not_by_a_question_whether_the_duty_is_met() -> None:
    for case in CASES.values():
        for duty in (duty for rule in told(case["facts"]).rules for duty in rule.duties if duty.obligation.condition):
            turning = {
                fact for turn in duty.obligation.turns_on for _, fact in facts_named(parse(turn.when), "service")
            }
            asked = [point for point in duty.open if point.fact and "评估时填写" in point.decided_by.zh]
            others = [point for point in asked if point.fact not in turning]
            assert all(point.question == duty.obligation.condition for point in others), duty.id


def test_an_event_is_said_to_be_one_though_an_assessment_asks_whether_it_happened() -> None:
    facts = CASES["an app that picks news by the interests of each reader, with comments"]["facts"]
    found = {
        duty.id: duty for rule in told({**facts, "has_public_opinion_attributes": True}).rules for duty in rule.duties
    }
    for id in (
        "cac-algorithm-recommendation-2021#file-changes-within-ten-working-days",
        "cac-algorithm-recommendation-2021#stop-on-switch-off",
        "cac-content-labelling-2025#add-dissemination-metadata",
    ):
        assert found[id].on_occasion, id


# ---- law in time


def test_a_rule_binds_from_its_first_day() -> None:
    facts = CASES["a chat service for the public on a model that somebody else supplies"]["facts"]
    before, after = (rule_of(facts, "cac-generative-ai-2023", date(2023, 8, day)) for day in (14, 15))
    assert (before.answer, before.since) == ("no", None)
    assert (after.answer, after.since) == ("yes", date(2023, 8, 15))
    assert {duty.state for duty in before.duties} == {"not"}


def test_a_displaced_rule_is_open_and_none_of_its_duties_applies() -> None:
    facts = CASES["a forum that shows threads by time and has no search"]["facts"]
    assert rule_of(facts, "cac-account-names-2015", date(2022, 7, 31)).answer == "yes"
    later = rule_of(facts, "cac-account-names-2015", date(2022, 8, 1))
    assert (later.answer, {duty.state for duty in later.duties}) == ("open", {"open"})


def test_whom_a_rule_binds_besides_is_named_and_was_not_asked() -> None:
    facts = {"audience": "mainland_public", "users_found_groups": False, "users_register_accounts": False}
    named = {one.rule.id: [role.id for role in one.not_asked] for one in told(facts).rules}
    assert rule_of(facts, "cac-group-services-2017").answer == "no"
    assert named["cac-group-services-2017"] == ["group-owner", "group-member"]
    assert named["cac-account-information-2022"] == ["account-user"]
    assert named["cac-deep-synthesis-2022"] == []
