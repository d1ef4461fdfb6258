"""Groups as a platform has them, most of them small; and what can be wrong with one."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from guiju.tables.sample.draws import Array, Rows, blank, coded, moment
from guiju.tables.sample.plan import GROUPS, NONE, Kind, Plan, Planting

THRESHOLD = 100
"""The number of members from which the service shows an information page: its own number, which the words leave to it."""

LARGEST = 2_000
"""The members that a group can have at most: the service's own number too."""

_IN_FORCE = "2017-10-08"


def _columns(rows: Rows) -> dict[str, Array]:
    founded = rows.moment("founded_at", "2012-03-01", "2026-06-30")
    members = pc.add(rows.below("members", 60), rows.pick("size", {3: 700, 63: 180, 140: 90, 437: 25, 1900: 5}))
    large = pc.greater_equal(members, THRESHOLD)
    page = pc.or_(large, rows.chance("page", 300))
    new = pc.greater_equal(founded, pa.scalar(moment(_IN_FORCE), pa.timestamp("us")))
    checked = pc.or_(new, rows.chance("checked", 550))
    kept = rows.chance("handed over", 940)
    drawn = pc.cast(rows.pick("managers", {0: 45, 1: 30, 2: 15, 3: 8, 12: 2}), pa.int32())
    managers = pc.if_else(
        kept, drawn, pc.max_element_wise(drawn, pa.scalar(1, pa.int32()))
    )  # whoever took it over is one
    stays = rows.chance("stays", 970)
    founder = founders(rows)
    return {
        "founded_at": founded,
        "founder_account_id": founder,
        "owner_account_id": pc.if_else(kept, founder, coded("a", rows.below("owner", rows.of["account"]))),
        "member_count": blank(pc.cast(members, pa.int32()), rows.chance("members?", 4)),
        "group_tier": blank(rows.pick("tier", {"普通群": 80, "大群": 17, "超大群": 3}), rows.chance("tier?", 12)),
        "group_category": blank(
            rows.pick("category", {"亲友": 40, "同事": 22, "兴趣": 18, "学习": 12, "交易": 8}),
            rows.chance("category?", 20),
        ),
        "group_code": blank(codes(rows), rows.chance("code?", 3)),
        "group_code_shown": blank(pc.is_valid(founded), rows.chance("code shown?", 15)),
        "info_page_exists": blank(page, rows.chance("page?", 10)),
        "info_page_shows_name": page,
        "info_page_shows_member_count": page,
        "info_page_shows_category": blank(page, rows.chance("page category?", 10)),
        "founder_checked_at": blank(rows.later("checked_at", founded, -86_400), pc.invert(checked)),
        "founder_checked_at__none": blank(pc.invert(checked), rows.chance("checked_at?", 30)),
        "founder_check_covers_identity": checked,
        "founder_in_group": stays,
        "manager_count": managers,
        "founder_label_shown": blank(stays, pc.invert(stays)),
        "manager_label_shown": blank(pc.greater(managers, 0), pc.equal(managers, 0)),
        "member_label_shown": blank(pc.is_valid(founded), rows.chance("member label?", 6)),
    }


def founders(rows: Rows) -> Array:
    """The founder of each group: one of nine accounts in ten; the tenth founded none."""
    drawn = rows.below("founder", max(rows.of["account"] // 10, 1) * 9)
    tens = pc.divide(drawn, pa.scalar(9, pa.uint64()))
    return coded("a", pc.add(drawn, tens))


def codes(rows: Rows) -> Array:
    """A number for each group that no other has, and that does not tell how many there are."""
    return pc.cast(
        pc.add(pc.multiply(rows.numbers, pa.scalar(7, pa.uint64())), pa.scalar(103_204_511, pa.uint64())), pa.string()
    )


def _founder_of_one(place: int, plan: Plan) -> str:
    return f"a{plan.places['account']['only founded'][place]}"


_SOUND = {
    "founded_at": moment("2021-05-12 20:14:05"),
    "owner_account_id": "a0",
    "member_count": 231,
    "group_tier": "普通群",
    "group_category": "兴趣",
    "group_code_shown": True,
    "info_page_exists": True,
    "info_page_shows_name": True,
    "info_page_shows_member_count": True,
    "info_page_shows_category": True,
    "founder_checked_at": moment("2021-05-12 20:13:40"),
    "founder_check_covers_identity": True,
    "founder_in_group": True,
    "manager_count": 2,
    "founder_label_shown": True,
    "manager_label_shown": True,
    "member_label_shown": True,
}
_TIER, _CODE, _SHOWN = "tier-and-categorise-groups", "set-group-code", "display-group-code"
_PAGE, _CHECK, _LABEL = "set-group-information-page", "review-founder-qualification", "label-group-roles"


def _planting(name: str, breaks: str, pairs: bool = False, **facts: object) -> Planting:
    return Planting(name, tuple(GROUPS + one for one in breaks.split()), facts, pairs)


GROUP = Kind(
    "group",
    "group_id",
    "g",
    _columns,
    _SOUND,
    (
        _planting("no tier", _TIER, group_tier=NONE),
        _planting("no category", _TIER, group_category=NONE),
        _planting("no code", f"{_CODE} {_SHOWN}", group_code=NONE),
        _planting("empty code", "", group_code=""),  # an empty cell says nothing, so that it is to be verified
        _planting("code of another", _CODE, pairs=True, group_code=lambda place, plan: f"9{place // 2:09}"),
        _planting("code hidden", _SHOWN, group_code_shown=False),
        _planting("page lacks category", _PAGE, member_count=1204, info_page_shows_category=False),
        _planting(
            "no page at the threshold",
            _PAGE,
            member_count=THRESHOLD,
            info_page_exists=False,
            info_page_shows_name=False,
            info_page_shows_member_count=False,
            info_page_shows_category=False,
        ),
        _planting("as large as a group can be", "", member_count=LARGEST),
        _planting("larger than a group can be", "set-upper-limits", member_count=LARGEST + 1),
        _planting("no page below the threshold", "", member_count=THRESHOLD - 1, info_page_exists=False),
        _planting("unchecked founder", _CHECK, founded_at=moment(_IN_FORCE), founder_checked_at=NONE),
        _planting("checked a second too late", _CHECK, founder_checked_at=moment("2021-05-12 20:14:06")),
        _planting("identity left unchecked", _CHECK, founder_check_covers_identity=False),
        _planting("unchecked before the rule", "", founded_at=moment("2017-10-07 23:59:59"), founder_checked_at=NONE),
        _planting("founder without label", _LABEL, founder_label_shown=False),
        _planting("managers without label", _LABEL, manager_label_shown=False),
        _planting("members without label", _LABEL, member_label_shown=False),
        _planting("founder gone", "", founder_in_group=False, founder_label_shown=False),
        _planting("founded by one in no other group", "", founder_account_id=_founder_of_one),
    ),
)
