"""Whatever is in the data stays text in every export of a checklist: no formula, no markup, no link."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from checklist_files import as_text, markdown, render, rows
from checklist_samples import filled_with
from guiju.documents.content.fields import FIELDS, texts
from guiju.files.characters import printable
from guiju.model import LANGUAGES, Lang
from guiju.writers.csv import guarded
from hostile_texts import hostile

MORE = [
    "=", "＋", "－", "＠", "\t", "\r", "{%p %}", "|pipes|", "```", "1) ", "===", "<https://example.org>", "\x07",
    "\x0b", "\u2028", "_xHHHH_",
]  # fmt: skip


def any_text(examples: int, *more: tuple[str, Lang]) -> Callable[[Callable[[str, Lang], None]], Callable[[], None]]:
    """Run a test with hostile texts in either language, and with these and one of control characters."""

    def decorated(test: Callable[[str, Lang], None]) -> Callable[[], None]:
        for text, lang in (("a\x07b\x0bc\u2028d\ufffee\tf", "zh"), *more):
            test = example(text=text, lang=lang)(test)
        texts = given(text=hostile(MORE), lang=st.sampled_from(LANGUAGES))
        return settings(max_examples=examples, deadline=None)(texts(test))

    return decorated


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\t", "\n", "\r", "\x0b", "\x85", "\u2028", "\u2029", "\ufdd0", "\ufffe"]
)
def test_what_no_page_can_show_is_replaced_visibly_and_the_rest_is_kept(character: str) -> None:
    kept = "字 a\u3000😀\ufeff、“”"
    assert printable(f"{kept}{character}{kept}") == f"{kept}\ufffd{kept}"


@any_text(40, ("=1+1", "zh"), ("\u3000", "zh"))
def test_in_csv_no_cell_is_a_formula_and_nothing_is_lost(text: str, lang: Lang) -> None:
    subject = filled_with(text, lang)
    data = render("csv", subject)
    heading, *found = rows(data)
    assert data.startswith(b'\xef\xbb\xbf"')
    assert len(found) == len(subject.lines)
    for row, line in zip(found, subject.lines, strict=True):
        for cell, several in zip(row, (texts(subject, line)[field] for field in FIELDS), strict=False):
            assert cell.lstrip(" \u3000\ufeff")[:1] not in tuple("=+-@\t\r\n\0＝＋－＠")
            if len(several) < 2:
                assert cell == guarded(printable("".join(several)))
    assert len({*map(len, found), len(heading)}) == 1


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠\t\r\n\0", " =", "\u3000=", "\ufeff=", " \u3000\ufeff@"])
def test_a_cell_that_begins_like_a_formula_is_guarded(start: str) -> None:
    assert guarded(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["1=1", "a@b", "'=1", "—", "≠"])
def test_any_other_cell_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@any_text(40)
def test_json_keeps_the_text_as_it_is(text: str, lang: Lang) -> None:
    answer = json.loads(render("json", filled_with(text, lang)))
    first = answer["lines"][0]
    assert (first["title"], first["summary"], first["quotation"][0]) == (text, text, text)
    assert first["text"][0]["zh"] == text
    assert answer["roles"] == [{"id": "everyone", "label": text}]
    assert answer["regulations"][0]["force"]["note"] == text


@any_text(30, ("=1+1", "en"))
def test_in_a_workbook_text_is_no_formula_no_link_and_no_number(text: str, lang: Lang) -> None:
    data = render("xlsx", filled_with(text, lang))
    archive = zipfile.ZipFile(io.BytesIO(data))
    sheets = {n: archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/")}
    assert [n for n, xml in sheets.items() if "<f>" in xml or "<f " in xml] == ["xl/worksheets/sheet2.xml"]
    assert not any("hyperlink" in archive.read(n).decode() for n in archive.namelist())
    for formula in re.findall(r"<f>(.*?)</f>", sheets["xl/worksheets/sheet2.xml"]):
        assert re.match(r"(COUNTIFS?|SUMPRODUCT|IF)\(|\(?\$?[A-Z]+\$?\d+", formula)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    seen = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    if "_x" not in text:  # readers differ on what such escapes mean
        assert printable(text) in seen


@cache
def in_markdown(text: str, lang: Lang) -> tuple[list[Any], list[str]]:
    """What is parsed of a checklist with this text, and the kinds of it; neighbouring pieces of text, which escapes
    split, as one."""
    tokens = markdown().parse(render("md", filled_with(text, lang)).decode())
    kinds = [c.type for t in tokens for c in (t, *(t.children or ()))]
    return tokens, [k for k, before in zip(kinds, ["", *kinds], strict=False) if not (k == before == "text")]


@pytest.mark.cost(3, "makes and parses a checklist for each text")
@any_text(
    60,
    *((text, "zh") for text in ("1. x", "1) x", "- x", "+ x", "---", "# x #", "> x", "[x](y)")),
    ("https://example.org", "en"),
)
def test_in_markdown_text_makes_no_markup(text: str, lang: Lang) -> None:
    found, kinds = in_markdown(text, lang)
    assert kinds == in_markdown("文", lang)[1]
    lines = ["".join(c.content for c in t.children) for t in found if t.children]
    wanted = re.sub(" +", " ", printable(text))
    assert any(wanted in re.sub(" +", " ", line) for line in lines)


def test_in_markdown_a_bare_address_is_broken_up() -> None:
    written = render("md", filled_with("https://example.org www.example.org a@example.org", "zh")).decode()
    assert [part for part in ("https://", "www.", "a@") if part in written] == []


@cache
def elements(text: str, lang: Lang) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with this text, with the names of their attributes."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(render("html", filled_with(text, lang)).decode())
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in page.iter()]


@any_text(40)
def test_in_html_text_makes_no_element_and_no_attribute(text: str, lang: Lang) -> None:
    assert elements(text, lang) == elements("文", lang)
    assert printable(text) in as_text("html", render("html", filled_with(text, lang)))


@any_text(15)
def test_in_docx_text_makes_no_field_and_no_link(text: str, lang: Lang) -> None:
    archive = zipfile.ZipFile(io.BytesIO(render("docx", filled_with(text, lang))))
    body = archive.read("word/document.xml").decode()
    assert "<w:instrText" not in body
    assert "<w:hyperlink" not in body
    assert re.findall("<w:instrText>(.*?)</w:instrText>", archive.read("word/footer1.xml").decode()) == ["PAGE"]
    assert printable(text) in "".join(ElementTree.fromstring(body).itertext())
