"""Two reports on one service: what was closed and on which evidence, what is new, open, or lost sight of, and why."""

import json
from datetime import date
from pathlib import Path

import pytest

import guiju
from assessment_samples import assessed, seen
from guiju.documents import comparison as document
from guiju.documents.report.data import value as report
from guiju.files.finding import Misuse
from guiju.files.schema_errors import validator
from guiju.writers import formats
from kept_cache import main
from quarters import (
    AUTUMN,
    BEFORE,
    CLOSED,
    LOGS,
    LOGS_ONLY,
    MENDED,
    PLAN,
    POLICY_GAP,
    SPRING,
    SUMMER,
    after,
    between,
    states,
    with_facts,
    written_report,
)


def test_a_gap_is_closed_only_with_evidence_a_day_and_somebody_who_says_so() -> None:
    made = between(BEFORE, after(CLOSED))
    assert states(made)[POLICY_GAP] == ("closed", None) and not made.is_lost
    words = document.value(made, "en")
    told = next(gap for gap in words["gaps"] if gap["state"] == "closed")
    assert (told["number"], told["closed"], told["owner"], told["amount"]) == (
        "F-95JT",
        CLOSED,
        "operations",
        10_000_000,
    )
    assert states(between(BEFORE, after()))[POLICY_GAP] == ("unexplained", None)
    early, late = ({**CLOSED, "date": day} for day in ("2026-03-30", "2026-07-01"))
    assert states(between(BEFORE, after(early)))[POLICY_GAP] == ("unexplained", "closed_before")
    assert states(between(BEFORE, after(late)))[POLICY_GAP] == ("unexplained", None)


def test_what_is_open_still_says_for_how_many_days_and_a_row_that_is_mended_is_told_apart() -> None:
    new = after(CLOSED)
    new["rows"]["group"]["a/1"]["group_code"] = "Z"
    new["rows"]["group"]["d"] = {"group_code": "Y"}
    made = between(BEFORE, new)
    assert states(made) == {
        POLICY_GAP: ("closed", None),
        "set-group-code/group/a/1": ("unexplained", None),
        "set-group-code/group/b": ("unexplained", None),
        "set-group-code/group/c": ("new", None),
        "set-group-code/group/d": ("new", None),
    }
    assert made.is_lost
    open_still = document.value(between(BEFORE, BEFORE), "en")["gaps"]
    assert {(gap["state"], gap["days"], len(gap["ids"])) for gap in open_still} == {("open", 91, 1), ("open", 91, 2)}


def test_what_is_not_compared_says_why() -> None:
    old = written_report(json.dumps(BEFORE), SPRING)
    other = report(assessed(BEFORE, "en", SUMMER, ("group-owner",)))
    assert {gap.why for gap in guiju.progress(old, other).gaps if gap.state == "not_compared"} == {"not_assessed"}


def test_gaps_that_the_later_report_does_not_cover_are_counted_and_are_not_fine() -> None:
    old = written_report(json.dumps(LOGS_ONLY), SPRING)
    made = guiju.progress(old, report(assessed(LOGS_ONLY, "en", SUMMER, ("group-owner",))))
    assert {gap.state for gap in made.gaps} == {"not_compared"} and made.is_lost
    assert [note for note in document.notes(made, "en") if note.endswith("the same as closed: 1.")]


def test_what_is_recorded_as_closed_and_still_or_again_found_says_so() -> None:
    gap = f"{LOGS}/retention-policy"
    claimed, open_still = {**LOGS_ONLY, "plans": {gap: {**PLAN, "closed": CLOSED}}}, {**LOGS_ONLY, "plans": {gap: PLAN}}
    (still,) = document.value(between(open_still, claimed), "en")["gaps"]
    assert (still["state"], still["closed"]) == ("open", None)
    assert still["words"].endswith("\nrecorded as closed on 2026-05-20 by operations, still found")
    mended = {**claimed, "facts": with_facts(network_log_retention_policy=MENDED)["facts"]}
    (again,) = document.value(between(mended, open_still, SUMMER, AUTUMN), "en")["gaps"]
    assert (again["state"], again["words"]) == ("new", "found again; recorded as closed on 2026-05-20 by operations")
    (fresh,) = document.value(between(with_facts(network_log_retention_policy=MENDED), open_still), "en")["gaps"]
    assert (fresh["state"], fresh["words"]) == ("new", None)


