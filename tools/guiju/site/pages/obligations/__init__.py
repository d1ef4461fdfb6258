"""One page a rule with all its obligations in full, and one page of all obligations by topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guiju.model import Article, Obligation, Regulation
from guiju.site import addresses
from guiju.site.render import Site, page

MODALITIES = ("obligation", "prohibition", "permission", "power", "recommendation")


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The page of all obligations, and the page of each rule's."""
    here = addresses.OBLIGATIONS
    yield (
        here,
        page(
            site,
            "obligations.md.j2",
            here,
            site.words["obligations"],
            topics=[(topic, tuple(of_topic(site, topic.id))) for topic in site.corpus.vocabulary.topics],
            counts=[(rule, Counter(o.modality for o in rule.obligations)) for rule in site.corpus.with_articles()],
            modalities=MODALITIES,
        ),
    )
    for rule in site.corpus.with_articles():
        here = addresses.obligations(rule)
        yield (
            here,
            page(
                site,
                "obligations_of_rule.md.j2",
                here,
                site.words["obligations_of"].format(rule.short_title[site.lang]),
                rule=rule,
                articles=tuple(by_article(rule)),
            ),
        )


def of_topic(site: Site, key: str) -> Iterator[tuple[Regulation, Obligation]]:
    """The obligations of one topic, with their rules."""
    for rule in site.corpus.with_articles():
        for record in rule.obligations:
            if key in record.topics:
                yield rule, record


def by_article(rule: Regulation) -> Iterator[tuple[Article, tuple[Obligation, ...]]]:
    """The articles that have obligations, in the order of the text."""
    for article in rule.articles:
        records = tuple(o for o in rule.obligations if o.eId.split("__")[0] == article.eId)
        if records:
            yield article, records
