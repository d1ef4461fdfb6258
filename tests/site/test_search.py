"""The search of the built site, as a reader uses it: in a browser, in the box."""

import re
import time
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from conftest import PATIENCE
from guiju.model import Lang
from windows import ROOTS, Visit, noticed

GROUP = "regulations/cac-group-services-2017/"
ACCOUNT = "regulations/cac-account-names-2015/"
SUCCESSOR = "regulations/cac-account-information-2022/"

# What is typed, in which language of the site, and where it must lead. The first is the first hit; a second place
# stands where two are equally right, and may change places with the first.
WANTED: list[tuple[Lang, str, list[str]]] = [
    ("zh", "投诉举报", [f"{GROUP}art_12/#art_12__para_1"]),
    ("zh", "六个月", [f"{GROUP}art_13/#art_13__para_2"]),
    ("zh", "群组识别编码", [f"{GROUP}art_8/#art_8__para_2"]),
    ("zh", "群主", ["checklists/group-owner/", f"{GROUP}art_9/#art_9__para_1"]),
    ("zh", "群主的责任是什么", [f"{GROUP}art_9/#art_9__para_1"]),
    ("zh", "第九条", [f"{GROUP}art_9/", f"{ACCOUNT}art_9/", f"{SUCCESSOR}art_9/"]),
    ("zh", "第九条第二款", [f"{GROUP}art_9/#art_9__para_2"]),
    ("zh", "art 9(2)", [f"{GROUP}art_9/#art_9__para_2"]),
    ("zh", "群组规定9条", [f"{GROUP}art_9/"]),
    ("zh", "微信群管理规定第十三条", [f"{GROUP}art_13/"]),
    ("zh", "第六条第八项", [f"{ACCOUNT}art_6/#art_6__para_1__point_8"]),
    ("zh", "群规", [GROUP]),
    ("zh", "黑名单", [f"{GROUP}art_11/#art_11__para_3"]),
    ("zh", "拉黑", [f"{GROUP}art_11/#art_11__para_3"]),
    ("zh", "日志保存多久", [f"{GROUP}art_13/#art_13__para_2"]),
    ("zh", "log retention", [f"{GROUP}art_13/#art_13__para_2"]),
    ("zh", "侮辱或者诽谤", [f"{ACCOUNT}art_6/#art_6__para_1__point_8"]),
    ("zh", "七条底线", [f"{ACCOUNT}art_5/#art_5__para_2"]),
    ("zh", "后台实名、前台自愿", [f"{GROUP}art_6/#art_6__para_1", f"{ACCOUNT}art_5/#art_5__para_1"]),
    ("zh", "２０１７年１０月８日", [f"{GROUP}art_15/#art_15__para_1"]),
    ("zh", "个人信息 泄露", [f"{GROUP}art_6/#art_6__para_2"]),
    ("zh", "备案", [f"{GROUP}art_7/#art_7__para_1"]),
    ("en", "log retention", [f"{GROUP}art_13/#art_13__para_2"]),
    ("en", "group owner", ["checklists/group-owner/", f"{GROUP}art_9/#art_9__para_1"]),
    ("en", "Group Provisions art. 13(2)", [f"{GROUP}art_13/#art_13__para_2"]),
    ("en", "insult or defame", [f"{ACCOUNT}art_6/#art_6__para_1__point_8"]),
    ("en", "real name", [f"{GROUP}art_6/#art_6__para_1", f"{ACCOUNT}art_5/#art_5__para_1"]),
    ("en", "投诉举报", [f"{GROUP}art_12/#art_12__para_1"]),
]

QUERIES = """
  window.openQueries = 0;
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message.type === 2) {
      window.openQueries += 1;
      this.addEventListener("message", ({ data }) => { if (data.type === 3) window.openQueries -= 1; }, { once: true });
    }
    post.call(this, message, ...more);
  };
"""
"""Counts the queries that the worker has not answered. It answers in their order."""


