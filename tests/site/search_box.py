"""The search box of the site in a browser, and the list of what is found for what is in it."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from guiju.model import Lang
from windows import ROOTS, opened

GROUP = "regulations/cac-group-services-2017/"
Find = Callable[..., Page]


def open_box(page: Page, root: str = "") -> None:
    """Open a first page and its search, and wait until it is ready."""
    page.goto(f"/{root}")
    page.locator(".md-search__input").click()
    page.locator(".md-search-result__meta", has_text=re.compile("^(可以输入|Type words)")).wait_for()


@pytest.fixture(scope="session")
def boxes(browser: Browser, site_url: str) -> Iterator[Callable[[Lang], Page]]:
    """The search of a language, opened once, for whoever does no more than look for something."""
    with ExitStack() as windows:

        @cache
        def box(lang: Lang) -> Page:
            page = windows.enter_context(opened(browser, site_url))
            open_box(page, ROOTS[lang])
            return page

        yield box


@pytest.fixture
def find(boxes: Callable[[Lang], Page]) -> Find:
    """Look for something in an open box: the page, with the list of what is found."""

    def find(query: str, lang: Lang = "zh") -> Page:
        page = boxes(lang)
        page.locator(".md-search__input").fill("")
        answered(page)
        page.locator(".md-search__input").focus()
        page.keyboard.type(query)
        answered(page)
        return page

    return find


def answered(page: Page) -> None:
    """Wait until the list shows what is found for what is in the box."""
    page.wait_for_function(
        """() => document.querySelector("[role=listbox]").dataset.query
          === document.querySelector(".md-search__input").value.trim()"""
    )


def location(href: str) -> str:
    parts = urlsplit(href)
    return parts.path.lstrip("/").removeprefix("en/") + (f"#{parts.fragment}" if parts.fragment else "")


def hits(page: Page) -> list[tuple[bool, list[str]]]:
    """The pages of the list: whether each comes directly under the heading of a group, and its first hit; where that is
    the page itself, also the best place on it."""
    answered(page)
    items = page.locator(".search-page").evaluate_all(
        """(items) => items.map((item) => {
          const [first, second] = [...item.querySelectorAll("a")].map((link) => link.href);
          const best = second && !first.includes("#") ? [first, second] : [first];
          return [item.previousElementSibling.matches(".search-group"), best];
        })"""
    )
    return [(is_head, [location(href) for href in best]) for is_head, best in items]


def lead(page: Page, places: list[str]) -> bool:
    """Whether these places lead the list: the first hit is one of them, and the others follow it or lead a group."""
    pages = hits(page)
    heads = [best for place, (is_head, best) in enumerate(pages) if place < len(places) or is_head]
    first = any(place in pages[0][1] for place in places)
    return first and all(any(place in best for best in heads) for place in places)
