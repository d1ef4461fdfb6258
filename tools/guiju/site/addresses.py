"""Addresses that kinds of pages give (the path of a page, perhaps with # and an anchor), as links on another page."""

import posixpath
from functools import lru_cache
from urllib.parse import urlsplit


def relative(target: str, here: str) -> str:
    """`target` as a link on the page `here`."""
    path, mark, anchor = target.partition("#")
    if path == here and mark:
        return f"#{anchor}"
    return _steps(path, posixpath.dirname(here)) + mark + anchor


def served(target: str, here: str) -> str:
    """`target` as a browser on the page `here` has it, for HTML that MkDocs leaves alone. There, pages are folders."""
    path, mark, anchor = target.partition("#")
    if path == here:
        return mark + anchor
    return _steps(folder(path), folder(here)) + "/" + mark + anchor


def served_file(target: str, here: str) -> str:
    """The same for a file, which a browser has under its own name."""
    return _steps(target, folder(here))


def folder(page: str) -> str:
    """The folder in which a browser has a page."""
    return page.removesuffix("index.md").removesuffix(".md").rstrip("/")


def is_of_the_web(address: str) -> bool:
    """Whether a browser should follow this address, which leads out of the site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.netloc)


def location(address: str) -> str:
    """The address of a page in the search index: regulations/x/art_9.md#art_9__para_2 →
    regulations/x/art_9/#art_9__para_2."""
    path, mark, anchor = address.partition("#")
    return folder(path) + "/" + mark + anchor


@lru_cache(maxsize=65_536)
def _steps(path: str, start: str) -> str:
    """The way from a folder of the site to a path of it. posixpath.relpath asks the system where we are, each time."""
    here, there = start.split("/") if start else [], path.split("/") if path else []
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."
