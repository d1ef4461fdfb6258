"""A text that refers: its places, and the references to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from guiju.model import Article, Unit
from guiju.places.citation import LAST
from guiju.places.numerals import whole

_INNER = ("part", "subpart", "chapter", "section")


@dataclass(frozen=True)
class Reference:
    """Characters [start, end) of a unit mean the place `eId` of a rule, the rule itself where that is None and the kind
    "rule". `kind` is the smallest unit that is named; `is_there` says whether what is named is here."""

    unit: Unit
    start: int
    end: int
    rule: str
    eId: str | None = None
    kind: str = "rule"
    is_there: bool = True

    @property
    def words(self) -> str:
        """The words of the reference."""
        return self.unit.zh[self.start : self.end]

    @property
    def name(self) -> str:
        """Where it stands, and its words: art_1__para_2 前款."""
        return f"{self.unit.eId} {self.words}"


@dataclass(frozen=True)
class ReferringText:
    """The articles among which a text refers: those of the rule, or of an annex."""

    rule: str
    articles: Sequence[Article]
    annexes: int
    own: tuple[str, ...] | None
    """Where the document speaks of another law: what it calls itself, 本决定."""
    amends: bool
    is_statute: bool = True
    """Whether 本法 is the document itself."""

    @cached_property
    def taiwan(self) -> bool:
        """Whether 項 is what is 款 elsewhere, and the other way round, as in Taiwan (not in Macau: 第一款（二）項)."""
        words = "".join(unit.zh for article in self.articles for unit in article.units() if "項" in unit.zh)
        return bool(words) and not re.search("款[第（(]{0,2}[一二三四五六七八九十]{1,3}[）)]?項", words)

    def reference(self, unit: Unit, span: tuple[int, int], eIds: Sequence[str], kind: str) -> Reference:
        """One to the first of these places that is there."""
        there = next((eId for eId in eIds if eId in self.places), None)
        return Reference(unit, *span, self.rule, there, kind, there is not None)

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(p for a in self.articles for p in (a.eId, *(unit.eId for unit in a.units())))

    @cached_property
    def order(self) -> dict[str, int]:
        return {article.eId: place for place, article in enumerate(self.articles)}

    @cached_property
    def divisions(self) -> dict[str, frozenset[str]]:
        """The kinds of headings under which each article stands."""
        above: dict[str, str] = {}
        kinds = {}
        for article in self.articles:
            for division in article.divisions:
                inner = _INNER[_INNER.index(division.kind) :] if division.kind in _INNER else ()
                above = {kind: eId for kind, eId in above.items() if kind not in inner} | {division.kind: division.eId}
            kinds[article.eId] = frozenset(above)
        return kinds

    def headings(self, words: str) -> tuple[str, ...]:
        """The headings that 第三章 or 第三章第一节 may name."""
        chapter, _, section = words.partition("章")
        ending = f"chp_{_number(chapter)}" + (f"__sec_{_number(section)}" if section else "")
        eIds = (division.eId for article in self.articles for division in article.divisions)
        return tuple(eId for eId in eIds if re.search(rf"(?:^|__){ending}$", eId))

    def with_point(self, article: str, point: int) -> tuple[str, ...]:
        """第三条第（二）项 where no 款 is named: that of the only 款, or of the one that has it."""
        found = [f"{p.eId}__point_{point}" for a in self.articles if a.eId == article for p in a.paragraphs]
        return tuple(found) or (f"{article}__para_1__point_{point}",)

    def inside(self, article: str, paragraph: int | None, point: int | None) -> tuple[tuple[str, ...], str]:
        """The eIds that a place of an article may have, and its smallest unit."""
        if paragraph == LAST:
            paragraph = next((len(each.paragraphs) for each in self.articles if each.eId == article), LAST)
        if point is not None and paragraph is None:
            return self.with_point(article, point), "point"
        head = article if paragraph is None else f"{article}__para_{paragraph}"
        if point is not None:
            return (f"{head}__point_{point}",), "point"
        return (head,), "article" if paragraph is None else "paragraph"


def _number(text: str) -> int:
    return whole(text.strip("第章节"))
