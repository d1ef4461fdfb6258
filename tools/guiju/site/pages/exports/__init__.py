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
    formats = [
        (name, exports.words(name, site.lang), [(address, len(data)) for address, data in made.items()])
        for name, made in site.exported.items()
    ]
    elsewhere = [name for name in exports.names() if name in kinds()]
    # They are in no language: those of the site around this one are the same.
    folder = "../downloads" if site.beside else "downloads"
    yield Page({"formats": formats, "folder": folder, "elsewhere": elsewhere})


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files of every format, unless the site around this one has them."""
    if not site.beside:
        for name, made in site.exported.items():
            yield from ((f"downloads/{name}/{address}", data) for address, data in made.items())
