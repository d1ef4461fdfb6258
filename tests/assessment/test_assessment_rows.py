"""Which facts of a profile count on a day, what follows from them, and what a sample can say."""

import json
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_samples import ASSESSMENTS, GROUP, assessed, seen
from case_tables import cases
from checklist_samples import ROOT, corpus
from guiju.assessment.proof import proof
from guiju.model import Lang
from guiju.reasoning.checklist import Line
from guiju.writers import formats
from row_samples import DAY, PROVIDER, SERVICE, counted, groups, of_group
from test_missing import verdicts_of

CASES = cases(__file__)

DERIVED = yaml.safe_load((ASSESSMENTS / "derived.yaml").read_text("utf-8"))

# ---- all, or a sample


@pytest.mark.parametrize(("codes", "verdicts"), CASES["samples"])
def test_all_rows_decide_and_a_sample_shows_gaps_only(codes: list[str], verdicts: tuple[str, ...]) -> None:
    """All rows, a sample of them, and rows of which nothing is said."""
    for coverage, verdict in zip(("all", "sample", None), verdicts, strict=True):
        content = groups(*({"group_code": code} for code in codes), coverage=coverage)
        if not codes:
            del content["rows"]
        assert of_group(content)[1].verdict == verdict, coverage


def test_a_duty_on_rows_of_which_there_were_none_is_neither_met_nor_breached() -> None:
    """Every entity of the vocabulary: with all rows there and none of them, no duty on it alone is met or breached."""
    entities = [e.id for e in corpus(ROOT).vocabulary.entities if e.id != "service"]
    content = {"facts": {}, "coverage": dict.fromkeys(entities, "all")}
    told = assessed(content, "en", DAY, ("group-provider", "account-provider"))
    on_rows = [duty for duty in told.duties if {c.entity for c in duty.line.obligation.checks} - {"service"}]
    assert len(on_rows) > 20
    assert {duty.verdict for duty in on_rows} <= {"not_applicable", "undetermined"}
    alone = [duty for duty in on_rows if all(c.entity != "service" for c in duty.line.obligation.checks)]
    assert {duty.verdict for duty in alone} == {"not_applicable"}


@cache
def lines() -> list[Line]:
    return [duty.line for duty in assessed({"facts": {}}, "en", DAY, PROVIDER).duties]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["a", "b", "none"]), min_size=1, max_size=4))
def test_to_say_that_a_sample_is_all_decides_and_never_turns_a_verdict_round(codes: list[str]) -> None:
    rows = [{"group_code": code} for code in codes]
    duty = [line for line in lines() if line.id == f"{GROUP}#set-group-code"]
    ((whole,), (part,)) = (verdicts_of(duty, groups(*rows, coverage=extent), DAY) for extent in ("all", "sample"))
    assert part in (whole, "undetermined")
    assert whole == ("breached" if "none" in codes or max(Counter(codes).values()) > 1 else "met")


# ---- how that is said


@pytest.mark.parametrize(
    ("codes", "coverage", "words"),
    [
        ("ab", "all", ["2 of 2 rows of group"]),
        ("a", "sample", ["these are not all", "{group: all}"]),
        ("a", "all", ["(b) 1 (follows from the facts supplied)"]),
    ],
)
def test_the_proof_says_what_decided_and_what_a_sample_leaves_open(codes: str, coverage: str, words: list[str]) -> None:
    steps = list(proof(*of_group(groups(*({"group_code": code} for code in codes), coverage=coverage))))
    assert any(all(word in step for word in words) for step in steps), steps


@pytest.mark.parametrize("form", ["docx", "html", "json", "md", "xlsx"])
def test_every_report_says_of_what_it_saw_all_and_of_what_a_sample(form: str, lang: Lang) -> None:
    content = groups({"group_code": "a"}, coverage="sample") | {"coverage": {"account": "all", "group": "sample"}}
    text = seen(form, formats("assessment")[form](assessed(content, lang, DAY, PROVIDER)))
    some, every, none = {
        "zh": ("资料只列入一部分（括号内为条数）：群组（1）", "已全部列入（括号内为条数）：账号（0）",
            "没有列入任何一条"),
        "en": ("holds a sample (its size in brackets): group (1)", "holds all (their number in brackets): account (0)",
            "holds none"),
    }[lang]  # fmt: skip
    assert some in text and every in text and none in text


def test_a_statement_tells_the_key_to_write_where_a_sample_leaves_a_duty_open(lang: Lang) -> None:
    content = groups({"group_code": "a"}, coverage="sample") | {"facts": {}}
    told = assessed(content, lang, DAY, PROVIDER)
    for form in ("csv", "html", "md"):
        data = formats("applicability")[form](told)
        text = data.decode() if form == "csv" else seen(form, data)
        assert "coverage: {group: all}" in text


