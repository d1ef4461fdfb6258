"""The theme's sidebar and tabs, drawn once for all pages that they look the same on.

Most pages are not in the navigation, so that nothing in it is marked and only its links depend on the page. Two such
pages have the same links if they are equally deep, and part from the pages of the navigation at the same folder.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

_BLANKS = re.compile(r"\s*\n\s*")
"""The indentation of the theme's templates, half of what they draw: 12 KB on every page."""


class Sidebar:
    """What was drawn, for partials/nav.html and partials/tabs.html of the theme."""

    def __init__(self, pages: Iterable[Any], linked: Iterable[str]) -> None:
        """`pages` are those of the navigation, `linked` what else its links lead to: addresses from the site's root."""
        self._navigated = {page.url for page in pages}
        ways = map(_way, [*self._navigated, *linked])
        self._folders = {way[:end] for way in ways for end in range(len(way) + 1)}
        self._drawn: dict[tuple[str, tuple[str, ...], int], str] = {}

    def __call__(self, part: str, page: Any, caller: Callable[[], str]) -> str:
        """This part of the frame around a page (None for 404.html): as it was drawn before, or as `caller` draws it."""
        if page is None or page.url in self._navigated:
            return _BLANKS.sub("\n", caller())
        way = _way(page.url)
        shared = next(way[:end] for end in range(len(way), -1, -1) if way[:end] in self._folders)
        key = (part, shared, len(way))
        if key not in self._drawn:
            self._drawn[key] = _BLANKS.sub("\n", caller())
        return self._drawn[key]


def _way(address: str) -> tuple[str, ...]:
    """The folders, and the file, of an address: regulations/x/ → (regulations, x)."""
    return tuple(filter(None, address.split("/")))
