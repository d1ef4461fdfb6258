"""Reading an article in a browser: obligations beside the words they quote, languages, turning pages, status."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from article_pages import DAY, GROUPS, NAMES, built, duties, path, rule, said, tab_to, unit
from guiju.model import LANGUAGES, Lang
from guiju.site.site import Site
from page_kinds import PHONE
from real_corpus import real

# ---- obligations beside the words they quote -------------------------------------------------------------------------

LIT = "() => [...document.querySelectorAll('.law .quoted.is-lit')].map((words) => words.textContent).join('')"


@pytest.mark.browser
@pytest.mark.parametrize(("name", "article"), [(GROUPS, "art_9"), (GROUPS, "art_11"), (NAMES, "art_6")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_touching_an_obligation_lights_up_exactly_the_words_of_its_own_paragraph_that_it_quotes(
    page: Page, site_url: str, name: str, article: str, lang: Lang
) -> None:
    page.goto(site_url + path(name, article, lang))
    for record in duties(name, article):
        page.locator(f"[data-obligation='{record.id}'] .card__who").hover()
        lit = page.evaluate(LIT)
        own = "".join(segment for segment in record.quote if segment in unit(name, record.eId).zh)
        assert own in lit and sorted(lit) == sorted("".join(record.quote)), record.id
    page.mouse.move(2, 2)
    assert page.evaluate(LIT) == ""


@pytest.mark.browser
def test_an_obligation_reached_by_keyboard_lights_up_its_words_too(page: Page, site_url: str) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    for record in duties(GROUPS, "art_9"):
        page.locator(f"[data-obligation='{record.id}'] .card__title a").focus()
        assert page.evaluate(LIT) == "".join(record.quote)


@pytest.mark.browser
def test_a_number_in_the_text_lights_up_its_obligation_and_leads_to_it(page: Page, site_url: str) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    record = duties(GROUPS, "art_9")[4]
    mark = page.locator(f"a.mark-number[data-of='{record.id}']")
    mark.hover()
    expect(page.locator(f"[data-obligation='{record.id}']")).to_have_class(re.compile("is-lit"))
    mark.click()
    expect(page.locator(f"[data-obligation='{record.id}']:target")).to_be_in_viewport()


@pytest.mark.browser
def test_an_obligation_stands_beside_its_words_on_a_wide_screen_and_below_them_on_a_phone(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    for viewport, beside in (({"width": 1280, "height": 900}, True), (PHONE, False)):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]  # a size
        text = page.locator(".passage__text").first.bounding_box()
        card = page.locator(".card").first.bounding_box()
        assert text and card
        assert (card["x"] >= text["x"] + text["width"]) is beside
        assert (card["y"] >= text["y"] + text["height"]) is not beside


@pytest.mark.browser
def test_what_a_card_quotes_is_read_aloud_everywhere_and_seen_where_the_chinese_is_not(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    quote = page.locator(".card > .quote").first
    spoken = page.locator("[data-obligation]").first.aria_snapshot()
    assert "……履行群组管理责任" in spoken
    box = quote.bounding_box()
    assert box and box["width"] < 5
    page.get_by_label("英文", exact=True).check()
    box = quote.bounding_box()
    assert box and box["width"] > 100


# ---- which language --------------------------------------------------------------------------------------------------


def visible(page: Page) -> tuple[bool, bool]:
    """Whether the Chinese and the English text are seen."""
    return page.locator(".texts > .law").first.is_visible(), page.locator(".texts > .translation").first.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(("choice", "seen"), [("中文", (True, False)), ("英文", (False, True)), ("对照", (True, True))])
def test_a_reader_chooses_the_language_of_the_text_for_this_page_the_next_one_and_whoever_gets_the_link(
    page: Page, site_url: str, browser: Browser, choice: str, seen: tuple[bool, bool]
) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    page.get_by_label("英文" if choice == "对照" else "对照", exact=True).check()
    page.get_by_label(choice, exact=True).check()
    assert visible(page) == seen
    handed_on = page.url
    page.goto(site_url + path(NAMES, "art_6"))
    assert visible(page) == seen
    assert page.get_by_label(choice, exact=True).is_checked()
    other = browser.new_context()
    received = other.new_page()
    received.goto(handed_on)
    assert visible(received) == seen
    other.close()


@pytest.mark.browser
def test_the_language_of_the_text_is_chosen_by_arrow_keys(page: Page, site_url: str) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    tab_to(page, ".switch input")
    page.keyboard.press("ArrowRight")
    assert visible(page) == (False, True)
    page.keyboard.press("ArrowRight")
    assert visible(page) == (True, False)


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_texts_stand_side_by_side_line_against_line_on_a_wide_screen_and_stacked_on_a_phone(
    page: Page, site_url: str, lang: Lang
) -> None:
    page.goto(site_url + path(GROUPS, "art_9", lang))
    for viewport, beside in (({"width": 1280, "height": 900}, True), (PHONE, False)):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]  # a size
        for texts in page.locator(".texts").all():
            first, second = (texts.locator("> p").nth(n).bounding_box() for n in (0, 1))
            assert first and second
            assert (second["x"] >= first["x"] + first["width"]) is beside
            assert (abs(second["y"] - first["y"]) < 8) is beside


@pytest.mark.browser
def test_without_scripts_both_texts_notes_definitions_and_cited_laws_are_there_and_no_dead_button(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + path(GROUPS, "art_9"))
    assert visible(page) == (True, True)
    expect(page.locator(".card .quote").first).to_be_visible()
    for section in ("#terms", "#cited", "#cases"):
        expect(page.locator(section)).to_be_visible()
    assert not [b for b in page.locator(".md-content button").all() if b.is_visible()]
    expect(page.locator(".switch")).to_be_hidden()
    page.locator("details.report summary").first.click()
    expect(page.locator(".report__lines").first).to_be_visible()
    context.close()


# ---- turning pages, and how the rule stands --------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_turn_from_the_top_from_the_foot_and_by_key(page: Page, site_url: str, lang: Lang) -> None:
    page.goto(site_url + path(GROUPS, "art_9", lang))
    page.locator(".way__turn a").last.click()
    expect(page).to_have_url(site_url + path(GROUPS, "art_10", lang))
    page.locator(".turn__previous a").click()
    expect(page).to_have_url(site_url + path(GROUPS, "art_9", lang))
    page.keyboard.press("n")
    expect(page).to_have_url(site_url + path(GROUPS, "art_10", lang))
    page.keyboard.press("p")
    expect(page).to_have_url(site_url + path(GROUPS, "art_9", lang))


def test_every_article_names_the_one_before_and_the_one_after_to_browsers_and_readers(site_folder: Path) -> None:
    for each in real().with_articles():
        found = {article.eId: page for own, article, page in built(site_folder, "zh") if own is each}
        for before, after in pairwise(each.articles):
            assert found[before.eId].xpath("//link[@rel='next']/@href") == [f"../{after.eId}/"]
            assert found[after.eId].xpath("//link[@rel='prev']/@href") == [f"../{before.eId}/"]
        assert not found[each.articles[0].eId].xpath("//link[@rel='prev']")
        assert not found[each.articles[-1].eId].xpath("//link[@rel='next']")


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_of_an_article_says_whether_it_is_in_force_how_far_that_is_verified_and_what_came_after(
    page: Page, site_url: str, lang: Lang
) -> None:
    page.goto(site_url + path(NAMES, "art_6", lang))
    banner = page.locator(".banner")
    expect(banner).to_be_in_viewport(ratio=1)
    site = Site(real(), lang, DAY)
    expect(banner).to_contain_text(site.standing(rule(NAMES)).words[lang])
    relation = next(r for r in rule(NAMES).relations if r.kind == "superseded_by")
    later = rule(relation.target)
    expect(banner).to_contain_text(str(relation.from_))
    banner.get_by_role("link", name=later.title[lang]).click()
    expect(page.locator("h1")).to_contain_text(later.title[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_carries_the_banner_of_its_rule(site_folder: Path, lang: Lang) -> None:
    site = Site(real(), lang, DAY)
    for each, _, page in built(site_folder, lang):
        (banner,) = page.xpath("//*[contains(concat(' ', @class, ' '), ' banner ')]")
        assert site.standing(each).words[lang] in said(banner)
