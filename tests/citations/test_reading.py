"""Documents are read into passages, and each character of one leads back to where an editor shows it."""

import io
import re
from itertools import pairwise
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from case_tables import cases, each
from guiju import reading
from guiju.files.finding import Unsound
from guiju.reading.document import TextDocument
from guiju.reading.limits import MAX_BYTES, MAX_TEXTS
from guiju.reading.passage import is_verbatim
from word_files import NAMESPACE, word_document

CASES = cases(__file__)

LINES = st.lists(
    st.text(alphabet="甲法第二十一条《》（）“”。，aB1 \t\"'<>&;#*_`[]()|-:>\\/,\u3000", max_size=40), max_size=8
)
TEXTS = st.builds(lambda lines, end: end.join(lines), LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
NAMES = ["memo.md", "memo.txt", "memo.html", "memo.csv", "memo.yaml", "memo.py"]


def read(text: str | bytes, name: str) -> TextDocument:
    return reading.read(text.encode() if isinstance(text, str) else text, name)


def texts(text: str | bytes, name: str) -> list[str]:
    return [passage.text for passage in read(text, name).passages]


@pytest.mark.parametrize("name", NAMES)
@given(text=TEXTS)
def test_each_character_leads_back_to_where_an_editor_shows_it(name: str, text: str) -> None:
    lines = re.split("\r\n|\n|\r", text)
    for passage in read(text, name).passages:
        offset = 0
        for piece in passage.pieces:
            for inside, character in enumerate(piece.text):
                if is_verbatim(piece) and not character.isspace():
                    at = passage.location(name, offset + inside)
                    assert lines[at.line - 1][at.column - 1] == character
            offset += len(piece.text)


@pytest.mark.parametrize("name", ["memo.md", "memo.txt", "memo.yaml", "memo.csv"])
@given(text=TEXTS)
def test_passages_come_in_the_order_of_the_file_and_overlap_nowhere(name: str, text: str) -> None:
    spans = [(piece.start, piece.end) for passage in read(text, name).passages for piece in passage.pieces]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(text=TEXTS)
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    assert "".join("".join(texts(text, "memo.txt")).split()) == "".join(text.split())


@each(CASES["passages"])
def test_what_was_wrapped_is_one_passage_and_what_was_not_is_several(name: str, text: str, passages: int) -> None:
    found = texts(text, name)
    assert len(found) == passages
    if passages == 1 and "Article" not in text:
        assert "《网络安全法》第二十一条" in found[0]


def test_markup_and_references_to_characters_are_not_part_of_the_words() -> None:
    assert texts('依照[《网络安全法》](law.md "x")第**二十一**条`第一款`[^1]&amp;\\*<br>', "a.md") == [
        "依照《网络安全法》第二十一条第一款&*"
    ]
    assert texts("<p>&#12298;网络&#x5B89;全法&raquo;</p><script>第一条</script><!-- 第二条 -->", "a.html") == [
        "《网络安全法»"
    ]
    assert texts('a,"甲 ""乙"", 丙"\n', "a.csv") == ["a", '甲 "乙", 丙']


def test_attributes_that_people_read_are_read_where_they_are() -> None:
    page = (
        '<meta name="description" content="甲乙"><meta name="viewport" content="丙">\n'
        "<p title='丁&amp;戊' id='x'>己<img alt=庚 aria-label=\"辛\" src=x>壬</p><br title='癸'/>"
    )
    passages = read(page, "a.html").passages
    assert [passage.text for passage in passages] == ["己壬", "甲乙", "丁&戊", "辛", "癸"]
    assert [str(p.location("a.html", 0)) for p in passages[1:3]] == ["a.html:1:35", "a.html:2:11"]
    assert str(passages[2].location("a.html", 2)) == f"a.html:2:{11 + len('丁&amp;')}"


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.py"])
def test_characters_written_as_escapes_are_read_in_code_and_nowhere_else(name: str) -> None:
    text = r'basis = "\u7b2c\u4e8c条", "\u{7b2c}\\u7b2c\u000a\ud83d"'
    assert texts(text, name) == ['basis = "第二条"', r'"第\\u7b2c\u000a\ud83d"']
    (first, _) = read(text, name).passages
    assert str(first.location(name, len('basis = "第二'))) == f"{name}:1:{len(text.partition('条')[0]) + 1}"
    assert texts(r"\u7b2c", "a.txt") == [r"\u7b2c"]


@each(CASES["days"])
def test_front_matter_says_of_which_day_a_document_speaks(text: str, day: str | None) -> None:
    of_day = read(text, "a.md").day
    assert (of_day.isoformat() if of_day else None) == day
    assert str(read("date: 2016-11-07\n", "a.yaml").day) == "2016-11-07"


RUNS = st.lists(st.text(alphabet="甲第二十一条《》<>&'\" a", min_size=1, max_size=6), min_size=1, max_size=5)


@given(st.lists(RUNS, max_size=6))
def test_a_character_of_a_word_document_is_in_its_paragraph_at_its_column(paragraphs: list[list[str]]) -> None:
    body = "".join(
        f"<w:p>{''.join(f'<w:r><w:t>{escape(run)}</w:t></w:r>' for run in runs)}</w:p>" for runs in paragraphs
    )
    for passage in read(word_document(body=body), "a.docx").passages:
        for offset, character in enumerate(passage.text):
            at = passage.location("a.docx", offset)
            assert "".join(paragraphs[at.line - 1])[at.column - 1] == character


def test_what_is_inserted_in_a_word_document_is_read_and_what_is_deleted_is_not() -> None:
    body = (
        "<w:p><w:r><w:t>第</w:t></w:r><w:del><w:r><w:delText>二十一</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>六十一</w:t></w:r></w:ins><w:r><w:t>条</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表中</w:t><w:br/><w:t>第三条</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></w:pict>"
        "<w:t>框外</w:t></w:r></w:p>"
    )
    note = "<w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote>"
    comment = "<w:comment><w:p><w:r><w:t>批注</w:t></w:r></w:p></w:comment>"
    document = read(word_document(body=body, footnotes=note, comments=comment), "a.docx")
    found = [(p.line, p.text, p.beside) for p in document.passages]
    assert found == [
        (1, "第六十一条", ""), (2, "表中\n第三条", ""), (3, "框外", ""), (4, "框中", ""), (5, "脚注", "footnotes"),
        (6, "批注", "comments"),
    ]  # fmt: skip


def test_a_cell_of_a_workbook_is_where_another_reader_finds_it() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("依据 & 说明")
        sheet.write(0, 0, "《网络安全法》第二十一条")
        sheet.write(6, 27, "《网络安全法》第二十一条")
        sheet.merge_range("B3:D4", "合并 <甲>")
        sheet.write_rich_string("A9", "根据", book.add_format({"bold": True}), "网络安全法", "第二十一条")
        sheet.write(9, 0, 42)
        sheet.write_comment("A1", "批注")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()
    expected = {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if isinstance(v, str) and v}
    passages = read(file.getvalue(), "a.xlsx").passages
    assert {(p.line, p.column): p.text for p in passages if not p.beside} == expected
    assert [str(p.location("a.xlsx", 3)) for p in passages if p.beside == "comments"] == ["a.xlsx:依据 & 说明!A1"]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"%PDF-1.7 \0", "a.pdf", "is a PDF; export it as .docx or .txt"),
        (b"\xd0\xcf\x11\xe0\0\0", "a.doc", "is an old .doc file; save it as .docx"),
        (b"\0\1\2\3", "a.txt", "is a binary file"),
        (b"PK\3\4\0\0", "a.docx", "is damaged or incomplete"),
        (b"PK\3\4\0\0", "a.zip", "is a binary file"),
        ("甲".encode(), "a.docx", "is not a .docx file, despite its name"),
        ("甲".encode() + b"\xff\xff\xff", "a.md", "neither UTF-8 nor GB18030"),
        (b"a" * (MAX_BYTES + 1), "a.txt", "more than 33,554,432 bytes; split it"),
        (b"---\nas_of: 2026-02-30\n---\n", "a.md", "2026-02-30 is no day of the calendar; correct it"),
        (word_document(body="<w:p>").replace(b"w:document", b"w:documenX"), "a.docx", "is damaged"),
        (word_document(body="<w:sdt>" * 300 + "</w:sdt>" * 300), "a.docx", "nested too deep"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 9 else "",
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, name: str, message: str) -> None:
    with pytest.raises(Unsound, match=re.escape(message)) as refusal:
        reading.read(data, name).day  # noqa: B018  # what is read is refused when it is asked for its day
    assert re.match(rf"{name}:[12]:", str(refusal.value))


