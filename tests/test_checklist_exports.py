"""Every export of a checklist: it holds every line, says what it is, gives the same bytes, and text stays text."""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from base64 import b64encode
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import docx
import html5lib
import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from checklist_samples import AS_OF, ROOT, corpus, everyone, filled_with, sample
from guiju import exports
from guiju.bundled import schema
from guiju.checklist import Checklist, checklist
from guiju.exports.checklist_csv import guarded
from guiju.exports.fields import FIELDS, shown, texts
from guiju.labels import NO_PENALTY, NOT_LEGAL_ADVICE, UNOFFICIAL
from guiju.model import LANGUAGES, Consequence, Lang

FORMATS = exports.formats("checklist")
RENDERS = sorted(FORMATS)
PIECES = [
    "=cmd|' /C calc'!A0", "=", "+1", "-1", "@SUM(1)", "＝1", "＋", "－", "＠", "\t", "\u3000", "\ufeff", "'", '"', ",", "\r",
    "<script>alert(1)</script>", "<b>", "</td>", "<!--", "]]>", "&amp;", "&#60;", "{{ 7 * 7 }}", "{% raw %}", "{%p %}",
    "**bold**", "_em_", "~~gone~~", "[x](y)", "![x](y)", "[x]: y", "|pipes|", "`code`", "```", "$x$", "\\", "\\|", "# ", "> ", "- ",
    "1. ", "1) ", "---", "===", "https://example.org/", "www.example.org", "a@example.org", "<https://example.org>",
    "_x0041_", "\x07", "\x0b", "\u2028", "\ufffe", "_xHHHH_", "文", "字，", "word", " ", "😀", "é",
]  # fmt: skip
# What the schemas take for one line of text.
hostile = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join).filter(re.compile(r"\S(.*\S)?").fullmatch)
)


def render(name: str, subject: Checklist) -> bytes:
    return FORMATS[name](subject)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def as_text(name: str, data: bytes) -> str:
    """All that a reader of the file can see, as one text."""
    if name == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return "\n".join(
            str(c) for sheet in book.sheet_names for r in book.get_sheet_by_name(sheet).to_python() for c in r
        )
    if name == "docx":
        paper = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        edges = [p.text for s in paper.sections for part in (s.header, s.footer) for p in part.paragraphs]
        return "\n".join([*(p.text for p in paper.paragraphs), *cells, *edges])
    if name == "html":
        return "".join(html5lib.parse(data, namespaceHTMLElements=False).itertext())
    if name == "md":
        tokens = markdown().parse(data.decode())
        return "\n".join(c.content for t in tokens for c in t.children or ())
    return data.decode("utf-8-sig")


# ---- discovery


def test_an_export_is_found_by_the_name_of_its_file() -> None:
    assert {"csv", "docx", "html", "json", "md", "xlsx"} <= set(FORMATS)
    assert exports.formats("nothing") == {}


@pytest.mark.parametrize("name", RENDERS)
def test_an_export_has_a_manual_page(name: str) -> None:
    first, blank, *rest = exports.manual("checklist", name).strip().splitlines()
    assert first.endswith((".", ";"))
    assert blank == ""
    assert rest


def test_listing_the_exports_loads_none_of_their_libraries() -> None:
    program = "import sys; from guiju.exports import formats; formats('checklist'); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"xlsxwriter", "docx", "jinja2"}.isdisjoint(ast.literal_eval(done.stdout))


# ---- what every format says


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", RENDERS)
def test_every_format_says_its_day_its_data_and_that_it_is_no_legal_advice(name: str, lang: Lang) -> None:
    subject = sample(lang)
    seen = as_text(name, render(name, subject))
    for told in (AS_OF.isoformat(), subject.corpus.data_version, NOT_LEGAL_ADVICE[lang]):
        assert told in seen
    assert (UNOFFICIAL.en in seen) == (lang == "en" and name != "csv")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", RENDERS)
