"""What every kind of page must keep, in Chromium; `visits.py` says by which gates."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

import page_kinds
from barriers import violations
from guiju.model import Lang
from lines import WIDTHS
from page_kinds import ARTICLE
from real_corpus import real
from visits import DARK, LIGHT, PLAIN, Visits
from windows import DESKTOP, PHONE, Visit, noticed

# ---- the kinds -------------------------------------------------------------------------------------------------------


def test_the_kinds_of_page_are_taken_from_the_built_site(site_folder: Path) -> None:
    kinds = page_kinds.by_kind(site_folder)
    assert {"", "404.html", "regulations/*/", "regulations/*/*/", "cases/*/", "roles/*/"} <= kinds.keys()
    assert {"checklists/*/", "self-assessment/*/", "whole/coverage/", "whole/relations/"} <= kinds.keys()
    built = [f for f in site_folder.rglob("*.html") if f.relative_to(site_folder).parts[0] not in ("en", "downloads")]
    assert sum(map(len, kinds.values())) == len(built)
    corpus = real()
    assert len(kinds["regulations/*/*/"]) == sum(len(rule.articles) for rule in corpus.with_articles())


# ---- visits ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def visits(browser: Browser, site_url: str, site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """The visits of all workers, who leave to each other in one folder what they found."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "visits"
    shared.mkdir(exist_ok=True)
    return Visits(site_folder, site_url, browser, shared)


@pytest.mark.cost(60, "all gates at one visit to the largest page of each kind")
@pytest.mark.parametrize("gate", LIGHT)
def test_on_a_desk_and_on_a_phone_no_kind_of_page_has_what_a_gate_finds(visits: Visits, lang: Lang, gate: str) -> None:
    found, counts = visits.findings("light", lang)
    assert found[gate] == []
    assert counts["requests"] > 100 and counts["frames"] > 10
    assert counts["switched"] > 10 or lang == "en"
    assert all(counts[f"words at {width}"] > 500 for width in WIDTHS)


@pytest.mark.cost(30, "axe-core on the largest page of each kind")
@pytest.mark.parametrize("gate", DARK)
def test_in_the_dark_no_kind_of_page_has_what_a_gate_finds(visits: Visits, lang: Lang, gate: str) -> None:
    found, counts = visits.findings("dark", lang)
    assert found[gate] == []
    assert counts["frames"] > 10


@pytest.mark.cost(30, "prints and walks the smallest page of each kind")
@pytest.mark.parametrize("gate", PLAIN)
def test_on_paper_and_by_keyboard_no_kind_of_page_has_what_a_gate_finds(visits: Visits, gate: str) -> None:
    found, _ = visits.findings("plain", "zh")
    assert found[gate] == []


# ---- scripts ---------------------------------------------------------------------------------------------------------


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
