"""The search of the built site, as a reader uses it: in a browser, in the box."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from case_tables import cases, each
from guiju.model import Lang
from search_box import GROUP, Find, answered, hits, lead, open_box
from windows import ROOTS

pytest_plugins = ["search_box"]


@each(cases(__file__)["typed"])
def test_what_is_typed_leads_to_the_right_place_first(lang: Lang, query: str, places: list[str], find: Find) -> None:
    page = find(query, lang)
    assert lead(page, places), hits(page)


@pytest.mark.parametrize("way", ["paste", "input method", "script"])
def test_text_is_searched_however_it_comes_into_the_box_and_enter_opens_what_leads(page: Page, way: str) -> None:
    open_box(page)
    if way == "paste":
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.evaluate("navigator.clipboard.writeText('黑名单')")
        page.evaluate("addEventListener('keyup', (event) => event.isTrusted && event.stopImmediatePropagation(), true)")
        page.keyboard.press("Control+V")
    elif way == "input method":
        compose(page, "hei'ming'dan", "黑名单")
    else:
        page.locator(".md-search__input").fill("黑名单")
    assert lead(page, [f"{GROUP}art_11/#art_11__para_3"]), hits(page)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/art_11/"))


def compose(page: Page, letters: str, text: str) -> None:
    """Write with an input method: letters, then the words they stand for."""
    session = page.context.new_cdp_session(page)
    for end in range(1, len(letters) + 1):
        session.send("Input.imeSetComposition", {"text": letters[:end], "selectionStart": end, "selectionEnd": end})
    if text:
        session.send("Input.insertText", {"text": text})


def test_letters_of_an_input_method_start_no_query_and_its_enter_opens_no_page(page: Page, site_url: str) -> None:
    open_box(page)
    page.keyboard.insert_text("日志 ")
    assert lead(page, [f"{GROUP}art_13/#art_13__para_2"])
    before = hits(page)
    compose(page, "log", "")
    session = page.context.new_cdp_session(page)
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    for kind in ("rawKeyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, **enter})
    assert page.locator(".md-search__input").input_value() == "日志 log"
    assert page.locator("[role=listbox]").get_attribute("data-query") == "日志"
    assert page.locator(".search-page").count() == len(before)
    assert page.url == site_url + "/"


@pytest.mark.parametrize("query", ["投诉举报", "显示唯一群组识别编码"])
def test_the_page_of_a_hit_opens_at_the_place_with_the_words_marked(page: Page, query: str) -> None:
    open_box(page)
    page.keyboard.insert_text(query)
    hit = page.locator(".search-page").first.locator("a[href*='#art_']").first
    assert hit.locator("mark").first.inner_text() == query
    hit.click()
    page.wait_for_url(re.compile("/art_"))
    assert parse_qs(urlsplit(page.url).query)["h"] == [query]
    place = page.locator(f"[id={urlsplit(page.url).fragment}]")
    expect(place).to_be_in_viewport()
    law = page.locator(".passage__text", has=place).locator(".law")
    page.wait_for_function(
        """([law, query]) =>
            [...law.querySelectorAll("mark")].map((mark) => mark.textContent).join("").includes(query)""",
        arg=[law.element_handle(), query],
    )
    assert law.inner_text().count(query) >= 1  # marking has changed no word


def test_a_query_comes_by_link(page: Page, lang: Lang) -> None:
    page.goto(f"/{ROOTS[lang]}glossary/?q={quote('六个月')}")
    assert lead(page, [f"{GROUP}art_13/#art_13__para_2"]), hits(page)
    assert page.locator(".md-search__input").input_value() == "六个月"


def test_the_index_is_asked_for_when_the_box_is_used_and_not_before(page: Page) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert not [url for url in addresses if "/search/" in url]  # the box itself comes with the scripts of every page
    page.keyboard.press("/")
    page.locator(".md-search-result__meta", has_text="可以输入").wait_for()
    assert sum("search_index.json" in url for url in addresses) == 1
    page.locator(".md-search__input").fill("日志")
    answered(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    answered(page)
    assert sum("search_index.json" in url for url in addresses) == 1


def test_the_box_stays_open_for_who_types_while_a_page_with_a_fragment_is_still_coming(page: Page) -> None:
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(f"/{GROUP}art_9/#art_9__para_2")
    page.locator(".md-search__input").fill("投诉举报")
    hit = page.locator("a[role=option]").first
    hit.wait_for()
    page.clock.run_for(1000)  # by then the theme has closed the box, as it does whenever the address has a fragment
    expect(hit).to_be_visible()
    page.keyboard.press("Escape")
    expect(hit).to_be_hidden()


def test_an_index_that_cannot_be_read_is_said_to_be_missing(page: Page) -> None:
    page.route("**/search_index.json", lambda route: route.abort())
    page.goto("/")
    page.locator(".md-search__input").focus()
    page.get_by_text("索引没有读到").wait_for()
