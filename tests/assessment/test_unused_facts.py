"""Facts that do not affect the result are listed, with the reason, in every output; what is asked is what is read."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from assessment_samples import on_terminal, seen
from guiju.assessment import assess
from guiju.assessment.profile import profile
from guiju.assessment.questionnaire import questionnaire
from guiju.assessment.reads import facts_asked, read_by
from guiju.assessment.unused import unused_facts
from guiju.documents.report.unused import REASONS
from guiju.files.source import Document
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist, checklist
from guiju.writers import formats
from real_corpus import real
from test_missing import partial, profile_content, values, verdicts_of
from test_reasons import STALE, assessed

CORPUS = real()
DAY = date(2026, 1, 1)
FORMATS = formats("assessment")
FACTS: dict[str, Any] = {
    "offers_user_groups": True,
    "bad_info_notice_in_agreement": True,
    "blacklist_system_effective_on": STALE,
    "group_reviewer_count": 3,
    "technical_means_available": False,
    "registration_system_in_force": True,
}
ROWS = {"group": {"g-1": {"group_code": "none", "group_code_shown": False}}}


def of(roles: set[str], lang: Lang = "zh") -> Checklist:
    return checklist(CORPUS, [role for role in CORPUS.vocabulary.roles if role.id in roles], DAY, lang)


def unused(facts: dict[str, Any], **more: Any) -> dict[str, str]:
    return {entry.fact: entry.why for entry in unused_facts(assessed(facts, **more))}


def test_each_fact_that_decides_nothing_has_a_reason() -> None:
    assert unused(FACTS, rows=ROWS) == {
        "bad_info_notice_in_agreement": "not_read",
        "blacklist_system_effective_on": "set_aside",
        "group_reviewer_count": "another_decided",
        "registration_system_in_force": "waiting",
    }


def test_where_a_duty_does_not_apply_what_it_reads_decides_nothing_but_its_gate() -> None:
    answers = unused({"offers_user_groups": False, "group_reviewer_count": 3})
    assert answers == {"group_reviewer_count": "not_applicable"}


def test_of_an_or_that_is_satisfied_twice_both_parts_decide_and_the_one_that_is_false_does_not() -> None:
    published = "management_rules_published", "management_rules_formulated", "platform_convention_published"
    assert unused(dict.fromkeys(("offers_user_groups", *published), True)) == {}
    channels = {"offers_user_groups": True, "complaint_channel_in_app": True, "complaint_channel_by_phone": False}
    assert unused(channels) == {"complaint_channel_by_phone": "another_decided"}


@settings(max_examples=40)
@given(partial())
def test_leaving_out_what_decides_nothing_changes_no_verdict(told: Any) -> None:
    _, content, complete = told
    whole = profile_content(content, complete)
    before = assessed(**whole)
    idle = {(entry.entity, key, entry.fact) for entry in unused_facts(before) for key in entry.keys}
    kept = {name: value for name, value in whole["facts"].items() if ("service", "service", name) not in idle}
    fewer = {
        entity: {key: {n: v for n, v in row.items() if (entity, key, n) not in idle} for key, row in keyed.items()}
        for entity, keyed in whole["rows"].items()
    }
    after = verdicts_of((duty.line for duty in before.duties), whole | {"facts": kept, "rows": fewer})
    assert [duty.verdict for duty in before.duties] == after


@pytest.mark.parametrize("form", [*FORMATS, "terminal"])
def test_every_report_lists_the_facts_that_decide_nothing_with_why(form: str, lang: Lang) -> None:
    found = assessed(FACTS, lang, rows=ROWS)
    shown = on_terminal(found) if form == "terminal" else seen(form, FORMATS[form](found, "internal"))
    text = "".join(shown.split())
    assert {entry.why for entry in unused_facts(found)} >= {"set_aside", "not_read", "another_decided", "waiting"}
    for entry in unused_facts(found):
        assert entry.fact in text.replace("\\_", "_")
        assert "".join(REASONS[entry.why][lang].format("").split()) in text


def test_a_regulator_sees_no_key_of_a_row() -> None:
    found = assessed(FACTS, rows={"group": {"g-secret": {"group_code": "x"}}})
    answer = json.loads(FORMATS["json"](found, "regulator"))
    assert answer["unused_facts"] and all("keys" not in entry for entry in answer["unused_facts"])
    internal = json.loads(FORMATS["json"](found, "internal"))
    assert ["g-secret"] in [entry["keys"] for entry in internal["unused_facts"]]


@pytest.mark.parametrize("role", [role.id for role in CORPUS.vocabulary.roles])
def test_what_is_asked_of_a_role_is_what_its_assessment_reads(role: str) -> None:
    subject = of({role})
    read = {n for line in subject.lines if line.obligation.binds for n in read_by(line.obligation, CORPUS)}
    assert {(fact.entity, fact.id) for fact in facts_asked(subject)} == read
    asked = questionnaire(subject)
    for _, name in read:
        assert f"{name}: {{value:" in asked
    every = {(fact.entity, fact.id) for fact in CORPUS.vocabulary.facts}
    idle = unused_facts(assess(subject, profile(Document("p", _everything(every - read)))))
    assert {entry.why for entry in idle} <= {"not_read", "set_aside"}


def _everything(names: set[tuple[str, str]]) -> dict[str, Any]:
    """A profile with a value for each of these facts."""
    content: dict[str, Any] = {"facts": {}, "rows": {}}
    for fact in (fact for fact in CORPUS.vocabulary.facts if (fact.entity, fact.id) in names):
        rows = content["rows"].setdefault(fact.entity, {"k": {}}) if fact.entity != "service" else {}
        rows.get("k", content["facts"])[fact.id] = {"value": values(fact)[0], "basis": "declared", "reviewer": "R"}
    return content
