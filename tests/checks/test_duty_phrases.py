"""Duty phrases are found where they impose, not inside words that merely contain the character."""

import pytest

from case_tables import cases
from guiju.law.text.duty_phrases import NO_DUTY, duty_phrases

CASES = cases(__file__)


def phrases(text: str) -> list[str]:
    return [p.phrase for p in duty_phrases(text)]


@pytest.mark.parametrize("word", NO_DUTY)
def test_a_word_that_imposes_nothing_holds_no_duty_phrase(word: str) -> None:
    assert phrases(f"有关{word}的规定") == []


@pytest.mark.parametrize(("text", "found"), CASES["phrases"])
def test_phrases_are_found_from_left_to_right(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_a_phrase_knows_where_it_stands() -> None:
    (phrase,) = duty_phrases("并应当报告")
    assert (phrase.start, phrase.end) == (1, 3)
