"""Exports: one page, each format that other people's software opens, what it cannot say, and its files."""

from collections.abc import Iterator

from guiju import exports
from guiju.site.page import Page
from guiju.site.site import Site

PLACE = ("about", 3)
ADDRESS = "exports.md"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    listed: dict[str, list[tuple[str, int]]] = {}
    for address, data in files(site):
        listed.setdefault(address.split("/")[1], []).append((address, len(data)))
    formats = [(name, exports.words(name, site.lang), listed.get(name, [])) for name in exports.names()]
    yield Page({"formats": formats})


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files of every format."""
    for name in exports.names():
        for address, data in exports.files(name, site.corpus, site.as_of):
            yield f"downloads/{name}/{address}", data
