"""Numbers as laws print them, misprint them and lose them: what becomes of each, in a short text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.law.text.numerals import numeral
from laws import imported, text_at, tree


def article_numbers(text: str, name: str = "law.txt") -> list[str]:
    return [article["eId"] for article in imported(text, name).value["articles"]]


def test_look_alikes_of_第_and_spaces_in_numbers_are_read_and_kept() -> None:
    rule = imported("样本规定\n笫一条 甲。\n第 二 条 乙。\n第三 条 丙。\n第4条 丁。\n第５条 戊。\n")
    assert [a["eId"] for a in rule.value["articles"]] == ["art_1", "art_2", "art_3", "art_4", "art_5"]
    assert [a["number"] for a in rule.value["articles"]] == ["笫一条", "第 二 条", "第三 条", "第4条", "第５条"]


def test_marks_behind_a_number_are_part_of_it() -> None:
    rule = imported("样本规定\n第一条：甲。\n第二条、乙。\n第三条. 丙。\n")
    assert [a["number"] for a in rule.value["articles"]] == ["第一条：", "第二条、", "第三条."]
    assert text_at(rule, "art_2__para_1") == "乙。"


def test_an_interpretation_has_headings_with_一_and_二() -> None:
    text = (
        "关于样本案件若干问题的解释\n一、一般规定\n第一条 甲。\n第二条 乙：\n（一）丙；\n（二）丁。\n"
        "二、关于举证、质证的规定\n第三条 戊。\n"
    )
    rule = imported(text)
    assert tree(rule) == [
        "hdg_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_1__point_1",
        "art_2__para_1__point_2", "hdg_1_2", "art_3", "art_3__para_1",
    ]  # fmt: skip
    assert rule.value["articles"][2]["divisions"][0]["number"] == "二、"


def test_inserted_articles_follow_theirs() -> None:
    text = "样本法\n第一百二十条 甲。\n第一百二十条之一 乙。\n第一百二十条之二 丙。\n第一百二十一条 丁。\n"
    assert article_numbers(text) == ["art_120", "art_120-1", "art_120-2", "art_121"]


def test_numbering_may_begin_at_205_and_have_gaps() -> None:
    rule = imported("第二编 物权\n第二百零五条 甲。\n第二百零六条 乙。\n第二百零九条 丙。\n", "laws/物权.txt")
    assert [a["eId"] for a in rule.value["articles"]] == ["art_205", "art_206", "art_209"]
    assert any("number-gap: 第二百零九条 follows 第206条" in note for _, note in rule.notes)


def test_a_number_that_is_printed_twice_gets_a_suffix_and_a_note() -> None:
    rule = imported("样本规定\n第一条 甲。\n第二条 乙。\n第二条 丙。\n第三条 丁。\n")
    assert [a["eId"] for a in rule.value["articles"]] == ["art_1", "art_2", "art_2_2", "art_3"]
    assert any("repeated-number" in note for _, note in rule.notes)


def test_a_number_without_words_is_kept_and_noted() -> None:
    rule = imported("样本规定\n第一条 甲。\n第二条\n第三条 乙。\n")
    assert tree(rule) == ["art_1", "art_1__para_1", "art_2", "art_3", "art_3__para_1"]
    assert (3, "no-words: 第二条 has no text") in rule.notes


def test_articles_out_of_order_are_kept_where_they_stand() -> None:
    rule = imported("样本规定\n第一条 甲。\n第三条 乙。\n第二条 丙。\n")
    assert [a["eId"] for a in rule.value["articles"]] == ["art_1", "art_3", "art_2"]
    assert any("out-of-order" in note for _, note in rule.notes)


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


def test_a_lost_label_is_read_from_the_numbers_around_it() -> None:
    rule = imported("样本规定\n第一条 下列行为：\n（一）甲；\n乙；\n（三）丙。\n后款。\n第二条 丁。\n")
    assert tree(rule)[2:6] == [
        "art_1__para_1__point_1", "art_1__para_1__point_2", "art_1__para_1__point_3", "art_1__para_2"
    ]  # fmt: skip
    assert any("lost-label" in note for _, note in rule.notes)


def test_a_decision_counts_in_一_and_二() -> None:
    rule = imported(
        "关于设立样本的决定\n为了示范，决定：\n一、设立样本。\n样本分为两类：\n（一）甲类；\n"
        "（二）乙类。\n二、本决定自公布之日起施行。\n"
    )
    assert tree(rule) == [
        "art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_1", "art_1__para_2__point_2",
        "art_2", "art_2__para_1",
    ]  # fmt: skip


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


def test_bracketed_numbers_under_一_are_目() -> None:
    rule = imported("样本办法\n第一条 分类如下：\n一、甲类：\n（一）子；\n（二）丑。\n二、乙类。\n第二条 完。\n")
    point = "art_1__para_1__point_1"
    assert tree(rule)[2:6] == [point, f"{point}__indent_1", f"{point}__indent_2", "art_1__para_1__point_2"]
