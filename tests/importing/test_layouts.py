"""The layouts and formats in which laws are found, each in a short text: what becomes of it."""

from hypothesis import given
from hypothesis import strategies as st

from case_tables import each
from guiju.files.folding import without_spaces
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


FILES = {
    "txt": (PLAIN.encode(), "law.txt"),
    "gb18030": (PLAIN.encode("gb18030"), "law.txt"),
    "utf-16": (PLAIN.encode("utf-16"), "law.txt"),
    "bom-crlf": (PLAIN.replace("\n", "\r\n").encode("utf-8-sig"), "law.txt"),
    "indented": (PLAIN.replace("\n", "\n\n　　").encode(), "law.txt"),
    "markdown": (MARKDOWN.encode(), "law.md"),
    "markdown-txt": (MARKDOWN.encode(), "law.txt"),
    "html": (HTML.encode(), "law.html"),
    "html-gbk": (HTML.encode("gb18030"), "law.htm"),
    "br": (BROKEN_BY_BR.encode(), "law.html"),
    "docx": (word_document(*PARAGRAPHS), "law.docx"),
}


@each(FILES)
def test_one_law_in_every_format_has_one_structure(file: bytes, name: str) -> None:
    rule = imported(file, name)
    assert tree(rule) == TREE
    assert rule.id == "yang-ben-fa-2016"
    said = {key: rule.value[key]["zh"] for key in ("title", "short_title", "issuer")}
    assert said == {"title": "中华人民共和国样本法", "short_title": "样本法", "issuer": "全国人民代表大会常务委员会"}
    assert rule.value["history"][0].items() >= {"event": "adopted", "day": "2016-11-07"}.items()
    assert rule.value["force"].items() >= {"from": "2017-06-01", "basis": "text"}.items()
    assert text_at(rule, "art_2__para_1__point_2__indent_2") == "无线的。"
    assert rule.unplaced == 0


def test_a_page_laid_out_with_tables_is_read_line_by_line() -> None:
    page = (
        "<table><tr><td>菜单</td><td>" + "".join(f"<p>{line}</p>" for line in PLAIN.splitlines()) + "</td></tr></table>"
    )
    assert tree(imported(page, "law.html")) == TREE


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
    assert whole(rule) == without_spaces("样本办法" + "".join(["第一条 下列：", *lines])).replace("|甲|乙|", "甲|乙")
