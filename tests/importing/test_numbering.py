"""Numbers as laws print them, misprint them and lose them: what becomes of each, in a short text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.law.text.numerals import numeral
from laws import imported, text_at


@pytest.mark.parametrize(
    "line",
    [
        "第二条第一款规定的情形，不受前款限制。",
        "第一条、第三条规定的情形除外。",
        "第五条规定的期限，自收到之日起计算。",
        "第三条所列行为，从重处罚。",
        "第十条的规定同样适用。",
        "第三条和第四条规定的时限可以延长。",
    ],
)
def test_a_reference_at_the_beginning_of_a_line_is_no_article(line: str) -> None:
    text = f"样本规定\n第一条 甲。\n第二条 乙。\n{line}\n第三条 丙。\n第四条 丁。\n"
    rule = imported(text)
    assert [a["eId"] for a in rule.value["articles"]] == ["art_1", "art_2", "art_3", "art_4"]
    assert text_at(rule, "art_2__para_2") == line


HEADS = [
    "款待外宾",
    "规定事项",
    "所有人",
    "中央机关",
    "的确",
    "至少一次",
    "第二条规定的期限",
    "第一条所列行为",
    "、",
    "- 甲",
]


@given(st.lists(st.sampled_from(HEADS), min_size=2, max_size=12), st.sampled_from([" ", "　"]))
def test_words_that_a_citation_might_have_are_an_articles_own_behind_white_space(heads: list[str], gap: str) -> None:
    lines = [f"第{numeral(number)}条{gap}{head}应当如此。" for number, head in enumerate(heads, 1)]
    rule = imported("样本办法\n" + "\n".join(lines))
    assert [a["eId"] for a in rule.value["articles"]] == [f"art_{number}" for number in range(1, len(heads) + 1)]
