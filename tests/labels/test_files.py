"""What the metadata of files say, as other programs wrote it."""

import io
import json
import zipfile
import zlib
from xml.sax.saxutils import quoteattr

import docx
import pytest

from case_tables import cases, each
from guiju.labels import xmp
from guiju.labels.entry import as_text
from guiju.labels.formats import formats
from guiju.labels.label import Mark, marks
from guiju.labels.reading import read_file
from labelled_files import LABEL, PNG, SAMPLES, chunk, read
from word_files import in_encoding

CASES = cases(__file__)
DOCX_PROPERTIES = f"""<?xml version="1.0"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="AIGC"><vt:lpwstr>{LABEL}</vt:lpwstr></property>
</Properties>"""


def said(several: tuple[Mark, ...]) -> list[list[object]]:
    usual = CASES["usual"]
    return [[m.kind, m.place, m.key, *([] if dict(m.fields) == usual else [dict(m.fields)])] for m in several]


@each(CASES["marks"].items())
def test_a_label_is_read_where_other_programs_write_it(name, expected):
    assert said(read_file(SAMPLES / name).marks) == expected


def test_every_sample_is_one_of_a_case():
    assert {file.name for file in SAMPLES.iterdir()} == {*CASES["marks"], *CASES["refused"]}


@each(CASES["refused"].items())
def test_a_file_that_is_locked_says_so_in_one_line(name, message):
    file = read_file(SAMPLES / name)

    assert (file.state, len(file.findings)) == ("unreadable", 1)
    assert message in file.findings[0].message


@each(CASES["markdown"])
def test_front_matter_and_comments_are_metadata_and_text_is_not(case):
    found = marks(formats()["md"].entries(case["text"].encode(), "a.md"))

    assert said(found) == case["marks"]


@pytest.mark.parametrize("where", ["comments", "keywords", "subject"])
def test_a_word_document_has_its_label_in_a_property(where, tmp_path):
    document = docx.Document()
    document.add_paragraph("本文由人工智能生成")
    document.add_paragraph("正文")
    setattr(document.core_properties, where, f'{{"AIGC":{LABEL}}}')
    document.save(str(tmp_path / "a.docx"))

    file = read_file(tmp_path / "a.docx")

    assert [dict(mark.fields) for mark in file.marks] == [CASES["usual"]]
    assert [(one.words, one.whereabouts) for one in file.words or ()] == [("人工智能生成", "start")]


def test_a_property_of_its_own_is_found_by_its_name(tmp_path):
    plain, data = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(data, "w") as archive:
        for name in before.namelist():
            archive.writestr(name, before.read(name))
        archive.writestr("docProps/custom.xml", DOCX_PROPERTIES)

    file = read(tmp_path, "a.docx", data.getvalue())

    assert said(file.marks) == [["implicit", "DOCX docProps/custom.xml", "AIGC"]]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_property_is_found_in_each_encoding_of_xml(encoding, tmp_path):
    document, data = docx.Document(), io.BytesIO()
    document.core_properties.comments = f'{{"AIGC":{LABEL}}}'
    document.save(data)

    file = read(tmp_path, "a.docx", in_encoding(data.getvalue(), encoding))

    assert said(file.marks) == [["implicit", "DOCX docProps/core.xml", "description"]]


@pytest.mark.parametrize(
    "kind",
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties",
    ],
)
def test_properties_are_found_where_the_relationships_of_the_document_say(kind, tmp_path):
    plain, data = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    leads = f'<Relationship Id="own" Type="{kind}" Target="/meta/props.xml"/></Relationships>'
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(data, "w") as archive:
        for name in before.namelist():
            content = before.read(name)
            whole = content.replace(b"</Relationships>", leads.encode()) if name == "_rels/.rels" else content
            archive.writestr(name, whole)
        archive.writestr("meta/props.xml", DOCX_PROPERTIES)

    file = read(tmp_path, "a.docx", data.getvalue())

    assert said(file.marks) == [["implicit", "DOCX meta/props.xml", "AIGC"]]


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be", "utf-8"])
def test_a_packet_of_xmp_is_read_in_each_of_its_encodings(code):
    space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    described = f"<rdf:Description rdf:about='' AIGC={quoteattr(LABEL)} xmlns:rdf='{space}'/>"
    (entry,) = (one for one in xmp.properties(described.encode(code), "a.png") if one.key == "AIGC")

    assert json.loads(entry.text)["ProduceID"] == "P-1"


