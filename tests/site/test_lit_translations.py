"""The translation that lights up with an obligation: the whole 款 or 项 in which the quoted words are."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from article_pages import GROUPS, NAMES, duties, path, rule
from barriers import violations
from guiju.law.text import quotation
from guiju.model import Lang, Obligation
from windows import PHONE, Visit, settled

pytest_plugins = ["kept_windows"]

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
    "hover": ({}, lambda card: card.locator(".card__who").hover()),
    "keyboard": ({}, lambda card: card.locator(".card__title a").focus()),
    "finger": ({**PHONE, "has_touch": True}, lambda card: card.locator(".card__who").tap()),
}


def places(name: str, record: Obligation) -> list[str]:
    """The 款 and 项 in which the words stand that a record quotes."""
    return [eId for eId, found in quotation.by_unit(rule(name)).items() if any(s.record is record for s in found)]


def expect_lit(page: Page, places: list[str]) -> None:
    """Wait until it is the translation of these places that is lit, and of no other."""
    page.wait_for_function(f"(places) => JSON.stringify(({LIT})()) === JSON.stringify(places)", arg=places)
    settled(page)


def card(page: Page, record: Obligation) -> Locator:
    return page.locator(f"[data-obligation='{record.id}']")


@pytest.mark.parametrize("texts", ["both", "en"])
@pytest.mark.parametrize("touch", TOUCHES)
def test_touching_an_obligation_lights_up_the_translation_of_exactly_the_places_whose_words_it_quotes(
    look: Visit, touch: str, lang: Lang, texts: str
) -> None:
    settings, touches = TOUCHES[touch]
    for name, article in ((GROUPS, "art_9"), (NAMES, "art_6")):  # in the second, each quotes two places
        page = look(f"{path(name, article)}?text={texts}", lang, **settings)
        for record in duties(name, article):
            touches(card(page, record))
            expect_lit(page, places(name, record))
        assert page.locator(".translation.is-lit").first.is_visible()
        assert page.locator(".law .quoted.is-lit").first.is_visible() is (texts == "both")


def test_what_was_lit_goes_out_when_the_pointer_or_the_keyboard_leaves(look: Visit) -> None:
    record = duties(GROUPS, "art_9")[0]
    page = look(path(GROUPS, "art_9"), "en")
    card(page, record).locator(".card__who").hover()
    expect_lit(page, places(GROUPS, record))
    page.mouse.move(2, 2)
    expect_lit(page, [])
    card(page, record).locator(".card__title a").focus()
    expect_lit(page, places(GROUPS, record))
    page.locator(".md-search__input").focus()
    expect_lit(page, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_translation_is_lit_more_softly_than_the_words_and_both_can_be_read(look: Visit, scheme: str) -> None:
    page = look(path(GROUPS, "art_9"), "en", color_scheme=scheme, reduced_motion="reduce")
    card(page, duties(GROUPS, "art_9")[0]).locator(".card__who").hover()
    settled(page)
    translation, words, paper = page.evaluate(COLOURS)
    apart = [sum(abs(a - b) for a, b in zip(colour, paper, strict=True)) for colour in (translation, words)]
    assert 0 < apart[0] < apart[1]
    assert violations(page) == []


@pytest.mark.parametrize("touch", TOUCHES)
def test_nothing_moves_when_something_lights_up(look: Visit, lang: Lang, touch: str) -> None:
    settings, touches = TOUCHES[touch]
    page = look(path(NAMES, "art_6"), lang, **settings)
    for record in duties(NAMES, "art_6"):  # in some of them a number stands at the very end of a line
        # The same part of the page, so that what keeps its place on the screen does so too.
        card(page, record).evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
        before = page.evaluate(BOXES)
        touches(card(page, record))
        expect_lit(page, places(NAMES, record))
        assert page.evaluate(BOXES) == before, record.id


def test_on_paper_nothing_is_lit(look: Visit) -> None:
    page = look(path(GROUPS, "art_9"), "en")
    card(page, duties(GROUPS, "art_9")[0]).locator(".card__title a").focus()
    assert page.evaluate(LIT)
    page.emulate_media(media="print")
    settled(page)
    looks = page.evaluate(LOOKS)
    page.evaluate("document.querySelectorAll('.is-lit').forEach((one) => one.classList.remove('is-lit'))")
    settled(page)
    assert page.evaluate(LOOKS) == looks
