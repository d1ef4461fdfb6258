"""The words for the fixed values of the data, in both languages: modality, method, automation, consequence and so on."""

from __future__ import annotations

from guiju.model import Bilingual, Lang, Reason

LABELS: dict[str, Bilingual] = {
    "obligation": Bilingual("应当", "obligation"),
    "prohibition": Bilingual("不得", "prohibition"),
    "permission": Bilingual("可以", "permission"),
    "power": Bilingual("职权", "power"),
    "recommendation": Bilingual("鼓励", "recommendation"),
    "maintenance": Bilingual("持续保持", "to be maintained continuously"),
    "achievement": Bilingual("逐次完成", "to be performed each time"),
    "deadline.none": Bilingual("未规定期限", "no time set"),
    "deadline.open": Bilingual("开放用语，无数字", "open word, no number"),
    "deadline.period": Bilingual("有期限", "a period is set"),
    "deadline.before": Bilingual("须先行完成", "must come first"),
    "test": Bilingual("实测", "test"),
    "examine": Bilingual("查阅", "examine"),
    "interview": Bilingual("访谈", "interview"),
    "full": Bilingual("可由机器判定", "decidable by machine"),
    "partial": Bilingual("机器可判一部分", "partly decidable by machine"),
    "none": Bilingual("须人工判断", "needs a person"),
    "direct": Bilingual("其他法律有直接罚则", "punished directly by another law"),
    "via_parallel_duty": Bilingual("经平行义务处罚", "punished through a parallel duty"),
    "none_found": Bilingual("在已查的法律中未发现直接罚则", "no direct penalty found in the laws searched"),
    "carried": Bilingual("沿用", "carried over"),
    "widened": Bilingual("扩大", "widened"),
    "changed": Bilingual("改变", "changed"),
    "dropped": Bilingual("未再规定", "dropped"),
    "not_covered": Bilingual("未涵盖", "not covered"),
    "unaffected": Bilingual("不受影响", "not affected"),
    "seen": Bilingual("内容与条号均已见", "content and number seen"),
    "content_seen": Bilingual("内容已见，条号系推定或者凭记忆", "content seen, number inferred or from memory"),
    "second_hand": Bilingual("他人转述条号", "number at second hand"),
    "memory": Bilingual("仅凭记忆，未核实", "from memory only, unverified"),
    "near": Bilingual("见于转述，或者没有条号", "seen in reported speech, or without its number"),
    "fragment": Bilingual("只见片段", "fragments seen"),
    "unseen": Bilingual("未见", "not seen"),
    "purpose": Bilingual("目的与依据", "purpose and basis"),
    "scope": Bilingual("适用范围", "scope"),
    "definition": Bilingual("定义", "definition"),
    "commencement": Bilingual("施行日期", "commencement"),
    "glyph": Bilingual("异形字", "look-alike or traditional glyph"),
    "homophone": Bilingual("同音字", "homophone"),
    "missing": Bilingual("缺漏", "missing text"),
    "punctuation": Bilingual("标点", "punctuation"),
    "redaction": Bilingual("遮蔽", "redaction"),
    "substitution": Bilingual("替换语", "substituted phrase"),
    "compared": Bilingual("已与独立副本核对", "compared with an independent copy"),
    "partly_from_memory": Bilingual("部分凭记忆补足", "partly from memory"),
    "based_on": Bilingual("依据", "based on"),
    "basis_for": Bilingual("是其依据", "basis for"),
    "cites": Bilingual("引用", "cites"),
    "cited_by": Bilingual("被引用", "cited by"),
    "amends": Bilingual("修改", "amends"),
    "amended_by": Bilingual("被修改", "amended by"),
    "repeals": Bilingual("废止", "repeals"),
    "repealed_by": Bilingual("被废止", "repealed by"),
    "supersedes": Bilingual("实质取代", "supersedes"),
    "superseded_by": Bilingual("被实质取代", "superseded by"),
    "implements": Bilingual("实施", "implements"),
    "implemented_by": Bilingual("由其实施", "implemented by"),
    "text": Bilingual("条文载明", "stated in the text"),
    "sourced": Bilingual("另有来源", "from another source"),
    "unverified": Bilingual("未核实", "unverified"),
    "fetched": Bilingual("已直接查阅", "read there"),
    "cited": Bilingual("他处引用，未直接查阅", "named by another document, not read there"),
}

VERDICTS: dict[str, Bilingual] = {
    "met": Bilingual("符合", "met"),
    "breached": Bilingual("疑似不符合", "apparent gap"),
    "undetermined": Bilingual("待核实", "to be verified"),
    "not_applicable": Bilingual("不适用", "not applicable"),
}

REASONS: dict[Reason, Bilingual] = {
    "facts_missing": Bilingual("缺事实", "facts missing"),
    "stale": Bilingual("所供事实不计", "facts supplied do not count"),
    "needs_person": Bilingual("须由人判断", "a person judges"),
    "tested_part_holds": Bilingual("检测部分符合", "tested part met"),
}
"""Why a duty is still to be verified."""

COLON = Bilingual("：", ": ")
COMMA = Bilingual("、", ", ")

NOT_LEGAL_ADVICE = Bilingual(
    "非法律意见；请以官方公布的文本为准。", "Not legal advice; verify against the official text."
)
UNOFFICIAL = Bilingual("英文为非官方译文，以中文文本为准。", "Unofficial translation; the Chinese text prevails.")
NO_PENALTY = Bilingual("在已查的法律中未发现直接罚则", "No direct penalty was found in the laws searched")


def label(value: str, lang: Lang) -> str:
    """The words for a fixed value of the data."""
    return LABELS[value][lang]
