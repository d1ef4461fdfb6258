"""Penalties in words: for what conduct a tier is imposed. The ranges are held in tests/test_site_sanctions.py, where pages show them."""

from __future__ import annotations

from itertools import product

import pytest

from guiju import predicates
from guiju.model import LANGUAGES, Lang
from guiju.penalties.conditions import condition
from guiju.predicates import FactName, walk
from real_corpus import real

CONDITIONS = sorted(
    {s.when for r in real().regulations.values() for p in r.provisions for s in p.sanctions if s.when is not None}
)


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        ("aggravated", "情节较重或者严重", "circumstances aggravated or serious"),
        ("NOT aggravated", "情节不属较重或者严重", "circumstances neither aggravated nor serious"),
        ("NOT NOT for_profit", "以牟利为目的", "done for profit"),
        (
            "NOT (refused_to_correct OR serious_consequences)",
            "没有责令改正后拒不改正，且没有造成严重后果",
            "correction not refused after an order, and no serious consequences caused",
        ),
        (
            "for_profit AND (refused_to_correct OR lighter_circumstances)",
            "以牟利为目的，且（责令改正后拒不改正，或者情节较轻）",
            "done for profit, and (correction refused after an order, or circumstances lighter)",
        ),
        (
            "for_profit AND NOT (refused_to_correct OR lighter_circumstances)",
            "以牟利为目的，且没有责令改正后拒不改正，且情节不属较轻",
            "done for profit, and correction not refused after an order, and circumstances not lighter",
        ),
        (
            "NOT group_member_count_at_conduct >= 30",
            "行为时群组成员不足30人",
            "fewer than 30 group members at the time of the act",
        ),
    ],
)
def test_a_condition_is_told_in_words(when: str, zh: str, en: str) -> None:
    assert (condition(when, "zh"), condition(when, "en")) == (zh, en)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_condition_of_the_data_has_words_and_none_but_its_own(lang: Lang) -> None:
    told = {when: condition(when, lang) for when in CONDITIONS}
    assert CONDITIONS and None not in told.values()
    assert len(set(told.values())) == len(told)


def test_what_has_no_words_is_not_told() -> None:
    for when in ("no_such_fact", "group_member_count_at_conduct = 30", "aggravated AND previous_year_turnover > 5"):
        assert condition(when, "zh") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fact_and_its_opposite_have_different_words(lang: Lang) -> None:
    names = {n.name for when in CONDITIONS for n in walk(predicates.parse(when)) if isinstance(n, FactName)}
    told = [condition(form.format(name), lang) for name, form in product(names, ("{}", "NOT {}"))]
    known = [words for words in told if words is not None]
    assert len(known) >= 2 * (len(names) - 1) and len(set(known)) == len(known)