def test_every_format_holds_every_line_with_all_it_says(name: str, lang: Lang) -> None:
    subject = sample(lang)
    seen = as_text(name, render(name, subject))
    assert {line.obligation.modality for line in subject.lines} == {"obligation", "prohibition", "power"}
    for line in subject.lines:
        obligation = line.obligation
        told = [line.id, obligation.title[lang], obligation.summary[lang], *obligation.quote, line.standing.words[lang]]
        told += [text[lang] for text in (*obligation.review, *obligation.evidence)]
        told += [word.weigh[lang] for word in obligation.open_words]
        if obligation.displaced_by is not None:
            told.append(obligation.displaced_by.note[lang])
        for text in told:
            assert text in seen, f"{line.id}: {text}"
    assert NO_PENALTY[lang].lower() in seen.lower()


@pytest.mark.parametrize("name", RENDERS)
def test_a_rule_that_does_not_apply_is_named_with_its_standing_and_has_no_line(name: str) -> None:
    subject = sample(as_of=date(2016, 1, 1))
    assert [rule.id for rule, _ in subject.skipped] == ["rule-new"]
    seen = as_text(name, render(name, subject))
    assert "rule-old#keep-logs" in seen
    assert "rule-new#keep-records" not in seen
    if name != "csv":  # rows of lines have no room for what is not there
        assert "尚未施行" in seen
        assert "新规定" in seen


@pytest.mark.parametrize("name", RENDERS)
def test_displacement_is_silent_before_the_later_rule_comes_into_force(name: str) -> None:
    before, after = (as_text(name, render(name, sample(as_of=day))) for day in (date(2022, 7, 31), date(2022, 8, 1)))
    assert "内容与条号均已见" not in before
    assert "内容与条号均已见" in after


@pytest.mark.parametrize(
    ("lang", "cited"),
    [
        ("zh", "其他法律有直接罚则：某法第五十九条 日志罚则（仅凭记忆，未核实）"),
        ("en", "A Law art. 59 log penalty (from memory only, unverified)"),
    ],
)
@pytest.mark.parametrize("name", [name for name in RENDERS if name != "json"])
def test_a_penalty_is_cited_with_its_number_and_how_sure_it_is(name: str, lang: Lang, cited: str) -> None:
    assert cited in as_text(name, render(name, sample(lang)))


def test_the_number_of_a_provision_is_the_one_of_the_day() -> None:
    base = corpus()
    rule = base.regulations["rule-old"]
    law = base.regulations["rule-law"]
    consequence = Consequence("direct", ("rule-law#log-duty",))
    changed = tuple(replace(o, consequence=consequence) if o.id == "keep-logs" else o for o in rule.obligations)
    assert [(n.number, n.point) for n in law.provisions[0].numbers] == [("21", 3), ("23", 3)]
    base = replace(base, regulations={**base.regulations, "rule-old": replace(rule, obligations=changed)})
    for day, number in [(date(2019, 12, 31), "第二十一条第（三）项"), (date(2020, 1, 1), "第二十三条第（三）项")]:
        subject = sample(base=base, as_of=day)
        (told,) = next(texts(subject, line)["consequence"] for line in subject.lines if line.id == "rule-old#keep-logs")
        assert f"某法{number} 日志义务（内容与条号均已见）" in told


@pytest.mark.parametrize("name", RENDERS)
def test_a_checklist_without_lines_is_still_a_file(name: str) -> None:
    subject = sample(as_of=date(2000, 1, 1))
    assert subject.lines == ()
    assert as_text(name, render(name, subject))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", RENDERS)
def test_the_same_checklist_gives_the_same_bytes(name: str, lang: Lang, tmp_path: Any) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from checklist_samples import sample; from guiju.exports import formats;"
        "sys.stdout.buffer.write(formats('checklist')[sys.argv[2]](sample(sys.argv[3])))"
    )
    again = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / "tests"), name, lang], cwd=tmp_path, capture_output=True, check=True
    )
    assert again.stdout == render(name, sample(lang))


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_an_archive_holds_no_clock_but_the_day_of_the_checklist(name: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(render(name, sample())))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {AS_OF.isoformat()}


# ---- text stays text


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\t", "\n", "\r", "\x0b", "\x85", "\u2028", "\u2029", "\ufdd0", "\ufffe"]
)
def test_what_no_page_can_show_is_replaced_visibly(character: str) -> None:
    assert shown(f"字{character}a") == "字\ufffda"


