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
    for address, data in _every_file(site):
        _, name, file = address.split("/", 2)
        listed.setdefault(name, []).append((file, len(data)))
    formats = [(name, exports.words(name, site.lang), listed.get(name, [])) for name in exports.names()]
    # They are in no language: those of the site around this one are the same.
    yield Page({"formats": formats, "folder": "../downloads" if site.beside else "downloads"})


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files of every format, unless the site around this one has them."""
    return iter(()) if site.beside else _every_file(site)


def _every_file(site: Site) -> Iterator[tuple[str, bytes]]:
    for name in exports.names():
        for address, data in exports.files(name, site.corpus, site.as_of, site=site.url):
            yield f"downloads/{name}/{address}", data
