"""The relations as a picture and as a list: rules, the laws they rest on, what penalties follow, and the cases."""

from collections.abc import Iterator

from guiju.site.page import WIDE, Page
from guiju.site.pictures import relations
from guiju.site.site import Site

PLACE = ("whole", 3)
ADDRESS = "whole/relations.md"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    links = tuple(relations.links(site.corpus))
    values = {
        "picture": relations.picture(site, links),
        "links": links,
        "kinds": [kind for kind in relations.KINDS if any(link.kind == kind for link in links)],
        "named": {box.id: box for box in relations.boxes(site)},
    }
    yield Page(values, hide=WIDE, sheets=("assets/whole.css",), script="assets/whole.js")
