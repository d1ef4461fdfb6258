"""The whole text of a rule on one page: to read it through, and to print it."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.law import excerpt
from guiju.law.text import citation
from guiju.site import addresses, regulations
from guiju.site.render import Site, page


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """One page for each rule whose text is here. The search finds the pages of the articles instead."""
    for rule in site.corpus.with_articles():
        here = addresses.full_text(rule)
        title = site.words["part_text_of" if rule.missing else "full_text_of"].format(rule.short_title[site.lang])
        shown = page(
            site,
            "full_text.md.j2",
            here,
            title,
            hide=("navigation",),
            searched=False,
            rule=rule,
            marker=citation.marker,
            witnesses=excerpt.witnesses,
            official=regulations.official(rule),
        )
        yield here, shown
