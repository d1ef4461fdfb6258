"""What a replay answers, in words: the names of the answers, their values, and what is said beside them."""

from __future__ import annotations

from collections.abc import Mapping

from guiju.labels import VERDICTS
from guiju.model import Bilingual, Lang

# In the order in which they are told, so that two rows of answers compare at a glance.
NAMES: dict[str, Bilingual] = {
    "verdict": Bilingual("结论", "verdict"),
    "applies": Bilingual("是否适用", "applies"),
    "detention": Bilingual("行政拘留", "administrative detention"),
    "fine": Bilingual("罚款", "administrative fine"),
    "imprisonment": Bilingual("有期徒刑", "fixed-term imprisonment"),
    "criminal_fine": Bilingual("罚金", "criminal fine"),
    "fine_cap_cited": Bilingual("所引罚款上限", "fine cap quoted"),
    "combination": Bilingual("并处", "combination"),
}
VALUES: dict[str, Bilingual] = {
    "yes": Bilingual("是", "yes"),
    "no": Bilingual("否", "no"),
    "undetermined": Bilingual("不能确定", "undetermined"),
    "within": Bilingual("在幅度内", "within the range"),
    "below_needs_mitigation": Bilingual("低于下限（须有减轻情节）", "below the range, needs mitigation"),
    "above": Bilingual("高于上限", "above the range"),
    "not_comparable": Bilingual("不能比对", "not comparable"),
    "allowed": Bilingual("允许", "allowed"),
    "not_allowed": Bilingual("不允许", "not allowed"),
    "agrees": Bilingual("相符", "agrees"),
    "differs": Bilingual("不符", "differs"),
}
HYPOTHETICAL = Bilingual("假设当时已施行", "hypothetical: as if in force")
SINCE_UNVERIFIED = Bilingual(
    "这一文本自何日起适用没有核实，该日是否适用不能确定。",
    "Since when this text applied is not verified; whether it did on that day is open.",
)
SHARE_UNKNOWN = Bilingual(
    "超过以金额规定的上限；是否超过按比例计算的上限，要知道计算的基数。",
    "Above the most that is set as an amount; whether it is above the most that is a share needs the figure of which it is one.",
)
_BETWEEN = Bilingual("；", "; ")


def said(answers: Mapping[str, str], lang: Lang) -> str:
    """verdict undetermined → 结论 待核实."""
    told = ((name, answers[name]) for name in NAMES if name in answers)
    return _BETWEEN[lang].join(f"{NAMES[name][lang]} {_value(name, answer)[lang]}" for name, answer in told)


def _value(name: str, answer: str) -> Bilingual:
    """A verdict that is open waits for verification (待核实); whether a sanction applies is then not certain."""
    return VERDICTS[answer] if name == "verdict" else VALUES[answer]
