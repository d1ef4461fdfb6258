"""How a rule stands on a day: force, displacement and verification are three different things."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.model import Corpus, Regulation
from guiju.standing import standing


@pytest.fixture
def accounts(corpus: Corpus) -> Regulation:
    return corpus.regulations["cac-account-names-2015"]


def test_a_rule_does_not_apply_before_its_first_day(accounts: Regulation) -> None:
    assert not standing(accounts, date(2015, 2, 28)).applies
    assert standing(accounts, date(2015, 3, 1)).applies


def test_displacement_begins_on_its_day_and_not_before(accounts: Regulation) -> None:
    assert standing(accounts, date(2022, 7, 31)).displaced_from is None
    assert standing(accounts, date(2022, 8, 1)).displaced_from == date(2022, 8, 1)


def test_a_displaced_rule_still_applies_where_it_is_consistent(accounts: Regulation) -> None:
    assert standing(accounts, date(2026, 1, 1)).applies


def test_an_unverified_force_says_so_in_both_languages(accounts: Regulation) -> None:
    words = standing(accounts, date(2026, 1, 1)).words
    assert "未经核实" in words.zh
    assert "未与官方清单核对" in words.zh
    assert "2022-08-01" in words.zh
    assert "unverified" in words.en
    assert "not verified against an official list" in words.en


def test_neither_rule_is_said_to_be_repealed(corpus: Corpus) -> None:
    for regulation in corpus.regulations.values():
        assert not any(r.kind in ("repeals", "repealed_by") for r in regulation.relations)
