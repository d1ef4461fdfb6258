"""The glossary: one page, each term with an anchor of its own, and the groups of words that are kept apart."""

from collections.abc import Iterator

from guiju.model import Corpus, Term
from guiju.site.page import WIDE, Page
from guiju.site.site import Site

PLACE = 9
ADDRESS = "glossary.md"
GROUP, BOOST = "terms", 0.25


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    values = {
        "groups": tuple(kept_apart(site.corpus)),
        "by_id": {term.id: term for term in site.corpus.glossary},
        "defined": site.definitions,
    }
    yield Page(values, hide=WIDE, json="glossary.json")


def kept_apart(corpus: Corpus) -> Iterator[tuple[Term, ...]]:
    """The largest groups of terms of which each is kept apart from each other, in the order of the glossary."""
    apart = {term.id: {other for other in term.distinct_from if other != term.id} for term in corpus.glossary}
    groups: list[frozenset[str]] = []
    for term in corpus.glossary:
        groups += _grown(frozenset([term.id]), apart[term.id] & apart.keys(), apart)
    for group in sorted(set(groups), key=lambda group: [t.id in group for t in corpus.glossary], reverse=True):
        yield tuple(term for term in corpus.glossary if term.id in group)


def _grown(group: frozenset[str], candidates: set[str], apart: dict[str, set[str]]) -> Iterator[frozenset[str]]:
    """The groups that hold this one and take in no more; groups of one are none."""
    if not candidates and len(group) > 1:
        yield group
    for candidate in candidates:
        yield from _grown(group | {candidate}, candidates & apart[candidate], apart)
