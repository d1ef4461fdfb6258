"""No duty of a party applies to a service whose gate for it is closed, whatever else is known, in every engine."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessment_samples import assessed
from fact_samples import random_row
from full_corpus import corpus as small
from guiju.assessment.scanned import ScanResults
from guiju.law.gates import bind
from guiju.model import VERDICTS, Bilingual, Check, Corpus, Party
from guiju.reasoning import facts
from guiju.reasoning.verdicts import TableVerdict, compiled, judge
from real_corpus import real

DAY = date(2026, 1, 1)
LATER = date(2018, 1, 1)
GROUPS, ACCOUNTS = "offers_user_groups", "registers_accounts_in_china"
GATES = {
    "group-provider": GROUPS, "group-owner": GROUPS, "group-member": GROUPS,
    "account-provider": ACCOUNTS, "account-user": ACCOUNTS,
}  # fmt: skip


def declared(value: bool) -> dict[str, Any]:
    return {"value": value, "basis": "declared"}


def test_every_check_reads_a_gate_and_without_facts_nothing_is_known(corpus: Corpus) -> None:
    for rule in corpus.with_articles():
        for record in (o for o in rule.obligations if o.binds):
            assert record.gate, record.id
            gates = {("service", fact) for fact in record.gate}
            assert all(gates & set(check.reads) for check in compiled(record)), record.id
            assert judge(rule, record, {}, DAY).verdict == "undetermined", record.id


def test_an_act_before_the_rule_breaks_no_ban_and_is_to_be_dealt_with_once_confirmed(corpus: Corpus) -> None:
    rule = corpus.regulations["cac-group-services-2017"]
    days = {date(2017, 10, 7): "not_applicable", date(2017, 10, 8): "breached", None: "undetermined"}
    duties = {record.id: record for record in rule.obligations}
    for name in ("comply-with-laws-in-group", "no-prohibited-content"):
        example = next(e for e in duties[name].examples if e.verdict == "breached")
        for day, verdict in days.items():
            row: dict[str, Any] = {**example.facts, "violation_acted_on": day}
            rows = {"violation": {"v": {k: v for k, v in row.items() if v}}, "service": {"service": {GROUPS: True}}}
            assert judge(rule, duties[name], rows, DAY).verdict == verdict
    for name in ("take-measures-against-groups", "take-measures-against-users", "put-on-blacklist"):
        earlier = [e.verdict for e in duties[name].examples if e.facts.get("violation_acted_on") == "2017-10-01"]
        assert earlier == ["breached"]


@pytest.mark.parametrize("gate", [GROUPS, ACCOUNTS])
def test_behind_a_closed_gate_nothing_applies_whatever_the_facts_are(corpus: Corpus, gate: str) -> None:
    known = facts.by_entity(corpus.vocabulary.facts)
    chance = random.Random(20171008)

    def row(entity: str) -> dict[str, Any]:
        return random_row(known[entity], set(known[entity]), chance)

    duties = [(rule, o) for rule in corpus.with_articles() for o in rule.obligations if o.binds and o.gate == (gate,)]
    for rule, record in duties * 20:
        rows: dict[str, Any] = {e: {str(n): row(e) for n in range(chance.randrange(3))} for e in known}
        rows["service"] = {"service": {**row("service"), gate: False}}
        assert judge(rule, record, rows, DAY, chance.choice([None, set(known)])).verdict == "not_applicable"


@pytest.mark.parametrize(("role", "gate"), GATES.items())
def test_a_profile_that_declares_the_gate_closed_has_no_duty_left(role: str, gate: str) -> None:
    found = assessed({"facts": {gate: declared(False)}}, as_of=LATER, roles=(role,))
    assert {duty.verdict for duty in found.duties} == {"not_applicable"}
    assert all(duty.judgement.rows[0].used for duty in found.duties if not duty.line.obligation.checks)


def test_a_platform_without_groups_is_still_bound_by_what_binds_its_accounts() -> None:
    content = {"facts": {GROUPS: declared(False), ACCOUNTS: declared(True)}}
    found = assessed(content, as_of=LATER, roles=("group-provider", "account-provider"))
    applying = {duty.line.regulation.id for duty in found.duties if duty.verdict != "not_applicable"}
    assert applying == {"cac-account-names-2015"}


def test_an_empty_table_behind_a_closed_gate_does_not_apply_either() -> None:
    name = "cac-group-services-2017#set-group-code"
    nothing = TableVerdict("group", dict.fromkeys(VERDICTS, 0), (), (), ())
    content = {"facts": {GROUPS: declared(False)}}
    found = assessed(content, as_of=DAY, roles=("group-provider",), tables=ScanResults((), {name: (nothing,)}))
    assert next(duty.verdict for duty in found.duties if duty.id == name) == "not_applicable"


def test_a_check_is_asked_only_of_those_whose_conduct_it_tests() -> None:
    text = Bilingual("甲", "a")
    parties = [Party("one", text, text, {}, "a"), Party("two", text, text, {}, "b"), Party("three", text, text, {})]
    first, shared = Check("service", "x", "both", "y OR z", bearers=("one",)), Check("group", "x", "both", "y")
    record = replace(small("甲").regulations["rule"].obligations[0], bearers=("one", "two"), checks=(first, shared))
    as_one, as_two, both = (bind(record, parties, asked) for asked in (["one"], ["two"], None))
    assert [c.applies_when for c in as_one.checks] == ["a AND (y OR z)", "$service.a AND y"]
    assert [c.applies_when for c in as_two.checks] == ["$service.b AND y"]
    assert [c.applies_when for c in both.checks] == ["a AND (y OR z)", "($service.a OR $service.b) AND y"]
    assert bind(both, parties, ["one"]) == as_one
    assert bind(replace(record, bearers=("one", "three")), parties).gate == ()


PLATFORM = {GROUPS: declared(True)} | {
    fact.id: declared(False)
    for fact in real().vocabulary.facts
    if fact.id.startswith(("complaint_channel_", "reporting_entry_")) and fact.type == "boolean"
}
CLOSED = {
    "complaint_about": "group",
    "complaint_received_at": "2020-01-01T10:00:00",
    "complaint_outcome": "closed_unexamined",
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
    roles: tuple[str, ...], verdict: str
) -> None:
    found = assessed({"facts": PLATFORM, "rows": {"complaint": {"c": CLOSED}}}, as_of=DAY, roles=roles)
    verdicts = {duty.id.partition("#")[2]: duty.verdict for duty in found.duties}
    for name in ("establish-complaint-channels", "set-reporting-entry", "handle-complaints-promptly"):
        assert verdicts[name] == verdict, name
