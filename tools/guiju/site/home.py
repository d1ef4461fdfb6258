"""The first page: what this is, on one screen, and where to start."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.site import addresses, checklists
from guiju.site.render import Site, page


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The one page."""
    roles = site.corpus.vocabulary.roles
    yield (
        addresses.HOME,
        page(
            site,
            "home.md.j2",
            addresses.HOME,
            site.words["home_title"],
            description=site.words["home_lead"],
            hide=("navigation", "toc"),
            roles=[(role, len(checklists.of_role(site, role).lines)) for role in roles],
            full=tuple(site.corpus.full()),
            outlines=[rule for rule in site.corpus.regulations.values() if rule.coverage == "outline"],
        ),
    )
