"""What is drawn stays where it is: late scripts move no text, measured as browsers do (Layout Instability)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

import page_kinds
from windows import PHONE, ROOTS, Visit

MOVING = {"reduced_motion": "no-preference"}
WIDTHS = {"phone": PHONE | MOVING, "desktop": {"width": 1350, "height": 940} | MOVING}
STEADY = 0.02
"""The largest sum of layout shifts of a page that counts as steady; browsers call 0.1 good."""
SETTLING = ("/choice.js", "/address.js", "/view.js")
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


class Drawing:
    """A window for many pages: the scripts of each come once it is drawn, but for those that settle what is drawn."""

    def __init__(self, page: Page, times_slower: int = 1) -> None:
        self.page = page
        self._held: list[Route] = []
        self._is_held = True
        self._drawn = 0.0
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times_slower})
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
        return self.page.evaluate("(drawn) => shiftsSince(drawn)", self._drawn)


def total(shifts: list[dict[str, Any]]) -> float:
    return sum((shift["value"] for shift in shifts), 0.0)


@pytest.mark.parametrize("width", WIDTHS)
def test_on_no_kind_of_page_does_a_late_script_move_what_is_drawn(
    window: Callable[..., Page], site_folder: Path, width: str, lang: str
) -> None:
    unsteady, drawing = {}, Drawing(window(**WIDTHS[width]))
    for path in page_kinds.whole(page_kinds.largest(site_folder)):
        drawing.draw(f"/{ROOTS[lang]}{path}")
        drawing.let_scripts_come()
        if total(shifts := drawing.shifts()) >= STEADY:
            unsteady[path] = shifts
    assert unsteady == {}
    drawing.page.evaluate("document.querySelector('article').insertAdjacentHTML('afterbegin', '<p>x</p>'.repeat(9))")
    assert total(drawing.shifts()) > STEADY  # what does move is seen


LINES = """() => [...document.querySelectorAll("[data-line]")]
  .filter((line) => line.checkVisibility()).map((line) => line.dataset.line)"""
QUERIES = (
    "?role=group-owner",
    "?role=regulator&role=account-user",
    "?role=group-provider&topic=real-name&open=1",
    "?modality=prohibition",
    "?all=1",
)
UNASKED = ("", "?topic=", "?topic=__proto__", "?role=%22%5D,*%7B%7D")


def test_a_checklist_of_which_the_address_asks_a_part_is_that_part_from_the_first(
    window: Callable[..., Page], lang: str
) -> None:
    # On a slow machine what the filter moves is drawn together with what it shows again.
    drawing = Drawing(window(**WIDTHS["desktop"]), times_slower=4)
    for query in (*QUERIES, *UNASKED):
        drawing.draw(f"/{ROOTS[lang]}checklists/all-roles/{query}")
        lines = drawing.page.evaluate(LINES)
        drawing.let_scripts_come()
        assert drawing.page.evaluate(LINES) == lines, query
        assert (lines == []) == (query in UNASKED), query
        assert total(shifts := drawing.shifts()) < STEADY, (query, shifts)


def test_a_checklist_whose_filter_does_not_come_shows_everything(page: Page) -> None:
    page.route("**/checklist.js", lambda route: route.abort())
    page.goto("/checklists/all-roles/?role=group-owner")
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


def test_the_place_of_the_text_is_settled_before_a_word_of_it_is_there(visit: Visit, site_folder: Path) -> None:
    moved = {}
    for path in page_kinds.whole(page_kinds.largest(site_folder)):
        whole, emptied = visit(path, **WIDTHS["desktop"], java_script_enabled=False).evaluate(EMPTIED)
        if whole != emptied:
            moved[path] = (whole, emptied)
    assert moved == {}
