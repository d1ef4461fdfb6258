"""Windows of a browser in which a test reads the site, and what it awaits there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
ROOTS = {"zh": "", "en": "en/"}
AS_OF = "2026-11-25"
"""The day on which the site is built and, unless a test says otherwise, read."""
CLOCK = """{
    const Real = Date;
    const ahead = Real.parse("DAYT12:00") - Real.now();
    globalThis.Date = class extends Real {
        constructor(...given) { super(...(given.length ? given : [Real.now() + ahead])); }
        static now() { return Real.now() + ahead; }
    };
}"""
"""Lets the clock of a window run on a day, with nothing else changed: playwright's own stops all timers at once."""
in_each_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])


def settled(page: Page) -> None:
    """Wait until nothing on the page fades or moves any more."""
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState !== 'running')")


def noticed(page: Page) -> None:
    """Wait until the theme has seen where the page is scrolled to: it looks once a frame."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    )


def resize(page: Page, width: int, height: int) -> None:
    """Give the window another size, and wait until all has its place."""
    page.set_viewport_size({"width": width, "height": height})
    noticed(page)
    settled(page)


def fill_store(page: Page) -> None:
    """Leave no room for another character in what the browser keeps for the site."""
    page.evaluate("""() => {
        let size = 4e6;
        for (let key = 0; size >= 1;) {
            try { localStorage.setItem(`filler${key}`, 'x'.repeat(size)); key += 1; }
            catch { size = Math.floor(size / 2); }
        }
    }""")


Visit = Callable[..., Page]
"""Goes to a page of the site: visit("cases/", "en", **PHONE), with settings of a context of the browser."""


@contextmanager
def opened(
    browser: Browser, url: str, width: int = 1280, height: int = 900, today: str = AS_OF, **settings: Any
) -> Iterator[Page]:
    """A window with nothing remembered, for the site at this address; an error in a script of it fails the test.
    Its clock runs as ever, but on the day `today`. Nothing moves in it unless `reduced_motion` says so: to draw what
    moves took some tests two thirds of their time."""
    settings = {"reduced_motion": "reduce"} | settings
    context = browser.new_context(base_url=url, viewport={"width": width, "height": height}, **settings)
    context.add_init_script(CLOCK.replace("DAY", today))
    page = context.new_page()
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield page
    context.close()
    assert errors == [], errors
