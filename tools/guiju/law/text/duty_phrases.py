"""The words that impose, forbid or encourage (应当, 不得, 鼓励 …), found where they do, not in 应急 or 必要."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.files.bundled import packaged

_WORDS = packaged(__file__)
PHRASES, NO_DUTY = tuple(_WORDS["phrases"]), tuple(_WORDS["no_duty"])
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
