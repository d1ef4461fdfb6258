"""For whom a report is: the house itself, or a regulator; and what the second leaves out.

The regulator edition has no risk grades, no notes, no reasons for bearing a risk, and nothing of a single group, account or
event (keys, facts, evidence may be personal data): only how many there are and how many decided a verdict.
"""

from __future__ import annotations

from typing import Literal

from guiju.model import Bilingual

Audience = Literal["internal", "regulator"]

EDITIONS: dict[Audience, Bilingual] = {
    "internal": Bilingual("内部版", "Internal edition"),
    "regulator": Bilingual("监管版", "Regulator edition"),
}
FACES: dict[Audience, Bilingual] = {
    "internal": Bilingual(
        "本版载有风险等级、内部备注，以及群组、账号等的编号（可能是个人信息），仅供内部使用；对外请用监管版。",
        "This edition holds risk grades, internal notes and numbers of groups and accounts, which may be personal data: for internal use; hand the regulator edition to others.",
    ),
    "regulator": Bilingual("本版供提交监管部门。未载入：", "This edition is for a regulator. Left out: "),
}
LEFT_OUT = (
    Bilingual("风险等级", "risk grades"),
    Bilingual("内部备注", "internal notes"),
    Bilingual("接受风险的理由", "the reasons why a risk is accepted"),
    Bilingual(
        "群组、账号、事件等逐个对象的编号、事实和证据（只列条数）",
        "keys, facts and evidence of single groups, accounts and events (only their numbers are given)",
    ),
    Bilingual("回执中的事实（只列哈希）", "the facts in the receipt (only its hashes are given)"),
)


def face(audience: Audience) -> Bilingual:
    """What the report says on its face of its edition."""
    told = FACES[audience]
    if audience == "internal":
        return told
    zh, en = "；".join(left.zh for left in LEFT_OUT), "; ".join(left.en for left in LEFT_OUT)
    return Bilingual(f"{told.zh}{zh}。", f"{told.en}{en}.")
