"""Windows that tests share: to go to a further page in one costs half of what a page costs in a window of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from guiju.model import Lang
from windows import DESKTOP, ROOTS, Visit, opened

STILL = "/assets/favicon.svg"
"""A file of the site that runs no script and keeps nothing."""


@pytest.fixture(scope="session")
def kept_window(
    browser: Browser, launch: Callable[[str], Browser], chromium: str, site_url: str
) -> Iterator[tuple[Callable[..., Page], list[str]]]:
    """Opens the window with these settings of a context, once; and the errors in the scripts of all of them."""
    errors: list[str] = []
    with ExitStack() as windows:

        def kept_window(**settings: Any) -> Page:
            chosen = launch(chromium) if settings.get("has_touch") else browser  # as a window of its own
            page = windows.enter_context(opened(chosen, site_url, **settings))
            page.context.on("weberror", lambda error: errors.append(str(error.error)))
            return page

        yield cache(kept_window), errors


@pytest.fixture
def look(kept_window: tuple[Callable[..., Page], list[str]]) -> Iterator[Visit]:
    """Go to a page of the site, as `visit` does. For tests that neither listen to the page nor change what it is given:
    all that it stores is wiped after each."""
    window, errors = kept_window
    used: list[Page] = []

    def look(path: str = "", lang: Lang = "zh", **settings: Any) -> Page:
        size = {side: settings.pop(side, DESKTOP[side]) for side in DESKTOP}
        page = window(**settings)
        used.append(page)
        page.set_viewport_size(size)
        page.emulate_media(media="null", color_scheme=settings.get("color_scheme", "light"))
        page.goto(f"/{ROOTS[lang]}{path}")
        return page

    yield look
    for page in set(used):
        page.goto(STILL)
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.mouse.move(0, 0)
    found = [*errors]
    errors.clear()
    assert found == [], found
