"""Links of a built site: each leads to a file and an anchor that are there, and nothing is loaded from another host.

Links that lead above the root, or into a folder that is still to be built, belong to another build; a reader may follow
links to other hosts, but nothing may be loaded from one.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

# A `link` is loaded unless its rel only names something; so is any other address that is not for the reader to follow.
_NAMING_RELS = {"canonical", "alternate", "prev", "next", "license", "author", "help", "search"}
_FOLLOWED = etree.XPath("//a/@href | //area/@href | //a/@*[name() = 'xlink:href']", smart_strings=False)
_LOADED = etree.XPath(
    "//@src | //@poster | //@data[parent::object] | //@action | //@href[not(parent::a or parent::area or parent::link)]"
    " | //@*[name() = 'xlink:href'][not(parent::a)]",
    smart_strings=False,
)
_STYLES = etree.XPath("//@style | //style/text()", smart_strings=False)
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)|@import\s+['\"]([^'\"]+)['\"]")
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)  # lxml stops at 10 MB where it is not told to go on


@dataclass(frozen=True)
class _File:
    """What a file says: its anchors, the links that a reader may follow, and the addresses that a browser loads."""

    anchors: Counter[str]
    followed: list[str]
    loaded: list[str]


def _read(file: Path) -> _File:
    if file.suffix in (".css", ".svg"):
        return _File(Counter(), [], _in_css(file.read_text("utf-8")))
    content = file.read_bytes() if file.suffix == ".html" else b""
    tree = etree.fromstring(content, _PARSER) if content.strip() else None  # a file without any text is no tree
    if tree is None:
        return _File(Counter(), [], [])
    followed, loaded = _FOLLOWED(tree), [*_LOADED(tree), *_in_css("\n".join(_STYLES(tree)))]
    loaded += [part.split()[0] for several in tree.xpath("//@srcset") for part in several.split(",") if part.strip()]
    refreshing = (meta for meta in tree.xpath("//meta[@http-equiv]") if meta.get("http-equiv").lower() == "refresh")
    loaded += [meta.get("content", "").partition("=")[2] for meta in refreshing]
    for link in tree.xpath("//link[@href]"):
        naming = set(link.get("rel", "").lower().split()) <= _NAMING_RELS
        (followed if naming else loaded).append(link.get("href"))
    return _File(Counter(tree.xpath("//@id | //a[not(@id)]/@name")), followed, loaded)


def _in_css(text: str) -> list[str]:
    return [first or second for first, second in _CSS_URL.findall(text)]


def defects(root: Path, to_be_built: str | None = None, base: str = "/") -> Iterator[str]:
    """A line for each link that leads nowhere and each address on another host that would be loaded. `to_be_built`: a
    folder in `root` that need not exist yet; `base`: the path under which the host serves `root`."""
    files = {file.relative_to(root).as_posix(): file for file in sorted(root.rglob("*")) if file.is_file()}
    elsewhere = {"..", to_be_built} - {file.split("/")[0] for file in files}
    anchors: dict[str, Counter[str]] = {}
    awaited: dict[tuple[str, str], list[tuple[str, str]]] = {}  # page and anchor → who links there, and how

    @cache
    def file_at(folder: str, path: str) -> str | None:
        """The file that a browser gets for `path`; empty for one of another build, None if there is none."""
        from_root = path.startswith(base)
        target = posixpath.normpath(f"/{path.removeprefix(base)}" if from_root else posixpath.join(folder, path))
        target = target.lstrip("/") or "."
        if target.split("/")[0] in elsewhere:
            return ""
        return next((name for name in (target, posixpath.normpath(f"{target}/index.html")) if name in files), None)

    def reached(here: str, path: str) -> str | None:
        """The same on a page. From the root on, an address means the same on every page."""
        if (climbed := "../" * here.count("/")) and path.startswith(climbed):
            return file_at("", path.removeprefix(climbed))
        return file_at(posixpath.dirname(here), path)

    for here, file in files.items():
        read = _read(file)
        anchors[here] = read.anchors
        yield from (f"{here}: the anchor {anchor} occurs twice" for anchor, n in read.anchors.items() if n > 1)
        for address in dict.fromkeys(read.loaded):
            parts = urlsplit(address)
            if parts.scheme != "data" and (parts.scheme or parts.netloc):
                yield f"{here}: loads {address} from another host; serve it from the site"
            elif parts.path and not parts.scheme and reached(here, unquote(parts.path)) is None:
                yield f"{here}: loads {address}, which does not exist"
        for address in dict.fromkeys(read.followed):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = reached(here, unquote(parts.path)) if parts.path else here
            if target is None:
                yield f"{here}: link to {address}, which does not exist"
            elif target.endswith(".html") and parts.fragment not in ("", "__skip"):
                awaited.setdefault((target, unquote(parts.fragment)), []).append((here, address))
    for (path, anchor), links in awaited.items():
        if anchor not in anchors[path]:
            yield from (f"{here}: link to {address}, but {path} has no anchor {anchor}" for here, address in links)
