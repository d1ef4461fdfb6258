"""The pages of the built site by kind, so that a test sees every kind of page without opening every page.

A kind is an address in which the names of rules, roles, cases and articles are left open: regulations/*/*/. What is new
on the site is a kind of its own until it is alike to another; no list has to be kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from real_corpus import real

ARTICLE = "regulations/cac-group-services-2017/art_9/"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
ROOTS = {"zh": "", "en": "en/"}
_ARTICLE = re.compile(r"art_\d+(-\d+)?")


@cache
def _names() -> frozenset[str]:
    corpus = real()
    return frozenset([*corpus.regulations, *(r.id for r in corpus.vocabulary.roles), *corpus.cases])


def kind(address: str) -> str:
    """checklists/group-owner/ → checklists/*/"""
    parts = address.split("/")
    return "/".join("*" if part in _names() or _ARTICLE.fullmatch(part) else part for part in parts)


def by_kind(site: Path) -> dict[str, list[str]]:
    """Kind → the addresses of its pages in Chinese, from the largest to the smallest; those in English are the same."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for file in site.rglob("*.html"):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        if not address.startswith(("en/", "downloads/")):
            found[kind(address)].append((-file.stat().st_size, address))
    return {name: [address for _, address in sorted(pages)] for name, pages in sorted(found.items())}


def largest(site: Path) -> list[str]:
    """Of every kind the page with most on it."""
    return [pages[0] for pages in by_kind(site).values()]


def largest_and_smallest(site: Path) -> list[str]:
    """Of every kind the page with most on it and the one with least."""
    return [page for pages in by_kind(site).values() for page in dict.fromkeys((pages[0], pages[-1]))]


def smallest(site: Path) -> list[str]:
    """Of every kind the page with least on it."""
    return [pages[-1] for pages in by_kind(site).values()]


def settled(page: Page) -> None:
    """Wait until nothing on the page fades or moves any more."""
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState !== 'running')")


def noticed(page: Page) -> None:
    """Wait until the theme has seen where the page is scrolled to: it looks once a frame."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    )


@contextmanager
def opened(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A window of its own, with nothing remembered: a desktop's, unless `settings` of the context say otherwise."""
    context = browser.new_context(**{"viewport": DESKTOP, **settings})
    yield context.new_page()
    context.close()
