"""The list under the search box: its headings, suggestions and notices, gone through to the end and by keyboard."""

import re

from playwright.sync_api import Page, expect

from case_tables import cases, each
from guiju.model import Lang
from real_corpus import real
from search_box import Find, answered, location, open_box

pytest_plugins = ["search_box"]

TABLES = cases(__file__)


def groups(page: Page) -> dict[str, list[str]]:
    """The headings of the list, each with the pages under it."""
    answered(page)
    lines: list[list[str]] = page.locator("[role=listbox] > *").evaluate_all(
        """(lines) => lines.map((line) =>
          line.matches(".search-group") ? ["", line.innerText] : [line.querySelector("a")?.href ?? "", ""])"""
    )
    under: dict[str, list[str]] = {}
    pages: list[str] = []  # before the first heading stand cards, which are no hits
    for href, heading in lines:
        if heading:
            under[heading] = pages = []
        elif href:
            pages.append(location(href).split("#")[0])
    return under


@each(TABLES["headings"])
def test_hits_are_listed_by_provision_obligation_case_term_and_role(
    lang: Lang, query: str, heading: str, page_under_it: str, find: Find
) -> None:
    page = find(query, lang)
    scroll_through(page)
    headings = groups(page)
    addresses = [address for name, under in headings.items() if heading in name for address in under]
    assert page_under_it in addresses, headings


def number(text: str) -> int:
    return int(re.findall(r"\d+", text)[0])


def scroll_through(page: Page) -> int:
    """Go to the end of the list until all is there that is said to be found, and say how many that are."""
    items = page.locator(".search-page")
    items.first.wait_for()
    answered(page)
    total = number(page.locator(".md-search-result__meta").inner_text())
    while (count := items.count()) < total:
        page.locator(".md-search__scrollwrap").evaluate("node => { node.scrollTop = node.scrollHeight; }")
        expect(items.nth(count)).to_be_attached()
    assert items.count() == total
    return total


def test_every_page_that_is_found_can_be_reached_in_the_list_under_its_heading(find: Find) -> None:
    page = find("互联网")
    total = scroll_through(page)
    assert total > 40
    headings = groups(page)
    counts = [number(name) for name in headings if "更多" not in name]
    assert sum(counts) == total
    for name, under in headings.items():
        assert len(under) == (number(name) if "更多" in name else min(3, counts.pop(0))), name


def options(page: Page, group: str) -> list[str]:
    """What a group of the list offers, by the name of the group."""
    return page.get_by_role("group", name=group).get_by_role("option").all_inner_texts()


def test_a_search_without_hits_offers_near_words_the_roles_and_the_articles(find: Find, lang: Lang) -> None:
    page = find({"zh": "群裂", "en": "qgroupz"}[lang], lang)
    expect(page.locator(".search-page")).to_have_count(0)
    page.get_by_text({"zh": "没有找到。", "en": "Nothing found."}[lang]).wait_for()
    assert len(options(page, {"zh": "按角色找", "en": "By role"}[lang])) == len(real().vocabulary.roles)
    assert len(options(page, {"zh": "读条文", "en": "Read the articles"}[lang])) == len([*real().with_reading()])
    near = page.get_by_role("group", name={"zh": "相近的词", "en": "Nearest words"}[lang]).get_by_role("option").first
    near.click()
    answered(page)
    page.locator(".search-page").first.wait_for()


def test_suggestions_and_hits_are_gone_through_by_keyboard_and_said_to_be_active(page: Page) -> None:
    open_box(page)
    box = page.get_by_role("combobox")
    expect(page.get_by_role("option").first).to_be_visible()  # of what may be asked
    page.keyboard.insert_text("群组识")
    answered(page)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    assert active.inner_text() == "群组识别编码"
    page.keyboard.press("Enter")
    answered(page)
    assert box.input_value() == "群组识别编码"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_other_names_are_marked_as_such_and_come_after_the_words_themselves(find: Find) -> None:
    page = find("踢人")
    page.get_by_text(re.compile("也匹配：.*必要功能权限")).wait_for()
    assert page.locator(".search-chip--other").first.inner_text() == "相关：必要功能权限"
    assert "微信群" in find("微信群").locator(".search-page").first.inner_text()


@each(TABLES["notices"])
def test_what_is_looked_for_in_place_of_what_was_typed_is_said(lang: Lang, query: str, notice: str, find: Find) -> None:
    find(query, lang).get_by_text(notice).wait_for()


def test_the_other_places_of_a_page_are_shown_on_request(find: Find) -> None:
    first = find("群组").locator(".search-page").first
    rest = first.locator(".search-rest")
    more = number(rest.inner_text())
    rest.click()
    expect(first.locator("a")).to_have_count(3 + more)
