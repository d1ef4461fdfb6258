"""Amendments planted into every duty and every penalty of the base are all found in the words, as what they are, and
nothing else is."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.amendment.texts import TextAmendment, amendment
from guiju.amendment.word_effects import word_effects
from guiju.law.text import quotation
from guiju.law.versions import versions
from guiju.model import Article, Paragraph, Regulation
from guiju.places.numerals import numeral, whole
from real_corpus import real

TEXTS = [version.text for rule in real().regulations.values() for version in versions(rule)]
NUMERAL = "[一二三四五六七八九十百千万]+"
ANOTHER = "网络交易平台经营者"


@dataclass(frozen=True)
class Plant:
    """An article, and one 款 or 项 of it with other words."""

    rule: Regulation
    article: Article
    eId: str
    words: str

    def amended(self) -> TextAmendment:
        return amendment(
            alone(self.rule, self.article), alone(self.rule, with_words(self.article, self.eId, self.words))
        )


def alone(rule: Regulation, *articles: Article) -> Regulation:
    return replace(rule, articles=articles, preamble=(), annexes=())


def with_words(article: Article, eId: str, words: str) -> Article:
    def paragraph(p: Paragraph) -> Paragraph:
        points = tuple(replace(point, zh=words) if point.eId == eId else point for point in p.points)
        return replace(p, zh=words if p.eId == eId else p.zh, points=points)

    return replace(article, paragraphs=tuple(map(paragraph, article.paragraphs)))


def units() -> Iterator[tuple[Regulation, Article, str, str]]:
    for rule in TEXTS:
        for article in rule.articles:
            for p in article.paragraphs:
                yield from ((rule, article, unit.eId, unit.zh) for unit in (p, *p.points))


def planted(pattern: str, edit: Callable[[str], str]) -> list[Plant]:
    """A plant for each place of the pattern, in every text of the base."""
    return [
        Plant(rule, article, eId, words[: match.start()] + edit(match[0]) + words[match.end() :])
        for rule, article, eId, words in units()
        for match in re.finditer(pattern, words)
    ]


def more(number: str) -> str:
    return numeral(whole(number) + 7)


FINES = planted(f"{NUMERAL}(?=[元日](?:以上{NUMERAL}[元日])?以下(?:罚款|拘留))", more)
PERIODS = planted(f"{NUMERAL}(?=(?:日|个月|小时|个工作日)(?:内|以内))|(?<=不少于){NUMERAL}(?=个月)", more)
NUMBERS = planted(f"(?<!第){NUMERAL}(?=周岁|名)", more)
MODALITIES = planted("应当(?!知道|依法追究)", lambda _: "可以") + planted("不得", lambda _: "应当")
AUTHORITIES = planted("(?:公安机关|网络运营者|关键信息基础设施的运营者)(?=应当|不得|可以)", lambda _: ANOTHER)


def bearers() -> Iterator[Plant]:
    """Each duty with another bearer, where its words name the one that our reading gives."""
    parties = {party.id: party for party in real().vocabulary.parties}
    for rule, duty in real().obligations():
        article = rule.article(duty.eId)
        for unit in quotation.cited_units(rule, duty.eId):
            for party in (parties[bearer] for bearer in duty.bearers):
                names = sorted((*party.named_as.get(rule.id, ()), party.label.zh), key=len, reverse=True)
                named = re.search(f"({'|'.join(names)})(?=[^，。；、]{{0,8}}(?:应当|不得|可以|负责))", unit.zh)
                if named and article and any(named[1] in quote for quote in duty.quote):
                    yield Plant(rule, article, unit.eId, unit.zh[: named.start()] + ANOTHER + unit.zh[named.end(1) :])


def wrong(expected: str, plants: list[Plant]) -> list[tuple[set[str], str]]:
    found = (({effect.kind for effect in word_effects(plant.amended())}, plant.words) for plant in plants)
    return [entry for entry in found if entry[0] != {expected}]


KINDS = {"sanction": FINES, "deadline": PERIODS, "threshold": NUMBERS, "modality": MODALITIES}
SEVERAL = {"sanction": 700, "deadline": 15, "threshold": 30, "modality": 450, "bearer": 130}


@pytest.mark.cost(2.5, "compares two texts for each of 700 fines")
@pytest.mark.parametrize("kind", SEVERAL)
def test_another_fine_period_number_modality_or_bearer_is_found_as_what_it_is(kind: str) -> None:
    plants = KINDS[kind] if kind in KINDS else [*bearers(), *AUTHORITIES]
    assert len(plants) > SEVERAL[kind]
    assert wrong(kind, plants) == []


@given(st.fixed_dictionaries({}, optional={kind: st.sampled_from(plants) for kind, plants in KINDS.items()}))
def test_several_at_once_are_found_each_for_itself(plants: dict[str, Plant]) -> None:
    rule, articles = (
        TEXTS[0],
        [(plant.article, with_words(plant.article, plant.eId, plant.words)) for plant in plants.values()],
    )
    numbered = [(renamed(old, n), renamed(new, n)) for n, (old, new) in enumerate(articles, 1)]
    found = amendment(alone(rule, *(old for old, _ in numbered)), alone(rule, *(new for _, new in numbered)))
    assert sorted(effect.kind for effect in word_effects(found)) == sorted(plants)


def renamed(article: Article, number: int) -> Article:
    """The article with another number."""

    def eId(old: str) -> str:
        return f"art_{number}{old.removeprefix(article.eId)}"

    paragraphs = tuple(
        replace(p, eId=eId(p.eId), points=tuple(replace(point, eId=eId(point.eId)) for point in p.points))
        for p in article.paragraphs
    )
    return replace(article, eId=f"art_{number}", paragraphs=paragraphs)


def test_other_numbers_alone_are_moves_and_no_effect() -> None:
    for rule in TEXTS:
        moved = alone(rule, *(renamed(article, n) for n, article in enumerate(rule.articles, 5)))
        found = amendment(alone(rule, *rule.articles), moved)
        assert {row.kind for row in found.units} == {"moved"}
        assert list(word_effects(found)) == []


NOISE: dict[str, Callable[[str], str]] = {
    "punctuation": lambda words: words.replace("，", "、").replace("；", "。"),
    "quotation marks": lambda words: words.replace("“", "").replace("《", "<").replace("》", ">"),
    "white space": lambda words: "　".join(words),
    "width": lambda words: "".join(unicodedata.normalize("NFKC", c) if not c.isalnum() else chr(ord(c) + 0xFEE0)
                                   if c.isascii() else c for c in words),
}  # fmt: skip


@given(st.sampled_from(TEXTS), st.sampled_from(sorted(NOISE)), st.data())
def test_what_is_only_noise_is_no_difference(rule: Regulation, noise: str, data: Any) -> None:
    article = data.draw(st.sampled_from(rule.articles))
    noisy = article
    for unit in article.units():
        noisy = with_words(noisy, unit.eId, NOISE[noise](unit.zh))
    assert not amendment(alone(rule, article), alone(rule, noisy)).differs
