"""The translation that lights up with an obligation: the whole 款 or 项 in which the quoted words are."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError

from article_pages import GROUPS, NAMES, duties, path, rule
from barriers import violations
from guiju.law.text import quotation
from guiju.model import LANGUAGES, Lang, Obligation
from page_kinds import DESKTOP, PHONE, opened

pytestmark = pytest.mark.browser

# The places whose translation is lit.
LIT = """() => [...document.querySelectorAll(".passage")].filter((place) => place.querySelector(".translation.is-lit"))
  .map((place) => place.querySelector(".place").id)"""
BOXES = """() => [...document.querySelectorAll("article *")].filter((one) => one.getClientRects().length).map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x + scrollX, y + scrollY, width, height].map((n) => Math.round(n * 8));
})"""
# How what is lit looks: of the translation, of the quoted words, and of the page under them.
COLOURS = """() => [".translation.is-lit", ".quoted.is-lit", "body"].map((found) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  canvas.fillStyle = getComputedStyle(document.querySelector(found)).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
})"""
LOOKS = """() => [...document.querySelectorAll(".quoted, .translation")].map((one) => {
  const { backgroundColor, boxShadow, color, outline } = getComputedStyle(one);
  return [backgroundColor, boxShadow, color, outline];
})"""

TOUCHES: dict[str, tuple[dict[str, Any], Callable[[Locator], None]]] = {
    "hover": ({"viewport": DESKTOP}, lambda card: card.locator(".card__who").hover()),
    "keyboard": ({"viewport": DESKTOP}, lambda card: card.locator(".card__title a").focus()),
    "finger": ({"viewport": PHONE, "has_touch": True}, lambda card: card.locator(".card__who").tap()),
}


def places(name: str, record: Obligation) -> list[str]:
    """The 款 and 项 in which the words stand that a record quotes."""
    return [eId for eId, found in quotation.by_unit(rule(name)).items() if any(s.record is record for s in found)]


def lit(page: Page, awaited: list[str]) -> list[str]:
    """The places whose translation is lit, once they are the expected ones: a browser takes a while."""
    same = f"(awaited) => JSON.stringify(({LIT})()) === JSON.stringify(awaited)"
    with suppress(TimeoutError):
        page.wait_for_function(same, arg=awaited)
    found: list[str] = page.evaluate(LIT)
    return found


def card(page: Page, record: Obligation) -> Locator:
    return page.locator(f"[data-obligation='{record.id}']")


@pytest.mark.parametrize("shown", ["both", "en"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("touch", TOUCHES)
def test_touching_an_obligation_lights_up_the_translation_of_exactly_the_places_whose_words_it_quotes(
    browser: Browser, site_url: str, touch: str, lang: Lang, shown: str
) -> None:
    settings, touches = TOUCHES[touch]
    with opened(browser, **settings) as page:
        for name, article in ((GROUPS, "art_9"), (NAMES, "art_6")):
            page.goto(f"{site_url}{path(name, article, lang)}?text={shown}")
            for record in duties(name, article):
                touches(card(page, record))
                awaited = places(name, record)
                assert lit(page, awaited) == awaited, record.id
            assert page.locator(".translation.is-lit").first.is_visible()
            assert page.locator(".law .quoted.is-lit").first.is_visible() is (shown == "both")


def test_a_quotation_of_several_places_lights_up_the_translation_of_each(browser: Browser, site_url: str) -> None:
    several = [
        (each.id, record) for each in (rule(GROUPS), rule(NAMES)) for record in each.obligations
        if len(places(each.id, record)) > 1
    ]  # fmt: skip
    assert several
    name, record = several[0]
    with opened(browser) as page:
        page.goto(site_url + path(name, record.eId.split("__")[0]))
        card(page, record).locator(".card__who").hover()
        assert lit(page, places(name, record)) == places(name, record)


def test_what_was_lit_goes_out_when_the_pointer_or_the_keyboard_leaves(browser: Browser, site_url: str) -> None:
    record = duties(GROUPS, "art_9")[0]
    with opened(browser) as page:
        page.goto(site_url + path(GROUPS, "art_9", "en"))
        card(page, record).locator(".card__who").hover()
        assert page.evaluate(LIT)
        page.mouse.move(2, 2)
        assert page.evaluate(LIT) == []
        card(page, record).locator(".card__title a").focus()
        assert page.evaluate(LIT)
        page.locator(".md-search__input").focus()
        assert page.evaluate(LIT) == []


def test_a_finger_elsewhere_lights_up_the_next_obligation_alone(browser: Browser, site_url: str) -> None:
    first, last = duties(GROUPS, "art_9")[0], duties(GROUPS, "art_9")[-1]
    assert places(GROUPS, first) != places(GROUPS, last)
    with opened(browser, viewport=PHONE, has_touch=True) as page:
        page.goto(site_url + path(GROUPS, "art_9", "en"))
        for record in (first, last):
            card(page, record).locator(".card__who").tap()
            assert lit(page, places(GROUPS, record)) == places(GROUPS, record)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_translation_is_lit_more_softly_than_the_words_and_both_can_be_read(
    browser: Browser, site_url: str, scheme: str
) -> None:
    with opened(browser, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto(site_url + path(GROUPS, "art_9", "en"))
        card(page, duties(GROUPS, "art_9")[0]).locator(".card__who").hover()
        page.wait_for_timeout(300)
        translation, words, paper = page.evaluate(COLOURS)
        apart = [sum(abs(a - b) for a, b in zip(colour, paper, strict=True)) for colour in (translation, words)]
        assert 0 < apart[0] < apart[1]
        assert violations(page) == []


@pytest.mark.parametrize("touch", TOUCHES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_moves_when_something_lights_up(browser: Browser, site_url: str, lang: Lang, touch: str) -> None:
    settings, touches = TOUCHES[touch]
    with opened(browser, **settings) as page:
        page.goto(site_url + path(NAMES, "art_6", lang))
        for record in duties(NAMES, "art_6"):  # in some of them a number stands at the very end of a line
            # The same part of the page, so that what keeps its place on the screen does so too.
            card(page, record).evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
            before = page.evaluate(BOXES)
            touches(card(page, record))
            page.wait_for_timeout(200)
            assert page.evaluate(BOXES) == before, record.id


def test_on_paper_nothing_is_lit(browser: Browser, site_url: str) -> None:
    with opened(browser) as page:
        page.goto(site_url + path(GROUPS, "art_9", "en"))
        card(page, duties(GROUPS, "art_9")[0]).locator(".card__title a").focus()
        assert page.evaluate(LIT)
        page.emulate_media(media="print")
        page.wait_for_timeout(300)
        left = page.evaluate(LOOKS)
        page.evaluate("document.querySelectorAll('.is-lit').forEach((one) => one.classList.remove('is-lit'))")
        page.wait_for_timeout(300)
        assert page.evaluate(LOOKS) == left
