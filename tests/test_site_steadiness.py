"""What is drawn stays where it is: late scripts move no text, measured as browsers do (Layout Instability)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

import page_kinds
from page_kinds import ARTICLE, PHONE, ROOTS, opened

pytestmark = pytest.mark.browser

WIDTHS = {"phone": PHONE, "desktop": {"width": 1350, "height": 940}}
STEADY = 0.02
"""The largest sum of layout shifts of a page that counts as steady; browsers call 0.1 good."""
SETTLING = ("/choice.js", "/address.js")
"""The scripts that settle what is drawn, and so stand before it."""

OBSERVED = """
  const seen = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.shiftsSince = (time) => [...seen, ...observer.takeRecords()]
    .filter(({ startTime, hadRecentInput }) => startTime >= time && !hadRecentInput)
    .map(({ value, sources }) => ({
      value, moved: sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent ?? ""),
    }));
"""
READ_AND_PAINTED = """() => document.readyState !== "loading"
  && performance.getEntriesByName("first-contentful-paint").length > 0"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


class Window:
    """A window in which the scripts of each page come once it is drawn, but for those that settle what is drawn."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._held: list[Route] = []
        self._is_held = True
        self._drawn = 0.0
        page.add_init_script(OBSERVED)
        page.route("**/*.js", self._answer)

    def _answer(self, route: Route) -> None:
        if self._is_held and not route.request.url.endswith(SETTLING):
            self._held.append(route)
        else:
            route.continue_()

    def draw(self, url: str) -> None:
        """The page without its scripts. A slow machine draws it in pieces: what moves until then does not count."""
        self._is_held = True
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_function(READ_AND_PAINTED)
        self._drawn = self.page.evaluate(DRAWN)

    def let_scripts_come(self) -> None:
        self._is_held = False
        while self._held:
            self._held.pop(0).continue_()
        self.page.wait_for_load_state("load")

    def shifts(self) -> list[dict[str, Any]]:
        """What has moved since the page was drawn."""
        self.page.evaluate(DRAWN)
        found: list[dict[str, Any]] = self.page.evaluate("(drawn) => shiftsSince(drawn)", self._drawn)
        return found


@contextmanager
def opened_window(browser: Browser, width: str, times_slower: int = 1) -> Iterator[Window]:
    """One for many pages: to open it takes longer than to turn to the next page."""
    with opened(browser, viewport=WIDTHS[width]) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times_slower})
        yield Window(page)


def total(shifts: list[dict[str, Any]]) -> float:
    return sum((shift["value"] for shift in shifts), 0.0)


@pytest.mark.parametrize("lang", ROOTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_on_no_kind_of_page_does_a_late_script_move_what_is_drawn(
    browser: Browser, site_url: str, site_folder: Path, width: str, lang: str
) -> None:
    unsteady = {}
    with opened_window(browser, width) as window:
        for path in page_kinds.largest(site_folder):
            window.draw(f"{site_url}/{ROOTS[lang]}{path}")
            window.let_scripts_come()
            if total(shifts := window.shifts()) >= STEADY:
                unsteady[path] = shifts
    assert unsteady == {}


def test_a_block_that_is_put_in_above_the_text_is_seen_to_move_it(browser: Browser, site_url: str) -> None:
    with opened_window(browser, "phone") as window:
        window.draw(f"{site_url}/{ARTICLE}")
        window.let_scripts_come()
        assert total(window.shifts()) < STEADY
        window.page.evaluate("document.querySelector('article').insertAdjacentHTML('afterbegin', '<p>x</p>'.repeat(9))")
        assert total(window.shifts()) > STEADY


LINES = """() => [...document.querySelectorAll("[data-line]")]
  .filter((line) => line.checkVisibility()).map((line) => line.dataset.line)"""
ASKED = (
    "?role=group-owner",
    "?role=regulator&role=account-user",
    "?role=group-provider&topic=real-name&open=1",
    "?modality=prohibition",
    "?topic=",
    "?topic=__proto__",
    "?role=%22%5D,*%7B%7D",
)


@pytest.mark.parametrize("lang", ROOTS)
def test_a_checklist_of_which_the_address_asks_a_part_is_that_part_from_the_first(
    browser: Browser, site_url: str, lang: str
) -> None:
    # On a slow machine what the filter moves is drawn together with what it shows again.
    with opened_window(browser, "desktop", times_slower=4) as window:
        for asked in ASKED:
            window.draw(f"{site_url}/{ROOTS[lang]}checklists/all-roles/{asked}")
            drawn = window.page.evaluate(LINES)
            window.let_scripts_come()
            assert window.page.evaluate(LINES) == drawn != [], asked
            assert total(shifts := window.shifts()) < STEADY, (asked, shifts)


def test_a_checklist_whose_filter_does_not_come_shows_everything(browser: Browser, site_url: str) -> None:
    with opened(browser) as page:
        page.route("**/filter.js", lambda route: route.abort())
        page.goto(f"{site_url}/checklists/all-roles/?role=group-owner")
        every = page.locator("[data-line]").count()
        page.wait_for_function(f"() => ({LINES})().length === {every}")


EMPTIED = """() => {
  const [content, text] = ["content", "content__inner"].map((name) => document.querySelector(`.md-${name}`));
  const place = () => {
    const { left, top, width } = content.getBoundingClientRect();
    return [left, top, width].map(Math.round);
  };
  const whole = place();
  text.replaceChildren();
  return [whole, place()];
}"""


def test_where_the_text_stands_is_settled_before_a_word_of_it_is_there(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    moved = {}
    with opened(browser, viewport=WIDTHS["desktop"], java_script_enabled=False) as page:
        for path in page_kinds.largest(site_folder):
            page.goto(f"{site_url}/{path}")
            whole, emptied = page.evaluate(EMPTIED)
            if whole != emptied:
                moved[path] = (whole, emptied)
    assert moved == {}