@given(st.binary(max_size=200), st.sampled_from(["a.md", "a.html", "a.docx", "a.xlsx", "a.csv", "a", "a.json"]))
def test_no_bytes_make_reading_fail_otherwise(data: bytes, name: str) -> None:
    for one in (data, b"PK\3\4" + data):
        try:
            reading.read(one, name)
        except Unsound as refusal:
            assert refusal.findings


def test_an_empty_file_has_no_passages() -> None:
    assert texts(b"", "a.docx") == texts(" \n", "a.md") == []


@given(st.binary(max_size=60), st.integers(0, 400))
def test_a_damaged_word_document_is_refused_or_read(noise: bytes, at: int) -> None:
    data = word_document("《网络安全法》第二十一条")
    try:
        reading.read(data[:at] + noise + data[at + len(noise) :], "a.docx")
    except Unsound as refusal:
        assert refusal.findings


def test_the_words_of_a_word_document_are_those_of_its_xml() -> None:
    body = "<w:p><w:r><w:t>甲&amp;&#20057;</w:t><w:tab/><w:t><![CDATA[<丙>]]></w:t></w:r></w:p>"
    xml = ElementTree.fromstring(f'<w:body xmlns:w="{NAMESPACE}">{body}</w:body>')
    (text,) = texts(word_document(body=body), "a.docx")
    assert text.replace("\t", "") == "".join(xml.itertext())


