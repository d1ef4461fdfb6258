"""The search of the built site, as a reader uses it: in a browser, in the box."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, Request

from guiju.lawtext import citation
from guiju.model import LANGUAGES, Corpus, Lang

pytestmark = pytest.mark.browser

GROUP = "regulations/cac-group-services-2017/"
ACCOUNT = "regulations/cac-account-names-2015/"
ROOTS: dict[Lang, str] = {"zh": "/", "en": "/en/"}

# What is typed, in which language of the site, and where it must lead. The first is the first hit; a second place
# stands where two are equally right, and may change places with the first.
WANTED: list[tuple[Lang, str, list[str]]] = [
    ("zh", "投诉举报", [f"{GROUP}art_12/#art_12__para_1"]),
    ("zh", "六个月", [f"{GROUP}art_13/#art_13__para_2"]),
    ("zh", "群组识别编码", [f"{GROUP}art_8/#art_8__para_2"]),
    ("zh", "群主", ["checklists/group-owner/", f"{GROUP}art_9/#art_9__para_1"]),
    ("zh", "群主的责任是什么", [f"{GROUP}art_9/#art_9__para_1"]),
    ("zh", "第九条", [f"{GROUP}art_9/", f"{ACCOUNT}art_9/"]),
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

# Asks the site's own worker, without the box: the index of the page, or the one that is given.
ASK = """async ([queries, index]) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(config.base + "/", location);
  index ??= await (await fetch(new URL("search/search_index.json", base))).json();
  const worker = new Worker(new URL(config.search, location));
  const answer = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await answer({ type: 0, data: { ...index, options: {} } });
  const found = [];
  for (const query of queries) {
    found.push((await answer({ type: 2, data: query })).data.items.map((page) => page.map((item) => ({
      location: item.location, title: item.title, text: item.text, score: item.score, terms: item.terms,
    }))));
  }
  worker.terminate();
  return found;
}"""

Found = list[list[dict[str, Any]]]


@pytest.fixture
def ask(page: Page, site_url: str) -> Callable[..., list[Found]]:
    """Queries → what the worker answers to each: pages, each with its sections, best first."""

    def answers(queries: list[str], lang: Lang = "zh", index: dict[str, Any] | None = None) -> list[Found]:
        page.goto(site_url + ROOTS[lang])
        found: list[Found] = page.evaluate(ASK, [queries, index])
        return found

    return answers


def open_box(page: Page, address: str) -> None:
    """Open a page and its search, and wait until it is ready: what stands in the box then, it reads of itself."""
    page.goto(address)
    page.locator(".md-search__input").click()
    page.get_by_text(re.compile("^(键入以开始搜索|Type to start searching)$")).wait_for()


def hits(page: Page) -> list[str]:
    """The first hit of each page in the list, as locations, once the list is there."""
    page.locator(".md-search-result__item").first.wait_for()
    best = page.evaluate(
        """() => [...document.querySelectorAll(".md-search-result__item")].map((item) => {
          const links = [...item.querySelectorAll(":scope > a")];
          const score = (link) => Number(link.querySelector("[data-md-score]").dataset.mdScore);
          const top = Math.max(...links.map(score));
          return links.filter((link) => score(link) === top).map((link) => link.href);
        })"""
    )
    return [[location(href) for href in item] for item in best]


def lead(page: Page, places: list[str]) -> bool:
    """Whether these places come to lead the list, and stay so: the first hit is one of them, and the others follow it or
    lead a group of their own. The list follows each letter that is typed."""
    seen = 0
    for _ in range(100):
        found = hits(page)
        leading = [*found[: len(places)], *(found[i] for i in heads(page) if i < len(found))]
        first = any(place in found[0] for place in places)
        seen = seen + 1 if first and all(any(place in item for item in leading) for place in places) else 0
        if seen == 3:
            return True
        page.wait_for_timeout(100)
    return False


def heads(page: Page) -> list[int]:
    """Which of the hits stand directly under the heading of a group."""
    found: list[int] = page.evaluate(
        """() => [...document.querySelectorAll(".md-search-result__item")].flatMap((item, i) =>
          item.previousElementSibling?.matches(".search-group") ? [i] : [])"""
    )
    return found


def location(href: str) -> str:
    parts = urlsplit(href)
    path = parts.path.lstrip("/").removeprefix("en/")
    return path + (f"#{parts.fragment}" if parts.fragment else "")


@pytest.mark.parametrize(("lang", "query", "places"), WANTED, ids=[f"{lang}-{query}" for lang, query, _ in WANTED])
def test_what_is_typed_leads_to_the_right_place_first(
    page: Page, site_url: str, lang: Lang, query: str, places: list[str]
) -> None:
    open_box(page, site_url + ROOTS[lang])
    page.keyboard.type(query)
    assert lead(page, places), hits(page)


@pytest.mark.parametrize("way", ["keys", "paste", "input method", "script"])
def test_text_is_searched_however_it_comes_into_the_box(page: Page, site_url: str, way: str) -> None:
    open_box(page, site_url + "/")
    if way == "keys":
        for key in "blacklist":
            page.keyboard.press(key)
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


def test_letters_of_an_input_method_are_no_query_and_its_enter_opens_no_page(page: Page, site_url: str) -> None:
    open_box(page, site_url + "/")
    page.keyboard.insert_text("日志 ")
    assert lead(page, [f"{GROUP}art_13/#art_13__para_2"])
    before = hits(page)
    compose(page, "log", "")
    session = page.context.new_cdp_session(page)
    for kind in ("rawKeyDown", "keyUp"):
        session.send(
            "Input.dispatchKeyEvent", {"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
        )
    page.wait_for_timeout(300)
    assert page.locator(".md-search__input").input_value() == "日志 log"
    assert hits(page) == before
    assert page.url == site_url + "/"


@pytest.mark.parametrize("query", ["投诉举报", "显示唯一群组识别编码"])
def test_the_page_of_a_hit_opens_at_the_place_with_the_words_marked(page: Page, site_url: str, query: str) -> None:
    open_box(page, site_url + "/")
    page.keyboard.insert_text(query)
    hit = page.locator(".md-search-result__item").first.locator("a[href*='#art_']").first
    assert hit.locator("mark").first.inner_text() == query
    hit.click()
    page.wait_for_url(re.compile("/art_"))
    assert parse_qs(urlsplit(page.url).query)["h"] == [query]
    place = page.locator(f"[id={urlsplit(page.url).fragment}]")
    assert place.evaluate("node => node.getBoundingClientRect().top") < 900
    law = page.locator(".passage__text", has=place).locator(".law")
    law.locator("mark").first.wait_for()
    assert query in "".join(law.locator("mark").all_inner_texts())
    assert law.inner_text().count(query) >= 1  # marking has changed no word


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_query_comes_by_link(page: Page, site_url: str, lang: Lang) -> None:
    page.goto(f"{site_url}{ROOTS[lang]}?q={quote('六个月')}")
    assert lead(page, [f"{GROUP}art_13/#art_13__para_2"]), hits(page)
    assert page.locator(".md-search__input").input_value() == "六个月"


def groups(page: Page) -> dict[str, list[str]]:
    """The headings of the list, each with the pages under it."""
    page.locator(".md-search-result__list > li.search-group:first-child").wait_for()  # headings come after the hits
    page.wait_for_timeout(500)
    listed: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll(".md-search-result__list > li")].map((line) =>
          line.matches(".search-group") ? ["", line.innerText] : [line.querySelector("a").href, ""])"""
    )
    found: dict[str, list[str]] = {}
    for href, heading in listed:
        if heading:
            found[heading] = []
        else:
            found[[*found][-1]].append(location(href).split("?")[0])
    return found


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
    page: Page, site_url: str, lang: Lang, query: str, heading: str, page_under_it: str
) -> None:
    page.goto(f"{site_url}{ROOTS[lang]}?q={quote(query)}")
    page.locator(".md-search-result__item").first.wait_for()
    scroll_through(page)
    found = [under for name, under in groups(page).items() if heading in name]
    assert page_under_it in [address for under in found for address in under], groups(page)


