"""The words that impose, forbid or encourage (应当, 不得, 鼓励 …), found where they do, not in 应急 or 必要."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PHRASES = (
    "应当", "不应当", "必须", "不得", "不予", "不准", "禁止", "严禁", "鼓励", "应", "须", "要",
)  # fmt: skip

# Words that contain one of the characters and impose nothing. A word is listed when a law was seen to use it.
NO_DUTY = (
    "相适应", "适应", "相应", "对应", "响应", "反应", "供应", "效应", "感应", "报应", "应急", "应用", "应对",
    "应邀", "应聘", "应诉", "应答", "应税", "应收", "应付", "应纳", "应届", "应征", "应变", "应战", "应有",
    "应得", "必要", "要求", "主要", "重要", "需要", "要件", "要素", "要点", "要约", "要害", "要道", "要职",
    "要挟", "要领", "要闻", "纲要", "摘要", "概要", "简要", "首要", "紧要", "扼要", "机要", "次要", "险要",
    "纪要", "只要", "须知", "无须", "毋须",
)  # fmt: skip

_TOKENS = re.compile("|".join([*sorted(NO_DUTY, key=len, reverse=True), *PHRASES]))


@dataclass(frozen=True)
class DutyPhrase:
    """A duty phrase at characters [start, end) of a text."""

    phrase: str
    start: int
    end: int


def duty_phrases(text: str) -> Iterator[DutyPhrase]:
    """The duty phrases of a Chinese text, from left to right."""
    for match in _TOKENS.finditer(text):
        if match.group() in PHRASES:
            yield DutyPhrase(match.group(), match.start(), match.end())
