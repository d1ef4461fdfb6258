"""The built site: the same bytes twice, sound HTML, both languages one site, and what a reader sees first."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from conftest import EPOCH
from guiju.wording import labels
from real_corpus import real
from site_builds import mkdocs

ROOT = Path(__file__).resolve().parents[1]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder: path → bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def html_pages(site_folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    """(path under the root of its language, HTML) of every page, the files to download left aside."""
    root = site_folder / "en" if lang == "en" else site_folder
    for file in sorted(root.rglob("*.html")):
        path = file.relative_to(root).as_posix()
        if not path.startswith(("en/", "downloads/")):
            yield path, file.read_text("utf-8")


# ---- builds ----------------------------------------------------------------------------------------------------------


def test_two_builds_of_the_same_data_are_the_same_bytes(site_folder: Path, tmp_path: Path) -> None:
    for configuration, folder in (("mkdocs.yml", tmp_path), ("mkdocs.en.yml", tmp_path / "en")):
        done = mkdocs(ROOT / configuration, folder, **EPOCH)
        assert done.returncode == 0, done.stdout + done.stderr
    one, two = tree(site_folder), tree(tmp_path)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert b"2026-11-25" in one["index.html"]


def test_the_addresses_of_a_site_in_a_folder_of_its_host_hold_in_both_languages(tmp_path: Path) -> None:
    for configuration, folder in (("mkdocs.yml", tmp_path), ("mkdocs.en.yml", tmp_path / "en")):
        done = mkdocs(ROOT / configuration, folder, GUIJU_SITE_URL="https://example.org/rules/")
        assert done.returncode == 0, done.stdout + done.stderr
        address = "https://example.org/rules/" + ("en/" if folder.name == "en" else "")
        assert f'<link rel="canonical" href="{address}glossary/">' in (folder / "glossary" / "index.html").read_text(
            "utf-8"
        )
        assert f"<loc>{address}glossary/</loc>" in (folder / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("name", ["GUIJU_AS_OF", "SOURCE_DATE_EPOCH"])
@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "9" * 30])
def test_a_day_that_is_none_fails_the_build_with_the_remedy(tmp_path: Path, name: str, day: str) -> None:
    done = mkdocs(ROOT / "mkdocs.yml", tmp_path, **{name: day})
    assert done.returncode != 0
    assert "set GUIJU_AS_OF to YYYY-MM-DD" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


# ---- every page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_says_its_day_the_data_version_and_that_it_is_not_legal_advice(site_folder: Path, lang: str) -> None:
    corpus = real()
    told = ["2026-11-25", corpus.data_version, labels.NOT_LEGAL_ADVICE["en" if lang == "en" else "zh"]]
    paths = []
    for path, html in html_pages(site_folder, lang):
        footer = html[html.index("<footer") :]
        assert [text for text in told if text not in footer] == [], path
        paths.append(path)
    assert {"index.html", "404.html", "about/index.html", "licence/index.html", "limits/index.html"} <= set(paths)


def test_both_languages_have_the_same_pages_with_the_same_anchors(site_folder: Path) -> None:
    chinese, english = dict(html_pages(site_folder, "zh")), dict(html_pages(site_folder, "en"))
    assert chinese.keys() == english.keys()
    for path, html in chinese.items():
        anchors = [re.findall(r'\sid="([^"]*)"', text) for text in (html, english[path])]
        assert anchors[0] == anchors[1], path
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", unescape(anchor)) for anchor in anchors[0]), path


def test_the_language_switch_of_every_page_leads_to_the_same_page(site_folder: Path) -> None:
    for lang, root in (("zh", site_folder), ("en", site_folder / "en")):
        other = site_folder if lang == "en" else site_folder / "en"
        for path, html in html_pages(site_folder, lang):
            if path != "404.html":
                (switch,) = re.findall(r'<a class="[^"]*other-language"\s+href="([^"]*)"', html)
                target = (root / path).parent.joinpath(switch).resolve()
                assert target == (other / path).parent.resolve(), path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_inline_script_is_one_that_the_policy_of_its_page_allows_and_no_element_has_a_style_or_handler(
    site_folder: Path, lang: str
) -> None:
    for path, html in html_pages(site_folder, lang):
        elements = [*html5lib.parse(html, namespaceHTMLElements=False).iter()]
        (policy,) = [e.get("content") for e in elements if e.get("http-equiv") == "Content-Security-Policy"]
        scripts = [e for e in elements if e.tag == "script" and not e.get("src") and not e.get("type")]
        hashes = [base64.b64encode(sha256((e.text or "").encode()).digest()).decode() for e in scripts]
        assert len(hashes) >= 2 and [h for h in hashes if f"'sha256-{h}'" not in policy] == [], path
        assert "unsafe" not in policy and "*" not in policy
        content = [e for e in elements if isinstance(e.tag, str)]
        assert [e.tag for e in content if any(n == "style" or n.startswith("on") for n in e.attrib)] == [], path
        assert "<style" not in html and "javascript:" not in html, path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_script_holds_up_what_is_drawn_but_those_that_settle_which_texts_and_lines_are(
    site_folder: Path, lang: str
) -> None:
    for path, html in html_pages(site_folder, lang):
        scripts = re.findall(r"<script[^>]* src=[^>]*>", html)
        assert len(scripts) >= 3, path
        settling = ["choice.js", *(["address.js"] if "data-desk" in html else [])]
        waiting = (" defer", 'type="module"')
        at_once = [tag.rsplit("/", 1)[-1].removesuffix('">') for tag in scripts if not any(w in tag for w in waiting)]
        assert at_once == settling, path


def test_each_kind_of_page_loads_the_style_sheets_and_scripts_that_it_needs_and_they_are_there(
    site_folder: Path,
) -> None:
    for page, sheet, other in (
        ("regulations/cac-group-services-2017/art_9", "article", "checklist"),
        ("checklists/group-owner", "checklist", "whole"),
        ("self-assessment/group-owner", "self_assessment/self-assessment", "checklist"),
        ("whole/coverage", "whole", "home"),
    ):
        html = (site_folder / page / "index.html").read_text("utf-8")
        assert f"assets/{sheet}.css" in html and f"assets/{other}.css" not in html, page
    for path, html in html_pages(site_folder, "zh"):
        for target in re.findall(r'<(?:link rel="stylesheet" href|script[^>]* src)="([^"]*)"', html):
            file = site_folder / target.lstrip("/") if target.startswith("/") else (site_folder / path).parent / target
            assert file.is_file(), f"{path}: {target}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_has_an_element_where_html_does_not_allow_it(site_folder: Path, lang: str) -> None:
    for path, html in html_pages(site_folder, lang):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(html)
        assert [(place, code, data) for place, code, data in parser.errors] == [], path
        assert [e.tag for e in tree.iter() if "markdown" in e.attrib] == [], path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_article_stands_in_the_sidebar(site_folder: Path, lang: str) -> None:
    for path, html in html_pages(site_folder, lang):
        tree = html5lib.parse(html, namespaceHTMLElements=False)
        (sidebar,) = tree.iterfind(".//div[@data-md-type='navigation']")
        listed = [a.get("href", "") for ul in sidebar.iter("nav") for a in ul.iter("a")]
        assert listed and [link for link in listed if "art_" in link.partition("#")[0]] == [], path


def test_the_theme_goes_with_the_package() -> None:
    # The build lists what git ignores as not belonging; /site/ must not take tools/guiju/site/ with it.
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert "site/" not in ignored and "/site/" in ignored


# ---- in a browser ----------------------------------------------------------------------------------------------------

KINDS = (
    "",
    "regulations/",
    "regulations/cac-group-services-2017/",
    "regulations/cac-account-names-2015/art_6/",
    "regulations/cybersecurity-law/",
    "obligations/",
    "obligations/cac-account-names-2015/",
    "checklists/group-provider/",
    "glossary/",
    "corrections/",
    "corrections/cac-account-names-2015/",
    "cases/",
    "cases/insults-in-own-group-2017/",
    "cases/payment-disclosure-2018/",
    "regulations/public-security-penalties/",
    "whole/",
    "whole/coverage/",
    "whole/rules/cac-group-services-2017/",
    "whole/relations/",
    "whole/timeline/",
    "whole/matrix/",
    "liability/",
    "limits/",
    "about/",
    "licence/",
)


@pytest.mark.browser
def test_the_language_switch_stays_on_the_same_paragraph(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/regulations/cac-group-services-2017/art_9/#art_9__para_2")
    page.click("[data-other-language]")
    page.wait_for_url(f"{site_url}/en/regulations/cac-group-services-2017/art_9/#art_9__para_2")
    assert page.locator("#art_9__para_2").inner_text().startswith("Article 9(2)")
    page.click("[data-other-language]")
    page.wait_for_url(f"{site_url}/regulations/cac-group-services-2017/art_9/#art_9__para_2")


@pytest.mark.browser
def test_no_request_leaves_the_sites_own_host(page: Page, site_url: str) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    for path in KINDS:
        for lang in ("", "en/"):
            page.goto(f"{site_url}/{lang}{path}")
    page.wait_for_load_state("networkidle")
    assert requested
    assert [url for url in requested if not url.startswith((site_url, "data:", "blob:"))] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(browser: Browser, site_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for path in KINDS:
        for lang in ("", "en/"):
            page.goto(f"{site_url}/{lang}{path}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(lang + path)
    context.close()
    assert wide == []


@pytest.mark.browser
def test_the_first_screen_says_what_this_is_and_offers_every_role(page: Page, site_url: str) -> None:
    corpus = real()
    page.set_viewport_size({"width": 1280, "height": 800})
    for lang in ("", "en/"):
        page.goto(f"{site_url}/{lang}")
        lowest = page.locator(".card--role").last.bounding_box()
        assert lowest is not None and lowest["y"] + lowest["height"] <= 800
        assert page.locator(".card--role a").count() == len(corpus.vocabulary.roles)


@pytest.mark.browser
def test_the_words_that_an_obligation_quotes_light_up_with_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/regulations/cac-group-services-2017/art_13/")
    card = page.locator("[data-obligation=retain-network-logs]")
    card.hover()
    lit = page.locator(".quoted.is-lit").all_inner_texts()
    assert "".join(lit) == "互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。"


@pytest.mark.browser
def test_without_scripts_text_and_obligations_are_all_there(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/regulations/cac-group-services-2017/art_13/")
    assert page.locator(".law").count() == 2
    assert page.locator(".card--obligation").count() == 3
    page.click("[data-other-language]")
    page.wait_for_url(f"{site_url}/en/regulations/cac-group-services-2017/art_13/")
    context.close()


@pytest.mark.browser
def test_the_downloads_of_a_role_are_offered_to_the_browser_under_their_own_names(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/checklists/group-owner/")
    for ending in ("xlsx", "docx", "csv", "md", "json", "html"):
        with page.expect_download() as download:
            page.locator(".download", has_text=re.compile(f"^{ending}$")).click()
        assert download.value.suggested_filename == f"group-owner.{ending}"


def test_the_search_dialog_has_a_name(site_folder: Path) -> None:
    for path, html in html_pages(site_folder, "zh"):
        dialogs = [e for e in html5lib.parse(html, namespaceHTMLElements=False).iter() if e.get("role") == "dialog"]
        assert dialogs and all(e.get("aria-label") for e in dialogs), path