@pytest.fixture
def page(page: Page) -> Page:
    """A window that counts the queries that are open."""
    page.add_init_script(QUERIES)
    return page


def open_box(page: Page, root: str = "") -> None:
    """Open a first page and its search, and wait until it is ready: what is in the box by then, it reads of itself."""
    page.goto(f"/{root}")
    page.locator(".md-search__input").click()
    page.get_by_text(re.compile("^(键入以开始搜索|Type to start searching)$")).wait_for()


def answered(page: Page) -> None:
    """Wait until all that was asked is answered, and the list shows it."""
    page.wait_for_function("() => openQueries === 0")
    noticed(page)


def location(href: str) -> str:
    parts = urlsplit(href)
    return parts.path.lstrip("/").removeprefix("en/") + (f"#{parts.fragment}" if parts.fragment else "")


def hits(page: Page) -> list[tuple[bool, list[str]]]:
    """The pages of the list: whether each comes directly under the heading of a group, and its first hits."""
    page.locator(".md-search-result__item").first.wait_for()
    answered(page)
    items = page.locator(".md-search-result__item").evaluate_all(
        """(items) => items.map((item) => {
          const links = [...item.querySelectorAll(":scope > a")];
          const score = (link) => Number(link.querySelector("[data-md-score]").dataset.mdScore);
          const top = Math.max(...links.map(score));
          const best = links.filter((link) => score(link) === top).map((link) => link.href);
          return [item.previousElementSibling?.matches(".search-group") === true, best];
        })"""
    )
    return [(is_head, [location(href) for href in best]) for is_head, best in items]