def test_what_a_page_can_show_is_kept() -> None:
    assert shown("字 a\u3000😀\ufeff、“”") == "字 a\u3000😀\ufeff、“”"


@settings(max_examples=40, deadline=None)
@given(text=hostile, lang=st.sampled_from(LANGUAGES))
@example(text="a\x07b\x0bc\u2028d\ufffee\tf", lang="zh")
@example(text="=1+1", lang="zh")
@example(text="\u3000", lang="zh")
def test_in_csv_no_cell_is_a_formula_and_nothing_is_lost(text: str, lang: Lang) -> None:
    subject = filled_with(text, lang)
    data = render("csv", subject)
    heading, *found = rows(data)
    assert data.startswith(b'\xef\xbb\xbf"')
    assert len(found) == len(subject.lines)
    for row, line in zip(found, subject.lines, strict=True):
        told = texts(subject, line)
        for cell, field in zip(row, FIELDS, strict=False):
            several = told[field.key]
            assert cell.lstrip(" \u3000\ufeff")[:1] not in tuple("=+-@\t\r\n\0＝＋－＠")
            if len(several) < 2:
                assert cell == guarded("".join(several))
    assert len({*map(len, found), len(heading)}) == 1


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠\t\r\n\0", " =", "\u3000=", "\ufeff=", " \u3000\ufeff@"])
def test_a_cell_that_begins_like_a_formula_is_guarded(start: str) -> None:
    assert guarded(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["1=1", "a@b", "'=1", "—", "≠"])
def test_any_other_cell_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@settings(max_examples=40, deadline=None)
@given(text=hostile, lang=st.sampled_from(LANGUAGES))
@example(text="a\x07b\x0bc\u2028d\ufffee\tf", lang="zh")
def test_json_keeps_the_text_as_it_is(text: str, lang: Lang) -> None:
    answer = json.loads(render("json", filled_with(text, lang)))
    first = answer["lines"][0]
    assert (first["title"], first["summary"], first["quotation"][0]) == (text, text, text)
    assert first["text"][0]["zh"] == text
    assert answer["roles"] == [{"id": "everyone", "label": text}]
    assert answer["regulations"][0]["force"]["note"] == text