def test_where_there_was_none_a_statement_says_so() -> None:
    told = assessed({"facts": SERVICE, "coverage": {"group": "all"}}, "en", DAY, PROVIDER)
    text = seen("md", formats("applicability")["md"](told))
    assert "the profile states that it is complete, and it lists no group" in text


# ---- what follows from several rows


@pytest.mark.parametrize("case", DERIVED.values(), ids=DERIVED)
def test_what_follows_from_several_rows(case: dict[str, Any]) -> None:
    found = counted(groups(*case["groups"], coverage=case.get("coverage", "all"), **case.get("accounts", {}))).rows
    for entity in case.keys() & {"group", "account"}:
        told = {fact: [row.get(fact) for row in found[entity].values()] for fact in case[entity]}
        assert told == case[entity]


def test_where_no_group_is_left_nobody_has_one() -> None:
    content = {"facts": {}, "rows": {"account": {"u1": {}}}, "coverage": {"group": "all"}}
    assert counted(content).rows["account"]["u1"]["groups_founded_count"] == 0


# ---- what counts on the day


@pytest.mark.parametrize(("fact", "counts"), CASES["days"])
def test_a_fact_counts_from_its_day_until_it_expires(fact: Any, counts: bool) -> None:
    found = counted({"facts": {"offers_user_groups": fact}})
    assert ("offers_user_groups" in found.rows["service"]["service"]) is counts
    assert list(found.set_aside) == ([] if counts else [("service", "service", "offers_user_groups")])


@pytest.mark.parametrize("case", CASES["services"].values(), ids=CASES["services"])
def test_what_a_service_says_counts_from_the_day_on_which_it_began(case: dict[str, Any]) -> None:
    told = assessed({"facts": SERVICE | case["facts"]}, "en", case["day"], PROVIDER).duties
    found = {duty.line.obligation.id: [duty.verdict, duty.why] for duty in told}
    verdicts = {verdict for verdict, _ in found.values()}
    gaps = [name for name, (verdict, _) in found.items() if verdict == "breached"]
    assert (verdicts, gaps) == (set(case.get("verdicts", verdicts)), case.get("breached", gaps))
    assert found.items() >= case.get("duties", {}).items()


def test_a_moment_after_the_day_has_not_happened_and_a_day_may_be_agreed_on_for_later() -> None:
    row = {"complaint_received_at": "2026-06-30T23:59:59", "complaint_closed_at": "2026-07-01T00:00:00"}
    found = counted({"facts": {"service_launched_on": "2027-01-01"}, "rows": {"complaint": {"c": row}}})
    assert found.rows["service"]["service"]["service_launched_on"] == date(2027, 1, 1)
    assert set(found.rows["complaint"]["c"]) == {"complaint_received_at"}
    assert list(found.set_aside) == [("complaint", "c", "complaint_closed_at")]


@settings(max_examples=40)
@given(st.dates(date(2026, 6, 1), date(2026, 7, 31)), st.dates(date(2026, 6, 1), date(2026, 7, 31)))
def test_a_fact_set_aside_is_as_good_as_none_for_every_duty(day: date, expires: date) -> None:
    fact = {"value": True, "basis": "measured", "date": day.isoformat(), "expires": expires.isoformat()}
    with_it, without, plain = (
        verdicts_of(lines(), {"facts": facts}, DAY)
        for facts in ({"offers_user_groups": fact}, {}, {"offers_user_groups": True})
    )
    assert with_it == (plain if day <= DAY < expires else without)


def test_the_report_says_why_a_fact_does_not_count(lang: Lang) -> None:
    facts = {
        "offers_user_groups": {"value": True, "basis": "measured", "date": "2026-07-01"},
        "registers_accounts_in_china": {"value": True, "basis": "measured", "expires": "2026-01-01"},
    }
    rows = {"violation": {"v": {"violation_confirmed_at": "2026-03-03T10:00:00"}}}
    told = assessed({"facts": facts, "rows": rows}, lang, DAY, ("group-provider", "account-provider"))
    reasons = {entry["reason"] for entry in json.loads(formats("assessment")["json"](told))["set_aside"]}
    assert reasons == {
        "zh": {"晚于 2026-06-30，当日还不是事实", "2026-01-01 起已过期", "没有具名审核人的认定"},
        "en": {"dated after 2026-06-30: it was not yet true on that day", "stale since 2026-01-01",
            "no named reviewer made this finding"},
    }[lang]  # fmt: skip


def test_a_declaration_lends_its_basis_to_no_other_verdict() -> None:
    declared = {duty.id: {"status": "met", "by": "x"} for duty in assessed({"facts": {}}, "en", DAY, PROVIDER).duties}
    coverage = {entity.id: "all" for entity in corpus(ROOT).vocabulary.entities if entity.id != "service"}
    content = {"facts": {}, "coverage": coverage, "declarations": declared}
    disagreeing = [duty for duty in assessed(content, "en", DAY, PROVIDER).duties if duty.disagreement]
    assert disagreeing
    assert {duty.basis for duty in disagreeing} == {None}
