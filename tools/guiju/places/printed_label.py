"""Labels at the beginning of a line, as printed: 第三条, 第一章, （一）, 1., 一、; and what they number."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from guiju.files.folding import without_spaces
from guiju.places.numerals import whole

Kind = Literal["part", "subpart", "chapter", "section", "article", "point", "item", "indent"]
DIVISIONS: dict[str, Kind] = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section", "部分": "part",
                              "編": "part", "分編": "subpart", "節": "section"}  # fmt: skip
"""From the outside in."""
LEVELS: tuple[Kind, ...] = tuple(dict.fromkeys(DIVISIONS.values()))

_DIGIT = "0-9０-９零〇○一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾"
_NUMERAL = rf"[{_DIGIT}](?:\s?[{_DIGIT}]){{0,14}}"
_ORDINAL = "[第笫苐]"
_ARTICLE = re.compile(
    rf"(?P<label>{_ORDINAL}\s*(?P<number>{_NUMERAL})(?:-(?P<hyphen>[0-9]{{1,2}}))?\s*[条條](?:\s*之\s*(?P<inserted>[一二三四五六七八九十]{{1,3}}))?"
    r"(?:[：:．.]|[、，,](?!\s*第))?)(?P<rest>.*)"
)
_DIVISION = re.compile(
    rf"(?P<label>{_ORDINAL}\s*(?P<number>{_NUMERAL})\s*(?P<kind>分?[编編]|章|[节節]|部分)(?:之(?P<inserted>[一二三四五六七八九十]))?)"
    r"(?P<rest>.*)"
)
_POINT = re.compile(r"(?P<label>[（(〔﹙]\s*(?P<number>[零〇○一二三四五六七八九十百]{1,5})\s*[）)〕﹚])(?P<rest>.*)")
_CIRCLED_HAN = {chr(0x3220 + place): place + 1 for place in range(10)}
_ITEM = re.compile(r"(?P<label>(?P<number>[零〇一二三四五六七八九十百]{1,5})\s*[、．.])(?P<rest>.*)")
_INDENT = re.compile(
    r"(?P<label>(?P<number>[0-9０-９]{1,2})\s*[.．、](?!\s?\d)|[（(]?(?P<bracketed>[0-9０-９]{1,2})[）)]|(?P<sign>[①-⑳⑴-⒇⒈-⒛]))"
    r"(?P<rest>.*)"
)
_ENUMERATED: dict[Kind, re.Pattern[str]] = {"point": _POINT, "item": _ITEM, "indent": _INDENT}
_WIDTH = str.maketrans("０１２３４５６７８９○壹贰叁肆伍陆柒捌玖拾", "0123456789〇一二三四五六七八九十")
# What follows a number that is cited, not printed before an article: 第三条第二款所列 …
_CITED = re.compile(
    rf"\s*(?:第\s*[{_DIGIT}]+\s*[款项項条條章]|第\s*[（(]|前?款|规定|所[列称指述规]|[中内]?的|[、，,。；;]?$|[、，,]\s*第|至|[和或及与]\s*第"
    r"|或者\s*第|以及\s*第|之规定|中规定|（[^）]{0,30}）[的、，]|[~～—-]+\s*第)"
)
_SENTENCE = re.compile(r"[。；;：:，,！？!?]")
LONGEST_HEADING = 60


@dataclass(frozen=True)
class Label:
    """`printed` is the label as it stands, `number` what it counts (第一百二十条之一 is 120 and inserted 1), `rest` the
    words behind it. `apart`: white space is between them. `cites`: the words go on as behind a citation."""

    kind: Kind
    printed: str
    number: int
    inserted: int
    rest: str
    apart: bool
    cites: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.number, self.inserted


@lru_cache(maxsize=4096)  # of each line it is asked again and again: by the title, the outline, the end
def article(text: str) -> Label | None:
    """第三条 at the beginning of this text."""
    match = _ARTICLE.match(text)
    if match is None:
        return None
    rest = match["rest"]
    apart = rest[:1].isspace() or not rest
    cites = bool(_CITED.match(rest)) and bool(rest)
    return _label("article", match, apart, cites)


def division(text: str) -> Label | None:
    """第一章 总则: a heading, no sentence that begins with one."""
    match = _DIVISION.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    if len(rest) > LONGEST_HEADING or _SENTENCE.search(rest) or (rest and _CITED.match(rest) and not _is_apart(match)):
        return None
    return _label(DIVISIONS[match["kind"]], match, match["rest"][:1].isspace(), False)


def _is_apart(match: re.Match[str]) -> bool:
    """Whether white space is behind a number, and no number is listed with it."""
    return match["rest"][:1].isspace() and not re.match(r"\s*[第、，和及至]", match["rest"])


@lru_cache(maxsize=4096)
def enumerated(text: str) -> Label | None:
    """（一）, 一、, 1. or ① at the beginning of this text."""
    if text[:1] in _CIRCLED_HAN:
        return Label("point", text[0], _CIRCLED_HAN[text[0]], 0, text[1:].strip(), apart=False)
    for kind, pattern in _ENUMERATED.items():
        if match := pattern.fullmatch(text):
            found = _label(kind, match, True, False)
            return found if found.number else None
    return None


def _label(kind: Kind, match: re.Match[str], apart: bool, cites: bool) -> Label:
    parts = match.groupdict()
    written = parts["number"] or parts.get("bracketed") or ""
    number = whole(without_spaces(written.translate(_WIDTH))) if written else _signed(parts.get("sign") or "")
    inserted = whole(parts.get("inserted") or parts.get("hyphen") or "零")
    return Label(kind, match["label"].strip(), number, inserted, match["rest"].strip(), apart, cites)


def _signed(sign: str) -> int:
    for first in ("①", "⑴", "⒈"):
        if 0 <= ord(sign) - ord(first) < 20:
            return ord(sign) - ord(first) + 1
    return 0
