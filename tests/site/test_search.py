"""The search of the built site, as a reader uses it: in a browser, in the box."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from guiju.model import Lang
from windows import ROOTS, Visit

GROUP = "regulations/cac-group-services-2017/"
ACCOUNT = "regulations/cac-account-names-2015/"
SUCCESSOR = "regulations/cac-account-information-2022/"

# What is typed, in which language of the site, and where it must lead. The first is the first hit; a second place
# stands where two are equally right, and may change places with the first.
WANTED: list[tuple[Lang, str, list[str]]] = [
    ("zh", "投诉举报", [f"{GROUP}art_12/#art_12__para_1"]),
    ("zh", "六个月", [f"{GROUP}art_13/#art_13__para_2"]),
    ("zh", "群组识别编码", [f"{GROUP}art_8/#art_8__para_2"]),
    ("zh", "群主", ["for/group-owner/", f"{GROUP}art_9/#art_9__para_1"]),
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
    ("en", "group owner", ["for/group-owner/", f"{GROUP}art_9/#art_9__para_1"]),
    ("en", "Group Provisions art. 13(2)", [f"{GROUP}art_13/#art_13__para_2"]),
    ("en", "insult or defame", [f"{ACCOUNT}art_6/#art_6__para_1__point_8"]),
    ("en", "real name", [f"{GROUP}art_6/#art_6__para_1", f"{ACCOUNT}art_5/#art_5__para_1"]),
    ("en", "投诉举报", [f"{GROUP}art_12/#art_12__para_1"]),
]


def open_box(page: Page, root: str = "") -> None:
    """Open a first page and its search, and wait until it is ready."""
    page.goto(f"/{root}")
    page.locator(".md-search__input").click()
    page.locator(".md-search-result__meta", has_text=re.compile("^(可以输入|Type words)")).wait_for()


def answered(page: Page) -> None:
    """Wait until the list shows what is found for what is in the box."""
    page.wait_for_function(
        """() => document.querySelector("[role=listbox]").dataset.query
          === document.querySelector(".md-search__input").value.trim()"""
    )


def location(href: str) -> str:
    parts = urlsplit(href)
    return parts.path.lstrip("/").removeprefix("en/") + (f"#{parts.fragment}" if parts.fragment else "")


def hits(page: Page) -> list[tuple[bool, list[str]]]:
    """The pages of the list: whether each comes directly under the heading of a group, and its first hit; where that is
    the page itself, also the best place on it."""
    answered(page)
    items = page.locator(".search-page").evaluate_all(
        """(items) => items.map((item) => {
          const [first, second] = [...item.querySelectorAll("a")].map((link) => link.href);
          const best = second && !first.includes("#") ? [first, second] : [first];
          return [item.previousElementSibling.matches(".search-group"), best];
        })"""
    )
    return [(is_head, [location(href) for href in best]) for is_head, best in items]


def lead(page: Page, places: list[str]) -> bool:
    """Whether these places lead the list: the first hit is one of them, and the others follow it or lead a group."""
    listed = hits(page)
    leading = [best for place, (is_head, best) in enumerate(listed) if place < len(places) or is_head]
    first = any(place in listed[0][1] for place in places)
    return first and all(any(place in best for best in leading) for place in places)


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
    page.goto(f"/{ROOTS[lang]}?q={quote('六个月')}")
    assert lead(page, [f"{GROUP}art_13/#art_13__para_2"]), hits(page)
    assert page.locator(".md-search__input").input_value() == "六个月"


def groups(page: Page) -> dict[str, list[str]]:
    """The headings of the list, each with the pages under it."""
    answered(page)
    listed: list[list[str]] = page.locator("[role=listbox] > *").evaluate_all(
        """(lines) => lines.map((line) =>
          line.matches(".search-group") ? ["", line.innerText] : [line.querySelector("a")?.href ?? "", ""])"""
    )
    under: dict[str, list[str]] = {}
    for href, heading in listed:
        if heading:
            under[heading] = pages = []
        elif href:
            pages.append(location(href).split("#")[0])
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
    items = page.locator(".search-page")
    items.first.wait_for()
    answered(page)
    total = number(page.locator(".md-search-result__meta").inner_text())
    while (count := items.count()) < total:
        page.locator(".md-search__scrollwrap").evaluate("node => { node.scrollTop = node.scrollHeight; }")
        expect(items.nth(count)).to_be_attached()
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


def options(page: Page, group: str) -> list[str]:
    """What a group of the list offers, by the name of the group."""
    return page.get_by_role("group", name=group).get_by_role("option").all_inner_texts()


def test_a_search_without_hits_offers_near_words_the_roles_and_the_articles(page: Page, lang: Lang) -> None:
    open_box(page, ROOTS[lang])
    page.locator(".md-search__input").fill({"zh": "群裂", "en": "qgroupz"}[lang])
    answered(page)
    expect(page.locator(".search-page")).to_have_count(0)
    page.get_by_text({"zh": "没有找到。", "en": "Nothing found."}[lang]).wait_for()
    assert len(options(page, {"zh": "按角色找", "en": "By role"}[lang])) == 6
    assert len(options(page, {"zh": "读条文", "en": "Read the articles"}[lang])) == 3
    near = page.get_by_role("group", name={"zh": "相近的词", "en": "Nearest words"}[lang]).get_by_role("option").first
    near.click()
    answered(page)
    page.locator(".search-page").first.wait_for()


def test_the_index_is_asked_for_when_the_box_is_used_and_not_before(page: Page) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert [url.rpartition("/")[2] for url in addresses if "/search/" in url] == ["box.js"]
    page.keyboard.press("/")
    page.locator(".md-search-result__meta", has_text="可以输入").wait_for()
    assert sum("search_index.json" in url for url in addresses) == 1
    page.locator(".md-search__input").fill("日志")
    answered(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    answered(page)
    assert sum("search_index.json" in url for url in addresses) == 1


def test_an_index_that_cannot_be_read_is_said_to_be_missing(page: Page) -> None:
    page.route("**/search_index.json", lambda route: route.abort())
    page.goto("/")
    page.locator(".md-search__input").focus()
    page.get_by_text("索引没有读到").wait_for()


def test_suggestions_and_hits_are_gone_through_by_keyboard_and_said_to_be_active(page: Page) -> None:
    open_box(page)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
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


def test_other_names_are_marked_as_such_and_come_after_the_words_themselves(page: Page) -> None:
    open_box(page)
    page.locator(".md-search__input").fill("踢人")
    answered(page)
    page.get_by_text(re.compile("也匹配：.*群组管理责任")).wait_for()
    assert page.locator(".search-chip--other").first.inner_text() == "同义：群组管理责任"
    page.locator(".md-search__input").fill("微信群")
    answered(page)
    first = page.locator(".search-page").first
    assert "微信群" in first.inner_text()


@pytest.mark.parametrize(
    ("lang", "query", "said"),
    [
        ("zh", "網路日誌", "按简体查找：网络日志"),
        ("zh", "heimingdan", "没有“heimingdan”，改查“黑名单”"),
        ("zh", "投诉举抱", "没有“投诉举抱”，改查“投诉举报”"),
        ("en", "blaklist", "Nothing has “blaklist”; showing “blacklist”"),
    ],
)
def test_what_is_looked_for_in_place_of_what_was_typed_is_said(page: Page, lang: Lang, query: str, said: str) -> None:
    open_box(page, ROOTS[lang])
    page.locator(".md-search__input").fill(query)
    answered(page)
    page.get_by_text(said).wait_for()


def test_the_other_places_of_a_page_are_shown_on_request(page: Page) -> None:
    open_box(page)
    page.locator(".md-search__input").fill("群组")
    answered(page)
    first = page.locator(".search-page").first
    rest = first.locator(".search-rest")
    more = number(rest.inner_text())
    rest.click()
    expect(first.locator("a")).to_have_count(3 + more)


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
    assert f"{site_url}/assets/search/list.js" in addresses
