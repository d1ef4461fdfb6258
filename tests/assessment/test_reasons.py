"""Each duty that is to be verified has one reason, the first that is true of it; every output says which."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from assessment_samples import assessed as sample_assessed
from case_tables import cases
from guiju.assessment import AssessedDuty, Assessment, reasons
from guiju.cli import main
from guiju.model import Lang, Reason
from guiju.wording.labels import REASON_LABELS
from guiju.writers import formats
from receipt_files import Captured
from test_missing import DAY, partial, profile_content

CASES = cases(__file__)

GROUPS = "cac-group-services-2017"
OFFERED = {"offers_user_groups": True}


def assessed(facts: dict[str, Any], lang: Lang = "zh", **more: Any) -> Assessment:
    return sample_assessed({"facts": facts, **more}, lang, DAY, ("group-provider",))


def assessed_duty(name: str, facts: dict[str, Any], **more: Any) -> AssessedDuty:
    return next(duty for duty in assessed(facts, **more).duties if duty.id == f"{GROUPS}#{name}")


def run(folder: Path, capsys: Captured, facts: str, *arguments: str) -> tuple[int, str, str]:
    """guiju assess of a service that offers groups and has these facts too; its output in single spaces."""
    (folder / "p.yaml").write_text(f"facts: {{offers_user_groups: true, {facts}}}\n", "utf-8")
    code = main(["assess", str(folder / "p.yaml"), "--role", "group-provider", "--lang", "en", *arguments])
    out, err = capsys.readouterr()
    return code, " ".join(out.split()), err


STALE = {"value": "2019-01-01", "basis": "declared", "expires": "2020-01-01"}


@pytest.mark.parametrize(("duty", "facts", "reason"), CASES["reasons"])
def test_the_first_reason_that_is_true_is_the_reason(duty: str, facts: dict[str, Any], reason: Reason) -> None:
    found = assessed_duty(duty, facts)
    assert (found.verdict, found.why) == ("undetermined", reason)


def test_a_fact_that_is_missing_and_could_change_nothing_is_no_reason() -> None:
    found = assessed_duty("formulate-rules-and-convention", {**OFFERED, "management_rules_published": True})
    assert [fact.fact for fact in found.missing.facts] == [
        "platform_convention_formulated",
        "platform_convention_published",
    ]
    filed = assessed_duty("file-tiering-system", {**OFFERED, "tiering_policy_filed_on": "none"})
    assert filed.missing.facts == ()


def test_rows_that_are_only_some_leave_the_others_missing() -> None:
    plain = {
        "event_occurred_on": "2025-01-01",
        "personal_data_event_kind": "leak",
        "event_attributable_to_provider": False,
    }
    event = {name: {"value": value, "basis": "declared", "reviewer": "R"} for name, value in plain.items()}
    rows = {"personal_data_event": {"e": event}}
    some = assessed_duty("no-disclosure-or-damage", OFFERED, rows=rows)
    every = assessed_duty("no-disclosure-or-damage", OFFERED, rows=rows, coverage={"personal_data_event": "all"})
    assert (some.why, some.missing.rows, some.missing.facts) == ("facts_missing", ("personal_data_event",), ())
    assert (every.why, every.missing.rows) == ("tested_part_holds", ())


@settings(max_examples=30, deadline=None)
@given(partial())
def test_every_open_duty_has_one_reason_that_its_missing_facts_bear_out(told: Any) -> None:
    _, content, complete = told
    found = assessed(**profile_content(content, complete))
    assert sum(found.reasons.values()) == found.counts["undetermined"]
    for one in found.duties:
        assert (one.why is not None) == (one.verdict == "undetermined")
        if one.why == "facts_missing":
            assert one.missing.rows or not all(fact.supplied for fact in one.missing.facts)
        elif one.why == "stale":
            assert one.missing.facts and all(fact.supplied for fact in one.missing.facts) and not one.missing.rows
            assert one.set_aside
        else:
            assert not one.missing.facts and not one.missing.rows
        if one.why == "tested_part_holds":
            assert all(check.remaining for check in reasons.tested_part(one.judgement))


FACTS = {
    **OFFERED,
    "blacklist_system_effective_on": STALE,
    "group_reviewer_count": 3,
    "technical_means_available": True,
}


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_report_breaks_the_open_duties_down_by_reason(form: str, lang: Lang) -> None:
    too_large = {"group": {"g": {"member_count": {"value": 501, "basis": "measured"}}}}
    found = assessed(FACTS | {"max_members_per_group": 500}, lang, rows=too_large)
    text = formats("assessment")[form](found, "internal").decode()
    assert all(found.reasons.values())
    for reason, count in found.reasons.items():
        assert REASON_LABELS[reason][lang] in text
        assert f"{count} / {found.counts['undetermined']}" in text


def test_the_json_says_of_each_duty_why_and_counts_the_reasons() -> None:
    found = assessed(FACTS)
    answer = json.loads(formats("assessment")["json"](found, "internal"))
    assert [entry["why"] for entry in answer["lines"]] == [one.why for one in found.duties]
    assert {entry["reason"]: entry["count"] for entry in answer["counts_by_reason"]} == found.reasons
    for entry, one in zip(answer["lines"], found.duties, strict=True):
        assert [fact["fact"] for fact in entry["missing"]["facts"]] == [fact.fact for fact in one.missing.facts]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            ["group_reviewer_count: 3", "technical_means_available: true"],
            "(group_reviewer_count, technical_means_available); a person judges: Whether the staff",
        ),
        (["complaint_channel_by_phone: true"], "(complaint_channel_by_phone); a person judges"),
    ],
)
def test_the_terminal_lists_the_duties_of_one_reason_with_the_facts_that_were_supplied(
    facts: list[str], words: str, tmp_path: Path, capsys: Captured
) -> None:
    code, out, _ = run(tmp_path, capsys, ", ".join(facts), "--why", "tested_part_holds")
    assert code == 0 and f"the tested part is met {words}" in out
    assert "establish-blacklist-system" not in out and "tested part met 1" in out
    assert ("staff-and-technical-capacity" in out) == ("group_reviewer_count: 3" in facts)


def test_a_report_names_of_the_tested_part_only_what_is_known_and_says_what_was_answered() -> None:
    found = assessed({**OFFERED, "complaint_channel_in_app": {"value": True, "basis": "measured"}}, "en")
    text = formats("assessment")["md"](found, "internal").decode()
    assert "The tested part is met: Can complaints and reports be made in the app? yes (measured)<br>" in text
    assert "be made by telephone? true" not in text


def test_a_reason_narrows_text_only(tmp_path: Path, capsys: Captured) -> None:
    code, _, err = run(tmp_path, capsys, "", "--format", "md", "--why", "stale")
    assert code == 2 and "leave out --why" in err


def test_of_a_table_a_missing_column_and_an_empty_cell_are_missing_facts(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "g.csv").write_text("group_id,group_code,group_code_shown\n1,a,true\n2,,\n", encoding="utf-8")
    _, out, _ = run(tmp_path, capsys, "", "--table", f"group={tmp_path / 'g.csv'}", "--format", "json")
    lines = {entry["obligation"]: entry for entry in json.loads(out)["lines"]}
    shown, tiers = lines[f"{GROUPS}#display-group-code"], lines[f"{GROUPS}#tier-and-categorise-groups"]
    assert (shown["why"], shown["missing"]) == ("facts_missing", {"facts": [], "rows": [], "cells": ["group"]})
    assert "group_tier" in [fact["fact"] for fact in tiers["missing"]["facts"]]
