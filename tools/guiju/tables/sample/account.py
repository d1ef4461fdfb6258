"""Accounts: some older than the rules, one in ten in no group; and what can be wrong with one."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from guiju.tables.sample.draws import Array, Rows, blank, moment
from guiju.tables.sample.plan import GROUPS, INFORMATION, NAMES, NONE, Kind, Planting

JOINED = 200
"""The groups that one account can join at most: the service's own number."""

_IN_FORCE = "2015-03-01"
_PUBLIC = (
    "public_operator_shown",
    "public_registered_address_shown",
    "public_content_category_shown",
    "public_credit_code_shown",
    "public_contact_shown",
)


def _columns(rows: Rows) -> dict[str, Array]:
    registered = rows.moment("registered_at", "2011-01-21", "2026-06-30")
    old = pc.less(registered, pa.scalar(moment(_IN_FORCE), pa.timestamp("us")))
    reader = pc.and_(old, rows.chance("never verified", 180))
    verified = pc.if_else(
        old, rows.moment("verified_at", "2015-02-01", "2017-10-08"), rows.later("verified_at", registered, -900)
    )
    # The tenth account, which founds no group (guiju.tables.sample.group), is in none either.
    tens = pc.multiply(pc.divide(rows.numbers, pa.scalar(10, pa.uint64())), pa.scalar(10, pa.uint64()))
    alone = pc.equal(pc.subtract(rows.numbers, tens), pa.scalar(9, pa.uint64()))
    joined = pc.add(rows.below("joined", 12), rows.pick("many groups", {1: 80, 13: 17, 120: 3}))
    silent = pc.and_(old, alone)
    agreed = pc.if_else(
        old, rows.moment("agreed_at", "2015-03-01", "2017-10-08"), rows.later("agreed_at", registered, -60)
    )
    promised = pc.and_(old, rows.chance("promised", 500))
    public = rows.chance("public", 30)
    return {
        "account_registered_at": blank(registered, rows.chance("registered_at?", 8)),
        "identity_info_provided_at": blank(rows.later("provided_at", verified, -600), reader),
        "identity_info_provided_at__none": reader,
        "identity_verified_at": blank(verified, pc.or_(reader, rows.chance("verified_at?", 6))),
        "identity_verified_at__none": blank(reader, pc.invert(reader)),
        "group_posting_enabled": blank(pc.invert(reader), rows.chance("posting?", 5)),
        "agreement_accepted_at": blank(agreed, pc.or_(silent, rows.chance("agreed_at?", 10))),
        "agreement_accepted_at__none": blank(silent, pc.invert(silent)),
        "seven_lines_promised_at": blank(agreed, pc.or_(promised, rows.chance("promised_at?", 10))),
        "seven_lines_promised_at__none": blank(promised, pc.invert(promised)),
        "credit_level": blank(
            rows.pick("credit", {"A": 55, "B": 30, "C": 12, "D": 3}), pc.or_(alone, rows.chance("credit?", 14))
        ),
        "credit_level__none": blank(alone, pc.invert(alone)),
        "groups_joined_count": blank(
            pc.if_else(alone, pa.scalar(0, pa.int32()), pc.cast(joined, pa.int32())), rows.chance("joined?", 40)
        ),
        "ip_location_shown": blank(pc.is_valid(rows.numbers), rows.chance("location?", 5)),
        "is_public_account": public,
        **{name: blank(public, pc.invert(public)) for name in _PUBLIC if name != "public_credit_code_shown"},
        # An individual has no such code.
        "public_credit_code_shown": blank(public, pc.or_(pc.invert(public), rows.chance("individual", 400))),
    }


