"""What every kind of page must keep, in Chromium: no other host, no foreign script, no barrier that axe-core finds."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

import page_kinds
from barriers import violations
from page_kinds import ARTICLE, PHONE, ROOTS, noticed, opened, settled
from real_corpus import real

pytestmark = pytest.mark.browser


# ---- the kinds -------------------------------------------------------------------------------------------------------


def test_the_kinds_of_page_are_taken_from_the_built_site(site_folder: Path) -> None:
    kinds = page_kinds.by_kind(site_folder)
    assert {"", "404.html", "regulations/*/", "regulations/*/*/", "cases/*/", "roles/*/"} <= kinds.keys()
    assert {"checklists/*/", "self-assessment/*/", "whole/coverage/", "whole/relations/"} <= kinds.keys()
    built = [f for f in site_folder.rglob("*.html") if f.relative_to(site_folder).parts[0] not in ("en", "downloads")]
    assert sum(map(len, kinds.values())) == len(built)
    corpus = real()
    assert len(kinds["regulations/*/*/"]) == sum(len(rule.articles) for rule in corpus.with_articles())


# ---- hosts and scripts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ROOTS)
def test_every_kind_of_page_asks_no_other_host_and_has_no_error_nor_a_breach_of_its_policy(
    browser: Browser, site_url: str, site_folder: Path, lang: str
) -> None:
    with opened(browser) as page:
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(f"{page.url}: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        for path in page_kinds.largest_and_smallest(site_folder):
            page.goto(f"{site_url}/{ROOTS[lang]}{path}", wait_until="networkidle")
            (policy,) = page.locator("meta[http-equiv=Content-Security-Policy]").all()
            assert "script-src 'self'" in (policy.get_attribute("content") or "")
        assert len(asked) > 100
        assert [url for url in asked if not url.startswith((f"{site_url}/", "data:"))] == []
        assert said == []


INJECTED = """
<script>window.ran = "an element"</script>
<img src="data:," onerror="window.ran = 'a handler'">
<svg onload="window.ran = 'an SVG'"></svg>
<a id="injected" href="javascript:void (window.ran = 'a link')">x</a>
<iframe srcdoc="<script>parent.ran = 'a frame'</script>"></iframe>
<script src="data:text/javascript,window.ran = 'an address'"></script>
"""
ELSEWHERE = '<base href="https://example.org/"><form action="https://example.org/" id="injected-form"></form>'


def with_script_put_in(page: Page, url: str, *, policy: bool) -> str | None:
    """Open a page of the site into whose text scripts were put; what of them ran, if any."""
    foreign: list[str] = []

    def answer(route: Route) -> None:
        body = route.fetch().text()
        put_in = INJECTED + ELSEWHERE
        if not policy:
            body, put_in = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", body), INJECTED
        route.fulfill(body=body.replace("</article>", put_in + "</article>"), content_type="text/html")

    page.route(url, answer)
    page.on("request", lambda request: foreign.append(request.url) if "example.org" in request.url else None)
    page.goto(url)
    page.locator("#injected").evaluate("link => link.click()")
    if policy:
        page.locator("#injected-form").evaluate("form => form.submit()")
    if policy:
        page.wait_for_timeout(300)  # nothing comes of it
    else:
        page.wait_for_function("() => window.ran")
    assert foreign == []
    ran: str | None = page.evaluate("window.ran ?? null")
    return ran


@pytest.mark.parametrize("path", ["", ARTICLE, "checklists/group-owner/", "self-assessment/group-owner/"])
def test_a_script_that_is_put_into_a_page_does_not_run(browser: Browser, site_url: str, path: str) -> None:
    with opened(browser) as page:
        assert with_script_put_in(page, f"{site_url}/{path}", policy=True) is None


def test_without_the_policy_the_same_script_would_run(browser: Browser, site_url: str) -> None:
    with opened(browser) as page:
        assert with_script_put_in(page, f"{site_url}/{ARTICLE}", policy=False)


# ---- accessibility ---------------------------------------------------------------------------------------------------


def search_for(page: Page, query: str) -> None:
    """Open the search and wait for what it finds."""
    page.locator(".md-search__input").focus()  # on a phone it opens by this alone
    page.locator(".md-search__input").fill(query)
    page.locator(".md-search-result__item").first.wait_for()
    page.wait_for_function("() => getComputedStyle(document.querySelector('.md-search__output')).opacity === '1'")
    settled(page)  # what fades has no contrast yet


STATES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": PHONE},
    "search": {},
    "search on a dark phone": {"viewport": PHONE, "color_scheme": "dark"},
}


@pytest.mark.parametrize("lang", ROOTS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, site_url: str, site_folder: Path, state: str, lang: str
) -> None:
    with opened(browser, reduced_motion="reduce", **STATES[state]) as page:
        found: list[str] = []
        for path in page_kinds.largest(site_folder):
            page.goto(f"{site_url}/{ROOTS[lang]}{path}")
            if state.startswith("search"):
                search_for(page, "群主 日志")
            found += violations(page)
        assert found == []


def test_axe_finds_what_is_put_there_to_be_found(browser: Browser, site_url: str) -> None:
    with opened(browser) as page:
        page.goto(f"{site_url}/{ARTICLE}")
        page.evaluate(
            """() => document.querySelector("article").insertAdjacentHTML("beforeend",
              "<input><p class='faint'>faint</p>")"""
        )
        page.locator(".faint").evaluate("node => { node.style.color = '#eee'; node.style.background = '#fff'; }")
        rules = {line.removeprefix(f"{page.url}: ").split(":")[0] for line in violations(page)}
        assert {"label", "color-contrast"} <= rules


@pytest.mark.parametrize("path", ["checklists/group-provider/", "self-assessment/group-provider/"])
@pytest.mark.parametrize("viewport", [page_kinds.DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_way_back_to_the_top_covers_nothing_of_the_bar_that_stays_in_view(
    browser: Browser, site_url: str, path: str, viewport: dict[str, int]
) -> None:
    with opened(browser, viewport=viewport) as page:
        page.goto(f"{site_url}/{path}")
        for down in (2500, -300):  # the theme offers the way to who turns back
            page.evaluate("down => scrollBy({ top: down, behavior: 'instant' })", down)
            noticed(page)
        way = page.locator(".md-top")
        way.wait_for(state="visible")
        bar = page.locator(".progress, .assess__bar").bounding_box()
        button = way.bounding_box()
    assert bar is not None and button is not None
    assert 0 <= bar["y"] < 100, "the bar does not stay in view"
    assert bar["y"] + bar["height"] <= button["y"]
    assert button["y"] + button["height"] <= viewport["height"]
