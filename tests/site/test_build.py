"""The built site: sound HTML, both languages one site, and what every page says."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path

import html5lib
import pytest
from lxml.html import HTMLParser, document_fromstring
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from guiju.model import Lang
from guiju.site.building import hook
from guiju.wording import labels
from real_corpus import ROOT, real
from site_builds import mkdocs
from windows import ROOTS

UTF_8 = HTMLParser(encoding="utf-8")


def html_pages(site_folder: Path, lang: Lang) -> Iterator[tuple[str, str]]:
    """(path under the root of its language, HTML) of every page, the files to download left aside."""
    root = site_folder / ROOTS[lang]
    for file in sorted(root.rglob("*.html")):
        path = file.relative_to(root).as_posix()
        if not path.startswith(("en/", "downloads/")):
            yield path, file.read_text("utf-8")


# ---- builds ----------------------------------------------------------------------------------------------------------


INVALID_DAY = "set GUIJU_AS_OF to YYYY-MM-DD"


@pytest.mark.parametrize("name", ["GUIJU_AS_OF", "SOURCE_DATE_EPOCH"])
@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "9" * 30])
def test_an_invalid_day_is_refused_with_the_remedy(name: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIJU_AS_OF", raising=False)
    monkeypatch.setenv(name, day)
    with pytest.raises(PluginError, match=INVALID_DAY):
        hook.on_config(load_config(str(ROOT / "mkdocs.yml")))


def test_an_invalid_day_fails_the_build_without_a_traceback(tmp_path: Path) -> None:
    done = mkdocs(ROOT / "mkdocs.yml", tmp_path, GUIJU_AS_OF="tomorrow")
    assert done.returncode != 0
    assert INVALID_DAY in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_both_languages_share_one_copy_of_the_assets_without_what_no_page_loads(site_folder: Path) -> None:
    english = site_folder / "en/self-assessment"
    assert (site_folder / "assets/guiju.js").exists() and not (site_folder / "en/assets").exists()
    assert 'src="../../../assets/guiju.js"' in (english / "group-owner/index.html").read_text("utf-8")
    assert '"../../assets/self_assessment/form.js"' in (english / "group-owner.js").read_text("utf-8")
    for script in (site_folder / "en").rglob("*.js"):
        for address in re.findall(r"""from ["']([^"']+)["']""", script.read_text("utf-8")):
            assert (script.parent / address).exists(), script
    of_the_search_of_the_theme = ("*.map", "lunr", "workers")
    assert [path for name in of_the_search_of_the_theme for path in site_folder.rglob(name)] == []


# ---- every page ------------------------------------------------------------------------------------------------------


def test_every_page_says_its_day_data_version_and_that_it_is_not_legal_advice(site_folder: Path, lang: Lang) -> None:
    notes = ["2026-11-25", real().data_version, labels.NOT_LEGAL_ADVICE[lang]]
    pages = dict(html_pages(site_folder, lang))
    assert {"index.html", "404.html", "about/index.html", "licence/index.html", "limits/index.html"} <= pages.keys()
    for path, html in pages.items():
        footer = html[html.index("<footer") :]
        assert [text for text in notes if text not in footer] == [], path


def test_both_languages_have_the_same_pages_with_the_same_anchors(site_folder: Path) -> None:
    chinese, english = dict(html_pages(site_folder, "zh")), dict(html_pages(site_folder, "en"))
    assert chinese.keys() == english.keys()
    for path, html in chinese.items():
        anchors = [re.findall(r'\sid="([^"]*)"', text) for text in (html, english[path])]
        assert anchors[0] == anchors[1], path
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", unescape(anchor)) for anchor in anchors[0]), path


def test_the_language_switch_of_every_page_leads_to_the_same_page(site_folder: Path) -> None:
    for lang, other in (("zh", "en"), ("en", "zh")):
        for path, html in html_pages(site_folder, lang):
            if path != "404.html":
                (switch,) = re.findall(r'<a class="[^"]*other-language"\s+href="([^"]*)"', html)
                target = (site_folder / ROOTS[lang] / path).parent / switch
                assert target.resolve() == (site_folder / ROOTS[other] / path).parent.resolve(), path


def test_every_inline_script_is_one_that_the_policy_of_its_page_allows_and_no_element_has_a_style_or_handler(
    site_folder: Path, lang: Lang
) -> None:
    for path, html in html_pages(site_folder, lang):
        tree = document_fromstring(html.encode(), parser=UTF_8)
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        scripts = tree.xpath("//script[not(@src) and not(@type)]")
        hashes = [base64.b64encode(sha256((e.text or "").encode()).digest()).decode() for e in scripts]
        assert len(hashes) >= 2 and [h for h in hashes if f"'sha256-{h}'" not in policy] == [], path
        assert "unsafe" not in policy and "*" not in policy
        assert tree.xpath("//*[@style or @*[starts-with(name(), 'on')]]") == [], path
        assert "<style" not in html and "javascript:" not in html, path


def test_no_page_has_an_element_where_html_does_not_allow_it(site_folder: Path, lang: Lang) -> None:
    for path, html in html_pages(site_folder, lang):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(html)
        assert [(place, code, data) for place, code, data in parser.errors] == [], path
        assert [e.tag for e in tree.iter() if "markdown" in e.attrib] == [], path
