"""What a law says of itself, and where one law of a file ends: titles, days, numbers, issuers, repeals."""

import pytest

from laws import all_imported, imported, whole


def test_two_laws_in_one_file_are_two_rules_and_what_is_around_them_is_kept() -> None:
    text = (
        "这是一篇很长的报道，它介绍了若干部门最近开展的工作，也介绍了有关企业怎样落实主体责任，怎样处理用户的投诉和举报，读者可以从中了解概况。\n"
        "《甲规定》\n第一条 甲。\n第二条 本规定自2020年3月1日起施行。\n"
        "近日，记者了解到一些情况，有关部门已经作出回应并将继续跟进。\n"
        "乙规定\n第一条 乙。\n第二条 本规定自2021年3月1日起施行。\n生活中要谨言慎行。\n"
    )
    first, second = all_imported(text)
    assert (first.value["title"]["zh"], second.value["title"]["zh"]) == ("甲规定", "乙规定")
    assert [line["line"] for line in first.value["unplaced"]] == [1, 5]
    assert [line["line"] for line in second.value["unplaced"]] == [9]
    assert sorted(whole(first) + whole(second)) == sorted("".join(text.split()))


def test_a_collection_under_one_heading_is_several_laws() -> None:
    text = "# 修正案\n\n## 样本法修正案（一）\n\n一、甲。\n\n二、乙。\n\n## 样本法修正案（二）\n\n一、丙。\n"
    assert [rule.value["title"]["zh"] for rule in all_imported(text, "law.md")] == [
        "样本法修正案（一）",
        "样本法修正案（二）",
    ]


def test_a_decision_and_the_law_that_it_amends_are_two() -> None:
    decision, law = all_imported(
        "国务院关于修改样本条例的决定\n（2011年1月8日国务院令第588号）\n国务院决定作如下修改：\n"
        "一、第一条修改为：“甲。”\n"
        "二、删去第三条。\n本决定自公布之日起施行。\n样本条例\n"
        "（1990年1月1日国务院令第50号发布）\n第一条 甲。\n第二条 乙。\n"
    )
    assert (decision.id, law.id) == ("xiu-gai-yang-ben-tiao-li-de-jue-ding-2011", "yang-ben-tiao-li-1990")
    assert [a["number"] for a in decision.value["articles"]] == ["一、", "二、"]
    assert law.value["document_number"] == "国务院令第50号"


@pytest.mark.parametrize(
    "text",
    ["甲办法\n第一条 甲。\n乙办法\n第一条 乙。\n",
     "某院关于甲的批复\n答复如下：\n一、甲。\n二、乙。\n某院关于乙的批复\n答复如下：\n一、丙。\n二、丁。\n"],
    ids=["one article each", "replies"],
)  # fmt: skip
def test_two_short_laws_are_not_merged(text: str) -> None:
    assert [rule.value["title"]["zh"][-3:] for rule in all_imported(text)] in (["甲办法", "乙办法"], ["的批复"] * 2)


def test_the_short_forms_of_a_draft_are_not_those_of_the_law() -> None:
    draft = imported("中华人民共和国样本法（草案）\n第一条 甲。\n第二条 乙。\n").value
    assert "样本法" not in (draft["short_title"]["zh"], *draft.get("aliases", ()))
