"""What a page or a document shows comes out: no word is lost between its markup and the lines of a text."""

import base64
import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases
from guiju.files.finding import Unsound
from guiju.files.folding import without_spaces
from guiju.importing import batch, formats
from laws import imported, text_at, word_document

ELEMENTS = cases(__file__)
WORDS = st.text(alphabet="甲乙丙丁戊己庚辛第一二条章（），。；：<>&'\" 　aB1", min_size=1, max_size=12)


def nested(inner: st.SearchStrategy[str], wrap: list[str]) -> st.SearchStrategy[str]:
    return st.builds(str.replace, st.sampled_from(wrap), st.just("{}"), st.lists(inner, max_size=4).map("".join))


PAGES = st.recursive(
    st.one_of(WORDS.map(escape), st.just("<br>"), WORDS.map(lambda words: f"<![CDATA[{words.replace(']', '')}]]>")),
    lambda inner: nested(
        inner,
        ELEMENTS["pages"],
    ),
    max_leaves=20,
)


@given(PAGES)
def test_each_word_of_a_page_is_in_its_lines_in_order(page: str) -> None:
    class Words(HTMLParser):
        words = ""

        def handle_data(self, data: str) -> None:
            self.words += data

        def unknown_decl(self, data: str) -> None:
            self.words += data.removeprefix("CDATA[")

    expected = Words()
    expected.feed(page)
    expected.close()
    if not without_spaces(page):
        return
    lines = formats.read(page.encode(), "law.html").lines
    assert without_spaces("".join(line.text for line in lines)).replace("|", "") == without_spaces(expected.words)


PARTS = st.recursive(
    WORDS.map(lambda words: f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"),
    lambda inner: nested(
        inner,
        ELEMENTS["documents"],
    ),
    max_leaves=15,
)


@given(PARTS)
def test_each_word_of_a_document_is_in_its_lines_in_order(body: str) -> None:
    xml = ElementTree.fromstring(f'<w:body xmlns:w="w">{body}</w:body>')
    lines = formats.read(word_document(body=body), "law.docx").lines
    words = "".join(node.text or "" for node in xml.iter("{w}t"))
    assert without_spaces("".join(line.text for line in lines)).replace("|", "") == without_spaces(words)


LISTS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{figures}"/>'
    f'<w:lvlText w:val="{words}"/></w:lvl>'
    for level, (start, figures, words) in enumerate(
        [(1, "chineseCountingThousand", "第%1条"), (1, "japaneseCounting", "（%2）"), (1, "decimal", "%3.")]
    )
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{LISTS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="205"/>'
    "</w:lvlOverride></w:num>"
)


def counted(level: int, text: str, list: int = 1) -> str:
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list}"/>'
    return f"<w:p><w:pPr><w:numPr>{place}</w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


TITLE = "<w:p><w:r><w:t>样本办法</w:t></w:r></w:p>"


def test_the_numbers_that_word_counts_are_written_as_it_prints_them() -> None:
    body = (
        f"{TITLE}{counted(0, '为了示范。')}{counted(0, '下列各项：')}{counted(1, '甲：')}{counted(2, '子；')}"
        f"{counted(2, '丑；')}{counted(1, '乙：')}{counted(2, '寅。')}{counted(0, '完。')}{counted(0, '另起。', 2)}"
    )
    rule = imported(word_document(body=body, numbering=NUMBERING), "law.docx")
    assert [article["number"] for article in rule.value["articles"]] == ["第一条", "第二条", "第三条", "第二百零五条"]
    assert text_at(rule, "art_2__para_1__point_1__indent_2") == "丑；"
    assert text_at(rule, "art_2__para_1__point_2__indent_1") == "寅。"
    assert {"kind": "automatic-number", "words": "第三条", "lines": [9]} in rule.value["normalised"]
    (note,) = (words for _, words in rule.notes if words.startswith("automatic-number"))
    assert "9 paragraphs; they are written as it prints them" in note


