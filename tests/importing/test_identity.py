"""What a law says of itself, and where one law of a file ends: titles, days, numbers, issuers, repeals."""

import pytest

from laws import all_imported, imported, whole


def test_the_version_behind_a_title_is_not_part_of_it() -> None:
    one, other = (
        imported("样本法（2018修正）\n1994年5月12日通过\n第一条 甲。\n"),
        imported("样本法\n1994年5月12日通过\n第一条 乙。\n"),
    )
    assert one.id == other.id == "yang-ben-fa-1994"
    assert whole(one).startswith("样本法（2018修正）")


def test_a_list_of_facts_under_the_title_is_its_history() -> None:
    rule = imported("样本办法\n【发布部门】国务院\n【发布日期】2016.11.07\n【实施日期】2017-06-01\n第一条 甲。\n")
    assert rule.value["promulgated"] == "2016-11-07"
    assert rule.value["force"]["from"] == "2017-06-01"


def test_an_order_over_the_title_is_part_of_the_preface() -> None:
    rule = imported(
        "中华人民共和国国务院令\n第292号\n"
        "《样本管理办法》已经2000年9月20日国务院第31次常务会议通过，现予公布，自公布之日起施行。\n"
        "二〇〇〇年九月二十五日\n样本管理办法\n第一条 甲。\n第二条 本办法自公布之日起施行。\n"
    )
    assert rule.value["title"]["zh"] == "样本管理办法"
    assert rule.value["document_number"] == "中华人民共和国国务院令第292号"
    assert rule.value["issuer"]["zh"] == "国务院"
    assert rule.value["document_type"] == "administrative-regulation"
    assert rule.unplaced == 0


def test_the_commencement_that_an_amended_text_gives_is_that_of_the_law() -> None:
    rule = imported(
        "样本法\n2005年8月28日第十届全国人民代表大会常务委员会第十七次会议通过\n"
        "根据2012年10月26日第十一届全国人民代表大会常务委员会第二十九次会议《关于修改〈样本法〉的决定》修正\n"
        "第一条 甲。\n第二条 本法自2006年3月1日起施行。1994年公布的《样本条例》同时废止。\n"
    )
    assert rule.value["force"]["from"] == "2006-03-01"
    assert rule.value["force"]["basis"] == "text"
    assert "2012-10-26" in rule.value["force"]["note"]["en"]
    assert [(e["event"], e["day"]) for e in rule.value["history"]] == [
        ("adopted", "2005-08-28"),
        ("amended", "2012-10-26"),
    ]
    assert rule.value["repeals"] == ["样本条例"]
    assert str(rule.day) == "2012-10-26"
    assert rule.id == "yang-ben-fa-2005"


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


@pytest.mark.parametrize(
    ("words", "repealed"),
    [
        ("《旧法》自本法施行之日起废止。", ["旧法"]),
        ("2011年发布的《甲规定》（部令第1号）、《乙规定》同时废止。", ["甲规定", "乙规定"]),
        ("1991年通过的《甲法》和1993年国务院发布的《乙条例》同时废止。", ["甲法", "乙条例"]),
        ("与《甲条例》不一致的，以本法为准；失效的许可不受影响。", None),
        ("《甲办法》中有关样本的规定同时废止。", None),
        ("除前条外不得废止《甲办法》。原《乙通知》不再废止。", None),
    ],
)
def test_only_what_a_text_says_is_repealed_is_repealed(words: str, repealed: list[str] | None) -> None:
    assert imported(f"样本法\n第一条 甲。\n第二条 {words}\n").value.get("repeals") == repealed


@pytest.mark.parametrize(
    ("head", "number", "issuer"),
    [
        ("国家网信办 工业和信息化部 公安部令\n第9号\n样本规定", "国家网信办、工业和信息化部、公安部令第9号",
         "国家网信办、工业和信息化部、公安部"),
        ("样本办法（试行）\n（2001年3月1日财政部发布 财税〔2001〕5号）", "财税〔2001〕5号", None),
        ("财政部 国家税务总局关于样本问题的通知\n财税〔2001〕5号", "财税〔2001〕5号", "财政部、国家税务总局"),
        ("某省样本条例\n（2010年1月1日某省第十一届人民代表大会常务委员会第二次会议通过）", None,
         "某省人民代表大会常务委员会"),
    ],
    ids=["joint order", "behind a day", "joint notice", "province"],
)  # fmt: skip
def test_numbers_and_issuers_are_those_that_are_printed(head: str, number: str | None, issuer: str | None) -> None:
    value = imported(f"{head}\n第一条 甲。\n第二条 乙。\n").value
    assert "第9号" not in value["title"]["zh"]
    assert value.get("document_number") == number
    assert issuer is None or value["issuer"]["zh"] == issuer


def test_adoption_is_not_promulgation() -> None:
    value = imported(
        "某部令\n第10号\n《样本规定》已经2022年6月9日会议审议通过，现予公布，自公布之日起施行。\n2022年6月27日\n样本规定\n"
        "第一条 甲。\n第二条 本规定自公布之日起施行。\n"
    ).value
    assert (value["promulgated"], value["force"]["from"]) == ("2022-06-27", "2022-06-27")
    adopted = imported("样本决定\n（2012年12月28日会议通过）\n一、甲。\n二、本决定自公布之日起施行。\n").value
    assert "promulgated" not in adopted
    assert (adopted["force"]["from"], adopted["force"]["basis"]) == ("2012-12-28", "assumed")


def test_a_number_that_belongs_to_a_name_is_not_left_out_of_its_short_forms() -> None:
    value = imported("中华人民共和国刑法修正案（十一）\n一、甲。\n二、乙。\n").value
    assert (value["short_title"]["zh"], value.get("aliases")) == ("刑法修正案（十一）", None)
    called = imported("样本办法（试行）\n第一条 甲。\n第二条 《样本办法（试行）》（以下简称《样办法》）。\n").value
    assert called["aliases"] == ["样办法"]
    assert called["short_title"]["zh"] == "样本办法"
    draft = imported("中华人民共和国样本法（草案）\n第一条 甲。\n第二条 乙。\n").value
    assert "样本法" not in (draft["short_title"]["zh"], *draft.get("aliases", ()))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("中华人民共和国样本法", "law"),
        ("样本条例\n（1990年1月1日国务院令第50号发布）", "administrative-regulation"),
        ("国务院关于样本的通知\n国发〔2014〕33号", "normative-document"),
        ("某部令\n第9号\n样本规定", "departmental-rule"),
        ("某省样本条例\n（2010年1月1日某省第十一届人民代表大会常务委员会第二次会议通过）", "local-regulation"),
        ("某市样本办法\n（2010年1月1日某市人民政府令第3号公布）", "local-government-rule"),
        ("最高人民法院关于样本的批复", "judicial-interpretation"),
        ("样本条例", "unclassified"),
    ],
)
def test_the_kind_of_a_document_follows_from_who_issued_it(head: str, kind: str) -> None:
    assert imported(f"{head}\n第一条 甲。\n第二条 乙。\n").value["document_type"] == kind
