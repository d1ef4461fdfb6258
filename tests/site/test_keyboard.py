"""Every kind of page by keyboard alone: all is reached, nothing holds the focus, and it is seen where it is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLong

from page_kinds import ARTICLE, smallest
from windows import PHONE, Visit, settled

# Notes every element that gets the focus, and whether it can be seen then: its outline, or that of what stands for it.
WATCH = """() => {
  const outlined = (element) => getComputedStyle(element).outlineStyle !== "none";
  const inside = ({ left, right, width, height }) => width && height && right > 0 && left < innerWidth;
  const shown = (element) => outlined(element) && inside(element.getBoundingClientRect())
    && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const beside = ({ labels, nextElementSibling: next }) => [...(labels ?? []), ...(next ? [next] : [])];
  window.isSeen = (target) => [target, ...beside(target)].some(shown);
  window.walk = [];
  addEventListener("focusin", ({ target }) => walk.push({ target, seen: isSeen(target) }));
}"""
# Every element that a reader can see and act on. Of a set of radio buttons the Tab key reaches one.
ACTIVE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !element.disabled && element.type !== "radio" && element.tabIndex >= 0
    && (element.offsetWidth || element.getClientRects().length) && !element.closest("[inert]"))"""


LONG_ENOUGH_TO_OPEN = 10_000
"""Milliseconds, on a busy machine too."""


def walk(page: Page, limit: int = 3000) -> None:
    """Press Tab from the top of the page until the focus has left it, or is where it began."""
    page.evaluate(WATCH)
    page.evaluate(f"() => {{ window.present = new Set(({ACTIVE})()); }}")
    for count in range(1, limit):
        page.keyboard.press("Tab")
        if count % 10 == 0 and page.evaluate("walk.slice(1).some(({ target }) => target === walk[0].target)"):
            return
    raise AssertionError(f"{page.url}: the focus does not come round")


def passed_by_and_unseen(page: Page) -> list[str]:
    """Walk through a page; what the Tab key does not reach, and where the focus cannot be seen."""
    walk(page)
    shut_search(page)
    passed_by, doubtful = page.evaluate(f"""() => {{
      const text = ({{ outerHTML }}) => outerHTML.slice(0, 160);
      const reached = new Set(walk.map(({{ target }}) => target));
      // The offer to save the site is made when the footer is near, which a walk may outrun.
      const isLate = (element) => element.closest("[data-offline]") && !present.has(element);
      const lap = walk.slice(0, walk.findIndex(({{ target }}, i) => i > 0 && target === walk[0].target));
      window.doubtful = [...new Set(lap.filter(({{ seen }}) => !seen).map(({{ target }}) => target))];
      const passed = ({ACTIVE})().filter((element) => !reached.has(element) && !isLate(element));
      return [passed.map(text), doubtful.map(text)];
    }}""")
    faults = [f"not reached: {line}" for line in passed_by]
    faults += [f"not seen: {line}" for i, line in enumerate(doubtful) if not seen_after_a_while(page, i)]
    return [f"{page.url}: {fault}" for fault in faults]


def shut_search(page: Page) -> None:
    """The walk may have ended in the search, which opens for it a little later."""
    is_open = "() => document.querySelector('[data-md-toggle=search]').checked"
    if page.evaluate("document.activeElement.matches('.md-search__input')"):
        page.wait_for_function(is_open)
    page.keyboard.press("Escape")
    page.wait_for_function(f"() => !({is_open})()")
    settled(page)


def seen_after_a_while(page: Page, i: int) -> bool:
    """Whether one of the doubtful can be seen once what its focus opened has opened."""
    page.evaluate(f"doubtful[{i}].blur()")
    settled(page)  # what it had opened shuts
    page.evaluate(f"doubtful[{i}].focus()")  # seen as by keyboard, for the last that came was a key
    try:
        page.wait_for_function(
            f"() => document.activeElement === doubtful[{i}] && isSeen(doubtful[{i}])", timeout=LONG_ENOUGH_TO_OPEN
        )
    except TooLong:
        return False
    return True


def test_the_tab_key_reaches_everything_on_every_kind_of_page_and_shows_where_it_is(
    visit: Visit, site_folder: Path
) -> None:
    faults: list[str] = []
    for path in smallest(site_folder):
        faults += passed_by_and_unseen(visit(path, reduced_motion="reduce"))
    assert faults == []


@pytest.mark.parametrize("path", ["en/", f"en/{ARTICLE}", "en/checklists/group-member/"])
def test_on_a_narrow_screen_too_the_tab_key_reaches_what_is_seen_and_nothing_else(visit: Visit, path: str) -> None:
    assert passed_by_and_unseen(visit(path, reduced_motion="reduce", **PHONE)) == []


def test_what_the_tab_key_cannot_reach_and_what_hides_the_focus_is_found(visit: Visit) -> None:
    page = visit("licence/")
    page.evaluate(
        """() => {
          const put = (tag, more) => {
            const element = Object.assign(document.createElement(tag), { textContent: tag, ...more });
            document.querySelector("article").append(element);
            return element;
          };
          const dark = put("a", { href: "#", id: "dark" });
          dark.addEventListener("focus", () => { dark.style.outline = "none"; });
          const far = put("button", { id: "far" });
          dark.addEventListener("keydown", (event) => { // Tab passes it by
            if (event.key !== "Tab" || event.shiftKey) return;
            event.preventDefault();
            put("a", { href: "#" }).focus();
          });
        }"""
    )
    faults = "\n".join(passed_by_and_unseen(page))
    assert 'not seen: <a href="#" id="dark"' in faults and 'not reached: <button id="far"' in faults


def test_the_first_tab_shows_the_way_past_the_frame_on_every_kind_of_page(visit: Visit, site_folder: Path) -> None:
    for path in smallest(site_folder):
        if path == "404.html":  # a page of three lines, without a heading to go to
            continue
        page = visit(path, reduced_motion="reduce")
        page.keyboard.press("Tab")
        assert page.locator(".md-skip:focus").is_visible(), path
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("#"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.md-content, .md-footer') !== null"), path


def test_the_menu_of_a_narrow_screen_opens_and_shuts_by_keyboard(visit: Visit) -> None:
    page = visit(ARTICLE, reduced_motion="reduce", **PHONE)
    entry = page.locator(".md-nav--primary .md-nav__link", has_text="按角色").first
    assert not entry.is_visible()
    for _ in range(2):  # past the way past the frame
        page.keyboard.press("Tab")
    assert page.locator("button.menu:focus").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Space")
    entry.wait_for(state="visible")
    entry.focus()
    page.keyboard.press("Enter")
    page.locator(".md-nav--primary .md-nav__link", has_text="群成员").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    entry.wait_for(state="hidden")
    assert page.locator("button.menu:focus").get_attribute("aria-expanded") == "false"


def test_the_search_is_opened_used_and_left_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("/")
    page.locator(".md-search__input:focus").wait_for()
    page.keyboard.insert_text("黑名单")
    page.locator(".search-hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.locator("[role=option][aria-selected=true]").wait_for()
    page.keyboard.press("Escape")
    page.locator(".md-search__output").wait_for(state="hidden")
    page.keyboard.press("/")
    page.locator(".search-hit").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/art_11/"))


def test_the_colours_are_switched_by_keyboard_and_kept(visit: Visit) -> None:
    page = visit(color_scheme="light")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator(".md-option").first.focus()
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"/en/{ARTICLE}")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
