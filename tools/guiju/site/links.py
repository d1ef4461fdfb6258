"""Links of a built site: each leads to a file and an anchor that are there, and nothing is loaded from another host.

`defects(root)` reads every HTML, CSS and SVG file under `root` and says what is wrong, one line each. Links that leave `root`
upwards, or lead into a folder that is still to be built, are another build's; links to other hosts may be followed by a
reader, but nothing may be loaded from one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a browser fetches of its own accord: element → attributes. A `link` is fetched unless its rel only names something.
_LOADED = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"), "video": ("src", "poster"),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "track": ("src",), "input": ("src",), "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"), "form": ("action",), "base": ("href",),
}  # fmt: skip
_NAMING_RELS = {"canonical", "alternate", "prev", "next", "license", "author", "help", "search"}
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)|@import\s+['\"]([^'\"]+)['\"]")


@dataclass
class _Page(HTMLParser):
    """The anchors of a page, the links that a reader may follow, and the addresses that a browser loads."""

    anchors: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    _in_style: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if anchor := found.get("id") or (found.get("name") if tag == "a" else None):
            (self.repeated.append if anchor in self.anchors else self.anchors.add)(anchor)
        self.loaded += _css_addresses(found.get("style", ""))
        self._in_style = tag == "style"
        if tag in ("a", "area") and "href" in found:
            self.followed.append(found["href"])
        elif tag == "link" and "href" in found:
            naming = set(found.get("rel", "").lower().split()) <= _NAMING_RELS
            (self.followed if naming else self.loaded).append(found["href"])
        elif tag == "meta" and found.get("http-equiv", "").lower() == "refresh":
            self.loaded.append(found.get("content", "").partition("=")[2])
        for attribute in _LOADED.get(tag, ()):
            if found.get(attribute):
                parts = found[attribute].split(",") if attribute == "srcset" else [found[attribute]]
                self.loaded += [part.split()[0] for part in parts if part.strip()]

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.loaded += _css_addresses(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False


def _css_addresses(text: str) -> list[str]:
    return [first or second for first, second in _CSS_URL.findall(text)]


def defects(root: Path, to_be_built: str | None = None, base: str = "/") -> Iterator[str]:
    """One line for each link that leads nowhere and each address on another host that would be loaded.

    `to_be_built` is a folder under `root` that need not be there yet; `base` is the path under which the host serves `root`.
    """
    site = _Site(root, to_be_built, base)
    for file in sorted(root.rglob("*")):
        here = file.relative_to(root).as_posix()
        if file.suffix == ".html":
            page = site.page(here)
            for anchor in dict.fromkeys(page.repeated):
                yield f"{here}: the anchor {anchor} stands twice"
            for address in dict.fromkeys(page.loaded):
                yield from _loaded(site, here, address)
            for address in dict.fromkeys(page.followed):
                yield from _followed(site, here, address)
        elif file.suffix in (".css", ".svg"):
            for address in dict.fromkeys(_css_addresses(file.read_text("utf-8"))):
                yield from _loaded(site, here, address)


class _Site:
    """The files of a built site."""

    def __init__(self, root: Path, to_be_built: str | None, base: str) -> None:
        self.root = root
        self.to_be_built = to_be_built
        self.base = base
        self.page = cache(self._page)

    def _page(self, path: str) -> _Page:
        page = _Page()
        page.feed((self.root / path).read_text("utf-8"))
        page.close()
        return page

    def file(self, here: str, path: str) -> str | None:
        """The file that a browser on `here` gets for `path`: a folder gives its index.html. None where there is none."""
        found = self._under_root(here, path)
        if found.startswith("/"):  # on this host, and not of this site
            return None
        if (self.root / found).is_dir():
            found = posixpath.join(found, "index.html")
        return found if (self.root / found).is_file() else None

    def elsewhere(self, here: str, path: str) -> bool:
        """Whether a path leads above the root, or into the folder that is still to be built."""
        first = self._under_root(here, path).split("/")[0]
        return first == ".." or (first == self.to_be_built and not (self.root / first).exists())

    def _under_root(self, here: str, path: str) -> str:
        if not path:
            return here
        if path.startswith(self.base):
            return posixpath.normpath("/" + path.removeprefix(self.base)).lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(here), path))


def _loaded(site: _Site, here: str, address: str) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme == "data" or address.startswith("#"):
        return
    if parts.scheme or parts.netloc:
        yield f"{here}: loads {address} from another host; serve it from the site"
    elif not site.elsewhere(here, unquote(parts.path)) and site.file(here, unquote(parts.path)) is None:
        yield f"{here}: loads {address}, which is not there"


def _followed(site: _Site, here: str, address: str) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or site.elsewhere(here, unquote(parts.path)):
        return
    target = site.file(here, unquote(parts.path))
    anchor = unquote(parts.fragment)
    if target is None:
        yield f"{here}: link to {address}, which is not there"
    elif anchor and anchor != "__skip" and target.endswith(".html") and anchor not in site.page(target).anchors:
        yield f"{here}: link to {address}, but {target} has no anchor {anchor}"
