"""What two wordings are compared by."""

import pytest

from case_tables import cases
from guiju.citations.plain import words

CASES = cases(__file__)


@pytest.mark.parametrize(("ours", "theirs"), CASES["different"])
def test_a_number_or_word_that_differs_is_a_difference(ours, theirs):
    assert words(ours) != words(theirs)


@pytest.mark.parametrize(("ours", "theirs"), CASES["alike"])
def test_script_punctuation_width_and_a_number_of_items_are_none(ours, theirs):
    assert words(ours) == words(theirs)
