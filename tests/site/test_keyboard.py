"""The site by keyboard alone: on a phone too; its menu, search and colours."""

import re

import pytest
from playwright.sync_api import expect

from keyboard_walk import passed_by_and_unseen
from page_kinds import ARTICLE
from windows import PHONE, Visit


@pytest.mark.parametrize("path", ["en/", f"en/{ARTICLE}", "en/checklists/group-member/"])
def test_on_a_narrow_screen_too_the_tab_key_reaches_what_is_seen_and_nothing_else(visit: Visit, path: str) -> None:
    assert passed_by_and_unseen(visit(path, **PHONE)) == []


def test_the_menu_of_a_narrow_screen_opens_and_shuts_by_keyboard(visit: Visit) -> None:
    page = visit(ARTICLE, **PHONE)
    entry = page.locator(".md-nav--primary .md-nav__link", has_text="按角色").first
    assert not entry.is_visible()
    for _ in range(2):  # past the way past the frame
        page.keyboard.press("Tab")
    assert page.locator("button.menu:focus").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Space")
    entry.wait_for(state="visible")
    entry.focus()
    page.keyboard.press("Enter")
    page.locator(".md-nav--primary .md-nav__link", has_text="群成员").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    entry.wait_for(state="hidden")
    assert page.locator("button.menu:focus").get_attribute("aria-expanded") == "false"


def test_the_search_is_opened_used_and_left_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("/")
    page.locator(".md-search__input:focus").wait_for()
    page.keyboard.insert_text("黑名单")
    page.locator(".search-hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.locator("[role=option][aria-selected=true]").wait_for()
    page.keyboard.press("Escape")
    page.locator(".md-search__output").wait_for(state="hidden")
    page.keyboard.press("/")
    page.locator(".search-hit").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/art_11/"))


def test_the_colours_are_switched_by_keyboard_and_kept(visit: Visit) -> None:
    page = visit(color_scheme="light")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator(".md-option").first.focus()
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"/en/{ARTICLE}")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
