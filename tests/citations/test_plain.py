"""What two wordings are compared by."""

import pytest

from guiju.citations.plain import words


@pytest.mark.parametrize(
    ("ours", "theirs"), [("处1.5倍罚款", "处15倍罚款"), ("按5%计算", "按5‰计算"), ("应当报告", "不得报告")]
)
def test_a_number_or_word_that_differs_is_a_difference(ours, theirs):
    assert words(ours) != words(theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("应当留存日志，", "應當留存日誌"), ("处１.５倍罚款。", "处 1.5 倍罚款"), ("（一）应当报告；", "应当报告")],
)
def test_script_punctuation_width_and_a_number_of_items_are_none(ours, theirs):
    assert words(ours) == words(theirs)
