"""Citations: a place of a law by its numbers, as an eId, and as lawyers cite it (第九条第二款, art. 9(2))."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from guiju.places.numerals import numeral

if TYPE_CHECKING:  # the records are slow to import, and a search needs none of them
    from guiju.model import Article, ArticleNumber, Lang, Regulation

LAST = -1
"""The number of a 末款 or 末项."""
_LEVELS = ("article", "paragraph", "point", "indent")
_EID = re.compile(
    r"(?:annex_(?P<annex>\d{1,12})(?:__(?=art)|\Z))?(?:art_(?P<article>\d{1,12})(?:-(?P<inserted>\d{1,12}))?"
    r"(?:_\d{1,12})?(?:__para_(?P<paragraph>\d{1,12}))?(?:__point_(?P<point>\d{1,12})(?:_\d{1,12})?)?"
    r"(?:__indent_(?P<indent>\d{1,12})(?:_\d{1,12})?)?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"([0-9]+)(?:-([0-9]+))?(?:\(([0-9]+)\))?", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A provision: numbers of annex, article, 款, 项 and 目, None where none is named. `loose`: the last of them is in
    a bracket or circle, so that it is one of a 款, or else of a 项."""

    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    point: int | None = None
    indent: int | None = None
    annex: int | None = None
    loose: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, eId: str) -> Place | None:
        """art_120-1__para_2 → 第一百二十条之一第二款; None for what is no eId of a provision."""
        match = _EID.fullmatch(eId) if eId else None
        numbers: dict[str, Any] = {level: int(n) for level, n in match.groupdict().items() if n} if match else {}
        return cls(**numbers) if match else None

    @property
    def article_eId(self) -> str:
        """annex_1__art_120-1; of an annex alone its own."""
        annex = f"annex_{self.annex}" if self.annex else ""
        article = f"art_{self.article}" + (f"-{self.inserted}" if self.inserted else "") if self.article else ""
        return "__".join(filter(None, (annex, article)))

    @property
    def eId(self) -> str:
        """art_120-1__para_2__point_3; a 项 of an article's only 款 is one of para_1."""
        paragraph = self.paragraph or (1 if self.point else None)
        levels = ("para", paragraph), ("point", self.point), ("indent", self.indent)
        return self.article_eId + "".join(f"__{level}_{number}" for level, number in levels if number)

    @property
    def numbers(self) -> tuple[int, ...]:
        """By which places are in order; 0 where none is named."""
        return tuple(n or 0 for n in (self.article, self.inserted, self.paragraph, self.point))

    def label(self, lang: Lang) -> str:
        """As it is cited, with every level that is named: 第二十一条第一款, art. 21(1)."""
        if lang != "zh":
            inserted = f"-{self.inserted}" if self.inserted else ""
            head = (f"annex {self.annex}", f"art. {self.article}{inserted}")
            forms, last = ("({})", " item ({})", " indent {}"), ("(last)", " last item", " last indent")
        else:
            inserted = f"之{numeral(self.inserted)}" if self.inserted else ""
            head = (f"附件{numeral(self.annex or 0)}", f"第{numeral(self.article or 0)}条{inserted}")
            forms, last = ("第{}款", "第（{}）项", "第{}目"), ("末款", "末项", "末目")
        named = (part for part, number in zip(head, (self.annex, self.article), strict=True) if number)
        text = (" " if lang != "zh" else "").join(named)
        for form, end, number in zip(forms, last, (self.paragraph, self.point, self.indent), strict=True):
            if number:
                chinese = lang == "zh" and "目" not in form
                text += end if number == LAST else form.format(numeral(number) if chinese else number)
        return text

    def covers(self, number: ArticleNumber) -> bool:
        """Whether one is the place of the other, or a part of it: 第六十一条 of 第六十一条第一款, and vice versa."""
        other = of_number(number)
        levels = (self.paragraph, number.paragraph), (self.point, number.point)
        return (self.article, self.inserted) == (other.article, other.inserted) and all(
            None in (own, its) or own == its for own, its in levels
        )


def is_within(eId: str, place: str) -> bool:
    """Whether an eId is this place or lies within it: art_6__para_2 within art_6, art_60 not."""
    return f"{eId}__".startswith(f"{place}__")


