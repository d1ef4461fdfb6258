"""The law on paper: a rule is printed whole and can be selected, an article is printed with its citation."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from article_pages import DAY, GROUPS, NAMES, duties, path, rule
from guiju.law.text import citation
from guiju.model import Lang
from guiju.site.site import Site
from paper import printed, run_together
from real_corpus import real


@pytest.mark.browser
@pytest.mark.parametrize("name", [GROUPS, NAMES])
@pytest.mark.parametrize(("shown", "lang"), [("zh", "zh"), ("en", "en")])
def test_the_full_text_prints_whole_and_selectable_with_its_title_its_standing_and_nothing_for_the_screen_only(
    page: Page, site_url: str, tmp_path: Path, name: str, shown: Lang, lang: Lang
) -> None:
    page.goto(f"{site_url}{'/en' if lang == 'en' else ''}/regulations/{name}/full/?text={shown}")
    paper = printed(page, tmp_path)
    assert run_together(rule(name).title[lang]) in paper
    stands, _, _ = (
        Site(real(), lang, DAY).standing(rule(name)).words[lang].partition("（" if lang == "zh" else " (as of")
    )
    assert run_together(stands) in paper
    start = 0
    for article in rule(name).articles:
        for each in article.units():
            text = run_together(citation.marker(each.eId, shown) + each[shown])
            found = paper.find(text, start)
            assert found >= start, each.eId
            start = found + len(text)
    t = Site(real(), lang, DAY).words_of("full_text")
    for unwanted in (t["read_with_notes"], t["copy_text"], t["report"], t["show_both"], t["what_is_unverified"]):
        assert run_together(unwanted) not in paper


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_article_prints_black_on_white_with_its_text_and_how_it_is_cited_and_without_notes(
    browser: Browser, site_url: str, tmp_path: Path, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    page = context.new_page()
    page.goto(site_url + path(GROUPS, "art_9"))
    paper = printed(page, tmp_path)
    for each in rule(GROUPS).article("art_9").units():  # type: ignore[union-attr]  # it is there
        assert run_together(each.zh) in paper and run_together(each.en) in paper
    assert run_together(f"引用：《{rule(GROUPS).title.zh}》第九条 {site_url}{path(GROUPS, 'art_9')}") in paper
    for record in duties(GROUPS, "art_9"):
        assert run_together(record.summary.zh) not in paper
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    colours = page.evaluate(
        "[document.body, document.querySelector('.law')].map((e) => getComputedStyle(e))"
        ".map((style, text) => text ? style.color : style.backgroundColor)"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    context.close()