def test_fields_beside_each_other_are_a_label_and_one_of_them_is_not():
    def texts(*pairs):
        parts = [chunk(b"tEXt", key + b"\0" + value) for key, value in pairs]
        return said(marks(formats()["png"].entries(PNG + b"".join(parts) + chunk(b"IEND", b""), "a.png")))

    assert texts((b"Label", b"1"), (b"ProduceID", b"x")) == [
        ["implicit", "PNG tEXt", "", {"Label": "1", "ProduceID": "x"}]
    ]
    assert texts((b"Label", b"Red"), (b"Software", b"x")) == []
    assert len(texts((b"AIGC", LABEL.encode()), (b"Label", b"Red"), (b"ProduceID", b"x"))) == 1


@each({"utf-8": "utf-8", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be", "with a mark": "utf-16"})
def test_a_text_is_read_in_the_encoding_that_it_is_in(encoding):
    text = '{"AIGC":{"Label":"1","ContentProducer":"某公司（北京）"}}'

    assert as_text(text.encode(encoding) + b"\0\0").removeprefix("\ufeff") == text


def test_objects_in_a_packed_stream_are_found(tmp_path):
    catalogue, info = b"<</Type/Catalog/Pages 9 0 R>>", b"<</AIGC (" + LABEL.encode() + b")>>"
    table = b"1 0 2 %d " % len(catalogue)
    body = zlib.compress(table + catalogue + info)
    pdf = (
        b"%%PDF-1.5\n5 0 obj <</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>> stream\n%b\nendstream endobj\n"
    )
    pdf %= len(table), len(body), body
    pdf += b"6 0 obj <</Type/XRef/Root 1 0 R/Info 2 0 R/Length 0>> stream\n\nendstream endobj"

    assert said(read(tmp_path, "a.pdf", pdf).marks) == [["implicit", "PDF Info", "AIGC"]]


def test_a_pdf_is_read_whose_header_comes_after_other_bytes(tmp_path):
    whole = (SAMPLES / "info.pdf").read_bytes()

    assert said(read(tmp_path, "a.pdf", b"\r\nHTTP noise\n" + whole).marks) == CASES["marks"]["info.pdf"]
    assert read(tmp_path, "b.pdf", b" " * 2_000 + whole).state == "unreadable"


def test_a_file_that_speaks_of_pdf_is_read_as_what_it_is(tmp_path):
    told = PNG + chunk(b"tEXt", b"Comment\0rendered from a.pdf (%PDF-1.7)") + chunk(b"tEXt", b"AIGC\0" + LABEL.encode())

    assert len(read(tmp_path, "a.png", told + chunk(b"IEND", b"")).labels) == 1
    assert read(tmp_path, "a.md", b"Files begin with %PDF-1.7.\n").state == "read"
    assert read(tmp_path, "a.txt", b"Files begin with %PDF-1.7.\n").state == "not_read"


def test_information_that_is_null_is_none(tmp_path):
    data = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n9 0 obj\nnull\nendobj\n"
    found = read(tmp_path, "a.pdf", data + b"trailer\n<< /Root 1 0 R /Info 9 0 R >>\n")

    assert (found.state, found.marks) == ("read", ())


def test_what_says_that_there_is_no_label_is_none(tmp_path):
    found = read(tmp_path, "a.md", b"---\nAIGC: false\n---\nA\n")

    assert (found.labels, [mark.kind for mark in found.marks]) == ((), ["empty"])


@each(["---\ntitle: AI生成\n---\n", '+++\ntitle = "AI生成"\n+++\n'])
def test_words_in_front_matter_are_not_in_the_text(front, tmp_path):
    assert read(tmp_path, "a.md", f"{front}A\n".encode()).words == ()
    assert len(read(tmp_path, "b.md", f"{front}AI生成\n".encode()).words or ()) == 1


def test_a_picture_is_read_by_what_it_is_and_not_by_its_name(tmp_path):
    assert read(tmp_path, "a.png", (SAMPLES / "comment.jpg").read_bytes()).format == "jpeg"
    assert read(tmp_path, "b.png", b"not a picture").state == "unreadable"
    assert read(tmp_path, "c.webp", b"RIFF").state == "not_read"