def lead(page: Page, places: list[str]) -> bool:
    """Whether these places come to lead the list, which grows at its end: the first hit is one of them, and the others
    follow it or lead a group."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        listed = hits(page)
        leading = [best for place, (is_head, best) in enumerate(listed) if place < len(places) or is_head]
        first = any(place in listed[0][1] for place in places)
        if first and all(any(place in best for best in leading) for place in places):
            return True
        noticed(page)
    return False


@pytest.mark.parametrize(("lang", "query", "places"), WANTED, ids=[f"{lang}-{query}" for lang, query, _ in WANTED])
def test_what_is_typed_leads_to_the_right_place_first(page: Page, lang: Lang, query: str, places: list[str]) -> None:
    open_box(page, ROOTS[lang])
    page.keyboard.type(query)
    assert lead(page, places), hits(page)


@pytest.mark.parametrize("way", ["keys", "paste", "input method", "script"])
def test_text_is_searched_however_it_comes_into_the_box(page: Page, way: str) -> None:
    open_box(page)
    if way == "keys":
        page.keyboard.type("blacklist")
    elif way == "paste":
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.evaluate("navigator.clipboard.writeText('黑名单')")
        page.evaluate("addEventListener('keyup', (event) => event.isTrusted && event.stopImmediatePropagation(), true)")
        page.keyboard.press("Control+V")
    elif way == "input method":
        compose(page, "hei'ming'dan", "黑名单")
    else:
        page.locator(".md-search__input").fill("黑名单")
    assert lead(page, [f"{GROUP}art_11/#art_11__para_3"]), hits(page)


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
    answered(page)
    assert page.locator(".md-search__input").input_value() == "日志 log"
    assert hits(page) == before
    assert page.url == site_url + "/"


@pytest.mark.parametrize("query", ["投诉举报", "显示唯一群组识别编码"])
def test_the_page_of_a_hit_opens_at_the_place_with_the_words_marked(page: Page, query: str) -> None:
    open_box(page)
    page.keyboard.insert_text(query)
    hit = page.locator(".md-search-result__item").first.locator("a[href*='#art_']").first
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
    page.goto(f"/{ROOTS[lang]}?q={quote('六个月')}")
    assert lead(page, [f"{GROUP}art_13/#art_13__para_2"]), hits(page)
    assert page.locator(".md-search__input").input_value() == "六个月"


def groups(page: Page) -> dict[str, list[str]]:
    """The headings of the list, each with the pages under it."""
    page.locator(".md-search-result__list > li.search-group:first-child").wait_for()  # headings come after the hits
    listed: list[list[str]] = page.locator(".md-search-result__list > li").evaluate_all(
        """(lines) => lines.map((line) =>
          line.matches(".search-group") ? ["", line.innerText] : [line.querySelector("a").href, ""])"""
    )
    under: dict[str, list[str]] = {}
    for href, heading in listed:
        if heading:
            under[heading] = pages = []
        else:
            pages.append(location(href).split("?")[0])
    return under


@pytest.mark.parametrize(
    ("lang", "query", "heading", "page_under_it"),
    [
        ("zh", "群主", "角色与清单", "roles/group-owner/"),  # a role
        ("zh", "日志", "法条", f"{GROUP}art_13/"),
        ("zh", "日志留存", "义务", "obligations/cac-group-services-2017/"),  # a topic
        ("zh", "红包", "案例", "cases/red-packet-gambling-2015/"),
        ("zh", "群主", "术语", "glossary/"),
        ("en", "logs", "Provisions", f"{GROUP}art_13/"),
        ("en", "complaints", "Obligations", "obligations/cac-group-services-2017/"),
        ("en", "red packet", "Cases", "cases/red-packet-gambling-2015/"),
        ("en", "founder", "Terms", "glossary/"),
        ("en", "群成员", "Roles and checklists", "roles/group-member/"),  # across the languages
    ],
)
def test_hits_are_listed_by_provision_obligation_case_term_and_role(
    visit: Visit, lang: Lang, query: str, heading: str, page_under_it: str
) -> None:
    page = visit(f"?q={quote(query)}", lang)
    scroll_through(page)
    listed = groups(page)
    assert page_under_it in [address for name, under in listed.items() if heading in name for address in under], listed


def number(text: str) -> int:
    return int(re.findall(r"\d+", text)[0])


def scroll_through(page: Page) -> int:
    """Go to the end of the list until all is there that is said to be found, and say how many that are."""
    items = page.locator(".md-search-result__item")
    items.first.wait_for()
    total = number(page.locator(".md-search-result__meta").inner_text())
    while (count := items.count()) < total:
        page.locator(".md-search__scrollwrap").evaluate("node => { node.scrollTop = node.scrollHeight; }")
        expect(items.nth(count)).to_be_attached()
        noticed(page)  # that the end of the list has moved away
    assert items.count() == total
    return total


def test_every_page_that_is_found_can_be_reached_in_the_list_under_its_heading(visit: Visit) -> None:
    page = visit(f"?q={quote('互联网')}")
    total = scroll_through(page)
    assert total > 40
    listed = groups(page)
    counted = [number(name) for name in listed if "更多" not in name]
    assert sum(counted) == total
    for name, under in listed.items():
        assert len(under) == (number(name) if "更多" in name else min(3, counted.pop(0))), name


def test_a_search_without_hits_says_so(page: Page) -> None:
    open_box(page)
    page.keyboard.insert_text("黑名单")
    hits(page)
    page.locator(".md-search__input").fill("量子纠缠")
    page.get_by_text("没有找到符合条件的结果").wait_for()
    expect(page.locator(".md-search-result__item")).to_have_count(0)


def test_searching_and_reading_ask_no_other_host(page: Page, site_url: str) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    for root in ROOTS.values():
        open_box(page, root)
        page.keyboard.type("黑名单")
        assert lead(page, [f"{GROUP}art_11/#art_11__para_3"])  # Enter opens what leads when it is pressed
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/art_11/"))
        page.wait_for_load_state("networkidle")
    assert not [url for url in addresses if not url.startswith((f"{site_url}/", "data:"))]
    assert f"{site_url}/assets/search/search.js" in addresses