def eIds(text: Regulation, place: Place) -> tuple[str, ...]:
    """The eIds of a place in a text: several where the 款 of a 项 is not named; none where it is not there."""
    if place.article is None:
        return tuple(annex.eId for annex in text.annexes if annex.eId == place.article_eId)
    found = article(text, place)
    if found is None or (place.paragraph is None and place.point is None):
        return () if found is None else (found.eId,)
    wanted = [paragraph.eId for paragraph in found.paragraphs]
    if place.paragraph is not None:
        wanted = [f"{found.eId}__para_{place.paragraph}"]
    for level, number in (("point", place.point), ("indent", place.indent)):
        wanted = [f"{eId}__{level}_{number}" for eId in wanted] if number is not None else wanted
    there = {unit.eId for unit in found.units()}
    return tuple(eId for eId in wanted if eId in there)


def settled(text: Regulation, place: Place) -> Place:
    """The place with the number of its 末款 or 末项; and with a loose number as that of a 项 where the article has no
    such 款."""
    found = article(text, place)
    if found is None:
        return place
    if place.paragraph == LAST:
        place = replace(place, paragraph=len(found.paragraphs))
    if place.point == LAST:
        above = [p for p in found.paragraphs if place.paragraph in (None, int(p.eId.rpartition("_")[2]))]
        place = replace(place, point=max((len(p.points) for p in above), default=0) or LAST)
    if place.loose and place.paragraph and not place.point and not eIds(text, place):
        point = replace(place, paragraph=None, point=place.paragraph)
        return point if len(eIds(text, point)) == 1 else place
    return place


def article(text: Regulation, place: Place) -> Article | None:
    """The article of a text, or of an annex of it, in which a place is."""
    if place.annex is None:
        return text.article(place.article_eId)
    return next((a for annex in text.annexes for a in annex.articles if a.eId == place.article_eId), None)


def label(regulation: Regulation, eId: str, lang: Lang) -> str:
    """How the place is cited: 第九条第二款, art. 9(2). As lawyers do, the only 款 of an article is not named,
    except where other 款 of the article are missing here."""
    place = Place.of(eId)
    if place is None:
        return eId
    here = regulation.article(eId)
    if here is not None and len(here.paragraphs) == 1 and not _missing_beside(regulation, place):
        place = replace(place, paragraph=None)
    return place.label(lang)


def in_full(rule: Regulation, place: str, lang: Lang) -> str:
    """《…规定》第九条第二款: the rule and a place, as one would write it into a letter. In English with its title in
    Chinese, by which alone it is found, who issued it, and the year, as far as known."""
    if lang == "zh":
        return f"《{rule.title.zh}》{place}"
    year = str(rule.promulgated.year) if rule.promulgated else ""
    named = ", ".join(filter(None, (f"《{rule.title.zh}》", rule.issuer.en, year)))
    return f"{rule.title.en} ({named}), {place}"


def marker(eId: str, lang: Lang) -> str:
    """What is printed before a 项, not in the data: （三）, (3) with a space; before a 目 2.; empty before a 款."""
    place = Place.of(eId) or Place()
    if place.indent is not None:
        return f"{place.indent}." if lang == "zh" else f"{place.indent}. "
    if place.point is None:
        return ""
    return f"（{numeral(place.point)}）" if lang == "zh" else f"({place.point}) "


def of_number(number: ArticleNumber) -> Place:
    """The place of a provision in outline; a bracket, of which the sources do not say what it is, as that of a 款."""
    match = _NUMBER.fullmatch(number.number)
    article, inserted, bracket = match.groups() if match else (None, None, None)
    paragraph = number.paragraph or (int(bracket) if bracket else None)
    return Place(int(article or 0) or None, int(inserted or 0) or None, paragraph, number.point, loose=bool(bracket))


def numbered(number: ArticleNumber, lang: Lang) -> str:
    """How a provision in outline is cited: 第二十一条第（三）项, art. 21 item (3). Where the sources do not say
    whether a bracket is a 款 or a 项, it is written as recorded: 第十条（2）."""
    place = of_number(number)
    if place.article is None:
        return number.number
    if not place.loose:
        return place.label(lang)
    recorded = f"（{place.paragraph}）" if lang == "zh" else f"({place.paragraph})"
    return Place(place.article, place.inserted).label(lang) + recorded


def _missing_beside(regulation: Regulation, place: Place) -> bool:
    """Whether other 款 of the article are known to be missing."""
    number = f"{place.article}" + (f"-{place.inserted}" if place.inserted else "")
    return any(entry.number.startswith(f"{number}(") for entry in regulation.missing)
