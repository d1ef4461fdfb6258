"""Whatever is in a profile stays text in every format."""

import base64
import hashlib
import io
import re
import zipfile
from copy import deepcopy
from functools import cache
from typing import Any

import html5lib
import pytest
from hypothesis import example, given, settings

import hostile_texts
from assessment_samples import CONTENT, assessed, assessment, seen
from checklist_files import markdown
from guiju.assessment import Assessment
from guiju.assessment.proof import ROWS_SHOWN
from guiju.documents.report.audience import Audience
from guiju.files.characters import printable
from guiju.files.finding import Misuse
from guiju.model import Lang
from guiju.writers import formats
from guiju.writers.xlsx.styles import CELL_LIMIT
from report_files import AUDIENCES
from spaces import squeezed

FORMATS = formats("assessment")
hostile = hostile_texts.hostile(["=1+1", "{=1}", "<br>", "| pipes |", "{0}", "%s"])


def filled_with(text: str) -> dict[str, Any]:
    """The sample with this text in every field that takes one, and as key of a row."""
    content = deepcopy(CONTENT)
    content["report"] |= dict.fromkeys(
        ("entity", "scope", "exclusions", "prepared_by", "reviewed_by", "approved_by"), text
    ) | {"services": [text, text], "licence_numbers": [text]}
    content["facts"]["network_log_retention_policy"]["evidence"] = text
    rows = content["rows"]["group"]
    content["rows"]["group"] = {text: {**rows.pop("PLANTED-KEY-G-0"), "group_code": text}, **rows}
    for declaration in content["declarations"].values():
        declaration.update(by=text, evidence=text, reason=text, approver=text, reviewer=text)
    for plan in content["plans"].values():
        plan.update(action=text, owner=text, note=text)
    return content


@cache
def hostile_assessment(text: str, lang: Lang) -> Assessment:
    """The sample with this text everywhere: hypothesis gives every format of a test the same texts."""
    return assessed(filled_with(text), lang)


def render(form: str, text: str) -> bytes:
    return FORMATS[form](hostile_assessment(text, "en"))


@pytest.mark.cost(3, "makes a report in each format for each text")
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("form", sorted(FORMATS))
@settings(max_examples=8)
@example("=cmd|' /C calc'!A0")
@example("<script>alert(1)</script> **b** [x](http://e.example) =1+1")
@example("]]>{{ 7 * 7 }}_x0041_\\|\ufffe")
@given(text=hostile)
def test_a_hostile_text_is_shown_as_it_is(form: str, audience: Audience, text: str) -> None:
    data = FORMATS[form](hostile_assessment(text, "zh"), audience)
    if form != "json":
        text = printable(text)
    assert squeezed(seen(form, data)).count(squeezed(text)) >= 10


def page_of(text: str) -> Any:
    return html5lib.parse(render("html", text), namespaceHTMLElements=False)


@cache
def plain_tags() -> list[str]:
    return [node.tag for node in page_of("word").iter()]


@pytest.mark.cost(4, "makes and parses a report for each text")
@settings(max_examples=15)
@example("<script>alert(1)</script>")
@given(text=hostile)
def test_no_text_becomes_markup_of_the_page(text: str) -> None:
    page = page_of(text)
    assert [node.tag for node in page.iter()] == plain_tags()
    assert page.findall(".//script") == []
    assert all(link.get("href", "").startswith("#") for link in page.iter("a"))


@cache
def kinds(text: str) -> list[str]:
    """What Markdown finds in a report with this text, texts aside."""
    tokens = markdown().parse(render("md", text).decode())
    nested = [child.type for token in tokens for child in token.children or () if child.type != "text"]
    return [token.type for token in tokens] + nested


@pytest.mark.cost(4, "makes and parses a report for each text")
@settings(max_examples=15)
@example("[x](y) <b> www.example.org")
@given(text=hostile)
def test_no_text_becomes_markup_of_the_markdown(text: str) -> None:
    assert kinds(text) == kinds("word")


@pytest.mark.cost(3, "makes a workbook for each text")
@settings(max_examples=15)
@example("=1+1")
@example("{=1}")
@given(text=hostile)
def test_no_text_becomes_a_formula_or_a_link_of_the_workbook(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render("xlsx", text))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 11
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    links = [link for sheet in sheets for link in re.findall("<hyperlink [^>]*>", sheet)]
    assert links and all(" location=" in link and "r:id=" not in link for link in links)  # from page one to the proof


def test_a_text_that_a_cell_cannot_hold_is_a_misuse() -> None:
    content = deepcopy(CONTENT)
    for row in content["rows"]["group"].values():
        row["group_code_occurrences"]["evidence"] = "文" * 4000
    assert 4000 * ROWS_SHOWN > CELL_LIMIT
    with pytest.raises(Misuse, match=r"longer than a cell holds \(32,767 characters\)"):
        FORMATS["xlsx"](assessed(content, "zh"))


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    page = html5lib.parse(FORMATS["html"](assessment("zh")), namespaceHTMLElements=False)
    policy = next(m.get("content") for m in page.iter("meta") if m.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.find(".//style").text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not any(node.get("style") for node in page.iter())
