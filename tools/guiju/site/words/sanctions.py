"""The words for sanctions and for the checks of obligations, in both languages."""

from __future__ import annotations

from guiju.documents.penalties.words import PENALTIES
from guiju.law import statute

SANCTIONS: dict[str, tuple[str, str]] = {
    **PENALTIES,
    "words_of_the_law": (statute.WORDS_OF_THE_LAW.zh, statute.WORDS_OF_THE_LAW.en),
    "tier_and_subject": ("档次与对象", "Tier and subject"),
    "version": ("适用期间", "In time"),
    "penalty": ("处罚", "Penalty"),
    "imposed_by": ("由谁决定", "Imposed by"),
    "tier_condition": ("条件", "Condition"),
    "checks": ("机器检查", "Checks by machine"),
    "check_entity": ("逐个检查：{}", "for each: {}"),
    "applies_when": ("适用于", "applies where"),
    "requires": ("要求", "requires"),
    "decides": ("能判定", "decides"),
    "decides.both": ("符合与不符合", "met and breached"),
    "decides.met": ("只能判定符合", "met only"),
    "decides.breached": ("只能判定不符合", "breached only"),
    "remaining": ("留给人判断", "left to a person"),
    "n_examples": ("{}个例子，每次检查时执行", "{} examples, executed at every check"),
    "examples": ("例子", "Examples"),
}
