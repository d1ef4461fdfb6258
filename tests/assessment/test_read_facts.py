"""What a user says of owners, founders, limits and reports makes a difference, and only for whoever is answerable."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assessment_samples import assessed
from case_tables import cases
from guiju.assessment import AssessedDuty
from row_samples import measured

DAY = date(2026, 1, 1)
CASES = cases(__file__)
VERDICTS = CASES["verdicts"]


def duties(
    role: str, service: Mapping[str, Any], day: date = DAY, **rows: Mapping[str, Any]
) -> dict[str, AssessedDuty]:
    """The duties of a role: of the service these facts, and one row of each entity named."""
    content = {
        "facts": measured({"offers_user_groups": True, **service}),
        "rows": {entity: {"one": measured(row)} for entity, row in rows.items()},
    }
    return {duty.id.partition("#")[2]: duty for duty in assessed(content, as_of=day, roles=(role,)).duties}


@pytest.mark.parametrize("case", VERDICTS.values(), ids=VERDICTS)
def test_what_is_said_makes_a_gap_or_leaves_the_duty_open(case: dict[str, Any]) -> None:
    role, service, day = case.get("role", "group-provider"), case.get("service", {}), case.get("day", DAY)
    found = duties(role, service, day, **case.get("rows", {}))
    for name in case["duties"]:
        assert (found[name].verdict, bool(found[name].judgement.rows)) == (case["verdict"], True)


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
    row = {**CASES["reviewed"], "violation_subject": subject}
    for role in ("group-owner", "group-member", "group-provider"):
        reviewed = duties(role, {}, violation=row)["no-prohibited-content"].verdict
        assert reviewed == ("breached" if role == answerable else "undetermined"), role
        flagged = duties(role, {}, violation={**row, "violation_reviewer": "none"})["no-prohibited-content"].verdict
        assert flagged == "undetermined", f"a machine flag is a gap of nobody: {role}"
