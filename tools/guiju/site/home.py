"""The first page: what this is, on one screen, and where to start."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.site import addresses, roles
from guiju.site.render import Site, page


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The one page."""
    yield (
        addresses.HOME,
        page(
            site,
            "home.md.j2",
            addresses.HOME,
            site.words["home_title"],
            description=site.words["home_lead"],
            hide=("navigation", "toc"),
            roles=roles.overview(site) if site.wants(addresses.HOME) else [],
            full=tuple(site.corpus.full()),
            outlines=[rule for rule in site.corpus.regulations.values() if rule.coverage == "outline"],
        ),
    )
