"""Citations are read and written as lawyers do."""

import re
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.model import REQUIRED_LANGUAGES, ArticleNumber, Corpus
from guiju.places import citation, grammar
from guiju.places.numerals import numeral, whole
from places import ROOT

CASES = cases(__file__)


@given(st.integers(1, 9999))
def test_a_numeral_reads_back_as_its_number(value: int) -> None:
    assert whole(numeral(value)) == value
    assert numeral(99_999) == "99999"  # more articles than any rule has are counted in digits


@each(CASES["places"])
def test_a_citation_names_its_place(text: str, eId: str) -> None:
    assert (place := grammar.parse(text)) and place.eId == eId


@each(CASES["nowhere"])
def test_what_is_no_citation_names_no_place(text: str) -> None:
    assert grammar.parse(text) is None


def test_every_place_of_every_rule_with_articles_is_found_again_by_its_own_label(corpus: Corpus) -> None:
    labels: Counter[str] = Counter()
    for regulation in corpus.with_articles():
        for unit in regulation.units():
            for lang in ("zh", "en"):
                parsed = grammar.parse(citation.label(regulation, unit.eId, lang)).eId
                only = len(regulation.article(unit.eId).paragraphs) == 1
                assert parsed == unit.eId or (only and f"{parsed}__para_1" == unit.eId)
                labels[regulation.id] += 1
    read = ("cac-account-names-2015", "cac-group-services-2017", "cac-account-information-2022")
    assert [labels[rule] for rule in read] == [2 * (12 + 9), 2 * 27, 2 * 11]
    files = (ROOT / "regulations" / rule.id / "regulation.yaml" for rule in corpus.with_articles())
    places = (len(re.findall(r"^ *(?:- )?eId: art_[0-9-]+__", file.read_text("utf-8"), re.M)) for file in files)
    assert labels.total() == 2 * sum(places)


@each(CASES["labels"])
def test_the_paragraph_of_an_article_that_has_one_is_not_named(
    rule: str, eId: str, zh: str, en: str, corpus: Corpus
) -> None:
    assert [citation.label(corpus.regulations[rule], eId, lang) for lang in REQUIRED_LANGUAGES] == [zh, en]


@each(CASES["numbers"])
def test_a_number_of_another_law_says_whether_it_is_a_paragraph_or_an_item(
    stated: dict[str, Any], zh: str, en: str
) -> None:
    number = ArticleNumber(from_="unknown", **stated)
    assert (citation.numbered(number, "zh"), citation.numbered(number, "en")) == (zh, en)


def test_an_english_citation_in_full_has_the_chinese_title_the_issuer_and_the_year(corpus: Corpus) -> None:
    rule = corpus.regulations["cac-group-services-2017"]
    assert citation.in_full(rule, "art. 9(2)", "en").endswith(
        f" (《{rule.title.zh}》, {rule.issuer.en}, 2017), art. 9(2)"
    )
    assert citation.in_full(rule, "第九条第二款", "zh") == f"《{rule.title.zh}》第九条第二款"
