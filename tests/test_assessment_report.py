"""A report to hand to counsel: everything in it, and whatever is in a profile stays text."""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest

from guiju.assessment import Assessment, assess
from guiju.assessment.profile import profile
from guiju.checklist import checklist
from guiju.exports import formats
from guiju.load import load
from guiju.source import Document

GOOD = Path(__file__).parent / "corpora" / "good"
HOSTILE = "<script>alert(1)</script> **b** [x](http://e.example) =1+1"
CONTENT: dict[str, Any] = {
    "report": {
        "entity": HOSTILE,
        "services": [HOSTILE],
        "scope": "全部",
        "prepared_by": HOSTILE,
        "data_cut_off": "2022-12-31",
    },
    "facts": {"keeps_logs": True, "log_retention": {"value": "P180D", "basis": "measured", "evidence": HOSTILE}},
    "declarations": {"rule-old#keep-logs": {"status": "met", "by": "合规部"}},
    "plans": {"rule-old#keep-logs": {"kind": "remediation", "action": HOSTILE, "owner": "运维", "due": "2023-06-30"}},
}


def assessment(lang: Any) -> Assessment:
    corpus = load(GOOD).corpus
    assert corpus is not None
    asked = checklist(corpus, corpus.vocabulary.roles, date(2023, 1, 1), lang)
    return assess(asked, profile(Document("p", CONTENT, {}, {}, {})))


def page(lang: Any) -> Any:
    return html5lib.parse(formats("assessment")["html"](assessment(lang)).decode(), namespaceHTMLElements=False)


def words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_in_a_profile_stays_text(lang: Any) -> None:
    document = page(lang)
    assert document.findall(".//script") == []
    assert all(a.get("href", "").startswith("#") for a in document.iter("a"))
    assert words(document).count(HOSTILE) >= 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_holds_what_counsel_needs(lang: Any) -> None:
    text = words(page(lang))
    counted = assessment(lang)
    for needed in (
        *{"zh": ("不一致", "局限", "签署", "编制", "复核", "批准", "非法律意见", "数据截止"), "en": ("disagrees", "Limitations", "Sign-off", "Prepared by", "Not legal advice", "Data cut-off")}[lang],
        "提供者应当…留存日志不少于六个月",
        f"1 / {len(counted.lines)}",
        "2023-01-01",
        counted.checklist.corpus.data_version,
        "P180D",
        "log_retention >= $min_retention",
    ):  # fmt: skip
        assert needed in text, needed


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    document = page("zh")
    policy = next(m.get("content") for m in document.iter("meta") if m.get("http-equiv") == "Content-Security-Policy")
    style = document.find(".//style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_the_same_assessment_gives_the_same_bytes(form: str) -> None:
    render = formats("assessment")[form]
    assert render(assessment("zh")) == render(assessment("zh"))


def test_markdown_and_html_tell_the_same_receipt() -> None:
    markdown = formats("assessment")["md"](assessment("en")).decode()
    receipt = markdown.rsplit("`", 2)[1]
    assert len(receipt) == 64
    assert receipt in words(page("en"))
    assert "<script>" not in markdown.replace(r"\<script", "").replace("&#60;script", "")
