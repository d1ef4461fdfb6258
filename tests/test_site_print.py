"""The switch of the language on every kind of page, and every kind of page on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import page_kinds
from page_kinds import opened, smallest
from paper import printed, run_together
from real_corpus import real

pytestmark = pytest.mark.browser


def test_the_language_switch_of_every_kind_of_page_keeps_the_place(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    with opened(browser) as page:
        kept = 0
        for path in page_kinds.largest(site_folder):
            page.goto(f"{site_url}/{path}")
            places = page.locator("article :is(h2, h3, h4)[id]")
            if path == "404.html" or not places.count():
                continue
            place = places.last.get_attribute("id")
            page.goto(f"{site_url}/{path}#{place}")
            page.click("[data-other-language]")
            page.wait_for_url(f"{site_url}/en/{path}#{place}")
            assert page.locator(f"[id='{place}']").count() == 1
            kept += 1
        assert kept > 10


def test_every_kind_of_page_is_printed_with_chinese_that_can_be_selected(
    browser: Browser, site_url: str, site_folder: Path, tmp_path: Path
) -> None:
    with opened(browser) as page:
        for path in smallest(site_folder):
            page.goto(f"{site_url}/{path}")
            text = printed(page, tmp_path)
            title = run_together(page.locator("article h1").first.inner_text().replace("#", ""))
            assert title in text, path
            page.emulate_media(media="print")
            shown = page.locator("article p:visible").all_inner_texts()
            page.emulate_media(media="null")
            runs = {run for words in shown for run in re.findall("[\u4e00-\u9fff]{4,12}", words)}
            lost = {run for run in runs if run not in text}  # a page may end within one
            assert len(lost) <= 1 + 0.03 * len(runs), (path, lost)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_text_of_a_rule_is_printed_word_for_word_in_dark_ink(
    browser: Browser, site_url: str, tmp_path: Path, scheme: str
) -> None:
    corpus = real()
    with opened(browser, color_scheme=scheme) as page:
        for rule in corpus.with_articles():
            page.goto(f"{site_url}/regulations/{rule.id}/full/")
            text = printed(page, tmp_path)
            for article in rule.articles:
                for unit in article.units():
                    assert run_together(unit.zh) in text, f"{rule.id} {unit.eId}"
        page.emulate_media(media="print")
        ink = page.locator("article p").first.evaluate("node => getComputedStyle(node).color")
        assert max(map(int, re.findall(r"\d+", ink)[:3])) < 128
