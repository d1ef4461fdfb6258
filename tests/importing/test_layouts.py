"""The layouts and formats in which laws are found, each in a short text: what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.importing.line import bare
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


def test_printed_headings_of_articles_are_headings() -> None:
    inline = imported("样本规定\n第一条【目的】为了示范。\n第二条 【范围】\n甲。\n")
    assert [article["heading"] for article in inline.value["articles"]] == [{"zh": "【目的】"}, {"zh": "【范围】"}]
    assert text_at(inline, "art_1__para_1") == "为了示范。"
    assert text_at(inline, "art_2__para_1") == "甲。"


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


def test_what_a_word_document_inserted_is_there_and_what_it_deleted_is_not() -> None:
    body = (
        "<w:p><w:r><w:t>样本规定</w:t></w:r></w:p><w:p><w:r><w:t>第一条</w:t><w:tab/><w:t>甲</w:t></w:r>"
        "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del><w:r><w:t>。</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>子</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>丑</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    (paragraph,) = imported(word_document(body=body), "law.docx").value["articles"][0]["paragraphs"]
    assert (paragraph["zh"], paragraph["table"]) == ("甲乙。", ["子 | 丑"])


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


def test_what_a_page_says_after_a_law_is_not_part_of_it() -> None:
    rule = imported(
        "样本规定\n第一条 信息来源：由甲提供。\n第二条 本规定自2020年1月1日起施行。\n第三条 由国务院解释。\n"
        "来源：某网\n责任编辑：某\n"
    )
    assert [line["text"] for line in rule.value["unplaced"]] == ["来源：某网", "责任编辑：某"]
    assert text_at(rule, "art_1__para_1") == "信息来源：由甲提供。"
