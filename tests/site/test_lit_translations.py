"""The translation that lights up with an obligation: the whole 款 or 项 in which the quoted words are."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from article_pages import GROUPS, NAMES, duties, path, rule
from barriers import violations
from guiju.law.text import quotation
from guiju.model import Lang, Obligation
from windows import PHONE, Visit, in_each_scheme, settled

pytest_plugins = ["kept_windows"]

# The places whose translation is lit, and the words of the law that are.
LIT = """() => [...document.querySelectorAll(".passage")].filter((place) => place.querySelector(".translation.is-lit"))
  .map((place) => place.querySelector(".place").id)"""
LIT_WORDS = "() => [...document.querySelectorAll('.law .quoted.is-lit')].map((words) => words.textContent).join('')"
BOXES = """() => [...document.querySelectorAll("article *")].filter((one) => one.getClientRects().length).map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x + scrollX, y + scrollY, width, height].map((n) => Math.round(n * 8));
})"""
TOUCHES: dict[str, tuple[dict[str, Any], Callable[[Locator], None]]] = {
    "hover": ({}, lambda card: card.locator(".card__who").hover()),
    "keyboard": ({}, lambda card: card.locator(".card__title a").focus()),
    "finger": ({**PHONE, "has_touch": True}, lambda card: card.locator(".card__who").tap()),
}
by_each_touch = pytest.mark.parametrize("touch", TOUCHES)


def places(name: str, record: Obligation) -> list[str]:
    """The 款 and 项 in which the words stand that a record quotes."""
    return [eId for eId, found in quotation.by_unit(rule(name)).items() if any(s.record is record for s in found)]


def expect_lit(page: Page, name: str, record: Obligation | None) -> None:
    """Wait until exactly the words that a record quotes are lit, and the translation of their places and no other."""
    lit = places(name, record) if record else []
    page.wait_for_function(f"(places) => JSON.stringify(({LIT})()) === JSON.stringify(places)", arg=lit)
    settled(page)
    assert sorted(page.evaluate(LIT_WORDS)) == sorted("".join(record.quote if record else ()))


def card(page: Page, record: Obligation) -> Locator:
    return page.locator(f"[data-obligation='{record.id}']")


@pytest.mark.parametrize("texts", ["both", "en"])
@by_each_touch
def test_touching_an_obligation_lights_up_exactly_the_words_it_quotes_and_the_translation_of_their_places(
    look: Visit, touch: str, lang: Lang, texts: str
) -> None:
    settings, touches = TOUCHES[touch]
    for name, article in ((GROUPS, "art_9"), (NAMES, "art_6")):  # in the second, each quotes two places
        page = look(f"{path(name, article)}?text={texts}", lang, **settings)
        for record in duties(name, article):
            touches(card(page, record))
            expect_lit(page, name, record)
        assert page.locator(".translation.is-lit").first.is_visible()
        assert page.locator(".law .quoted.is-lit").first.is_visible() is (texts == "both")


def test_what_was_lit_goes_out_when_the_pointer_or_the_keyboard_leaves(look: Visit) -> None:
    record = duties(GROUPS, "art_9")[0]
    page = look(path(GROUPS, "art_9"), "en")
    for touch, leave in (
        ("hover", lambda: page.mouse.move(2, 2)),
        ("keyboard", lambda: page.locator(".md-search__input").focus()),
    ):
        TOUCHES[touch][1](card(page, record))
        expect_lit(page, GROUPS, record)
        leave()
        expect_lit(page, GROUPS, None)


@in_each_scheme
def test_what_is_lit_can_be_read(look: Visit, scheme: str) -> None:
    page = look(path(GROUPS, "art_9"), "en", color_scheme=scheme)
    record = duties(GROUPS, "art_9")[0]
    card(page, record).locator(".card__who").hover()
    expect_lit(page, GROUPS, record)
    assert violations(page) == []


@by_each_touch
def test_nothing_moves_when_something_lights_up(look: Visit, lang: Lang, touch: str) -> None:
    settings, touches = TOUCHES[touch]
    page = look(path(NAMES, "art_6"), lang, **settings)
    for record in duties(NAMES, "art_6"):  # in some of them a number stands at the very end of a line
        # The same part of the page, so that what keeps its place on the screen does so too.
        card(page, record).evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
        before = page.evaluate(BOXES)
        touches(card(page, record))
        expect_lit(page, NAMES, record)
        assert page.evaluate(BOXES) == before, record.id
