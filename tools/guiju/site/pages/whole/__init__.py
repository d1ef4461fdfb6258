"""The page from which the whole is seen: coverage, relations, time, and who is bound in what."""

from collections.abc import Iterator

from guiju.site.page import WIDE, Page
from guiju.site.pictures import heatmap, matrix, relations, timeline
from guiju.site.site import Site

PLACE = 8
ADDRESS = "whole/index.md"

_SHOWN = 6  # rules in the small picture of the coverage


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    rules = tuple(site.corpus.with_reading())
    figures = {
        "rules": len(rules),
        "laws": len(site.corpus.regulations) - len(rules),
        "units": sum(len(tuple(rule.units())) for rule in rules),
        "duties": sum(len(rule.obligations) for rule in rules),
        "cases": len(site.corpus.cases),
        "corrections": sum(len(rule.corrections) for rule in rules),
    }
    values = {
        "figures": figures,
        "maps": [heatmap.heat(site, rule) for rule in rules[:_SHOWN]],
        "graph": relations.picture(site, tuple(relations.links(site.corpus))),
        "time": timeline.picture(site),
        "rows": matrix.matrix(site),
        "level": matrix.level,
    }
    yield Page(values, hide=WIDE, sheets=("assets/whole.css",), script="assets/whole.js")
