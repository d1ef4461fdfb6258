"""What two wordings are compared by."""

from case_tables import cases, each
from guiju.files.folding import words

CASES = cases(__file__)


@each(CASES["different"])
def test_a_number_or_word_that_differs_is_a_difference(ours, theirs):
    assert words(ours) != words(theirs)


@each(CASES["alike"])
def test_script_punctuation_width_and_a_number_of_items_are_none(ours, theirs):
    assert words(ours) == words(theirs)
