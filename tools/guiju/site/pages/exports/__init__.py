"""Exports: one page, each format that other people's software opens, what it cannot say, and its files.

A format that has a kind of page of its own name is shown there, with its files, and named here.
"""

from collections.abc import Iterator

from guiju import exports
from guiju.site.kinds import kinds
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
    formats = [(name, exports.words(name, site.lang), listed.get(name, [])) for name in _shown_here()]
    elsewhere = [name for name in exports.names() if name in kinds()]
    # They are in no language: those of the site around this one are the same.
    folder = "../downloads" if site.beside else "downloads"
    yield Page({"formats": formats, "folder": folder, "elsewhere": elsewhere})


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files of every format, unless the site around this one has them."""
    return iter(()) if site.beside else _every_file(site)


def _every_file(site: Site) -> Iterator[tuple[str, bytes]]:
    for name in _shown_here():
        for address, data in exports.files(name, site.corpus, site.as_of, site=site.url):
            yield f"downloads/{name}/{address}", data


def _shown_here() -> list[str]:
    return [name for name in exports.names() if name not in kinds()]
