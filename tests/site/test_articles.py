"""Reading an article in a browser: duties beside the words they quote, languages, turning pages, status, links."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from article_pages import GROUPS, HIGHLIGHTED, NAMES, built, duties, path, rule, words
from guiju.model import Lang
from markdown_pages import made_from
from windows import ROOTS, Visit

pytest_plugins = ["kept_windows"]

# ---- obligations beside the words they quote -------------------------------------------------------------------------


def test_a_number_in_the_text_lights_up_its_obligation_and_leads_to_it(look: Visit) -> None:
    page = look(path(GROUPS, "art_9"))
    record = duties(GROUPS, "art_9")[4]
    mark = page.locator(f"a.mark-number[data-of='{record.id}']")
    mark.hover()
    expect(page.locator(f"[data-obligation='{record.id}']")).to_have_class(re.compile("is-lit"))
    mark.click()
    expect(page.locator(f"[data-obligation='{record.id}']:target")).to_be_in_viewport()


def test_what_a_card_quotes_is_read_aloud_everywhere_and_seen_where_the_chinese_is_not(look: Visit) -> None:
    page = look(path(GROUPS, "art_9"))
    quote = page.locator(".card > .quote").first
    assert "应当履行群组管理责任" in page.locator("[data-obligation]").first.aria_snapshot()
    assert quote.bounding_box()["width"] < 5
    page.get_by_label("英文", exact=True).check()
    assert quote.bounding_box()["width"] > 100


# ---- which language --------------------------------------------------------------------------------------------------


def visible(page: Page) -> tuple[bool, bool]:
    """Whether the Chinese and the English text are seen."""
    return page.locator(".texts > .law").first.is_visible(), page.locator(".texts > .translation").first.is_visible()


@pytest.mark.parametrize(("choice", "seen"), [("中文", (True, False)), ("英文", (False, True)), ("对照", (True, True))])
def test_a_reader_chooses_the_language_of_the_text_for_this_page_the_next_one_and_whoever_gets_the_link(
    look: Visit, page: Page, choice: str, seen: tuple[bool, bool]
) -> None:
    recipient, page = page, look(path(GROUPS, "art_9"))
    page.get_by_label("英文" if choice == "对照" else "对照", exact=True).check()
    page.get_by_label(choice, exact=True).check()
    assert visible(page) == seen
    link = page.url
    page.goto(path(NAMES, "art_6"))
    assert visible(page) == seen
    assert page.get_by_label(choice, exact=True).is_checked()
    recipient.goto(link)
    assert visible(recipient) == seen


def test_without_scripts_both_texts_notes_definitions_and_cited_laws_are_there_and_no_dead_button(look: Visit) -> None:
    page = look(path(GROUPS, "art_9"), java_script_enabled=False)
    assert visible(page) == (True, True)
    expect(page.locator(".card--obligation:visible")).to_have_count(len(duties(GROUPS, "art_9")))
    expect(page.locator(".card .quote").first).to_be_visible()
    for section in ("#terms", "#cited", "#cases"):
        expect(page.locator(section)).to_be_visible()
    assert not [b for b in page.locator(".md-content button").all() if b.is_visible()]
    expect(page.locator(".switch")).to_be_hidden()
    page.locator("details.report summary").first.click()
    expect(page.locator(".report__lines").first).to_be_visible()


# ---- turning pages, and how the rule stands --------------------------------------------------------------------------


def test_pages_turn_from_the_top_from_the_foot_and_by_key(look: Visit, lang: Lang) -> None:
    ninth, tenth = (f"/{ROOTS[lang]}{path(GROUPS, name)}" for name in ("art_9", "art_10"))
    page = look(path(GROUPS, "art_9"), lang)
    page.locator(".way__turn a").last.click()
    expect(page).to_have_url(tenth)
    page.locator(".turn__previous a").click()
    expect(page).to_have_url(ninth)
    for key, address in (("n", tenth), ("p", ninth)):
        page.wait_for_load_state()  # a key that comes before the script is lost
        page.keyboard.press(key)
        expect(page).to_have_url(address)


def test_every_article_names_the_one_before_and_the_one_after_to_browsers_and_readers(site_folder: Path) -> None:
    for (one, before, page), (next_one, after, next_page) in pairwise(built(site_folder, "zh")):
        is_next = one is next_one
        for here, other, rel in ((page, after, "next"), (next_page, before, "prev")):
            links = [f"../{other.eId}/"] if is_next else []  # the last and the first of a rule have none
            assert here.xpath(f"//link[@rel='{rel}']/@href") == links
            assert set(links) <= set(here.xpath("//article//a/@href"))


def test_the_first_screen_of_an_article_says_whether_it_is_in_force_how_far_that_is_verified_and_what_came_after(
    look: Visit, lang: Lang
) -> None:
    page = look(path(NAMES, "art_6"), lang)
    banner = page.locator(".banner")
    expect(banner).to_be_in_viewport(ratio=1)
    expect(banner).to_contain_text(made_from(lang).standing(rule(NAMES)).words[lang])
    relation = next(r for r in rule(NAMES).relations if r.kind == "superseded_by")
    later = rule(relation.target)
    expect(banner).to_contain_text(str(relation.from_))
    banner.get_by_role("link", name=later.short_title[lang]).click()
    expect(page.locator("h1")).to_contain_text(later.title[lang])


def test_every_paragraph_and_point_of_every_rule_has_a_link_to_itself(site_folder: Path, lang: Lang) -> None:
    for _, article, page in built(site_folder, lang):
        linked = [link.get("href") for link in page.xpath("//*[contains(@class, 'place')]/a[@class='headerlink']")]
        assert linked == [f"#{u.eId}" for u in article.units()]


@pytest.mark.parametrize(("name", "article"), [(GROUPS, "art_9"), (NAMES, "art_6")])
def test_following_the_link_of_a_paragraph_or_point_highlights_it_and_no_other(
    look: Visit, name: str, article: str
) -> None:
    page = look(path(name, article))
    assert page.evaluate(HIGHLIGHTED) == []
    for each in rule(name).article(article).units():
        page.locator(f"#{each.eId} .headerlink").click()
        expect(page).to_have_url(f"/{path(name, article)}#{each.eId}")
        assert page.evaluate(HIGHLIGHTED) == [each.eId]


@pytest.mark.parametrize("place", ["art_6__para_1__point_8", "art_6__para_1"])
def test_a_link_to_a_place_opens_on_it_highlighted_with_its_notes_and_in_the_full_text(look: Visit, place: str) -> None:
    for address in (path(NAMES, place), f"regulations/{NAMES}/full/#{place}"):
        page = look(address)
        assert page.evaluate(HIGHLIGHTED) == [place]
        expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_what_an_article_leads_to_says_nothing_twice_in_a_row(site_folder: Path, lang: Lang) -> None:
    said = 0
    for _, article, page in built(site_folder, lang):
        for entry in page.find_class("entry"):
            texts = [" ".join(words(part).split()) for part in entry]
            said += len(texts)
            assert not [one for one, other in pairwise(texts) if one == other and len(one) > 12], article.eId
    assert said > 1000
