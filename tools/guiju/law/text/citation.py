"""Citations: 第九条第二款 and art. 9(2) to and from eIds, Chinese numerals included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guiju.law.text.numerals import NUMERAL, numeral, whole

if TYPE_CHECKING:  # the records are slow to import, and a search needs none of them
    from guiju.model import ArticleNumber, Lang, Regulation

_EID = re.compile(
    r"(?:annex_\d{1,12}__)?art_(\d{1,12})(?:-(\d{1,12}))?(?:_\d{1,12})?(?:__para_(\d{1,12}))?"
    r"(?:__point_(\d{1,12})(?:_\d{1,12})?)?(?:__indent_(\d{1,12})(?:_\d{1,12})?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"([0-9]+)(?:-([0-9]+))?((?:\([0-9]+\))*)", re.ASCII)
_CHINESE = re.compile(
    rf"第?(?P<article>{NUMERAL})条(?:之(?P<inserted>{NUMERAL}))?(?:第(?P<paragraph>{NUMERAL})款)?"
    rf"(?:第?[（(]?(?P<point>{NUMERAL})[)）]?项)?(?:第?[（(]?(?P<indent>{NUMERAL})[)）.]?目)?"
)
_ENGLISH = re.compile(
    r"(?:articles?|arts?\.?)\s*(?P<article>[0-9]{1,12})(?:-(?P<inserted>[0-9]{1,12}))?"
    r"(?:\s*\((?P<paragraph>[0-9]{1,12})\))?(?:\s*(?:(?:item|point)\s*)?\((?P<point>[0-9]{1,12})\))?\s*",
    re.IGNORECASE,
)


def parse(text: str) -> str | None:
    """第九条第二款 → art_9__para_2, art. 9(2) → art_9__para_2, art_9 → art_9, else None. 第六条第八项 names a 项 of an
    article's only 款, hence of para_1."""
    text = text.strip()
    if _EID.fullmatch(text):
        return text
    match = _CHINESE.fullmatch(text) or _ENGLISH.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    eId = f"art_{whole(parts['article'])}"
    if parts["inserted"]:
        eId += f"-{whole(parts['inserted'])}"
    if parts.get("indent") and not parts["point"]:
        return None
    if parts["paragraph"] or parts["point"]:
        eId += f"__para_{whole(parts['paragraph'] or '1')}"
    if parts["point"]:
        eId += f"__point_{whole(parts['point'])}"
    if parts.get("indent"):
        eId += f"__indent_{whole(parts['indent'])}"
    return eId


def label(regulation: Regulation, eId: str, lang: Lang) -> str:
    """How the place is cited: 第九条第二款, art. 9(2). As lawyers do, the only 款 of an article is not named,
    except where other 款 of the article are missing here."""
    match = _EID.fullmatch(eId)
    if match is None:
        return eId
    article, inserted, paragraph, point, indent = match.groups()
    here = regulation.article(eId)
    if here is not None and len(here.paragraphs) == 1 and not _missing_beside(regulation, article, inserted):
        paragraph = None
    place = _article(article, inserted, lang) + _inside(paragraph, point, lang)
    return place + ((f"第{indent}目" if lang == "zh" else f" indent {indent}") if indent else "")


def marker(eId: str, lang: Lang) -> str:
    """What is printed before a 项, not in the data: （三）, (3) with a space; before a 目 2.; empty before a 款."""
    match = _EID.fullmatch(eId)
    point, indent = match.group(4, 5) if match else (None, None)
    if indent is not None:
        return f"{indent}." if lang == "zh" else f"{indent}. "
    if point is None:
        return ""
    return f"（{numeral(int(point))}）" if lang == "zh" else f"({point}) "


def numbered(number: ArticleNumber, lang: Lang) -> str:
    """How a provision in outline is cited: 第二十一条第（三）项, art. 21 item (3). Where the sources do not say
    whether a bracket is a 款 or a 项, it is written as recorded: 第十条（2）."""
    match = _NUMBER.fullmatch(number.number)
    if match is None:
        return number.number
    article, inserted, rest = match.groups()
    recorded = rest.replace("(", "（").replace(")", "）") if lang == "zh" else rest
    return _article(article, inserted, lang) + recorded + _inside(number.paragraph, number.point, lang)


def names(text: str, number: ArticleNumber) -> bool:
    """Whether a citation names a provision, its whole or a part: 第六十一条 names 第六十一条第一款, and vice versa."""
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