def test_each_entry_of_yaml_is_a_section_of_its_own() -> None:
    text = "- id: a\n  note: 依照《网络安全法》\n- id: b\n  note: 第二十一条\n"
    assert [passage.section for passage in read(text, "a.yaml").passages] == [1, 1, 2, 2]
    assert {passage.section for passage in read(text, "a.md").passages} == {0}


def test_a_comment_over_several_lines_is_prose_without_what_marks_it() -> None:
    for begin, lead, end in (("/**", " * ", " */"), ('    """', "    ", '    """'), ("", "# ", ""), ("", "-- ", "")):
        lines = ("网络运营者应当按照网络安全等级保护制度的要求，依照《网络安", "全法》第二十一条办理。")
        text = "\n".join((begin, *(f"{lead}{line}" for line in lines), end))
        (found,) = texts(text, "a.c")
        assert found == "".join(lines)


def test_a_comment_that_nothing_ends_goes_to_the_end_of_a_page() -> None:
    assert texts("<p>甲</p><!-- 乙 --><p>丙</p>" + "<!-- 丁" * 50_000, "a.html") == ["甲", "丙"]


@pytest.mark.parametrize("mark", ["<a ", "<!-", "<?", "<![CDATA[", "<![甲", "</", "<!DOCTYPE [", "&#", "&#x"])
@pytest.mark.parametrize("end", ["", ">", ";"])
def test_markup_that_nothing_ends_is_looked_through_once(mark: str, end: str) -> None:
    assert texts("<p>甲</p><![CDATA[丙]]>" + mark * 100_000 + end, "a.html")[0] == "甲"


def test_a_section_without_a_known_name_is_a_comment_and_what_is_behind_the_markup_is_text() -> None:
    assert texts("<p>甲</p><![乙 丙]><p>丁 &# 戊</p>己 < 庚 &lt; 辛", "a.html") == ["甲", "丁 &# 戊", "己 < 庚 < 辛"]


def test_a_small_workbook_that_says_much_is_refused_before_it_is_read_to_its_end() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(1500):
            sheet.write(row, 0, "依照《网络安全法》第二十一条办理。" * 20)
    assert len(file.getvalue()) < 16_000
    with pytest.raises(Unsound, match="file-too-large: the sheet Sheet1 has more than 250,000 cells, or repeats long"):
        read(file.getvalue(), "a.xlsx")


def test_a_document_of_very_many_stretches_of_text_is_refused() -> None:
    body = "<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * (MAX_TEXTS + 1) + "</w:p>"
    with pytest.raises(Unsound, match="file-too-large: has more than 500,000 stretches of text; split it"):
        read(word_document(body=body), "a.docx")
