"""What binds a party does not apply to a service whose gate for it is closed: every duty there is, whatever else is known, in every engine."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fact_samples import random_row
from guiju.assessment import assess
from guiju.assessment.profile import profile
from guiju.assessment.tables import Tables
from guiju.files.source import Document
from guiju.law.gates import bind
from guiju.model import Bilingual, Check, Corpus, Party
from guiju.reasoning import facts
from guiju.reasoning.checklist import checklist
from guiju.reasoning.verdicts import TableVerdict, judge

DAY = date(2026, 1, 1)
LATER = date(2018, 1, 1)
GATES = ("offers_user_groups", "registers_accounts_in_china")


def assessed(
    corpus: Corpus, roles: tuple[str, ...], day: date, content: Mapping[str, Any], tables: Tables | None = None
):  # type: ignore[no-untyped-def]  # fixtures of pytest
    asked = checklist(corpus, [r for r in corpus.vocabulary.roles if r.id in roles], day)
    return assess(asked, profile(Document("p", content)), tables)


def told(value: bool) -> dict[str, Any]:
    return {"value": value, "basis": "declared"}


def test_every_party_that_a_duty_binds_has_a_gate(corpus: Corpus) -> None:
    for rule in corpus.with_articles():
        for record in rule.obligations:
            assert not record.binds or record.gate, record.id


@pytest.mark.parametrize("gate", GATES)
def test_behind_a_closed_gate_nothing_applies_whatever_the_facts_are(corpus: Corpus, gate: str) -> None:
    known = facts.by_entity(corpus.vocabulary.facts)
    chance = random.Random(20171008)
    for rule in corpus.with_articles():
        for record in rule.obligations:
            if record.binds and record.gate == (gate,):
                for _ in range(20):
                    rows: dict[str, Any] = {
                        e: {str(n): random_row(known[e], set(known[e]), chance) for n in range(chance.randrange(3))}
                        for e in known
                        if e != "service"
                    }
                    service = {**random_row(known["service"], set(known["service"]), chance), gate: False}
                    rows["service"] = {"service": service}
                    assert judge(rule, record, rows, DAY, chance.choice([None, set(known)])).verdict == "not_applicable"


@pytest.mark.parametrize(
    ("roles", "gate"),
    [
        (("group-provider",), "offers_user_groups"),
        (("group-owner",), "offers_user_groups"),
        (("group-member",), "offers_user_groups"),
        (("account-provider",), "registers_accounts_in_china"),
        (("account-user",), "registers_accounts_in_china"),
    ],
)
def test_a_profile_that_declares_the_gate_closed_has_no_duty_left(
    corpus: Corpus, roles: tuple[str, ...], gate: str
) -> None:
    found = assessed(corpus, roles, LATER, {"facts": {gate: told(False)}})
    assert found.lines
    assert {line.verdict for line in found.lines} == {"not_applicable"}
    assert all(line.judgement.rows[0].used for line in found.lines if not line.line.obligation.checks)


def test_a_platform_without_groups_is_still_bound_by_what_binds_its_accounts(corpus: Corpus) -> None:
    content = {"facts": {"offers_user_groups": told(False), "registers_accounts_in_china": told(True)}}
    found = assessed(corpus, ("group-provider", "account-provider"), LATER, content)
    applying = {line.line.regulation.id for line in found.lines if line.verdict != "not_applicable"}
    assert applying == {"cac-account-names-2015"}


def test_an_owner_who_says_nothing_of_the_service_is_not_let_off(corpus: Corpus) -> None:
    found = assessed(corpus, ("group-owner",), DAY, {"facts": {}})
    assert {line.verdict for line in found.lines} == {"undetermined"}
    gates = {entry for line in found.lines for row in line.judgement.rows for entry in row.missing}
    assert ("service", "offers_user_groups") in gates


def test_behind_an_open_gate_a_duty_without_a_test_needs_a_person_as_before(corpus: Corpus) -> None:
    found = assessed(corpus, ("group-provider",), DAY, {"facts": {"offers_user_groups": told(True)}})
    (line,) = (line for line in found.lines if line.line.id.endswith("#keep-correct-orientation"))
    assert (line.verdict, line.judgement.rows) == ("undetermined", ())


def test_an_empty_table_behind_a_closed_gate_does_not_apply_either(corpus: Corpus) -> None:
    name = "cac-group-services-2017#set-group-code"
    nothing = TableVerdict("group", dict.fromkeys(("met", "breached", "undetermined", "not_applicable"), 0), (), (), ())
    content = {"facts": {"offers_user_groups": told(False)}}
    found = assessed(corpus, ("group-provider",), DAY, content, Tables((), {name: (nothing,)}))
    assert next(line.verdict for line in found.lines if line.line.id == name) == "not_applicable"


def test_a_check_is_asked_only_of_those_whose_conduct_it_tests() -> None:
    text = Bilingual("甲", "a")
    parties = [Party("one", text, text, {}, "a"), Party("two", text, text, {}, "b"), Party("three", text, text, {})]
    first, shared = Check("service", "x", "both", "y OR z", bearers=("one",)), Check("group", "x", "both", "y")
    from full_corpus import corpus as small

    record = replace(small("甲").regulations["rule"].obligations[0], bearers=("one", "two"), checks=(first, shared))
    as_one, as_two, both = (bind(record, parties, asked) for asked in (["one"], ["two"], None))
    assert [c.applies_when for c in as_one.checks] == ["a AND (y OR z)", "$service.a AND y"]
    assert [c.applies_when for c in as_two.checks] == ["$service.b AND y"]
    assert [c.applies_when for c in both.checks] == ["a AND (y OR z)", "($service.a OR $service.b) AND y"]
    assert bind(both, parties, ["one"]) == as_one
    assert bind(replace(record, bearers=("one", "three")), parties).gate == ()


PLATFORM = {
    "offers_user_groups": told(True),
    **{
        f"{name}": told(False)
        for name in (
            "complaint_channel_in_app",
            "complaint_channel_on_website",
            "complaint_channel_by_phone",
            "complaint_channel_by_email",
            "complaint_channel_elsewhere",
            "reporting_entry_on_group_page",
            "reporting_entry_on_message",
            "reporting_entry_on_account_page",
            "reporting_entry_in_settings",
            "reporting_entry_on_website",
            "reporting_entry_elsewhere",
        )
    },
}
CLOSED = {
    "complaint_about": told(True) | {"value": "group"},
    "complaint_received_at": {"value": "2020-01-01T10:00:00", "basis": "measured"},
    "complaint_outcome": {"value": "closed_unexamined", "basis": "measured"},
}


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        (("group-provider",), "breached"),
        (("group-owner",), "undetermined"),
        (("group-member",), "undetermined"),
        (("group-provider", "group-member"), "breached"),
    ],
)
def test_an_owner_or_a_member_is_not_judged_on_the_entries_of_the_platform(
    corpus: Corpus, roles: tuple[str, ...], verdict: str
) -> None:
    content = {"facts": PLATFORM, "rows": {"complaint": {"c": CLOSED}}}
    lines = {line.line.id.partition("#")[2]: line for line in assessed(corpus, roles, DAY, content).lines}
    for name in ("establish-complaint-channels", "set-reporting-entry", "handle-complaints-promptly"):
        assert lines[name].verdict == verdict, name
