"""What is drawn stays where it is: scripts that come late move no text. Measured as browsers do, in Chromium (Layout Instability)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

import page_kinds
from page_kinds import ARTICLE, PHONE, ROOTS, opened

pytestmark = pytest.mark.browser

WIDTHS = {"phone": PHONE, "desktop": {"width": 1350, "height": 940}}
STEADY = 0.02
"""The largest sum of layout shifts of a page that counts as steady; browsers call 0.1 good."""

OBSERVED = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent ?? "");
      if (!hadRecentInput) window.shifts.push({ value, moved });
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def shifts(browser: Browser, url: str, viewport: dict[str, int], put_in: str = "") -> list[dict[str, Any]]:
    """What moves on a page whose scripts arrive once it is drawn, but for the one that settles what is drawn."""
    held: list[Route] = []
    drawn = False

    def answer(route: Route) -> None:
        if drawn or route.request.url.endswith("/choice.js"):
            route.continue_()
        else:
            held.append(route)

    with opened(browser, viewport=viewport) as page:
        page.add_init_script(OBSERVED)
        page.route("**/*.js", answer)
        page.goto(url, wait_until="commit")
        page.wait_for_function(PAINTED)
        page.evaluate(DRAWN)
        drawn = True
        for route in held:
            route.continue_()
        page.wait_for_load_state("load")
        if put_in:
            page.evaluate(put_in)
        page.evaluate(DRAWN)
        found: list[dict[str, Any]] = page.evaluate("window.shifts")
        return found


@pytest.mark.parametrize("lang", ROOTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_on_no_kind_of_page_does_a_late_script_move_what_is_drawn(
    browser: Browser, site_url: str, site_folder: Path, width: str, lang: str
) -> None:
    unsteady = {}
    for path in page_kinds.largest(site_folder):
        found = shifts(browser, f"{site_url}/{ROOTS[lang]}{path}", WIDTHS[width])
        if sum(shift["value"] for shift in found) >= STEADY:
            unsteady[path] = found
    assert unsteady == {}


def test_a_block_that_is_put_in_above_the_text_is_seen_to_move_it(browser: Browser, site_url: str) -> None:
    put_in = """() => document.querySelector("article").insertAdjacentHTML("afterbegin", "<p>x</p>".repeat(9))"""
    found = shifts(browser, f"{site_url}/{ARTICLE}", PHONE, put_in)
    assert sum(shift["value"] for shift in found) > STEADY
