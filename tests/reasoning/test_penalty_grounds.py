"""Amounts are only beside a gap that they reach; beside "none found" there is no amount."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from assessment_samples import ACCOUNT, GROUP, assessed, on_terminal, seen
from guiju.assessment import AssessedDuty, Assessment, assess
from guiju.assessment.profile import profile
from guiju.documents.content.fields import field
from guiju.documents.penalties.lines import penalties
from guiju.files.source import Document
from guiju.model import Example, Lang, Obligation, Regulation, Role
from guiju.reasoning.checklist import Checklist, checklist
from guiju.reasoning.verdicts import judge
from guiju.wording.labels import NO_PENALTY
from guiju.writers import formats
from real_corpus import real
from row_samples import SERVICE, counted, measured

LIMIT = "only for information that laws or administrative regulations prohibit"
VIOLATION = {
    "violation_subject": "group", "violation_confirmed_at": "2026-03-01T10:00:00", "group_measure": "none",
}  # fmt: skip
PUBLIC_SECURITY = {
    "rumours": "Public Security Administration Penalties Law art. 29", "insult": "Public Security Administration Penalties Law art. 50(1)",
    "obscene": "Public Security Administration Penalties Law art. 80", "gambling": "Public Security Administration Penalties Law art. 82",
}  # fmt: skip
GAPS = [
    (rule, duty, example)
    for rule in real().with_articles()
    for duty in rule.obligations
    for example in duty.examples
    if example.verdict == "breached"
]


def judged(
    entity: str, facts: dict[str, Any], role: str = "group-provider", day: date = date(2026, 6, 30), **more: Any
) -> Assessment:
    """A service with one row of the entity, for one role."""
    return assessed({"facts": SERVICE, "rows": {entity: {"r": measured(facts, **more)}}}, "en", day, (role,))


def gap(assessment: Assessment, name: str) -> AssessedDuty:
    (duty,) = (duty for duty in assessment.every_duty if duty.id == name)
    assert duty.verdict == "breached"
    return duty


def amounts_of(assessment: Assessment, name: str) -> tuple[str, ...]:
    return tuple(penalties(assessment.checklist, gap(assessment, name).line))


def test_a_violation_of_state_provisions_only_leads_to_no_amount() -> None:
    assessment = judged("violation", VIOLATION | {"violation_ground": "state_provisions"}, date="2026-03-02")
    duty = gap(assessment, f"{GROUP}#take-measures-against-groups")
    assert amounts_of(assessment, duty.id) == ()
    (consequence,) = field(assessment.checklist, duty.line, "consequence")
    assert consequence.startswith(NO_PENALTY["en"])


def test_a_violation_of_laws_leads_to_the_amounts_without_the_condition() -> None:
    assessment = judged("violation", VIOLATION | {"violation_ground": "laws_and_regulations"}, date="2026-03-02")
    amounts = amounts_of(assessment, f"{GROUP}#take-measures-against-groups")
    assert [text for text in amounts if "500,000" in text]
    assert [text for text in amounts if LIMIT in text] == []


def test_where_the_ground_is_not_known_the_provision_is_named_without_amounts() -> None:
    declared = {f"{GROUP}#take-measures-against-groups": {"status": "not_met", "by": "somebody"}}
    assessment = assessed({"facts": SERVICE, "declarations": declared}, "en", date(2026, 6, 30), ("group-provider",))
    provisions = amounts_of(assessment, f"{GROUP}#take-measures-against-groups")
    assert provisions
    assert [text for text in provisions if LIMIT not in text or "yuan" in text] == []


@pytest.mark.parametrize("content", ["rumours", "insult", "obscene", "gambling", "other", None])
def test_what_an_owner_spread_decides_which_penalties_are_named_with_amounts(content: str | None) -> None:
    facts = {
        "violation_subject": "founder", "violation_confirmed_at": "2026-03-01T10:00:00",
        "prohibited_content_spread": True,
        "violation_acted_on": "2026-02-28", "violation_ground": "laws_and_regulations",
    }  # fmt: skip
    facts |= {"violation_content": content} if content else {}
    texts = amounts_of(judged("violation", facts, "group-owner"), f"{GROUP}#no-prohibited-content")
    named, amounts = (
        {kind for kind, place in PUBLIC_SECURITY.items() if any(place in text and word in text for text in texts)}
        for word in ("", "yuan")
    )
    assert amounts == {content} & set(PUBLIC_SECURITY)
    assert named == (set(PUBLIC_SECURITY) if content is None else amounts)


@pytest.mark.parametrize(("day", "amounts"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_not_reporting_leads_to_amounts_of_the_cybersecurity_law_from_2026_only(day: date, amounts: bool) -> None:
    settled = {
        "violation_subject": "group", "violation_ground": "laws_and_regulations", "group_measure": "closed",
        "violation_confirmed_at": "2025-03-01T10:00:00", "violation_acted_on": "2025-02-28",
        "authority_reported_at": "none",
    }  # fmt: skip
    assessment = judged("violation", settled, day=day, date="2025-03-02")
    texts = amounts_of(assessment, f"{GROUP}#report-group-violations")
    assert [text for text in texts if text.startswith("Internet Information Services Measures")]
    assert bool([text for text in texts if text.startswith("Cybersecurity Law")]) == amounts


@pytest.mark.parametrize(
    ("finding", "deceptive", "amounts"),
    [("clean", True, False), ("unlawful", False, True), ("undesirable", False, False)],
)
def test_a_deceptive_registration_leads_to_no_amount(finding: str, deceptive: bool, amounts: bool) -> None:
    row = {
        "review_item": "avatar", "review_trigger": "recheck", "review_completed_at": "2021-10-08T16:45:00",
        "review_outcome": "registered", "review_finding": finding, "deceptive_registration": deceptive,
        "account_measure": "none",
    }  # fmt: skip
    assessment = judged("account_review", row, "account-provider", date(2022, 1, 1))
    assert bool(amounts_of(assessment, f"{ACCOUNT}#take-measures-on-registration-information")) == amounts


@cache
def listed(role: Role, day: date) -> Checklist:
    return checklist(real(), [role], day, "en")


def gaps_alone(role: Role, day: date, content: dict[str, Any]) -> Assessment:
    """The assessment without the duties that are not breached: what is missing of them takes most of the time."""
    made, known = listed(role, day), counted(content, day)
    judged = ((line, judge(line.regulation, line.obligation, known.rows, day, known.complete)) for line in made.lines)
    gaps = tuple(line for line, judgement in judged if line.obligation.binds and judgement.verdict == "breached")
    return assess(replace(made, lines=gaps), profile(Document("p", content)))


def as_profile(example: Example) -> dict[str, Any]:
    service = dict(SERVICE) | dict(example.service)
    if example.entity == "service":
        return {"facts": service | dict(example.facts)}
    return {"facts": service, "rows": {example.entity: {"r": measured(example.facts)}}}


@pytest.mark.parametrize(("rule", "duty", "example"), GAPS, ids=[f"{d.id}-{n}" for n, (_, d, _) in enumerate(GAPS)])
def test_no_amount_stands_beside_none_found(rule: Regulation, duty: Obligation, example: Example) -> None:
    for role in (role for role in real().vocabulary.roles if not set(role.parties).isdisjoint(duty.bearers)):
        assessment = gaps_alone(role, example.as_of, as_profile(example))
        for one in assessment.every_duty:
            stated = field(assessment.checklist, one.line, "consequence")
            if all(text.startswith(NO_PENALTY["en"]) for text in stated):
                assert amounts_of(assessment, one.id) == ()
            elif amounts_of(assessment, one.id):
                assert stated


def test_the_note_and_the_remedy_stand_with_the_amounts_in_every_format_and_the_terminal(lang: Lang) -> None:
    facts = SERVICE | {"service_launched_on": "2019-05-01", "network_log_retention_policy": "P90D"}
    assessment = assessed({"facts": facts}, lang, date(2026, 6, 30), ("group-provider",))
    line = gap(assessment, f"{GROUP}#retain-network-logs").line
    consequence = line.obligation.consequence
    sentences = (consequence.note[lang], line.remedy[0][lang])
    shown = {"terminal": on_terminal(assessment)}
    shown |= {name: seen(name, render(assessment, "internal")) for name, render in formats("assessment").items()}
    without = [name for name, text in shown.items() if not all(words in text for words in sentences)]
    assert without == []
