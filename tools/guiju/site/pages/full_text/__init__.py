"""The whole text of a rule on one page, to read it through and to print it; the search finds its articles instead."""

from collections.abc import Iterator

from guiju.law.text import citation
from guiju.model import Regulation
from guiju.site.page import Page, official
from guiju.site.site import Site

OF_ONE_RULE = True


def address(rule: Regulation) -> str:
    """The page of a rule."""
    return f"regulations/{rule.id}/full.md"


def pages(site: Site) -> Iterator[Page]:
    """One page for each rule whose text is here."""
    t = site.words_of("full_text")
    for rule in site.corpus.with_articles():
        values = {
            "rule": rule,
            "marker": citation.marker,
            "official": official(rule),
        }
        yield Page(
            address(rule),
            t["of_part" if rule.missing else "of"].format(rule.short_title[site.lang]),
            values,
            hide=("navigation",),
            searched=False,
            script="assets/article.js",
        )
