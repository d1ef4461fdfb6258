"""The page from which the whole is seen: coverage, relations, time, and who is bound in what."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.site import addresses
from guiju.site.render import Site, page
from guiju.site.whole import heatmap, matrix, relations, timeline

_SHOWN = 6  # rules in the small picture of the coverage


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The one page."""
    here = addresses.WHOLE
    if not site.wants(here):
        return
    rules = tuple(site.corpus.with_articles())
    figures = (
        ("figure_rules", len(rules)),
        ("figure_laws", len(site.corpus.regulations) - len(rules)),
        ("figure_units", sum(len(tuple(rule.units())) for rule in rules)),
        ("figure_duties", sum(len(rule.obligations) for rule in rules)),
        ("figure_cases", len(site.corpus.cases)),
        ("figure_corrections", sum(len(rule.corrections) for rule in rules)),
    )
    yield (
        here,
        page(
            site,
            "whole.md.j2",
            here,
            site.words["whole"],
            hide=("navigation", "toc"),
            figures=figures,
            maps=[heatmap.heat(site, rule) for rule in rules[:_SHOWN]],
            graph=relations.picture(site, tuple(relations.links(site.corpus))),
            time=timeline.picture(site),
            rows=matrix.matrix(site),
            level=matrix.level,
        ),
    )