@settings(max_examples=30, deadline=None)
@given(text=hostile, lang=st.sampled_from(LANGUAGES))
@example(text="a\x07b\x0bc\u2028d\ufffee\tf", lang="zh")
@example(text="=1+1", lang="en")
def test_in_a_workbook_text_is_no_formula_no_link_and_no_number(text: str, lang: Lang) -> None:
    subject = filled_with(text, lang)
    data = render("xlsx", subject)
    archive = zipfile.ZipFile(io.BytesIO(data))
    sheets = {n: archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/")}
    assert [n for n, xml in sheets.items() if "<f>" in xml or "<f " in xml] == ["xl/worksheets/sheet2.xml"]
    assert not any("hyperlink" in archive.read(n).decode() for n in archive.namelist())
    for formula in re.findall(r"<f>(.*?)</f>", sheets["xl/worksheets/sheet2.xml"]):
        assert re.match(r"(COUNTIFS?|SUMPRODUCT|IF)\(|\(?\$?[A-Z]+\$?\d+", formula)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    seen = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    if "_x" not in text:  # readers differ on what such escapes mean
        assert shown(text) in seen


@settings(max_examples=60, deadline=None)
@given(text=hostile, lang=st.sampled_from(LANGUAGES))
@example(text="a\x07b\x0bc\u2028d\ufffee\tf", lang="zh")
@example(text="1. x", lang="zh")
@example(text="1) x", lang="zh")
@example(text="- x", lang="zh")
@example(text="+ x", lang="zh")
@example(text="---", lang="zh")
@example(text="# x #", lang="zh")
@example(text="> x", lang="zh")
@example(text="[x](y)", lang="zh")
@example(text="https://example.org", lang="en")
def test_in_markdown_text_makes_no_markup(text: str, lang: Lang) -> None:
    def parsed(subject: Checklist) -> list[Any]:
        return markdown().parse(render("md", subject).decode())

    def shape(tokens: list[Any]) -> list[str]:
        # Neighbouring pieces of text count as one: escapes split it.
        kinds = [c.type for t in tokens for c in (t, *(t.children or ()))]
        return [k for k, before in zip(kinds, ["", *kinds], strict=False) if not (k == before == "text")]

    found = parsed(filled_with(text, lang))
    assert shape(found) == shape(parsed(filled_with("文", lang)))
    lines = ["".join(c.content for c in t.children) for t in found if t.children]
    wanted = re.sub(" +", " ", shown(text))
    assert any(wanted in re.sub(" +", " ", line) for line in lines)


def test_in_markdown_a_bare_address_is_broken_up() -> None:
    written = render("md", filled_with("https://example.org www.example.org a@example.org", "zh")).decode()
    assert "https://" not in written
    assert "www." not in written
    assert "a@" not in written


@settings(max_examples=40, deadline=None)
@given(text=hostile, lang=st.sampled_from(LANGUAGES))
@example(text="a\x07b\x0bc\u2028d\ufffee\tf", lang="zh")
def test_in_html_text_makes_no_element_and_no_attribute(text: str, lang: Lang) -> None:
    def shape(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
        page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(data.decode())
        return [(str(e.tag), tuple(sorted(e.attrib))) for e in page.iter()]

    found = render("html", filled_with(text, lang))
    assert shape(found) == shape(render("html", filled_with("文", lang)))
    assert shown(text) in as_text("html", found)


@settings(max_examples=15, deadline=None)
@given(text=hostile, lang=st.sampled_from(LANGUAGES))
@example(text="a\x07b\x0bc\u2028d\ufffee\tf", lang="zh")
def test_in_docx_text_makes_no_field_and_no_link(text: str, lang: Lang) -> None:
    data = render("docx", filled_with(text, lang))
    archive = zipfile.ZipFile(io.BytesIO(data))
    body = archive.read("word/document.xml").decode()
    assert "<w:instrText" not in body
    assert "<w:hyperlink" not in body
    assert re.findall("<w:instrText>(.*?)</w:instrText>", archive.read("word/footer1.xml").decode()) == ["PAGE"]
    assert shown(text) in "".join(ElementTree.fromstring(body).itertext())


# ---- each format's own promises


def test_csv_is_rfc_4180_with_a_mark_and_quotes_everywhere() -> None:
    data = render("csv", sample("en"))
    assert data.startswith(b'\xef\xbb\xbf"')
    assert data.endswith(b'"\r\n')
    heading, *found = rows(data)
    assert len(heading) == len(set(heading))
    assert data.count(b"\r\n") == len(found) + 1
    assert data.decode("utf-8-sig").count('","') == len(heading) * (len(found) + 1) - len(found) - 1


def export_validator() -> jsonschema.Draft202012Validator:
    common = Resource.from_contents(schema("common"), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("common.schema.json", common)
    return jsonschema.Draft202012Validator(
        schema("checklist-export"), registry=registry, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("day", [AS_OF, date(2016, 1, 1), date(2000, 1, 1)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_fits_its_schema(lang: Lang, day: date) -> None:
    subject = sample(lang, as_of=day)
    answer = json.loads(render("json", subject))
    assert [e.message for e in export_validator().iter_errors(answer)] == []
    assert answer["total"] == len(answer["lines"]) == len(subject.lines)
    assert answer["content_hash"] == subject.content_hash


@pytest.mark.parametrize(
    "path", [(), ("lines", 0), ("regulations", 0), ("regulations", 0, "force"), ("lines", 0, "timing")]
)
def test_the_schema_of_the_json_takes_no_other_key_and_misses_none(path: tuple[Any, ...]) -> None:
    answer = json.loads(render("json", sample()))
    place = answer
    for step in path:
        place = place[step]
    place["more"] = 1
    assert not export_validator().is_valid(answer)
    del place["more"]
    assert export_validator().is_valid(answer)
    del place[next(iter(place))]
    assert not export_validator().is_valid(answer)


def test_the_examples_in_the_schema_of_the_json_are_valid() -> None:
    contents = schema("checklist-export")
    common = Resource.from_contents(schema("common"), default_specification=DRAFT202012)
    whole = Resource.from_contents(contents, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resources([("common.schema.json", common), ("export", whole)])
    tried = 0

    def walk(node: Any, path: str) -> None:
        nonlocal tried
        if isinstance(node, dict):
            for value in node.get("examples", []) if isinstance(node.get("examples"), list) else []:
                errors = jsonschema.Draft202012Validator({"$ref": f"export#{path}"}, registry=registry).iter_errors(
                    value
                )
                assert [e.message for e in errors] == [], path
                tried += 1
            for key, inner in node.items():
                if key not in ("examples", "enum", "const", "required"):
                    walk(inner, f"{path}/{key}")

    walk(contents, "")
    assert tried > 50


def test_html_asks_for_nothing_and_runs_nothing() -> None:
    page = render("html", sample()).decode()
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)}.isdisjoint(
        {"script", "link", "img", "iframe", "form", "object"}
    )
    assert not [e for e in tree.iter() if any(a in ("src", "style") or a.startswith("on") for a in e.attrib)]
    assert {e.get("href", "#")[0] for e in tree.iter("a")} == {"#"}
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_every_anchor_of_the_html_exists_once() -> None:
    tree = html5lib.parse(render("html", sample()), namespaceHTMLElements=False)
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {e.get("href")[1:] for e in tree.iter("a")} <= set(ids)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_browser_shows_the_html_with_its_style_and_nothing_else(page: Any, width: int, tmp_path: Any) -> None:
    file = tmp_path / "checklist.html"
    file.write_bytes(render("html", sample("en")))
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: told.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    assert told == [file.as_uri()]
    assert page.evaluate("getComputedStyle(document.querySelector('.notice')).borderLeftWidth") == "4px"
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_markdown_has_a_box_for_each_duty_and_none_for_a_power() -> None:
    subject = sample()
    written = render("md", subject).decode()
    assert written.count("- [ ] **") == sum(line.obligation.binds for line in subject.lines) > 0
    power = next(line for line in subject.lines if line.obligation.modality == "power")
    assert f"- **第二条第二款 {power.obligation.title.zh}** · 职权 · 供参考" in written


def test_docx_names_a_chinese_typeface_in_every_style_it_uses() -> None:
    archive = zipfile.ZipFile(io.BytesIO(render("docx", sample())))
    styles = archive.read("word/styles.xml").decode()
    used = set(re.findall(r'<w:pStyle w:val="(\w+)"', archive.read("word/document.xml").decode())) | {"Normal"}
    assert used >= {"Normal", "Title", "Heading1", "Heading2", "Heading3", "Quote"}
    for style in used:
        definition = re.search(rf'<w:style [^>]*w:styleId="{style}".*?</w:style>', styles, re.DOTALL)
        assert definition is not None
        assert 'w:eastAsia="Microsoft YaHei"' in definition[0]
        assert "Theme=" not in re.sub("<w:color[^>]*>|<w:pBdr>.*?</w:pBdr>", "", definition[0])


def test_docx_has_the_disclaimer_at_the_foot_of_every_page() -> None:
    paper = docx.Document(io.BytesIO(render("docx", sample("en"))))
    (section,) = paper.sections
    assert NOT_LEGAL_ADVICE.en in section.footer.paragraphs[0].text
    assert UNOFFICIAL.en in section.footer.paragraphs[0].text
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


# ---- the real data


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("role", [role.id for role in corpus(ROOT).vocabulary.roles])
def test_the_real_data_comes_out_in_every_format_for_every_role(role: str, lang: Lang) -> None:
    base = corpus(ROOT)
    roles = [entry for entry in base.vocabulary.roles if entry.id == role]
    subject = checklist(base, roles, date(2026, 11, 25), lang)
    assert subject.lines
    for name in RENDERS:
        seen = as_text(name, render(name, subject))
        for line in subject.lines:
            assert line.id in seen, name
            assert line.obligation.title[lang] in seen, name
    answer = json.loads(render("json", subject))
    assert [e.message for e in export_validator().iter_errors(answer)] == []


def test_every_obligation_of_the_real_data_is_in_a_checklist_of_everyone() -> None:
    base = corpus(ROOT)
    subject = checklist(base, [everyone(base)], date(2026, 11, 25))
    assert {line.id for line in subject.lines} == {r.global_id(o) for r in base.full() for o in r.obligations}
