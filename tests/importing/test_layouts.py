"""The layouts in which laws are found, each in a short text: what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.importing.line import bare
from guiju.law.text.numerals import numeral
from laws import imported, text_at, tree, whole, word_document

PLAIN = """中华人民共和国样本法
（2016年11月7日第十二届全国人民代表大会常务委员会第二十四次会议通过）
目　录
第一章　总　则
第二章　责　任
第一章　总　则
第一条　为了示范，制定本法。
第二条　本法所称样本，是指下列各项：
（一）文字；
（二）表格，包括：
1. 有线的；
2. 无线的。
样本不得出售。
第二章　责　任
第三条　违反本法第二条第二款规定的，依照前条第一款第（二）项处理。
第四条　本法自2017年6月1日起施行。
"""
TREE = [
    "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_1__point_1", "art_2__para_1__point_2",
    "art_2__para_1__point_2__indent_1", "art_2__para_1__point_2__indent_2", "art_2__para_2",
    "chp_2", "art_3", "art_3__para_1", "art_4", "art_4__para_1",
]  # fmt: skip

MARKDOWN = """---
title: "中华人民共和国样本法"
publish_date: "2016-11-07"
tags:
  - 法律
---
# 中华人民共和国样本法

2016年11月7日 第十二届全国人民代表大会常务委员会第二十四次会议通过

<!-- INFO END -->

## 第一章　总　则

**第一条**　为了示范，制定本法。

**第二条**　本法所称样本，是指下列各项：

（一）文字；

（二）表格，包括：

1\\. 有线的；

2\\. 无线的。

样本不得出售。

## 第二章　责　任

**第三条**　违反本法第二条第二款规定的，依照前条第一款第（二）项处理。

