"""What a user says of owners, founders, limits and reports makes a difference, and only for whoever is answerable."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assessment_samples import assessed
from guiju.assessment import AssessedDuty
from row_samples import measured

DAY = date(2026, 1, 1)
REVIEWED = {
    "violation_subject": "member",
    "violation_ground": "laws_and_regulations",
    "violation_acted_on": "2025-05-10",
    "violation_confirmed_at": "2025-05-12T14:20:00",
    "violation_reviewer": "R-0417",
    "prohibited_content_spread": True,
}


def duties(
    role: str, service: Mapping[str, Any], day: date = DAY, **rows: Mapping[str, Any]
) -> dict[str, AssessedDuty]:
    """The duties of a role: of the service these facts, and one row of each entity named."""
    content = {
        "facts": measured({"offers_user_groups": True, **service}),
        "rows": {entity: {"one": measured(row)} for entity, row in rows.items()},
    }
    return {duty.id.partition("#")[2]: duty for duty in assessed(content, as_of=day, roles=(role,)).duties}


def test_an_owner_who_knew_and_did_nothing_and_one_who_acted_come_out_differently() -> None:
    knew = {**REVIEWED, "owner_aware_at": "2025-05-11T09:00:00"}
    idle = duties("group-owner", {}, violation={**knew, "owner_acted_at": "none"})
    acted = duties("group-owner", {}, violation={**knew, "owner_acted_at": "2025-05-11T09:20:00"})
    unaware = duties("group-owner", {}, violation={**REVIEWED, "owner_aware_at": "none"})
    for name in ("manage-group", "regulate-conduct-and-posting"):
        assert idle[name].verdict == "breached"
        assert acted[name].verdict == unaware[name].verdict == "undetermined"
        assert acted[name].judgement.rows


def test_the_duty_to_manage_a_group_binds_although_no_violation_happened() -> None:
    content = {"facts": {"offers_user_groups": True}, "coverage": {"violation": "all"}}
    found = {duty.id.partition("#")[2]: duty for duty in assessed(content, roles=("group-owner",)).duties}
    assert found["manage-group"].verdict == "undetermined"


@pytest.mark.parametrize(
    ("subject", "answerable"),
    [
        ("founder", "group-owner"),
        ("manager", "group-owner"),
        ("member", "group-member"),
        ("provider", "group-provider"),
    ],
)
def test_prohibited_content_is_a_gap_of_whoever_spread_it_and_of_nobody_else(subject: str, answerable: str) -> None:
    row = {**REVIEWED, "violation_subject": subject}
    for role in ("group-owner", "group-member", "group-provider"):
        reviewed = duties(role, {}, violation=row)["no-prohibited-content"].verdict
        assert reviewed == ("breached" if role == answerable else "undetermined"), role
        flagged = duties(role, {}, violation={**row, "violation_reviewer": "none"})["no-prohibited-content"].verdict
        assert flagged == "undetermined", f"a machine flag is a gap of nobody: {role}"


def test_a_founder_checked_two_days_after_founding_is_a_gap() -> None:
    checked = {"founded_at": "2021-06-18T20:05:00", "founder_check_covers_identity": True}
    for at, verdict in (("2021-06-20T20:05:00", "breached"), ("2021-06-18T20:04:00", "undetermined")):
        service = {"founder_eligibility_tiered": True}
        found = duties("group-provider", service, group={**checked, "founder_checked_at": at})
        assert found["review-founder-qualification"].verdict == verdict


@pytest.mark.parametrize(
    ("measure", "verdict"), [("closed", "breached"), ("none", "breached"), ("pending", "undetermined")]
)
def test_a_violation_settled_and_never_reported_is_a_gap(measure: str, verdict: str) -> None:
    row = {
        **REVIEWED,
        "violation_subject": "group",
        "violation_confirmed_at": "2025-05-28T09:00:00",
        "group_measure": measure,
        "authority_reported_at": "none",
        "functions_restricted_at": "2025-05-28T10:00:00",
    }
    assert duties("group-provider", {}, violation=row)["report-group-violations"].verdict == verdict


def test_identity_is_a_gap_by_what_the_service_says_of_itself() -> None:
    never = {"identity_check_before_registration": False, "identity_check_before_group_posting": False}
    later = {**never, "identity_check_before_group_posting": True, "display_name_free": True}
    posts = {"group_posting_enabled": True, "identity_verified_at": "none"}
    for service, row, verdict in ((never, {}, "breached"), (later, {}, "undetermined"), ({}, posts, "breached")):
        rows = {"account": row} if row else {}
        assert duties("group-provider", service, **rows)["verify-real-identity"].verdict == verdict


def test_limits_of_the_platform_itself_that_are_exceeded_are_gaps() -> None:
    caps = {"max_members_per_group": 500, "max_groups_founded_per_user": 20, "max_groups_joined_per_user": 100}
    for size, verdict in ((500, "undetermined"), (501, "breached")):
        found = duties("group-provider", caps, group={"member_count": size})
        assert found["set-upper-limits"].verdict == verdict
    late = {
        "complaint_about": "group",
        "complaint_received_at": "2025-03-01T10:00:00",
        "complaint_closed_at": "2025-03-08T10:00:00",
        "complaint_outcome": "acted_on",
    }
    for days, verdict in ((7, "undetermined"), (6, "breached"), ("none", "undetermined")):
        found = duties("group-provider", {"committed_complaint_days": days}, complaint=late)
        assert found["handle-complaints-promptly"].verdict == verdict


def test_support_asked_for_and_never_provided_is_a_gap_once_it_was_due() -> None:
    row = {
        "technical_support_requested": True,
        "technical_support_provided_on": "none",
        "inspection_answer_due_on": "2025-06-10",
    }
    for day, verdict in ((date(2025, 6, 10), "undetermined"), (date(2025, 6, 11), "breached")):
        assert duties("group-provider", {}, day, inspection=row)["provide-technical-support"].verdict == verdict
