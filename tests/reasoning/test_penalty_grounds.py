"""Amounts are only beside a gap that they reach; beside "none found" there is no amount."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from assessment_samples import GROUP, assessed, on_terminal, seen
from case_tables import cases
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

ASKED = "Is the information prohibited by laws or administrative regulations?"
CASES = cases(__file__)
DAY = date(2026, 6, 30)
PUBLIC_SECURITY = {
    content: f"Public Security Administration Penalties Law art. {number}"
    for content, number in {"rumours": "29", "insult": "50(1)", "obscene": "80", "gambling": "82"}.items()
}
GAPS = [
    (rule, duty, example)
    for rule in real().with_articles()
    for duty in rule.obligations
    for example in duty.examples
    if example.verdict == "breached"
]


def judged(case: dict[str, Any]) -> Assessment:
    """A service with one row of the entity, for one role."""
    row = measured(case["row"], **{key: case[key] for key in case.keys() & {"date"}})
    content = {"facts": SERVICE, "rows": {case["entity"]: {"r": row}}}
    return assessed(content, "en", case.get("day", DAY), (case.get("role", "group-provider"),))


def gap(assessment: Assessment, name: str) -> AssessedDuty:
    (duty,) = (duty for duty in assessment.every_duty if duty.id == name)
    assert duty.verdict == "breached"
    return duty


def amounts_of(assessment: Assessment, name: str) -> tuple[str, ...]:
    return tuple(penalties(assessment.checklist, gap(assessment, name).line))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_amounts_are_those_of_the_ground_and_of_the_day(case: dict[str, Any]) -> None:
    assessment = judged(case)
    texts = amounts_of(assessment, case["duty"])
    consequences = field(assessment.checklist, gap(assessment, case["duty"]).line, "consequence")
    assert any(text.startswith(case.get("consequence", "")) for text in consequences)
    assert all(any(text.startswith(words) for text in texts) for words in case.get("named", ()))
    assert not any(words in text for text in texts for words in case.get("without", ()))
    assert any(text.startswith(case.get("amounts_of", "")) for text in texts) == case["amounts"]


def test_where_the_ground_is_not_known_the_provision_is_named_without_amounts() -> None:
    declared = {f"{GROUP}#take-measures-against-groups": {"status": "not_met", "by": "somebody"}}
    assessment = assessed({"facts": SERVICE, "declarations": declared}, "en", DAY, ("group-provider",))
    *provisions, excluded = amounts_of(assessment, f"{GROUP}#take-measures-against-groups")
    assert provisions and "excluded" in excluded
    assert any(ASKED in text for text in provisions)
    assert [text for text in provisions if "yuan" in text] == []


@pytest.mark.parametrize(("subject", "role"), [("founder", "group-owner"), ("provider", "group-provider")])
@pytest.mark.parametrize("content", ["rumours", "insult", "obscene", "gambling", "other", None])
def test_what_one_spread_decides_which_penalties_are_named_with_amounts(
    content: str | None, subject: str, role: str
) -> None:
    facts = {
        "violation_subject": subject, "violation_confirmed_at": "2026-03-01T10:00:00",
        "prohibited_content_spread": True,
        "violation_acted_on": "2026-02-28", "violation_ground": "laws_and_regulations",
    }  # fmt: skip
    facts |= {"violation_content": content} if content else {}
    spread = judged({"entity": "violation", "row": facts, "role": role})
    texts = amounts_of(spread, f"{GROUP}#no-prohibited-content")
    named, amounts = (
        {kind for kind, place in PUBLIC_SECURITY.items() if any(place in text and word in text for text in texts)}
        for word in ("", "yuan")
    )
    assert amounts == {content} & set(PUBLIC_SECURITY)
    assert named == (set(PUBLIC_SECURITY) if content is None else amounts)


@pytest.mark.parametrize(("reviewer", "told"), [("R-1", "Network Defamation"), (None, "Criminal Law art. 246")])
def test_an_article_is_not_open_beside_the_interpretation_of_it_that_could_apply(
    reviewer: str | None, told: str
) -> None:
    row = {
        "violation_subject": "member", "violation_confirmed_at": "2026-03-01T10:00:00", "violation_content": "insult",
        "prohibited_content_spread": True,
        "violation_acted_on": "2026-02-28", "violation_ground": "laws_and_regulations",
    }  # fmt: skip
    kind = {"value": "defaming_others", "basis": "reported", **({"reviewer": reviewer} if reviewer else {})}
    conduct = {"conduct_kind": kind, "views_of_one_item": 5000, "victim_complained": True}
    rows = {"violation": {"r": measured(row)}, "conduct": {"r": conduct}}
    made = assessed({"facts": SERVICE, "rows": rows}, "en", DAY, ("group-member",))
    texts = amounts_of(made, f"{GROUP}#no-prohibited-content")
    assert [text[: len(told)] for text in texts if "imprisonment of up to 3 years" in text] == [told]
    aside = [name for _, _, name in gap(made, f"{GROUP}#no-prohibited-content").set_aside]
    assert aside == ([] if reviewer else ["conduct_kind"]), "what does not count is named"


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
                later = "does not reach back"  # of a text that came after the act there is nothing to pay
                assert [text for text in amounts_of(assessment, one.id) if later not in text] == []
            elif amounts_of(assessment, one.id):
                assert stated


def test_the_note_and_the_remedy_stand_with_the_amounts_in_every_format_and_the_terminal(lang: Lang) -> None:
    facts = SERVICE | {"service_launched_on": "2019-05-01", "network_log_retention_policy": "P90D"}
    assessment = assessed({"facts": facts}, lang, DAY, ("group-provider",))
    line = gap(assessment, f"{GROUP}#retain-network-logs").line
    consequence = line.obligation.consequence
    sentences = (consequence.note[lang], line.remedy[0][lang])
    shown = {"terminal": on_terminal(assessment)}
    shown |= {name: seen(name, render(assessment, "internal")) for name, render in formats("assessment").items()}
    without = [name for name, text in shown.items() if not all(words in text for words in sentences)]
    assert without == []
