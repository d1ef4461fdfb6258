"""The whole text of a rule on one page, to read it through and to print it; the search finds its articles instead."""

from collections.abc import Iterator

from guiju.places import citation
from guiju.site import legislation
from guiju.site.kinds import to
from guiju.site.page import Page, official
from guiju.site.site import Site

ADDRESS = "regulations/{}/full.md"
OF_ONE_RULE = True


def pages(site: Site) -> Iterator[Page]:
    """One page for each rule whose text is here."""
    t = site.words_of("full_text")
    for rule in site.corpus.with_articles():
        values = {"rule": rule, "marker": citation.marker, "official": official(rule)}
        title = t["of_part" if rule.missing else "of"].format(rule.short_title[site.lang])
        hide, script = ("navigation",), "assets/article.js"
        graph = legislation.of_rule(site, rule, to.full_text(rule))
        page, api = to.full_text(rule), f"regulations/{rule.id}.json"
        yield Page(values, page, title, hide=hide, searched=False, script=script, graph=graph, json=api)