def test_a_style_may_count_too() -> None:
    style = '<w:style w:styleId="T"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    line = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>甲。</w:t></w:r></w:p>'
    rule = imported(word_document(body=TITLE + line * 3, numbering=NUMBERING, styles=style), "law.docx")
    assert [a["number"] for a in rule.value["articles"]] == ["第一条", "第二条", "第三条"]


def test_a_number_in_figures_that_are_not_known_is_said_to_be_missing() -> None:
    strange = NUMBERING.replace("chineseCountingThousand", "thaiCounting")
    rule = imported(word_document(body=TITLE + counted(0, "甲。"), numbering=strange), "law.docx")
    assert (2, "automatic-number: Word numbers this paragraph in a way that is not known; its number is not here") in (
        rule.notes
    )


def test_notes_and_symbols_of_a_document_are_kept() -> None:
    line = (
        '<w:p><w:r><w:t>第一条 甲</w:t><w:sym w:font="Wingdings" w:char="25A0"/><w:footnoteReference w:id="2"/>'
        "<w:t>乙。</w:t></w:r></w:p>"
    )
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>见注。</w:t></w:r></w:p></w:footnote>'
    rule = imported(word_document(body=TITLE + line, footnotes=notes), "law.docx")
    assert text_at(rule, "art_1__para_1") == "甲■乙。"
    assert {"kind": "footnote", "words": "见注。", "lines": [2]} in rule.value["normalised"]


@pytest.mark.parametrize(
    "body",
    [counted(0, "甲。").replace('"0"', '"x"'), '<w:p><w:r><w:sym w:char="zz"/></w:r></w:p>'],
    ids=["level", "symbol"],
)
def test_a_number_that_is_none_is_damage_with_its_place(body: str) -> None:
    with pytest.raises(Unsound, match="unreadable-text: is damaged"):
        imported(word_document(body=TITLE + body, numbering=NUMBERING), "law.docx")


def wrapping(page: str) -> bytes:
    """A Word document that only wraps a page, in an archive of its own, as statutes are saved."""
    message = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(page.encode('gb2312')).decode()}\r\n--b--\r\n"
    )
    file = io.BytesIO(word_document(body='<w:altChunk w:id="c1"/>'))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/chunk.mht", message)
        archive.writestr(
            "word/_rels/document.xml.rels", f'<R><Relationship Id="c1" Type="{kind}" Target="chunk.mht"/></R>'
        )
    return file.getvalue()


def test_a_page_that_a_document_wraps_is_its_text() -> None:
    rule = imported(wrapping("<p>样本办法</p><p>第一条　为了示范。</p><p>第二条　完。</p>"), "law.docx")
    assert [article["number"] for article in rule.value["articles"]] == ["第一条", "第二条"]
    assert text_at(rule, "art_1__para_1") == "为了示范。"


def test_a_row_of_a_table_is_a_line_and_a_table_that_lays_out_a_page_is_its_lines() -> None:
    inner = "<table><tr><td>甲</td><td></td><td>乙</td></tr></table>"
    page = f"<table><tr><td><h1>样本办法</h1><p>第一条 表：</p>{inner}<p>第二条 完。</p></td><td>边栏</td></tr></table>"
    lines = formats.read(page.encode(), "law.html").lines
    assert [(line.text, line.row) for line in lines] == [
        ("样本办法", False), ("第一条 表：", False), ("甲 |  | 乙", True), ("第二条 完。", False), ("边栏", False),
    ]  # fmt: skip


def test_what_diff_and_concordance_read_has_the_guards_of_import(tmp_path: Path) -> None:
    deep, long = tmp_path / "deep.docx", tmp_path / "long.txt"
    deep.write_bytes(word_document(body="<w:sdt>" * 300 + "</w:sdt>" * 300))
    with pytest.raises(Unsound, match="nested too deep"):
        batch.laws(deep)
    long.write_text(f"样本办法\n第一条 甲。\n第{'九' * 5_000}条 乙。\n{'9' * 5_000}、丙。", "utf-8")
    assert [len(law.articles) for law in batch.laws(long)] == [1]