def scroll_through(page: Page) -> None:
    """Go to the end of the list until there is no more of it."""
    wrap, before = page.locator(".md-search__scrollwrap"), -1
    while before != (before := page.locator(".md-search-result__item").count()):
        for _ in range(3):
            wrap.evaluate("node => { node.scrollTop = node.scrollHeight; }")
            page.wait_for_timeout(150)


def test_every_page_that_is_found_can_be_reached_in_the_list_under_its_heading(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/?q={quote('互联网')}")
    page.locator(".md-search-result__item").first.wait_for()
    said = int(re.findall(r"\d+", page.locator(".md-search-result__meta").inner_text())[0])
    scroll_through(page)
    assert page.locator(".md-search-result__item").count() == said > 40
    counted = [int(re.findall(r"\d+$", name)[0]) for name in groups(page) if "更多" not in name]
    assert sum(counted) == said
    for name, under in groups(page).items():
        assert len(under) == (int(re.findall(r"\d+$", name)[0]) if "更多" in name else min(3, counted.pop(0))), name


def test_a_list_of_thousands_is_whole(ask: Any) -> None:
    docs = [entry(f"{n}/", f"第{n}篇", "<p>网络日志</p>") for n in range(3000)]
    [found] = ask(["日志"], index={"config": {}, "docs": docs})
    assert len({item["location"] for items in found for item in items}) == 3000


def test_nothing_is_said_to_be_found_where_nothing_is(page: Page, site_url: str) -> None:
    open_box(page, site_url + "/")
    page.keyboard.insert_text("黑名单")
    hits(page)
    page.locator(".md-search__input").fill("量子纠缠")
    page.get_by_text("没有找到符合条件的结果").wait_for()
    assert page.locator(".md-search-result__item").count() == 0


def test_searching_and_reading_ask_no_other_host(page: Page, site_url: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    for root in ROOTS.values():
        open_box(page, site_url + root)
        page.keyboard.type("黑名单")
        hits(page)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/art_11/"))
        page.wait_for_load_state("networkidle")
    hosts = {urlsplit(request.url).netloc for request in asked if not request.url.startswith("data:")}
    assert hosts == {urlsplit(site_url).netloc}
    assert any(request.url.endswith("/assets/search/search.js") for request in asked)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paragraph_and_point_is_an_entry_of_the_index_with_its_anchor(
    site_folder: Path, corpus: Corpus, lang: Lang
) -> None:
    index = json.loads((site_folder / ROOTS[lang].strip("/") / "search/search_index.json").read_text("utf-8"))
    entries = {doc["location"]: doc for doc in index["docs"]}
    for place, rule, unit in law(corpus):
        entry = entries[place]
        assert (entry["rule"], entry["eId"]) == (rule, unit.eId)
        assert unit.zh in re.sub("<[^>]+>", "", entry["text"])


def law(corpus: Corpus) -> Iterator[tuple[str, str, Any]]:
    """(location, rule, 款 or 项) of all that is law text on the site."""
    for rule in corpus.full():
        for article in rule.articles:
            for unit in article.units():
                yield f"regulations/{rule.id}/{article.eId}/#{unit.eId}", rule.id, unit


def test_every_four_characters_of_every_paragraph_find_it(ask: Any, corpus: Corpus) -> None:
    windows = [
        (unit.zh[start : start + 4], place)
        for place, _, unit in law(corpus)
        for start in range(max(1, len(unit.zh) - 3))
    ]
    assert len(windows) > 2000
    answers = ask([window for window, _ in windows])
    lost = [
        (window, place)
        for (window, place), pages in zip(windows, answers, strict=True)
        if not any(item["location"] == place for found in pages for item in found)
    ]
    assert lost == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_is_found_first_by_its_citation(ask: Any, corpus: Corpus, lang: Lang) -> None:
    cited = [
        (
            f"{corpus.regulations[rule].short_title[lang]} {citation.label(corpus.regulations[rule], unit.eId, lang)}",
            place,
        )
        for place, rule, unit in law(corpus)
    ]
    cited += [(unit.eId, place) for place, rule, unit in law(corpus) if rule.startswith("cac-group")]
    for (query, place), pages in zip(cited, ask([query for query, _ in cited], lang), strict=True):
        top = [item["location"] for item in pages[0] if item["score"] == pages[0][0]["score"]]
        article = place.split("#")[0]  # the only 款 of an article is cited by the article
        assert place in top or article in top, (query, top)


def test_numerals_are_read_as_they_are_written_in_python(page: Page, site_url: str) -> None:
    page.goto(site_url + "/")
    page.add_script_tag(url="/assets/search/text.js")
    numbers = [*range(1, 200), 1005, 1260]
    assert page.evaluate("texts => texts.map(number)", [citation.numeral(n) for n in numbers]) == numbers


# ---- the worker on an index of its own


def entry(place: str, title: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"location": place, "title": title, "text": text, **more}


SMALL = {
    "config": {"synonyms": [["群组建立者", "group founder", "群主"]], "rules": {"r": ["甲规定"]}},
    "docs": [
        entry("a/", "人数", "<p>不超过30人。</p>"),
        entry("b/", "更多人数", "<p>不超过 130 人，300 元。</p>"),
        entry("c/", "Logs", "<p>Keep the logs; a blog is no log book.</p>"),
        entry("d/", "日志", "<p>其他</p>"),
        entry("e/", "其他", "<p>网络日志与群组建立者</p>"),
        entry("f/", "标记", "<p>&lt;img src=x onerror=alert(1)&gt; &amp;amp; 说明</p>"),
        entry("g/", "第三条", rule="r", eId="art_3"),
        entry("g/#art_3__para_1", "第三条第一款", "<p>依照第五条处理。</p>", rule="r", eId="art_3__para_1"),
    ],
}


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("30人", ["a/"]),  # a number is not cut
        ("130人", ["b/"]),  # a space beside Chinese is nothing
        ("３０人", ["a/"]),  # full width
        ("LOG", ["c/"]),  # case; the beginning of a word is enough
        ("ogs", []),  # the end is not
        ("日志", ["d/", "e/"]),  # a title before a text
        ("群主", ["e/"]),  # another name
        ("group founders", ["e/"]),  # in the other language, in the plural
        ("日志 建立者", ["e/"]),  # all words
        ("日志 量子", ["d/", "e/"]),  # as many words as there are
        ("日志量子", ["d/", "e/"]),  # without a space
        ("甲规定第三条", ["g/"]),
        ("甲规定 三条", ["g/"]),
        ("第3条第1款", ["g/"]),
        ("第五条", ["g/"]),  # a citation of what is not here finds where it is cited
        ("量子", []),
        ("", []),
        ("的", []),
        ("(", []),
        ("\\", []),
    ],
)
def test_the_worker_finds_exactly(ask: Any, query: str, pages: list[str]) -> None:
    assert [found[0]["location"].split("#")[0] for found in ask([query], index=SMALL)[0]] == pages


def test_a_snippet_shows_markup_as_text(ask: Any) -> None:
    [[[item]]] = ask(["说明"], index=SMALL)
    assert "<img" not in item["text"]
    assert item["text"].endswith("#38;amp; <mark data-md-highlight>说明</mark></p>")


def test_a_missing_word_is_named(ask: Any) -> None:
    [[[item], _]] = ask(["日志 量子"], index=SMALL)
    assert item["terms"] == {"量子": False, "日志": True}
