"""A repair changes the characters that it is about, and not one byte of anything else."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import assume, given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju import reading
from guiju.citations.rewriting import Edit, rewritten
from word_files import in_encoding, word_document

CITED = "《网络安全法》第二十一条"
WORDS = st.text(alphabet="甲法第二十一条《》“”。，aB1 \t\"'<>&;#*_`[]()|-:>\\/", max_size=20)
LINES = st.lists(WORDS | st.just(f"依照{CITED}办理"), max_size=6)
TEXTS = st.builds(lambda lines, end: end.join(lines), LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


def repaired(data: bytes, name: str, old: str = "二十一", new: str = "二十三") -> tuple[bytes, list[str]]:
    """The file with this replaced wherever it is cited; why some were not."""
    document = reading.read(data, name)
    edits = [
        Edit(number, at, at + len(CITED), CITED.replace(old, new))
        for number, passage in enumerate(document.passages)
        if (at := passage.text.find(CITED)) >= 0
    ]
    outcome = rewritten(document, edits)
    return outcome.data, sorted(outcome.refused.values())


@pytest.mark.parametrize("name", ["memo.md", "memo.txt", "memo.html", "memo.csv", "memo.yaml", "memo.py"])
@given(text=TEXTS, encoding=ENCODINGS)
def test_a_repair_changes_these_characters_alone(name: str, text: str, encoding: str) -> None:
    assume(text.strip())
    data = text.encode(encoding)
    document = reading.read(data, name)
    fixed, refused = repaired(data, name)
    assert refused == []
    before, after = (reading.read(one, name).passages for one in (data, fixed))
    assert [p.text.replace(CITED, CITED.replace("一条", "三条"), 1) for p in before] == [p.text for p in after]
    if all(CITED not in passage.text for passage in document.passages):
        assert fixed == data
    # Longer by nothing: each byte that differs is one of a character that was to change.
    assert len(fixed) == len(data)


RUNS = st.lists(
    st.sampled_from(["《网络", "安全法》", "第二十", "一条", CITED, "&", "<甲>", " "]), min_size=1, max_size=6
)


@given(
    st.lists(RUNS, min_size=1, max_size=4),
    st.sampled_from(["三", "六", "百六"]),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_a_repair_of_a_word_document_keeps_its_runs_and_its_other_parts(
    paragraphs: list[list[str]], new: str, encoding: str
) -> None:
    body = "".join(
        f"<w:p>{''.join(f'<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(run)}</w:t></w:r>' for run in runs)}</w:p>"
        for runs in paragraphs
    )
    data = in_encoding(word_document(body=body, styles="<w:style/>", numbering="<w:num/>"), encoding)
    fixed, refused = repaired(data, "a.docx", "二十", f"二十{new}"[:2] if len(new) == 1 else new)
    assert refused == []
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (data, fixed))
    for entry, now in zip(before.infolist(), after.infolist(), strict=True):
        assert (entry.filename, entry.date_time) == (now.filename, now.date_time)
        if entry.filename != "word/document.xml":
            assert before.read(entry) == after.read(now)
    runs_before, runs_after = (one.read("word/document.xml").decode(encoding).count("<w:r>") for one in (before, after))
    assert runs_before == runs_after
    old = [passage.text for passage in reading.read(data, "a.docx").passages]
    assert len(old) == len(reading.read(fixed, "a.docx").passages)


def test_what_does_not_change_in_a_word_document_is_not_even_packed_again() -> None:
    data = word_document(body=f"<w:p><w:r><w:t>{CITED}</w:t></w:r></w:p>", styles="<w:style/>" * 900)
    fixed, refused = repaired(data, "a.docx")
    assert refused == [] and fixed != data
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/styles.xml")
    assert data[entry.header_offset :][: entry.compress_size + 45] in fixed
    assert zipfile.ZipFile(io.BytesIO(fixed)).testzip() is None


def test_a_signed_document_is_left_as_it_was_signed() -> None:
    file = io.BytesIO(word_document(CITED))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert repaired(file.getvalue(), "a.docx") == (file.getvalue(), ["signed"])


def test_one_repair_that_cannot_be_made_does_not_spoil_the_others() -> None:
    document = reading.read(f"{CITED}\n\n".encode() * 9, "a.md")
    bad = Edit(4, 0, len(CITED), f"**{CITED}**")
    outcome = rewritten(document, [bad, *(Edit(n, 0, len(CITED), "《数据安全法》第三条") for n in (0, 2, 8))])
    assert dict(outcome.refused) == {bad: "bytes"}
    assert [passage.text for passage in reading.read(outcome.data, "a.md").passages].count(CITED) == 6


def test_a_citation_that_is_split_over_runs_is_repaired_in_its_runs() -> None:
    body = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in ("《网络安全法》第", "二", "十一", "条"))
    fixed, _ = repaired(word_document(body=f"<w:p>{body}</w:p>"), "a.docx", "二十一", "一百零三")
    xml = zipfile.ZipFile(io.BytesIO(fixed)).read("word/document.xml").decode()
    assert "<w:t>一</w:t></w:r><w:r><w:t>百零三</w:t></w:r><w:r><w:t>条</w:t>" in xml


@each(cases(__file__)["tracked"])
def test_a_citation_within_a_tracked_change_is_left_to_its_author(inner: str, why: list[str]) -> None:
    body = f"<w:p><w:r><w:t>《网络安全法》第</w:t></w:r>{inner}<w:r><w:t>条</w:t></w:r></w:p>"
    data = word_document(body=body)
    assert repaired(data, "a.docx") == (data, why)


def test_a_change_that_is_tracked_before_or_behind_a_citation_does_not_hinder() -> None:
    gone = "<w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
    data = word_document(body=f"<w:p><w:r><w:t>依照</w:t></w:r>{gone}<w:r><w:t>{CITED}</w:t></w:r>{gone}</w:p>")
    assert repaired(data, "a.docx")[1] == []


def workbook(*cells: str, formula: str = "") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(cells):
            sheet.write(row, 0, text, book.add_format({"bold": True}))
        if formula:
            sheet.write_formula(9, 0, '="依照"', None, formula)
    return file.getvalue()


def test_a_repair_of_a_workbook_keeps_its_other_parts_and_the_styles_of_its_cells() -> None:
    data = workbook(CITED, "甲", CITED, f"依照{CITED}办理")
    fixed, refused = repaired(data, "a.xlsx")
    assert refused == []
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (data, fixed))
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/sharedStrings.xml"]
    assert [p.text for p in reading.read(fixed, "a.xlsx").passages if "二十三" in p.text] == [
        "《网络安全法》第二十三条", "《网络安全法》第二十三条", "依照《网络安全法》第二十三条办理",
    ]  # fmt: skip


def test_what_a_formula_gives_is_not_rewritten() -> None:
    data = workbook("甲", formula=CITED)
    assert repaired(data, "a.xlsx") == (data, ["formula"])


def test_a_text_that_two_cells_share_is_rewritten_for_both_or_not_at_all() -> None:
    data = workbook(CITED, CITED)
    outcome = rewritten(reading.read(data, "a.xlsx"), [Edit(0, 0, len(CITED), "《数据安全法》第三条")])
    assert (outcome.data, list(outcome.refused.values())) == (data, ["shared"])


def test_a_file_in_another_encoding_stays_in_it() -> None:
    data = "依照《网络安全法》第二十一条办理，其他从其规定。".encode("gb18030")
    assert repaired(data, "a.txt")[0] == "依照《网络安全法》第二十三条办理，其他从其规定。".encode("gb18030")
