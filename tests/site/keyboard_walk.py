"""A page by keyboard alone: what the Tab key reaches, where the focus is seen, and the way past the frame."""

import re

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLong

from windows import settled

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


def first_stop(page: Page) -> list[str]:
    """Whether the first Tab on a page shows the way past its frame, and that way leads to the text."""
    page.keyboard.press("Tab")
    if not page.locator(".md-skip:focus").is_visible():
        return ["the first Tab does not show the way past the frame"]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#"))
    page.keyboard.press("Tab")
    in_the_text = page.evaluate("document.activeElement.closest('.md-content, .md-footer') !== null")
    return [] if in_the_text else ["the way past the frame leads back into it"]
