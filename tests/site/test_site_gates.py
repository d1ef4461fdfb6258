"""What every kind of page must keep, in Chromium: no other host, no foreign script, no barrier that axe-core finds."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

import page_kinds
from barriers import violations
from guiju.model import Lang
from page_kinds import ARTICLE
from real_corpus import real
from windows import DESKTOP, PHONE, ROOTS, Visit, idle, noticed, resize, settled

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


def test_every_kind_of_page_asks_no_other_host_and_has_no_error_nor_a_breach_of_its_policy(
    page: Page, site_url: str, site_folder: Path, lang: Lang
) -> None:
    requests: list[str] = []
    messages: list[str] = []
    page.context.on("request", lambda request: requests.append(request.url))
    page.context.on("console", lambda message: messages.append(f"{message.location}: {message.type}: {message.text}"))
    paths = sorted({*page_kinds.largest(site_folder), *page_kinds.smallest(site_folder)})
    for tab in idle(page, [f"/{ROOTS[lang]}{path}" for path in paths]):
        (policy,) = tab.locator("meta[http-equiv=Content-Security-Policy]").all()
        assert "script-src 'self'" in (policy.get_attribute("content") or "")
    assert len(requests) > 100
    assert [url for url in requests if not url.startswith((f"{site_url}/", "data:"))] == []
    assert messages == []


INJECTED = """
<script>window.ran = "an element"</script>
<img src="data:," onerror="window.ran = 'a handler'">
<svg onload="window.ran = 'an SVG'"></svg>
<a id="injected" href="javascript:void (window.ran = 'a link')">x</a>
<iframe srcdoc="<script>parent.ran = 'a frame'</script>"></iframe>
<script src="data:text/javascript,window.ran = 'an address'"></script>
"""
ELSEWHERE = '<base href="https://example.org/"><form action="https://example.org/" id="injected-form"></form>'

REFUSALS = """
  window.refusals = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refusals.push(effectiveDirective));
"""


def inject(page: Page, path: str, *, policy: bool, html: str) -> None:
    """Open a page of the site into whose text HTML was put, with its policy or without."""

    def answer(route: Route) -> None:
        body = route.fetch().text().replace("</article>", html + "</article>")
        if not policy:
            body = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", body)
        route.fulfill(body=body, content_type="text/html")

    page.add_init_script(REFUSALS)
    page.route(f"/{path}", answer)
    page.goto(f"/{path}")
    page.locator("#injected").evaluate("link => link.click()")


@pytest.mark.parametrize("path", ["", ARTICLE, "checklists/group-owner/", "self-assessment/group-owner/"])
def test_a_script_that_is_put_into_a_page_does_not_run(page: Page, path: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    inject(page, path, policy=True, html=INJECTED + ELSEWHERE)
    page.locator("#injected-form").evaluate("form => form.submit()")
    page.wait_for_function("() => refusals.length === 7")  # everything but what is in the frame
    page.frames[1].wait_for_function("() => refusals.length === 1")
    assert page.evaluate("window.ran === undefined")
    assert not [url for url in requests if "example.org" in url]


def test_without_the_policy_the_same_script_would_run(page: Page) -> None:
    inject(page, ARTICLE, policy=False, html=INJECTED)
    page.wait_for_function("() => window.ran")


# ---- accessibility ---------------------------------------------------------------------------------------------------


def search_for(page: Page, query: str) -> None:
    """Open the search and wait for what it finds."""
    page.locator(".md-search__input").focus()  # on a phone it opens by this alone
    page.locator(".md-search__input").fill(query)
    page.locator(".search-hit").first.wait_for()
    page.wait_for_function("() => getComputedStyle(document.querySelector('.md-search__output')).opacity === '1'")
    settled(page)  # what fades has no contrast yet


# What draws the search: the style sheets of the page, and the elements of its header without words and addresses.
FRAME = """() => [...document.querySelectorAll("html, body, link[rel=stylesheet], style, .md-header, .md-header *")]
  .map((node) => node.sheet ? node.href ?? node.textContent : node.cloneNode().outerHTML.replace(/ href="[^"]*"/, ""))
  .join("\\n")"""


def in_search(page: Page, path: str, frames: set[str], *, covered: bool) -> list[str]:
    """What axe-core finds in the open search: on the first page with all around it, which is the same on others, and
    once in each of the frames."""
    frame = page.evaluate(FRAME)
    if frame in frames:
        return []
    frames.add(frame)
    search_for(page, "群主 日志")
    return violations(page, within=".md-header" if path else None, covered=covered)


def test_axe_finds_nothing_on_any_kind_of_page_on_a_desk_and_on_a_phone(
    visit: Visit, site_folder: Path, lang: Lang
) -> None:
    barriers, frames = list[str](), set[str]()
    for path in page_kinds.largest(site_folder):
        page = visit(path, lang, reduced_motion="reduce", color_scheme="light")
        barriers += violations(page)
        resize(page, **PHONE)
        barriers += violations(page)
        resize(page, **DESKTOP)
        barriers += in_search(page, path, frames, covered=True)
    assert barriers == []
    assert len(frames) > 10


def test_axe_finds_nothing_in_the_dark(visit: Visit, site_folder: Path, lang: Lang) -> None:
    barriers, frames = list[str](), set[str]()
    for path in page_kinds.largest(site_folder):
        page = visit(path, lang, reduced_motion="reduce", color_scheme="dark")
        barriers += violations(page)
        resize(page, **PHONE)
        barriers += in_search(page, path, frames, covered=False)  # the list has the screen
        resize(page, **DESKTOP)
    assert barriers == []


def test_axe_finds_what_is_put_there_to_be_found(visit: Visit) -> None:
    page = visit(ARTICLE)
    page.evaluate(
        """() => document.querySelector("article").insertAdjacentHTML("beforeend",
          "<input><p class='faint'>faint</p>")"""
    )
    page.locator(".faint").evaluate("node => { node.style.color = '#eee'; node.style.background = '#fff'; }")
    rules = {line.removeprefix(f"{page.url}: ").split(":")[0] for line in violations(page)}
    assert {"label", "color-contrast"} <= rules
    assert violations(page, within=".md-header") == []
    page.locator(".md-search__form").evaluate("form => form.insertAdjacentHTML('beforeend', '<textarea></textarea>')")
    assert [line for line in violations(page, within=".md-header") if "textarea" in line]


@pytest.mark.parametrize("path", ["checklists/group-provider/", "self-assessment/group-provider/"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_way_back_to_the_top_covers_nothing_of_the_bar_that_stays_in_view(
    visit: Visit, path: str, size: dict[str, int]
) -> None:
    page = visit(path, **size)
    for down in (2500, -300):  # the theme offers the way to who turns back
        page.evaluate("down => scrollBy({ top: down, behavior: 'instant' })", down)
        noticed(page)
    way = page.locator(".md-top")
    way.wait_for(state="visible")
    bar = page.locator(".progress, .assess__bar").bounding_box()
    button = way.bounding_box()
    assert 0 <= bar["y"] < 100, "the bar does not stay in view"
    assert bar["y"] + bar["height"] <= button["y"]
    assert button["y"] + button["height"] <= size["height"]
