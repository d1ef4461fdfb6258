"""Links of a built site: each leads to a file and an anchor that are there, and nothing is loaded from another host.

`defects(root)` reads every HTML, CSS and SVG file under `root` and says what is wrong, one line each. Links that leave `root`
upwards, or lead into a folder that is still to be built, are another build's; links to other hosts may be followed by a
reader, but nothing may be loaded from one.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

# What a browser fetches of its own accord: element → attributes. A `link` is fetched unless its rel only names something.
_LOADED = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"), "video": ("src", "poster"),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "track": ("src",), "input": ("src",), "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"), "form": ("action",), "base": ("href",),
}  # fmt: skip


_NAMING_RELS = {"canonical", "alternate", "prev", "next", "license", "author", "help", "search"}
_FOLLOWED = {"a": ("href", "xlink:href"), "area": ("href",)}
_TAGS = (*_FOLLOWED, *_LOADED, "link", "meta")
_ANCHORS = etree.XPath("//@id | //a[not(@id)]/@name", smart_strings=False)
_STYLES = etree.XPath("//@style | //style/text()", smart_strings=False)
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)|@import\s+['\"]([^'\"]+)['\"]")


@dataclass(frozen=True)
class _Page:
    """The anchors of a page, the links that a reader may follow, and the addresses that a browser loads."""

    anchors: frozenset[str]
    repeated: tuple[str, ...]
    followed: tuple[str, ...]
    loaded: tuple[str, ...]


def _read(file: Path) -> _Page:
    content = file.read_bytes()
    # A file without any text is no tree; lxml stops at 10 MB where huge_tree does not tell it to go on.
    tree = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if content.strip() else None
    if tree is None:
        return _Page(frozenset(), (), (), ())
    anchors = Counter(_ANCHORS(tree))
    followed, loaded = [], _css_addresses("\n".join(_STYLES(tree)))
    # One walk: a path for each element and attribute would walk the page forty times.
    for element in tree.iter(*_TAGS):
        tag = element.tag
        followed += [address for name in _FOLLOWED.get(tag, ()) if (address := element.get(name)) is not None]
        for name in _LOADED.get(tag, ()):
            if (address := element.get(name)) is not None:
                parts = address.split(",") if name == "srcset" else [address]
                loaded += [part.split()[0] for part in parts if part.strip()]
        if tag == "link" and (address := element.get("href")) is not None:
            naming = set(element.get("rel", "").lower().split()) <= _NAMING_RELS
            (followed if naming else loaded).append(address)
        if tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            loaded.append(element.get("content", "").partition("=")[2])
    repeated = (anchor for anchor, number in anchors.items() if number > 1)
    return _Page(frozenset(anchors), tuple(repeated), tuple(dict.fromkeys(followed)), tuple(dict.fromkeys(loaded)))


def _css_addresses(text: str) -> list[str]:
    return [first or second for first, second in _CSS_URL.findall(text)]


def defects(root: Path, to_be_built: str | None = None, base: str = "/") -> Iterator[str]:
    """One line for each link that leads nowhere and each address on another host that would be loaded.

    `to_be_built` is a folder under `root` that need not be there yet; `base` is the path under which the host serves `root`.
    """
    site = _Site(root, to_be_built, base)
    anchors: dict[str, frozenset[str]] = {}
    known: dict[tuple[str, str], tuple[str, str] | None] = {}
    faults: dict[tuple[str, str], str | None] = {}
    awaited: dict[tuple[str, str], list[tuple[str, str]]] = {}  # page and anchor → who links there, and how
    for here in site.files:
        if here.endswith(".html"):
            page = _read(root / here)
            anchors[here] = page.anchors
            for anchor in page.repeated:
                yield f"{here}: the anchor {anchor} occurs twice"
            climbed = "../" * here.count("/")
            for address in page.loaded:
                key = _meaning(here, climbed, address)
                if key not in faults:
                    faults[key] = _loaded(site, here, address)
                if fault := faults[key]:
                    yield f"{here}: {fault}"
            for address in page.followed:
                key = _meaning(here, climbed, address)
                if key not in known:
                    known[key] = _followed(site, here, address)
                target = known[key]
                if target is None:
                    yield f"{here}: link to {address}, which does not exist"
                elif target[1] and (target[0] != here or target[1] not in page.anchors):
                    awaited.setdefault(target, []).append((here, address))
        elif here.endswith((".css", ".svg")):
            for address in dict.fromkeys(_css_addresses((root / here).read_text("utf-8"))):
                if fault := _loaded(site, here, address):
                    yield f"{here}: {fault}"
    for (path, anchor), links in awaited.items():
        if anchor not in anchors[path]:
            yield from (f"{here}: link to {address}, but {path} has no anchor {anchor}" for here, address in links)


class _Site:
    """The files of a built site, by their paths under its root, sorted."""

    def __init__(self, root: Path, to_be_built: str | None, base: str) -> None:
        paths = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
        self.files = dict.fromkeys(sorted(path.relative_to(root).as_posix() for path in paths))
        self.to_be_built = to_be_built if to_be_built and not (root / to_be_built).exists() else None
        self.base = base

    def file(self, here: str, path: str) -> str | None:
        """The file that a browser on `here` gets for `path`: a folder gives its index.html. None where there is none."""
        found = self._under_root(here, path)
        if found in self.files:
            return found
        index = posixpath.normpath(f"{found}/index.html")
        return index if index in self.files else None

    def elsewhere(self, here: str, path: str) -> bool:
        """Whether a path leads above the root, or into the folder that is still to be built."""
        return self._under_root(here, path).split("/")[0] in ("..", self.to_be_built)

    def _under_root(self, here: str, path: str) -> str:
        if not path:
            return here
        if path.startswith(self.base):
            return posixpath.normpath("/" + path.removeprefix(self.base)).lstrip("/") or "."
        return posixpath.normpath(posixpath.join(posixpath.dirname(here), path))


def _meaning(here: str, climbed: str, address: str) -> tuple[str, str]:
    """What stands for an address on a page: from the root on, to which it has `climbed`, it means the same on every page that is as deep."""
    return (climbed, address) if climbed and address.startswith(climbed) else (here, address)


def _loaded(site: _Site, here: str, address: str) -> str | None:
    """What is wrong with an address that a browser loads; None where nothing is."""
    parts = urlsplit(address)
    if parts.scheme == "data" or address.startswith("#"):
        return None
    if parts.scheme or parts.netloc:
        return f"loads {address} from another host; serve it from the site"
    path = unquote(parts.path)
    missing = not site.elsewhere(here, path) and site.file(here, path) is None
    return f"loads {address}, which does not exist" if missing else None


def _followed(site: _Site, here: str, address: str) -> tuple[str, str] | None:
    """The file, and the anchor in it where that can be looked for, to which a link leads; None where there is no such file."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or site.elsewhere(here, unquote(parts.path)):
        return "", ""
    target = site.file(here, unquote(parts.path))
    if target is None:
        return None
    anchor = unquote(parts.fragment)
    return target, anchor if target.endswith(".html") and anchor != "__skip" else ""
