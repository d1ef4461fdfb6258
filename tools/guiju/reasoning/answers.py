"""What a replay answers, in words: the names of the answers, their values, and what is said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guiju.law.labels import COMMA, VERDICT_LABELS
from guiju.model import Bilingual, Lang, State

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
    "measures": Bilingual("措施", "measures"),
    "law": Bilingual("适用的法律", "law that applies"),
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
    "listed": Bilingual("均为该档罚则所列", "all listed in this tier"),
    "not_listed": Bilingual("有该档罚则未列的", "some not listed in this tier"),
    "conduct": Bilingual("行为时的法律", "that of the time of the act"),
    "decision": Bilingual("作出决定时的法律（处罚较轻）", "that of the time of the decision, which is milder"),
    "unchanged": Bilingual("期间没有变化", "unchanged between act and decision"),
}
HYPOTHETICAL = Bilingual("假设当时已施行", "hypothetical: as if in force")
HISTORICAL = Bilingual("历史：已被后法取代", "historical: displaced by a later rule")
DISPLACED_BY = Bilingual(
    "自{day}起与《{rule}》不一致之处以后者为准：这一结论只依原规定的文字，不是当日的差距。",
    "Since {day} the {rule} prevail where the two are inconsistent: the verdict rests on the earlier words only and is no gap on that day.",
)
SINCE_UNVERIFIED = Bilingual(
    "这一文本自何日起适用没有核实，该日是否适用不能确定。",
    "Since when this text applied is not verified; whether it did on that day is open.",
)
SHARE_UNKNOWN = Bilingual(
    "超过以金额规定的上限；是否超过按比例计算的上限，要知道计算的基数。",
    "Above the most that is set as an amount; whether it is above the most that is a share needs the figure of which it is one.",
)
# Why one law applies and not the other, or why that cannot be decided (guiju.reasoning.law_in_time).
DAYS_UNKNOWN = Bilingual(
    "行为日或者决定日不详，不能确定其间法律是否变化。",
    "The day of the act or of the decision is unknown, so it is not clear whether the law changed in between.",
)
TIER_OPEN = Bilingual(
    "事实或者施行日期不足以确定适用哪一档处罚，不能比较轻重。",
    "The facts, or the dates of the law, do not settle which tier applies; without that the penalties cannot be compared.",
)
NOT_PUNISHED_THEN = Bilingual(
    "行为时这一条没有适用于它的处罚；后来的处罚不溯及既往。",
    "At the time of the act no penalty of this provision applied; a later one does not reach back.",
)
NOT_RECORDED_AT_DECISION = Bilingual(
    "没有记录作出决定时这一条的处罚；新法是否不再处罚，须由有权机关认定。",
    "No penalty of this provision is recorded for the day of the decision; whether the later law no longer punishes the act is for the authority or the court.",
)
CHANGED_DURING_CONDUCT = Bilingual(
    "行为持续期间法律已有变化，适用哪一文本须由有权机关认定。",
    "The law changed while the act went on; which text applies is for the authority or the court.",
)
CHANGED_BEFORE_DECISION = Bilingual(
    "决定日只知道大致期间，其间法律已有变化，不能确定决定时适用哪一文本。",
    "Only the period of the decision is known, and the law changed within it, so it is not clear which text was in force that day.",
)
SAME_LAW = Bilingual(
    "行为时和作出决定时适用同一处罚规定。",
    "The same penalty applied on the day of the act and on that of the decision.",
)
NO_RULE_FOR_MILDER_LAW = Bilingual(
    "本库没有记录作出决定时已经施行、规定从轻适用新法的条文。",
    "No provision is recorded here that, on the day of the decision, let a milder later law apply.",
)
EQUALLY_SEVERE = Bilingual(
    "新旧规定轻重相同，适用行为时的法律。",
    "The later penalty is neither lighter nor heavier, so the law of the act applies.",
)
_MILDER = Bilingual("新规定处罚较轻（{}），从轻适用。", "The later penalty is lighter ({}) and so applies.")
_HEAVIER = Bilingual(
    "新规定处罚较重（{}），适用行为时的法律。", "The later penalty is heavier ({}), so the law of the act applies."
)
_MIXED = Bilingual(
    "新规定有轻有重（较轻：{}；较重：{}），孰轻孰重须由有权机关认定。",
    "The later penalty is lighter in part ({}) and heavier in part ({}); which is milder is for the authority or the court.",
)
_SERVICE_MISSING = Bilingual(
    "案例没有写服务的事实，而这一义务的判断要用：{}。",
    "The case has no service, and the test of this duty reads facts of one: {}.",
)
ACT_AND_DECISION = (
    Bilingual("行为时", "at the time of the act"),
    Bilingual("作出决定时", "at the time of the decision"),
)
ON_PROCEDURE = Bilingual(
    "这一结果是程序上的驳回，没有对实体作出认定，不与罚则比对。",
    "The suit was dismissed on procedure; nothing was decided on the merits, so it is not compared with the penalty.",
)
EARLIER_CIVIL_LAW = Bilingual(
    "行为时该条尚未施行：民事责任原则上依行为时的法律，当时的法律未收录；不表示没有责任。",
    "At the time of the act the provision was not law yet: civil liability follows in principle the law of that time, which is not recorded here. That does not mean that there is none.",
)
ANOTHER_ACT = Bilingual(
    "所认定的行为不属于该条所处罚的行为。",
    "What was found is not an act of the kind that the provision punishes.",
)
SET_ASIDE = Bilingual(
    "所比对的决定后来被撤销，没有效力；在此只与罚则比对。",
    "The decision that is compared was set aside later and has no effect; it is compared with the penalty only.",
)
_BETWEEN = Bilingual("；", "; ")


def labels(hypothetical: bool, state: State | None) -> Iterator[Bilingual]:
    """The note beside an answer on law that was not yet, or no longer, in force on the day."""
    if hypothetical:
        yield HYPOTHETICAL
    if state == "displaced":
        yield HISTORICAL


def said(answers: Mapping[str, str], lang: Lang) -> str:
    """verdict undetermined → 结论 待核实."""
    told = ((name, answers[name]) for name in NAMES if name in answers)
    return _BETWEEN[lang].join(f"{NAMES[name][lang]} {_value(name, answer)[lang]}" for name, answer in told)


def _value(name: str, answer: str) -> Bilingual:
    """A verdict that is open waits for verification (待核实); whether a sanction applies is then not certain."""
    return VERDICT_LABELS[answer] if name == "verdict" else VALUES[answer]


def later_is_milder(parts: Sequence[str]) -> Bilingual:
    """The later law applies: in which parts it is lighter."""
    return Bilingual(_MILDER.zh.format(_parts(parts, "zh")), _MILDER.en.format(_parts(parts, "en")))


def later_is_heavier(parts: Sequence[str]) -> Bilingual:
    """The law of the act applies: in which parts the later one is heavier."""
    return Bilingual(_HEAVIER.zh.format(_parts(parts, "zh")), _HEAVIER.en.format(_parts(parts, "en")))


def lighter_and_heavier(lighter: Sequence[str], heavier: Sequence[str]) -> Bilingual:
    """Why it is open which of two penalties is milder."""
    return Bilingual(
        _MIXED.zh.format(_parts(lighter, "zh"), _parts(heavier, "zh")),
        _MIXED.en.format(_parts(lighter, "en"), _parts(heavier, "en")),
    )


def service_missing(facts: Sequence[str]) -> Bilingual:
    """Why a duty is open where the case has no service."""
    return Bilingual(_SERVICE_MISSING.zh.format("、".join(facts)), _SERVICE_MISSING.en.format(", ".join(facts)))


def _parts(names: Sequence[str], lang: Lang) -> str:
    return COMMA[lang].join(NAMES[name][lang] for name in names)