def test_a_plan_is_that_of_the_later_report_and_the_earlier_one_stands_beside_it() -> None:
    gap, later = f"{LOGS}/retention-policy", {**PLAN, "owner": "intern", "due": "2027-05-31"}
    old, before = {**LOGS_ONLY, "plans": {gap: PLAN}}, {"owner": "operations", "due": "2026-05-31"}
    told = {
        "gone": ({}, (None, None, None, before), "plan no longer recorded; was: operations · 2026-05-31"),
        "same": ({gap: PLAN}, ("operations", "2026-05-31", True, before), "2026-05-31 (overdue)"),
        "other": ({LOGS: later}, ("intern", "2027-05-31", False, before), "2026-05-31 → 2027-05-31"),
    }
    for plans, values, words in told.values():
        made = between(old, {**LOGS_ONLY, "plans": plans})
        (one,) = document.value(made, "en")["gaps"]
        assert tuple(one[key] for key in ("owner", "due", "overdue", "plan_before")) == values
        assert words in seen("md", formats("comparison")["md"](made, "en"))
        assert not [*validator("comparison-export").iter_errors(document.value(made, "en"))]
    (fresh,) = document.value(between(LOGS_ONLY, old), "en")["gaps"]
    assert (fresh["owner"], fresh["plan_before"]) == ("operations", None)


def test_reports_in_the_wrong_order_are_refused_in_one_line() -> None:
    with pytest.raises(Misuse, match=r"\(2026-06-30\) is later than .*\(2026-03-31\); name the earlier report first$"):
        between(LOGS_ONLY, LOGS_ONLY, SUMMER, SPRING)


def test_a_penalty_whose_law_changed_is_named_with_both_versions() -> None:
    made = between(BEFORE, BEFORE, date(2025, 12, 31), SUMMER)
    (change,) = [one for one in made.law if one.place == "cybersecurity-law#log-duty-penalty"]
    assert "59" in change.old and "61" in change.new and change.duty == LOGS


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "md", "json"])
def test_every_format_has_titles_owners_amounts_and_evidence(form: str) -> None:
    made = between(BEFORE, after(CLOSED))
    text = seen(form, formats("comparison")[form](made, "en"))
    for words in ("Retain network logs for at least six months", "operations", "export of 20 May", "F-95JT"):
        assert words in text
    assert "10,000,000" in text or "10000000" in text


def test_the_json_fits_its_schema() -> None:
    for new in (after(CLOSED), after(service_launched_on=None), BEFORE):
        errors = validator("comparison-export").iter_errors(document.value(between(BEFORE, new), "zh"))
        assert [error.message for error in errors] == []


def test_a_quarter_from_profile_to_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Profile, report, plan in a file of its own, new facts, comparison: as docs/commands.md shows it."""
    (tmp_path / "profile.json").write_text(json.dumps({**BEFORE, "plans": None}), "utf-8")
    call = "assess {0}/profile.json --role group-provider --as-of {1} --lang en -o {0}/{2}.json"
    assert main(call.format(tmp_path, SPRING, "spring").split()) == 1
    found = json.loads((tmp_path / "spring.json").read_text("utf-8"))
    gap = next(one["gap"] for one in found["findings"] if one["obligation"] == LOGS)
    (tmp_path / "plans.yaml").write_text(json.dumps({gap: {**PLAN, "closed": CLOSED}}), "utf-8")
    (tmp_path / "profile.json").write_text(json.dumps({**after(), "plans": "plans.yaml"}), "utf-8")
    assert main(call.format(tmp_path, SUMMER, "summer").split()) == 1  # the codes of groups are a gap still
    capsys.readouterr()
    assert main(["compare", str(tmp_path / "spring.json"), str(tmp_path / "summer.json")]) == 0
    out = capsys.readouterr().out
    assert "on 2026-05-20 by operations; evidence: export of 20 May; signed off by legal" in out
    assert "Still open: 2, Closed with evidence: 1" in out
