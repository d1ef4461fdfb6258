"""Citations: 第九条第二款 and art. 9(2) to and from eIds, Chinese numerals included."""

from __future__ import annotations

import re
from functools import lru_cache

from guiju.model import ArticleNumber, Lang, Regulation

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_EID = re.compile(
    r"art_(\d{1,12})(?:-(\d{1,12}))?(?:__para_(\d{1,12}))?(?:__point_(\d{1,12}))?(?:__indent_(\d{1,12}))?", re.ASCII
)
_NUMBER = re.compile(r"([0-9]+)(?:-([0-9]+))?((?:\([0-9]+\))*)", re.ASCII)
_NUMERAL = "[0-9零〇一二两三四五六七八九十百千]{1,12}"
_CHINESE = re.compile(
    rf"第?(?P<article>{_NUMERAL})条(?:之(?P<inserted>{_NUMERAL}))?(?:第(?P<paragraph>{_NUMERAL})款)?"
    rf"(?:第?[（(]?(?P<point>{_NUMERAL})[)）]?项)?"
)
_ENGLISH = re.compile(
    r"(?:articles?|arts?\.?)\s*(?P<article>[0-9]{1,12})(?:-(?P<inserted>[0-9]{1,12}))?(?:\s*\((?P<paragraph>[0-9]{1,12})\))?(?:\s*(?:(?:item|point)\s*)?\((?P<point>[0-9]{1,12})\))?\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def numeral(number: int) -> str:
    """1–9999 as a Chinese numeral: 10 → 十, 15 → 十五, 120 → 一百二十, 1005 → 一千零五. Above, in digits: no rule has as many articles."""
    if number > 9999:
        return str(number)
    text, gap = "", False
    for value, unit in _UNITS:
        digit, number = divmod(number, value)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + unit
            gap = False
        elif text:
            gap = True
    if number:
        text += ("零" if gap else "") + _DIGITS[number]
    return re.sub("^一十", "十", text) or _DIGITS[0]


def number(text: str) -> int:
    """A Chinese or Arabic numeral as a number: 十五 → 15, 一百二十 → 120, 一千零五 → 1005, 12 → 12."""
    if text.isascii() and text.isdigit():
        return int(text)
    total = digit = 0
    for character in text:
        if character in "千百十":
            value = {"千": 1000, "百": 100, "十": 10}[character]
            total, digit = total + (digit or 1) * value, 0
        else:
            digit = digit * 10 + (
                "零一二三四五六七八九".index(character) if character in _DIGITS else 2 if character == "两" else 0
            )
    return total + digit


def parse(text: str) -> str | None:
    """The eId that a citation names, or None: 第九条第二款 → art_9__para_2, art. 9(2) → art_9__para_2, art_9 → art_9.

    第六条第八项 names a 项 of an article's only 款, hence of para_1.
    """
    text = text.strip()
    if _EID.fullmatch(text):
        return text
    match = _CHINESE.fullmatch(text) or _ENGLISH.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    eId = f"art_{number(parts['article'])}"
    if parts["inserted"]:
        eId += f"-{number(parts['inserted'])}"
    if parts["paragraph"] or parts["point"]:
        eId += f"__para_{number(parts['paragraph'] or '1')}"
    if parts["point"]:
        eId += f"__point_{number(parts['point'])}"
    return eId


def label(regulation: Regulation, eId: str, lang: Lang) -> str:
    """How the place is cited: 第九条第二款, art. 9(2). The 款 of an article with one 款 is not named, as lawyers do.

    Where other 款 of the article are missing, the one that is here is named.
    """
    match = _EID.fullmatch(eId)
    if match is None:
        return eId
    article, inserted, paragraph, point, _ = match.groups()
    found = regulation.article(eId)
    if found is not None and len(found.paragraphs) == 1 and not _missing_beside(regulation, article, inserted):
        paragraph = None
    return _article(article, inserted, lang) + _inside(paragraph, point, lang)


def marker(eId: str, lang: Lang) -> str:
    """What a printed text has before a 项: （三）, (3) with a space; empty before a 款. The texts of the data are without."""
    match = _EID.fullmatch(eId)
    point = match.group(4) if match else None
    if point is None:
        return ""
    return f"（{numeral(int(point))}）" if lang == "zh" else f"({point}) "


def numbered(number: ArticleNumber, lang: Lang) -> str:
    """How a provision of which only the outline is recorded is cited: 第二十一条第（三）项, art. 21 item (3).

    What stands in brackets is a 款 or a 项, the sources do not say which: it is written as recorded, 第十条（2）.
    """
    match = _NUMBER.fullmatch(number.number)
    if match is None:
        return number.number
    article, inserted, rest = match.groups()
    recorded = rest.replace("(", "（").replace(")", "）") if lang == "zh" else rest
    return _article(article, inserted, lang) + recorded + _inside(number.paragraph, number.point, lang)


def names(text: str, number: ArticleNumber) -> bool:
    """Whether a citation names a provision, what it is part of, or a part of it: 第六十一条 names 第六十一条第一款, and the reverse."""
    eId = parse(text)
    match = _EID.fullmatch(eId) if eId else None
    if match is None:
        return False
    article, inserted, paragraph, point, _ = match.groups()
    return (
        number.number.partition("(")[0] == article + (f"-{inserted}" if inserted else "")
        and (paragraph is None or number.paragraph in (None, int(paragraph)))
        and (point is None or number.point in (None, int(point)))
    )


def _missing_beside(regulation: Regulation, article: str, inserted: str | None) -> bool:
    """Whether other 款 of the article are known to be missing."""
    number = article + (f"-{inserted}" if inserted else "")
    return any(entry.number.startswith(f"{number}(") for entry in regulation.missing)


def _article(article: str, inserted: str | None, lang: Lang) -> str:
    if lang == "zh":
        return f"第{numeral(int(article))}条" + (f"之{numeral(int(inserted))}" if inserted else "")
    return f"art. {article}" + (f"-{inserted}" if inserted else "")


def _inside(paragraph: str | int | None, point: str | int | None, lang: Lang) -> str:
    if lang == "zh":
        text = f"第{numeral(int(paragraph))}款" if paragraph else ""
        return text + (f"第（{numeral(int(point))}）项" if point else "")
    return (f"({paragraph})" if paragraph else "") + (f" item ({point})" if point else "")
