"""Every page of the site. Each kind is a folder here; guiju.site.kinds says what is in it."""

from collections.abc import Collection, Iterator
from datetime import date
from types import ModuleType
from typing import Any

from guiju.model import Corpus, Lang
from guiju.site.escape import attribute
from guiju.site.kinds import kinds, title
from guiju.site.page import markdown
from guiju.site.site import Site, shared_words

IN_SIDEBAR = 50
"""How many rules, or cases, the sidebar lists; beyond that it shows the overview only. Every page carries the sidebar:
the site grows with the square of its length."""


def pages(corpus: Corpus, lang: Lang, as_of: date) -> dict[str, str]:
    """Every page that the data gives: its path under the site's root → Markdown with front matter."""
    return dict(each(Site(corpus, lang, as_of)))


def each(site: Site) -> Iterator[tuple[str, str]]:
    """The same one by one, of a site that may lack pages written by hand, or want those of one rule only."""
    for name, kind in kinds().items():
        if hasattr(kind, "pages") and (site.only is None or hasattr(kind, "OF_ONE_RULE")):
            yield from (
                (page.address, markdown(site, name, page))
                for page in kind.pages(site)
                if is_included(site, page.address)
            )


def is_included(site: Site, address: str) -> bool:
    """Whether a page is to be made: every page about one rule has its id as a part of its address."""
    return site.only is None or site.only in address.removesuffix(".md").split("/")


def files(corpus: Corpus, lang: Lang, as_of: date) -> dict[str, bytes]:
    """Every file that the pages offer for download: its path → its bytes."""
    return dict(each_file(Site(corpus, lang, as_of)))


def each_file(site: Site) -> Iterator[tuple[str, bytes]]:
    """The same one by one."""
    for kind in kinds().values():
        if hasattr(kind, "files"):
            yield from kind.files(site)


def navigation(corpus: Corpus, lang: Lang, there: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The navigation for MkDocs, without pages that are not `there`: a tab for each kind whose place is a number."""
    below: dict[str, list[dict[str, Any]]] = {}
    for name, kind in kinds().items():
        if place := getattr(kind, "PLACE", None):
            entries = [entry for entry in _entries(name, kind, corpus, lang) if there is None or entry[1] in there]
            section = below.setdefault(name if isinstance(place, int) else place[0], [])
            section.extend({attribute(text): address} for text, address in entries)
    tabs = []
    for name, listed in below.items():
        first = kinds()[name].address()
        overview = [{shared_words(lang)["overview"]: first}] if there is None or first in there else []
        if listed:
            tabs.append({title(name, lang): [*overview, *listed]})
        elif overview:
            tabs.append({title(name, lang): first})
    return tabs


def _entries(name: str, kind: ModuleType, corpus: Corpus, lang: Lang) -> list[tuple[str, str]]:
    if hasattr(kind, "entries"):
        entries: list[tuple[str, str]] = kind.entries(corpus, lang)
        return entries if len(entries) <= IN_SIDEBAR else []
    return [] if isinstance(kind.PLACE, int) else [(title(name, lang), kind.address())]