_SOUND = {
    "account_registered_at": moment("2019-02-03 11:20:00"),
    "identity_info_provided_at": moment("2019-02-03 11:18:00"),
    "identity_verified_at": moment("2019-02-03 11:20:00"),  # in the same second, which is not too late
    "group_posting_enabled": True,
    "agreement_accepted_at": moment("2019-02-03 11:19:58"),
    "seven_lines_promised_at": moment("2019-02-03 11:19:58"),
    "credit_level": "B",
    "groups_joined_count": 4,
    "ip_location_shown": True,
    "is_public_account": False,
    **dict.fromkeys(_PUBLIC),
}
_OLD = moment("2015-02-28 23:59:59")
_BEFORE, _REGISTERS, _PROMISE = (
    NAMES + "verify-identity-before-registration",
    NAMES + "sign-registration-agreement",
    NAMES + "promise-seven-bottom-lines",
)
_SERVICE, _REAL, _POST, _CREDIT = (
    GROUPS + "sign-service-agreement",
    GROUPS + "verify-real-identity",
    GROUPS + "no-posting-without-identity",
    GROUPS + "serve-by-credit-level",
)
_SIGN, _VERIFY, _LOCATION, _PUBLIC_PAGE = (
    INFORMATION + "sign-service-agreement",
    INFORMATION + "verify-real-identity",
    INFORMATION + "show-ip-location",
    INFORMATION + "show-public-account-information",
)
_NEW = {
    "account_registered_at": moment("2023-02-03 11:20:00"),
    "identity_info_provided_at": moment("2023-02-03 11:18:00"),
    "identity_verified_at": moment("2023-02-03 11:20:00"),
    "agreement_accepted_at": moment("2023-02-03 11:19:58"),
    "seven_lines_promised_at": moment("2023-02-03 11:19:58"),
}
_UNKNOWN = {"identity_info_provided_at": NONE, "identity_verified_at": NONE}

ACCOUNT = Kind(
    "account",
    "account_id",
    "a",
    _columns,
    _SOUND,
    (
        Planting("verified too late", (_BEFORE,), {"identity_verified_at": moment("2019-02-03 11:20:01")}),
        Planting("reads unverified", (_BEFORE,), {**_UNKNOWN, "group_posting_enabled": False}),
        Planting(
            "old, reads unverified", (), {**_UNKNOWN, "account_registered_at": _OLD, "group_posting_enabled": False}
        ),
        Planting("old, posts unverified", (_REAL, _POST), {**_UNKNOWN, "account_registered_at": _OLD}),
        Planting("posts unverified", (_BEFORE, _REAL, _POST), _UNKNOWN),
        Planting("no agreement", (_REGISTERS, _SERVICE), {"agreement_accepted_at": NONE}),
        Planting("no promise", (_PROMISE,), {"seven_lines_promised_at": NONE}),
        Planting(
            "old, no promise",
            (),
            {"account_registered_at": moment("2015-02-28 23:59:59"), "seven_lines_promised_at": NONE},
        ),
        # In a group only by having founded one, which the table of groups alone tells.
        Planting(
            "only founded",
            (_SERVICE,),
            {"account_registered_at": _OLD, "agreement_accepted_at": NONE, "groups_joined_count": None},
            told_by="group",
        ),
        Planting("no credit level", (_CREDIT,), {"credit_level": NONE}),
        Planting("new, reads unverified", (_BEFORE, _VERIFY), {**_NEW, **_UNKNOWN, "group_posting_enabled": False}),
        Planting(
            "registered on the last day before, reads unverified",
            (_BEFORE,),
            {
                **_UNKNOWN,
                "account_registered_at": moment("2022-07-31 23:59:59"),
                "agreement_accepted_at": moment("2022-07-31 23:59:59"),
                "seven_lines_promised_at": moment("2022-07-31 23:59:59"),
                "group_posting_enabled": False,
            },
        ),
        Planting("new, no agreement", (_REGISTERS, _SERVICE, _SIGN), {**_NEW, "agreement_accepted_at": NONE}),
        Planting("no location", (_LOCATION,), {"ip_location_shown": False}),
        Planting(
            "public, no contact",
            (_PUBLIC_PAGE,),
            {**dict.fromkeys(_PUBLIC, True), "is_public_account": True, "public_contact_shown": False},
        ),
        Planting(
            "public, all there but a code",
            (),
            {**dict.fromkeys(_PUBLIC, True), "is_public_account": True, "public_credit_code_shown": None},
        ),
        Planting("in as many groups as allowed", (), {"groups_joined_count": JOINED}),
        Planting("in more groups than allowed", (GROUPS + "set-upper-limits",), {"groups_joined_count": JOINED + 1}),
    ),
)
