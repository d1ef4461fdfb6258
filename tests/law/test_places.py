"""Provisions that name places in the versions of their law: number, interval and words follow from the text."""

from dataclasses import replace
from datetime import date

import pytest

from case_tables import cases, each
from guiju.amendment.concordance import concordance
from guiju.law import places, versions
from guiju.model import (
    NO_WORDS,
    Article,
    ArticleNumber,
    Force,
    HistoryEvent,
    LaterPart,
    Paragraph,
    Point,
    Provision,
    Regulation,
)  # fmt: skip
from real_corpus import real

LOGS = Paragraph("应当采取下列措施：", "", eId="", points=(Point("备份；", "", eId="", number="（一）"),
                                                    Point("留存日志。", "", eId="", number="（二）")))  # fmt: skip
CARE = Paragraph("应当加强管理。", "", eId="")


def article(number: str, *paragraphs: Paragraph) -> Article:
    """An article with these 款, each with its eId."""

    def placed(at: int, paragraph: Paragraph) -> Paragraph:
        eId = f"art_{number}__para_{at}"
        points = tuple(replace(p, eId=f"{eId}__point_{i}") for i, p in enumerate(paragraph.points, 1))
        return replace(paragraph, eId=eId, points=points)

    return Article(f"art_{number}", tuple(placed(at, p) for at, p in enumerate(paragraphs, 1)))


def a_text(amended: str, begins: date | str, *articles: Article, **force: object) -> Regulation:
    """A text of a law of 2016, in force from `begins`."""
    day = date.fromisoformat(amended)
    return Regulation(
        "a-law", NO_WORDS, NO_WORDS, "text", "law", NO_WORDS, "/akn/cn/act/law/npc/2016-11-07/a-law",
        Force(begins, "unknown", "unverified", None, NO_WORDS, **force), articles=articles,
        history=(HistoryEvent("adopted" if day.year == 2016 else "amended", day, "通过"),),
    )  # fmt: skip


OLD = a_text("2016-11-07", date(2017, 6, 1), article("21", LOGS), article("47", CARE))
NEW = a_text("2025-10-28", date(2026, 1, 1), article("23", LOGS), article("49", CARE, CARE))


def numbers(*at: tuple[str, str], of: tuple[Regulation, ...] = (OLD, NEW), since: date = date(2017, 6, 1)):
    """The numbers of a provision that stands at these places of these versions."""
    named = tuple(ArticleNumber(version=day, place=place) for day, place in at)
    provision = Provision("logs", "duty", NO_WORDS, NO_WORDS, named, "seen")
    work = replace(a_text("2016-11-07", since), provisions=(provision,), versions=of)
    return places.numbered(work).provisions[0].numbers


def test_a_place_tells_number_interval_and_words():
    old, new = numbers(("2016-11-07", "art_21__para_1__point_2"), ("2025-10-28", "art_23__para_1__point_2"))

    assert (old.number, old.paragraph, old.point, old.from_, old.until) == (
        "21", None, 2, date(2017, 6, 1), date(2026, 1, 1))  # fmt: skip
    assert (new.number, new.from_, new.until) == ("23", date(2026, 1, 1), None)
    assert old.words.zh == ("应当采取下列措施：", "（二）留存日志。")
    assert old.words.source == "2016-11-07"


@each(cases(__file__)["places"])
def test_words_are_those_of_the_place_and_of_what_leads_to_it(place, paragraph, lines):
    (number,) = numbers(("2016-11-07", place))

    assert (number.paragraph, [*(number.words.zh if number.words else ())]) == (paragraph, lines)


def test_a_paragraph_is_named_where_the_article_has_several():
    assert numbers(("2025-10-28", "art_49__para_2"))[0].paragraph == 2


def test_before_the_first_text_that_is_here_the_number_is_unknown():
    assert numbers(("2016-11-07", "art_47"), since=date(2006, 3, 1))[0].from_ == "unknown"


def test_what_goes_on_unchanged_in_a_version_of_unknown_commencement_is_one_number():
    undated = a_text("2025-10-28", "unknown", article("47", CARE))
    other_words = a_text("2025-10-28", "unknown", article("47", LOGS))
    both = ("2016-11-07", "art_47"), ("2025-10-28", "art_47")

    assert [(n.from_, n.until) for n in numbers(*both, of=(OLD, undated))] == [(date(2017, 6, 1), None)]
    assert len(numbers(*both, of=(OLD, other_words))) == 2


def test_a_place_that_begins_later_than_its_version_is_law_from_then_and_the_old_one_until_then():
    later = (LaterPart(("art_49",), date(2026, 7, 1)),)
    split = a_text("2025-10-28", date(2026, 1, 1), article("49", CARE), article("23", LOGS), exceptions=later)
    old, new = numbers(("2016-11-07", "art_47"), ("2025-10-28", "art_49"), of=(OLD, split))
    work = replace(a_text("2016-11-07", date(2017, 6, 1)), versions=(OLD, split))

    assert (old.until, new.from_) == (date(2026, 7, 1), date(2026, 7, 1))
    on = date(2026, 3, 1)
    assert versions.in_force(work, on, "art_49__para_1").day == date(2016, 11, 7)
    assert versions.in_force(work, on, "art_23").day == versions.in_force(work, on).day == date(2025, 10, 28)
    assert versions.in_force(work, date(2026, 7, 1), "art_49").day == date(2025, 10, 28)


def test_versions_are_named_by_their_day_and_what_happened_on_it():
    work = replace(a_text("2016-11-07", date(2017, 6, 1)), versions=(OLD, NEW))

    assert [places.title(work, version).zh for version in versions.versions(work)] == [
        "2016年11月7日通过的文本", "2025年10月28日修正后的文本",
    ]  # fmt: skip


@pytest.mark.parametrize("id", ["cybersecurity-law", "public-security-penalties", "internet-information-services"])
def test_the_places_of_our_provisions_follow_the_concordance_of_the_versions(id):
    rule = real().regulations[id]
    old, new = versions.versions(rule)
    partners = {}
    for pair in concordance(old.text, new.text):
        partners.setdefault(pair.old, set()).add(pair.new)

    def articles(provision: Provision, version: versions.Version) -> set[str]:
        return {n.place.partition("__")[0] for n in provision.numbers if n.version == str(version.day)}

    astray = [
        (provision.id, article)
        for provision in rule.provisions
        for article in articles(provision, old)
        if articles(provision, new) and not partners[article] & {*articles(provision, new), None}
    ]
    assert astray == []
