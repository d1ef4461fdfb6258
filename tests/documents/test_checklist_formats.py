"""What one format of a checklist alone promises: of CSV, JSON, HTML, Markdown and Word each its own."""

import hashlib
import io
import json
import re
from base64 import b64encode
from datetime import date
from typing import Any

import docx
import html5lib
import pytest

from checklist_files import EXPORT, render, rows
from checklist_samples import AS_OF, sample
from guiju.model import Lang
from guiju.wording.labels import NOT_LEGAL_ADVICE, UNOFFICIAL


def test_csv_is_rfc_4180_with_a_mark_and_quotes_everywhere() -> None:
    data = render("csv", sample("en"))
    assert data.startswith(b'\xef\xbb\xbf"')
    assert data.endswith(b'"\r\n')
    heading, *found = rows(data)
    assert len(heading) == len(set(heading))
    assert data.count(b"\r\n") == len(found) + 1
    assert data.decode("utf-8-sig").count('","') == len(heading) * (len(found) + 1) - len(found) - 1


@pytest.mark.parametrize("day", [AS_OF, date(2016, 1, 1), date(2000, 1, 1)])
def test_json_fits_its_schema(lang: Lang, day: date) -> None:
    subject = sample(lang, as_of=day)
    answer = json.loads(render("json", subject))
    assert [e.message for e in EXPORT.iter_errors(answer)] == []
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
    assert not EXPORT.is_valid(answer)
    del place["more"]
    assert EXPORT.is_valid(answer)
    del place[next(iter(place))]
    assert not EXPORT.is_valid(answer)


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
    number = subject.lines.index(power) + 1
    assert f"- **{number}. 第二条第二款 {power.obligation.title.zh}** · 职权 · 供参考" in written


def test_docx_has_the_disclaimer_at_the_foot_of_every_page() -> None:
    (section,) = docx.Document(io.BytesIO(render("docx", sample("en")))).sections
    assert NOT_LEGAL_ADVICE.en in section.footer.paragraphs[0].text
    assert UNOFFICIAL.en in section.footer.paragraphs[0].text
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
