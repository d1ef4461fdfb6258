"""Citations are read and written as lawyers do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases
from guiju.law.text import citation
from guiju.law.text.numerals import numeral, whole
from guiju.model import ArticleNumber, Corpus

CASES = cases(__file__)


@given(st.integers(1, 9999))
def test_a_numeral_reads_back_as_its_number(value: int) -> None:
    assert whole(numeral(value)) == value
    assert numeral(99_999) == "99999"  # more articles than any rule has are counted in digits


@pytest.mark.parametrize(("text", "eId"), CASES["places"])
def test_a_citation_names_its_place(text: str, eId: str) -> None:
    assert citation.parse(text) == eId


@pytest.mark.parametrize("text", ["", "日志", "第条", "九", "artful 9", "第九条第二款和第三款"])
def test_what_is_no_citation_names_no_place(text: str) -> None:
    assert citation.parse(text) is None


def test_every_place_of_every_rule_with_articles_is_found_again_by_its_own_label(corpus: Corpus) -> None:
    labels = 0
    for regulation in corpus.with_articles():
        for unit in regulation.units():
            for lang in ("zh", "en"):
                parsed = citation.parse(citation.label(regulation, unit.eId, lang))
                only = len(regulation.article(unit.eId).paragraphs) == 1
                assert parsed == unit.eId or (only and f"{parsed}__para_1" == unit.eId)
                labels += 1
    assert labels == 2 * (12 + 9 + 27 + 11)


def test_the_paragraph_of_an_article_that_has_one_is_not_named(corpus: Corpus) -> None:
    accounts, groups = corpus.regulations["cac-account-names-2015"], corpus.regulations["cac-group-services-2017"]
    assert citation.label(accounts, "art_4__para_1", "zh") == "第四条"
    assert citation.label(accounts, "art_6__para_1__point_8", "zh") == "第六条第（八）项"
    assert citation.label(accounts, "art_6__para_1__point_8", "en") == "art. 6 item (8)"
    assert citation.label(groups, "art_9__para_2", "zh") == "第九条第二款"
    assert citation.label(groups, "art_9__para_2", "en") == "art. 9(2)"


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (ArticleNumber("30", "unknown"), "第三十条", "art. 30"),
        (ArticleNumber("287-1", "unknown"), "第二百八十七条之一", "art. 287-1"),
        (ArticleNumber("364", "unknown", paragraph=1), "第三百六十四条第一款", "art. 364(1)"),
        (ArticleNumber("21", "unknown", point=3), "第二十一条第（三）项", "art. 21 item (3)"),
        (ArticleNumber("50", "unknown", paragraph=1, point=2), "第五十条第一款第（二）项", "art. 50(1) item (2)"),
        (ArticleNumber("10(2)", "unknown"), "第十条（2）", "art. 10(2)"),
    ],
)
def test_a_number_of_another_law_says_whether_it_is_a_paragraph_or_an_item(
    number: ArticleNumber, zh: str, en: str
) -> None:
    assert (citation.numbered(number, "zh"), citation.numbered(number, "en")) == (zh, en)


def test_only_a_rule_known_at_second_hand_leaves_open_what_its_brackets_count(corpus: Corpus) -> None:
    """Where the sources do not say whether a number is a 款 or a 项, the note says so; today every bracket is known."""
    open_ = [p for r in corpus.regulations.values() for p in r.provisions if any("(" in n.number for n in p.numbers)]
    assert all(p.note and "没有写明是款还是项" in p.note.zh for p in open_)
    logs = corpus.regulations["cybersecurity-law"].provisions
    shown = [citation.numbered(n, "zh") for p in logs if p.id == "log-duty" for n in p.numbers]
    assert shown == ["第二十一条第（三）项", "第二十三条第（三）项"]
