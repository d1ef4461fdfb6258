"""Reviews of names, avatars and profiles: many by a machine alone, whose flag is no finding; and what can be wrong with one."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from guiju.tables.sample.draws import Array, Rows, blank, moment
from guiju.tables.sample.plan import INFORMATION, NAMES, NONE, Kind, Planting

_PROHIBITED = (
    "name-violates-constitution-or-law",
    "name-endangers-national-security",
    "name-harms-national-honour",
    "name-incites-ethnic-hatred",
    "name-undermines-religious-policy",
    "name-spreads-rumours",
    "name-spreads-obscenity-or-violence",
    "name-insults-others",
    "name-otherwise-prohibited",
)


def _columns(rows: Rows) -> dict[str, Array]:
    completed = rows.moment("completed_at", "2014-06-01", "2026-06-29")
    outcome = rows.pick("outcome", {"registered": 93, "refused": 4, "pending": 3})
    refused, pending = pc.equal(outcome, "refused"), pc.equal(outcome, "pending")
    trigger = rows.pick("trigger", {"registration": 55, "change": 45})
    person = pc.or_(refused, rows.chance("person", 350))
    never_live = pc.or_(refused, pending)
    nobody = pc.invert(person)
    text = pa.scalar(None, pa.string())
    return {
        "review_item": rows.pick("item", {"name": 40, "avatar": 35, "profile": 20, "other": 5}),
        "review_trigger": trigger,
        "review_completed_at": blank(completed, pc.or_(pending, rows.chance("completed_at?", 7))),
        "review_completed_at__none": blank(pending, pc.invert(pending)),
        "information_live_at": blank(
            rows.later("live_at", completed, 600), pc.or_(never_live, rows.chance("live_at?", 9))
        ),
        "information_live_at__none": blank(never_live, pc.invert(never_live)),
        "review_outcome": outcome,
        "review_reviewer": pc.if_else(person, rows.pick("reviewer", {f"r{n}": 1 for n in range(40)}), text),
        "review_reviewer__none": blank(nobody, person),
        "review_finding": blank(
            pc.if_else(refused, rows.pick("finding", {"unlawful": 1, "undesirable": 3}), "clean"), nobody
        ),
        "deceptive_registration": blank(pc.and_(refused, rows.chance("deceptive", 100)), nobody),
        "impersonation_finding": blank(pc.if_else(person, "not_found", text), rows.chance("impersonation?", 20)),
        "prohibited_name_item": blank(
            pc.if_else(
                refused, rows.pick("prohibited", {"none": 60, "item_7": 15, "item_8": 15, "item_9": 10}), "none"
            ),
            nobody,
        ),
        "occupation_finding": blank(
            pc.if_else(rows.chance("occupation", 100), "consistent", pa.scalar("none_shown")), nobody
        ),
        "account_measure": pc.if_else(refused, "other", "none"),
    }


_SOUND = {
    "review_item": "avatar",
    "review_trigger": "registration",
    "review_completed_at": moment("2020-07-01 08:00:00"),
    "information_live_at": moment("2020-07-01 08:00:00"),  # at once, which is not before
    "review_outcome": "registered",
    "review_reviewer": "r7",
    "review_finding": "clean",
    "deceptive_registration": False,
    "impersonation_finding": "not_found",
    "prohibited_name_item": "none",
    "occupation_finding": "none_shown",
    "account_measure": "none",
    "impersonation_reported_at": moment("2020-07-02 09:00:00"),
}
_AGAIN = {"review_trigger": "recheck", "review_outcome": None}
_OCCUPATION = {
    "review_item": "profile",
    "review_completed_at": moment("2023-07-01 08:00:00"),
    "information_live_at": moment("2023-07-01 08:00:00"),
    "occupation_finding": "inconsistent",
}
_BAD = {"review_finding": "unlawful", "account_measure": "suspended"}
_FOUND = {
    **_AGAIN,
    "review_item": "name",
    "review_finding": "undesirable",
    "impersonation_finding": "association",
    "account_measure": "deregistered",
}


def _planting(name: str, breaks: str, **facts: object) -> Planting:
    return Planting(name, tuple(NAMES + one for one in breaks.split()), facts)


REVIEW = Kind(
    "account_review",
    "review_id",
    "v",
    _columns,
    _SOUND,
    (
        _planting(
            "live before the review",
            "review-registration-information",
            information_live_at=moment("2020-07-01 07:59:59"),
        ),
        _planting(
            "never reviewed",
            "review-registration-information",
            review_outcome="unreviewed",
            review_completed_at=NONE,
            review_reviewer=NONE,
            review_finding=None,
        ),
        _planting("registered all the same", "refuse-registration", **_BAD),
        _planting(
            "registered before the rule",
            "",
            **_BAD,
            review_completed_at=moment("2015-02-28 08:00:00"),
            information_live_at=moment("2015-02-28 08:00:00"),
        ),
        *(
            _planting(one, one, **_AGAIN, **_BAD, review_item="name", prohibited_name_item=f"item_{place}")
            for place, one in enumerate(_PROHIBITED, 1)
        ),
        _planting(
            "prohibited, never live",
            "",
            **_AGAIN,
            **_BAD,
            review_item="name",
            prohibited_name_item="item_3",
            information_live_at=NONE,
        ),
        _planting(
            "only a machine's flag",
            "",
            **_AGAIN,
            **_BAD,
            review_item="name",
            prohibited_name_item="item_3",
            review_reviewer=NONE,
        ),
        _planting("nothing done", "take-measures-on-registration-information", **_AGAIN, review_finding="undesirable"),
        _planting(
            "left registered",
            "deregister-impersonating-account",
            review_item="name",
            review_trigger="complaint",
            review_outcome=None,
            review_finding="undesirable",
            impersonation_finding="impersonation",
            account_measure="correction_notice",
        ),
        Planting("another occupation", (INFORMATION + "true-occupation",), _OCCUPATION),
        Planting(
            "another occupation, before the rule",
            (),
            {
                **_OCCUPATION,
                **dict.fromkeys(("review_completed_at", "information_live_at"), moment("2022-07-31 08:00")),
            },
        ),
        Planting(
            "another occupation, only a machine's flag",
            (),
            {**_OCCUPATION, "review_reviewer": NONE, "review_finding": None},
        ),
        _planting("never reported", "report-impersonation", **_FOUND, impersonation_reported_at=NONE),
        _planting("in hand", "", **{**_FOUND, "account_measure": "pending"}, impersonation_reported_at=NONE),
    ),
    lambda rows: max(rows // 2, 100),
)