**第四条**　本法自2017年6月1日起施行。
"""
PARAGRAPHS = [line for line in PLAIN.splitlines() if line not in ("目　录",)]
HTML = (
    "<!DOCTYPE html><html><head><title>样本法</title><style>p{color:red}</style></head><body>"
    "<nav><ul><li>首页</li></ul></nav>"
    "<h1>中华人民共和国样本法</h1>"
    + "".join(f"<p>&emsp;&emsp;{line.replace('　', '&nbsp;')}</p>" for line in PLAIN.splitlines()[1:])
    + "</body></html>"
)
BROKEN_BY_BR = "<html><body><div>" + "<br/>\n".join(PLAIN.splitlines()) + "</div></body></html>"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (PLAIN.encode(), "law.txt"),
        (PLAIN.encode("gb18030"), "law.txt"),
        (PLAIN.encode("utf-16"), "law.txt"),
        (PLAIN.replace("\n", "\r\n").encode("utf-8-sig"), "law.txt"),
        (PLAIN.replace("\n", "\n\n　　").encode(), "law.txt"),
        (MARKDOWN.encode(), "law.md"),
        (MARKDOWN.encode(), "law.txt"),
        (HTML.encode(), "law.html"),
        (HTML.encode("gb18030"), "law.htm"),
        (BROKEN_BY_BR.encode(), "law.html"),
        (word_document(*PARAGRAPHS), "law.docx"),
    ],
    ids=[
        "txt",
        "gb18030",
        "utf-16",
        "bom-crlf",
        "indented",
        "markdown",
        "markdown-txt",
        "html",
        "html-gbk",
        "br",
        "docx",
    ],
)
def test_one_law_in_every_format_has_one_structure(file: bytes, name: str) -> None:
    rule = imported(file, name)
    assert tree(rule) == TREE
    assert rule.id == "yang-ben-fa-2016"
    assert rule.value["title"] == {"zh": "中华人民共和国样本法"}
    assert rule.value["short_title"] == {"zh": "样本法"}
    assert rule.value["history"][0]["event"] == "adopted"
    assert rule.value["history"][0]["day"] == "2016-11-07"
    assert rule.value["force"]["from"] == "2017-06-01"
    assert rule.value["force"]["basis"] == "text"
    assert rule.value["issuer"]["zh"] == "全国人民代表大会常务委员会"
    assert text_at(rule, "art_2__para_1__point_2__indent_2") == "无线的。"
    assert rule.unplaced == 0


def test_labels_stand_as_they_are_printed() -> None:
    articles = imported(PLAIN).value["articles"]
    assert articles[0]["divisions"] == [
        {"eId": "chp_1", "kind": "chapter", "number": "第一章", "heading": {"zh": "总则"}}
    ]
    assert [article["number"] for article in articles] == ["第一条", "第二条", "第三条", "第四条"]
    assert [point["number"] for point in articles[1]["paragraphs"][0]["points"]] == ["（一）", "（二）"]


def test_each_character_is_there_in_its_order() -> None:
    assert whole(imported(PLAIN)) == "".join(PLAIN.split())


def article_numbers(text: str, name: str = "law.txt") -> list[str]:
    return [article["eId"] for article in imported(text, name).value["articles"]]


def test_a_chapter_number_and_its_title_may_be_on_two_lines() -> None:
    rule = imported("样本规定\n第一章\n总则\n第一条 甲。\n第二章\n附则\n第二条 乙。\n")
    assert tree(rule) == ["chp_1", "art_1", "art_1__para_1", "chp_2", "art_2", "art_2__para_1"]
    assert rule.value["articles"][1]["divisions"][0]["heading"] == {"zh": "附则"}


def test_parts_subparts_and_sections_nest() -> None:
    text = (
        "样本法典\n第一编 总则\n第一章 规定\n第一条 甲。\n第二编 物权\n第一分编 通则\n第一章 规定\n"
        "第一节 登记\n第二条 乙。\n"
    )
    assert tree(imported(text)) == [
        "part_1", "part_1__chp_1", "art_1", "art_1__para_1",
        "part_2", "part_2__subpart_1", "part_2__subpart_1__chp_1", "part_2__subpart_1__chp_1__sec_1",
        "art_2", "art_2__para_1",
    ]  # fmt: skip


def test_look_alikes_of_第_and_spaces_in_numbers_are_read_and_kept() -> None:
    rule = imported("样本规定\n笫一条 甲。\n第 二 条 乙。\n第三 条 丙。\n第4条 丁。\n第５条 戊。\n")
    assert [a["eId"] for a in rule.value["articles"]] == ["art_1", "art_2", "art_3", "art_4", "art_5"]
    assert [a["number"] for a in rule.value["articles"]] == ["笫一条", "第 二 条", "第三 条", "第4条", "第５条"]


def test_printed_headings_of_articles_are_headings() -> None:
    inline = imported("样本规定\n第一条【目的】为了示范。\n第二条 【范围】\n甲。\n")
    assert [article["heading"] for article in inline.value["articles"]] == [{"zh": "【目的】"}, {"zh": "【范围】"}]
    assert text_at(inline, "art_1__para_1") == "为了示范。"
    assert text_at(inline, "art_2__para_1") == "甲。"


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


def test_a_chapter_and_an_article_in_one_line_are_told_apart() -> None:
    rule = imported("样本规定\n第一章 总则 第一条 甲。第二条 乙。\n第二章 附则 第三条 丙。\n")
    assert tree(rule) == [
        "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "chp_2", "art_3", "art_3__para_1"
    ]  # fmt: skip


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


def test_several_articles_in_one_line_are_told_apart() -> None:
    rule = imported("样本规定\n第一条 甲。第二条 依照第一条办理。第三条 丙：（一）子；（二）丑。\n")
    assert tree(rule) == [
        "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_3", "art_3__para_1",
        "art_3__para_1__point_1", "art_3__para_1__point_2",
    ]  # fmt: skip


def test_a_lost_label_is_read_from_the_numbers_around_it() -> None:
    rule = imported("样本规定\n第一条 下列行为：\n（一）甲；\n乙；\n（三）丙。\n后款。\n第二条 丁。\n")
    assert tree(rule)[2:6] == [
        "art_1__para_1__point_1", "art_1__para_1__point_2", "art_1__para_1__point_3", "art_1__para_2"
    ]  # fmt: skip
    assert any("lost-label" in note for _, note in rule.notes)


def test_a_line_inside_a_point_does_not_end_the_list() -> None:
    rule = imported(
        "样本规定\n第一条 下列用语：\n（一）甲，是指子。\n前述子包括丑。\n（二）乙，是指寅。\n第二条 丙。\n"
    )
    assert tree(rule)[2:5] == ["art_1__para_1__point_1", "art_1__para_1__point_2", "art_2"]
    assert text_at(rule, "art_1__para_1__point_1") == "甲，是指子。前述子包括丑。"


def test_hard_wrapped_lines_become_paragraphs_again() -> None:
    article = (
        "　　第一条　为了规范样本的制作、保存和使用，保护公民、法人和其他组织的合法权益，维护公共利益，制定本规定。"
    )
    second = (
        "　　第二条　在中华人民共和国境内制作、保存、使用样本，应当遵守本规定。本规定所称样本，"
        "是指为了示范而制作的文字、表格和图画。"
    )
    third = (
        "　　制作样本的单位应当建立管理制度，明确管理人员，定期检查样本，发现样本损坏的，应当及时修复，不得继续使用。"
    )
    wrapped = "样本规定\n"
    for text in (article, second, third):
        wrapped += "\n".join(text[at : at + 20] for at in range(0, len(text), 20)) + "\n"
    rule = imported(wrapped)
    assert tree(rule) == ["art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_2"]
    assert text_at(rule, "art_2__para_2") == third.strip()
    assert any(change["kind"] == "wrapped" for change in rule.value["normalised"])


def test_an_annex_has_headings_and_articles_of_its_own() -> None:
    rule = imported(
        "样本法\n第一条 甲。\n第二条 本法自公布之日起施行。\n附件一：样本办法\n第一条 乙。\n"
        "第二条 丙。\n附件二\n费率表\n"
    )
    assert tree(rule)[-7:] == [
        "art_2__para_1", "annex_1", "annex_1__art_1", "annex_1__art_1__para_1", "annex_1__art_2",
        "annex_1__art_2__para_1", "annex_2",
    ]  # fmt: skip
    assert rule.value["annexes"][1] == {"eId": "annex_2", "heading": {"zh": "附件二"}, "text": ["费率表"]}


def test_a_table_is_text_of_its_paragraph() -> None:
    markdown = (
        "# 样本税法\n\n**第一条**　税率如下：\n\n| 级数 | 税率 |\n| --- | --- |\n| 1 | 3% |\n\n**第二条**　乙。\n"
    )
    html = (
        "<h1>样本税法</h1><p>第一条　税率如下：</p>"
        "<table><tr><td>级数</td><td>税率</td></tr><tr><td>1</td><td>3%</td></tr></table>"
        "<p>第二条　乙。</p>"
    )
    for text, name in ((markdown, "law.md"), (html, "law.html")):
        (paragraph,) = imported(text, name).value["articles"][0]["paragraphs"]
        assert paragraph["table"] == ["级数 | 税率", "1 | 3%"]


def test_a_page_laid_out_with_tables_is_read_line_by_line() -> None:
    page = (
        "<table><tr><td>菜单</td><td>" + "".join(f"<p>{line}</p>" for line in PLAIN.splitlines()) + "</td></tr></table>"
    )
    assert tree(imported(page, "law.html")) == TREE


def test_a_title_repeated_over_article_1_is_kept_before_it() -> None:
    rule = imported("样本规定\n2020年1月2日公布\n样本规定\n第一条 甲。\n")
    assert rule.value["preface"] == ["样本规定", "2020年1月2日公布", "样本规定"]
    assert tree(rule) == ["art_1", "art_1__para_1"]


def test_the_preamble_of_an_interpretation_is_told_from_its_history() -> None:
    rule = imported(
        "最高人民法院、最高人民检察院关于办理样本案件适用法律若干问题的解释\n"
        "（2019年6月3日最高人民法院审判委员会第1771次会议通过，"
        "自2019年11月1日起施行）\n法释〔2019〕15号\n"
        "为依法惩治样本犯罪，现就办理此类案件适用法律的若干问题解释如下：\n第一条 甲。\n"
    )
    assert rule.value["preamble"] == ["为依法惩治样本犯罪，现就办理此类案件适用法律的若干问题解释如下："]
    assert rule.value["document_type"] == "judicial-interpretation"
    assert rule.value["document_number"] == "法释〔2019〕15号"
    assert rule.value["force"]["from"] == "2019-11-01"
    assert rule.id == "ban-li-yang-ben-an-jian-shi-yong-fa-lv-ruo-gan-wen-ti-de-jie-shi-2019"


def test_a_decision_counts_in_一_and_二() -> None:
    rule = imported(
        "关于设立样本的决定\n为了示范，决定：\n一、设立样本。\n样本分为两类：\n（一）甲类；\n"
        "（二）乙类。\n二、本决定自公布之日起施行。\n"
    )
    assert tree(rule) == [
        "art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_1", "art_1__para_2__point_2",
        "art_2", "art_2__para_1",
    ]  # fmt: skip


def test_what_a_word_document_inserted_is_there_and_what_it_deleted_is_not() -> None:
    body = (
        "<w:p><w:r><w:t>样本规定</w:t></w:r></w:p><w:p><w:r><w:t>第一条</w:t><w:tab/><w:t>甲</w:t></w:r>"
        "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del><w:r><w:t>。</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>子</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>丑</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    (paragraph,) = imported(word_document(body=body), "law.docx").value["articles"][0]["paragraphs"]
    assert (paragraph["zh"], paragraph["table"]) == ("甲乙。", ["子 | 丑"])


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


@given(
    st.lists(
        st.sampled_from(["| 甲 | 乙 |", "（一）甲；", "1. 甲；", "甲乙。", "甲：", "第二条 丙：", ""]), max_size=14
    ),
    st.sampled_from(["law.md", "law.html"]),
)
def test_a_table_may_stand_anywhere(lines: list[str], name: str) -> None:
    row = "<tr><td>甲</td><td>乙</td></tr>" if name == "law.html" else "| 甲 | 乙 |"
    text = ["第一条 下列：", *(row if line.startswith("|") else line for line in lines)]
    page = "".join(f"<p>{line}</p>" if line != row or name == "law.md" else row for line in text)
    rule = imported("# 样本办法\n\n" + "\n\n".join(text) if name == "law.md" else f"<h1>样本办法</h1>{page}", name)
    assert whole(rule) == bare("样本办法" + "".join(["第一条 下列：", *lines])).replace("|甲|乙|", "甲|乙")


def test_the_row_of_a_table_belongs_to_the_unit_over_it() -> None:
    rows = "\n\n| 种类 | 元 |\n|---|---|\n| 合计 | |\n\n"
    rule = imported(
        f"# 样本办法\n\n第一条 甲：\n\n（一）乙；{rows}（二）丙。\n\n第二条 丁：{rows}（一）戊。\n", "law.md"
    )
    assert rule.value["articles"][0]["paragraphs"][0]["points"][0]["table"] == ["种类 | 元", "合计 |"]
    assert rule.value["articles"][1]["paragraphs"][0]["table"] == ["种类 | 元", "合计 |"]
    assert tree(rule)[-1] == "art_2__para_1__point_1"


@pytest.mark.parametrize(
    ("before", "short"),
    [
        ("第一条 名称为", "某某有限公司"),
        ("第一条 应当提交：\n（一）身份证\n（二）户口簿", "（三）申请书"),
        ("第一条 分为：\n一、甲类\n二、乙类", "三、丙类"),
        ("第一条 甲。", "| 不是表 |"),
    ],
)
def test_a_short_line_that_goes_on_with_an_article_is_no_heading(before: str, short: str) -> None:
    rule = imported(f"样本办法\n{before}\n{short}\n第二条 完。\n")
    assert "divisions" not in rule.value["articles"][1]


def test_a_sentence_that_breaks_off_goes_on_in_the_next_line() -> None:
    rule = imported("样本办法\n第一条 为了示范，\n制定本办法。\n第二条 依照本办法\n第一条第一款办理。\n（一）\n甲。\n")
    assert text_at(rule, "art_1__para_1") == "为了示范，制定本办法。"
    assert text_at(rule, "art_2__para_1") == "依照本办法第一条第一款办理。"
    assert text_at(rule, "art_2__para_1__point_1") == "甲。"


def test_a_list_without_labels_is_one_款() -> None:
    rule = imported("样本法\n第一条 由下列人员组成：\n委员长，\n秘书长，\n委员若干人。\n任期五年。\n")
    assert [text_at(rule, f"art_1__para_1__point_{n}") for n in (1, 2, 3)] == ["委员长，", "秘书长，", "委员若干人。"]
    assert text_at(rule, "art_1__para_2") == "任期五年。"


def test_bracketed_numbers_under_一_are_目() -> None:
    rule = imported("样本办法\n第一条 分类如下：\n一、甲类：\n（一）子；\n（二）丑。\n二、乙类。\n第二条 完。\n")
    point = "art_1__para_1__point_1"
    assert tree(rule)[2:6] == [point, f"{point}__indent_1", f"{point}__indent_2", "art_1__para_1__point_2"]


def test_what_a_page_says_after_a_law_is_not_part_of_it() -> None:
    rule = imported(
        "样本规定\n第一条 信息来源：由甲提供。\n第二条 本规定自2020年1月1日起施行。\n第三条 由国务院解释。\n"
        "来源：某网\n责任编辑：某\n"
    )
    assert [line["text"] for line in rule.value["unplaced"]] == ["来源：某网", "责任编辑：某"]
    assert text_at(rule, "art_1__para_1") == "信息来源：由甲提供。"


def test_the_numbers_of_pages_do_not_cut_paragraphs() -> None:
    whole_text = "第一条 为了示范，制定本办法。\n第二条 下列各项：\n（一）甲；\n（二）乙。\n"
    cut = whole_text.replace("示范，", "示范，\n- 1 -\n").replace("甲；\n", "甲；\n第 2 页 共 9 页\n")
    rule, same = imported(f"样本办法\n{cut}"), imported(f"样本办法\n{whole_text}")
    assert rule.value["articles"] == same.value["articles"]
    assert [line["text"] for line in rule.value["unplaced"]] == ["- 1 -", "第 2 页 共 9 页"]


def test_a_wrapped_line_that_ends_in_a_semicolon_goes_on() -> None:
    sentence = "第一条 处以罚款的，由甲机关决定；情节严重的，由乙机关决定，并且应当公告；逾期的，由丙机关依法决定。"
    body = "\n".join(sentence.replace("一", numeral(n)) for n in range(1, 8))
    wrapped = "\n".join(line[at : at + 16] for line in body.split("\n") for at in range(0, len(line), 16))
    assert imported(f"样本办法\n{wrapped}").value["articles"] == imported(f"样本办法\n{body}").value["articles"]


def test_a_law_in_one_line_is_cut_at_its_spaces() -> None:
    text = (
        "样本办法|（2001年3月1日公布）|第一章 总则|第一条 甲。|第二条 下列各项：|（一）乙；|（二）丙。|前款适用于丁。|"
        "第二章 附则|第三条 戊。|第四条 己。|第五条 庚。|第六条 辛。"
    )
    lines = text.split("|")
    one, same = imported(" ".join(lines)), imported("\n".join(lines))
    assert tree(one) == tree(same)
    assert one.value["articles"] == same.value["articles"]
    assert one.id == same.id
