"""Violations, complaints, inspections and events of personal data: few beside groups and accounts; and what can be wrong with one."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from guiju.tables.sample.draws import Array, Rows, blank, moment
from guiju.tables.sample.plan import GROUPS, NAMES, NONE, Kind, Planting


def _day(moments: Array) -> Array:
    return pc.cast(pc.floor_temporal(moments, unit="day"), pa.date32())


def _violations(rows: Rows) -> dict[str, Array]:
    confirmed = rows.moment("confirmed_at", "2016-01-01", "2026-06-20")
    unconfirmed = rows.chance("unconfirmed", 300)
    subject = rows.pick("subject", {"group": 20, "founder": 10, "manager": 5, "member": 65})
    member = pc.equal(subject, "member")
    ground = pc.if_else(
        member,
        rows.pick("ground of a member", {"state_provisions": 30, "agreement_only": 70}),
        rows.pick("ground", {"laws_and_regulations": 30, "state_provisions": 20, "agreement_only": 50}),
    )
    serious = pc.and_(rows.chance("serious", 60), pc.invert(unconfirmed))
    return {
        "violation_confirmed_at": blank(confirmed, unconfirmed),
        "violation_confirmed_at__none": blank(unconfirmed, pc.invert(unconfirmed)),
        "violation_acted_on": blank(_day(rows.later("acted_on", confirmed, -864_000)), rows.chance("acted_on?", 30)),
        "violation_reviewer": blank(rows.pick("reviewer", {f"r{n}": 1 for n in range(25)}), unconfirmed),
        "violation_reviewer__none": blank(unconfirmed, pc.invert(unconfirmed)),
        "violation_subject": subject,
        "violation_ground": blank(ground, unconfirmed),
        "prohibited_content_spread": blank(pc.is_null(subject), unconfirmed),
        "violation_serious": blank(serious, unconfirmed),
        "group_measure": rows.pick(
            "group measure", {"warning_and_rectification": 60, "posting_suspended": 25, "closed": 13, "pending": 2}
        ),
        "user_measure": rows.pick(
            "user measure", {"credit_lowered": 70, "management_rights_suspended": 20, "other": 8, "pending": 2}
        ),
        "violation_record_kept": blank(pc.is_valid(subject), rows.chance("kept?", 12)),
        "authority_reported_at": blank(rows.later("reported_at", confirmed, 432_000), rows.chance("reported?", 700)),
        "blacklisted_at": blank(rows.later("blacklisted_at", confirmed, 86_400), pc.invert(serious)),
        "functions_restricted_at": blank(rows.later("restricted_at", confirmed, 86_400), pc.invert(serious)),
        "blacklist_record_kept": blank(serious, pc.invert(serious)),
    }


def _complaints(rows: Rows) -> dict[str, Array]:
    received = rows.moment("received_at", "2014-09-01", "2026-06-20")
    outcome = rows.pick("outcome", {"acted_on": 40, "not_upheld": 50, "pending": 10})
    still_open = pc.equal(outcome, "pending")
    return {
        "complaint_about": blank(
            rows.pick("about", {"registration_information": 35, "group": 40, "both": 5, "other": 20}),
            rows.chance("about?", 5),
        ),
        "complaint_received_at": received,
        "complaint_closed_at": blank(rows.later("closed_at", received, 604_800), still_open),
        "complaint_closed_at__none": still_open,
        "complaint_outcome": blank(outcome, rows.chance("outcome?", 10)),
    }


def _inspections(rows: Rows) -> dict[str, Array]:
    due = rows.moment("due_on", "2016-01-01", "2026-06-01")
    unlimited = rows.chance("unlimited", 100)
    asked = rows.chance("support", 200)
    return {
        "inspection_answer_due_on": blank(_day(due), unlimited),
        "inspection_answer_due_on__none": blank(unlimited, pc.invert(unlimited)),
        "inspection_answered_on": _day(rows.later("answered_on", due, -604_800)),
        "inspection_obstructed": blank(pc.is_null(due), rows.chance("obstructed?", 100)),
        "inspection_obstructed__reviewer": pc.if_else(rows.chance("reviewer", 900), "r3", pa.scalar(None, pa.string())),
        "technical_support_requested": asked,
        "technical_support_provided_on": blank(_day(due), pc.invert(asked)),
    }


def _events(rows: Rows) -> dict[str, Array]:
    reviewer = pc.if_else(rows.chance("reviewer", 950), "r9", pa.scalar(None, pa.string()))
    return {
        "personal_data_event_kind": rows.pick(
            "kind", {"none_confirmed": 70, "leak": 20, "damage": 5, "unlawful_sale": 5}
        ),
        "personal_data_event_kind__reviewer": reviewer,
        "event_occurred_on": blank(
            _day(rows.moment("occurred_on", "2014-01-01", "2026-06-01")), rows.chance("when?", 150)
        ),
        "event_attributable_to_provider": blank(pc.is_null(reviewer), pc.is_null(reviewer)),
        "event_attributable_to_provider__reviewer": reviewer,
    }


def _planting(name: str, breaks: str, **facts: object) -> Planting:
    return Planting(name, tuple(GROUPS + one for one in breaks.split()), facts)


_OWNER = "manage-group regulate-conduct-and-posting"
_KNOWN = {
    "violation_subject": "member",
    "violation_ground": "agreement_only",
    "owner_aware_at": moment("2023-03-09 21:30:00"),
}

VIOLATION = Kind(
    "violation",
    "violation_id",
    "n",
    _violations,
    {
        "violation_confirmed_at": moment("2023-03-14 15:00:00"),
        "violation_acted_on": date(2023, 3, 9),
        "violation_reviewer": "r4",
        "violation_subject": "manager",
        "violation_ground": "laws_and_regulations",
        "prohibited_content_spread": False,
        "violation_serious": True,
        "group_measure": "posting_suspended",
        "user_measure": "management_rights_suspended",
        "violation_record_kept": True,
        "authority_reported_at": moment("2023-03-15 10:00:00"),
        "blacklisted_at": moment("2023-03-14 16:00:00"),
        "functions_restricted_at": moment("2023-03-14 16:00:00"),
        "blacklist_record_kept": True,
        "blacklisting_reported_at": moment("2023-03-15 10:00:00"),
        "owner_aware_at": NONE,
        "owner_acted_at": NONE,
    },
    (
        _planting("by a member", "comply-with-laws-in-group", violation_subject="member"),
        _planting(
            "by a member, flagged by a machine",
            "",
            violation_subject="member",
            violation_reviewer=NONE,
        ),
        _planting(
            "spread by the provider",
            "no-prohibited-content",
            violation_subject="provider",
            prohibited_content_spread=True,
        ),
        _planting("spread by a manager", "no-prohibited-content", prohibited_content_spread=True),
        _planting(
            "spread by a member",
            "no-prohibited-content",
            violation_subject="member",
            violation_ground="state_provisions",
            prohibited_content_spread=True,
        ),
        _planting("spread, flagged by a machine", "", prohibited_content_spread=True, violation_reviewer=NONE),
        _planting("owner knew and did nothing", _OWNER, **_KNOWN),
        _planting("owner knew and acted", "", **{**_KNOWN, "owner_acted_at": moment("2023-03-10 09:00:00")}),
        _planting(
            "group never reported",
            "report-group-violations",
            violation_subject="group",
            authority_reported_at=NONE,
        ),
        _planting(
            "group not reported yet",
            "",
            violation_subject="group",
            group_measure="pending",
            authority_reported_at=NONE,
        ),
        _planting("user never reported", "report-user-violations", authority_reported_at=NONE),
        _planting("blacklisting never reported", "report-blacklisting", blacklisting_reported_at=NONE),
        _planting("group left alone", "take-measures-against-groups", violation_subject="group", group_measure="none"),
        _planting("group in hand", "", violation_subject="group", group_measure="pending"),
        _planting(
            "group left alone before the rule",
            "",
            violation_subject="group",
            group_measure="none",
            violation_confirmed_at=moment("2017-10-07 23:59:59"),
            violation_acted_on=date(2017, 10, 7),
        ),
        _planting(
            "no record of a group",
            "keep-group-violation-records",
            violation_subject="group",
            violation_record_kept=False,
        ),
        _planting("user left alone", "take-measures-against-users", user_measure="none"),
        _planting("no record of a user", "keep-user-violation-records", violation_record_kept=False),
        _planting("not on the blacklist", "put-on-blacklist", blacklisted_at=NONE),
        _planting("not restricted", "restrict-blacklisted", functions_restricted_at=NONE),
        _planting("no record of the blacklist", "keep-blacklist-records", blacklist_record_kept=False),
    ),
    lambda rows: max(rows // 10, 100),
)
_REPORTS, _COMPLAINTS = NAMES + "handle-reports-promptly", GROUPS + "handle-complaints-promptly"
COMPLAINT = Kind(
    "complaint",
    "complaint_id",
    "c",
    _complaints,
    {
        "complaint_about": "group",
        "complaint_received_at": moment("2022-01-05 09:00:00"),
        "complaint_closed_at": moment("2022-01-06 09:00:00"),
        "complaint_outcome": "closed_unexamined",
    },
    (
        Planting("of a group", (_COMPLAINTS,), {}),
        Planting("of a name", (_REPORTS,), {"complaint_about": "registration_information"}),
        Planting("of both", (_REPORTS, _COMPLAINTS), {"complaint_about": "both"}),
        Planting("of something else", (), {"complaint_about": "other"}),
    ),
    lambda rows: max(rows // 10, 100),
)
_COOPERATE, _SUPPORT = "cooperate-with-inspection", "provide-technical-support"
INSPECTION = Kind(
    "inspection",
    "inspection_id",
    "i",
    _inspections,
    {
        "inspection_answer_due_on": date(2024, 5, 20),
        "inspection_answered_on": date(2024, 5, 20),
        "inspection_obstructed": False,
        "inspection_obstructed__reviewer": "r3",
        "technical_support_requested": False,
        "technical_support_provided_on": NONE,
    },
    (
        _planting("obstructed", _COOPERATE, inspection_obstructed=True),
        _planting("obstructed, says nobody", "", inspection_obstructed=True, inspection_obstructed__reviewer=None),
        _planting("never answered", _COOPERATE, inspection_answered_on=NONE),
        _planting("support never provided", _SUPPORT, technical_support_requested=True),
        _planting(
            "support provided late",
            "",
            technical_support_requested=True,
            technical_support_provided_on=date(2024, 5, 24),
        ),
        _planting(
            "never answered before the rule",
            "",
            inspection_answer_due_on=date(2017, 10, 7),
            inspection_answered_on=NONE,
        ),
    ),
    lambda rows: max(rows // 10_000, 100),
)
_PROTECT = NAMES + "protect-user-information"
PERSONAL_DATA_EVENT = Kind(
    "personal_data_event",
    "event_id",
    "e",
    _events,
    {
        "personal_data_event_kind": "leak",
        "personal_data_event_kind__reviewer": "r9",
        "event_occurred_on": date(2021, 11, 11),
        "event_attributable_to_provider": True,
        "event_attributable_to_provider__reviewer": "r9",
    },
    (
        Planting("leaked", (_PROTECT, GROUPS + "no-disclosure-or-damage"), {}),
        Planting(
            "sold", (_PROTECT, GROUPS + "no-unlawful-sale-or-provision"), {"personal_data_event_kind": "unlawful_sale"}
        ),
        Planting("leaked before the rules", (), {"event_occurred_on": date(2015, 2, 28)}),
        Planting("leaked by others", (), {"event_attributable_to_provider": False}),
    ),
    lambda rows: max(rows // 10_000, 100),
)
