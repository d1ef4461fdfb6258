"""All rules at a glance: how each 款 and 项 is accounted for and checked."""

from collections.abc import Iterator
from functools import partial

from guiju.site.page import WIDE, Page
from guiju.site.pictures import heatmap
from guiju.site.site import Site

PLACE = ("whole", 1)
ADDRESS = "whole/coverage.md"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    maps = [heatmap.heat(site, rule) for rule in site.corpus.with_reading()]
    values = {
        "maps": maps,
        "columns": heatmap.columns(maps),
        "hows": heatmap.HOW,
        "label": partial(heatmap.label, site),
        "families": heatmap.families,
    }
    yield Page(values, hide=WIDE, sheets=("assets/whole.css",))
