"""The glossary: one page, each term with an anchor of its own, and the groups of words that are kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.model import Corpus, Regulation, Term
from guiju.site import addresses
from guiju.site.render import Site, page


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The one page."""
    here = addresses.GLOSSARY
    yield (
        here,
        page(
            site,
            "glossary.md.j2",
            here,
            site.words["glossary"],
            hide=("navigation", "toc"),
            groups=tuple(kept_apart(site.corpus)),
            by_id={term.id: term for term in site.corpus.glossary},
            defined=definitions(site.corpus),
        ),
    )


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


def definitions(corpus: Corpus) -> dict[str, tuple[Regulation, str]]:
    """Where each term is defined, by term id: the rule and the 款. The glossary's own word goes before a marked span's."""
    found: dict[str, tuple[Regulation, str]] = {}
    for rule in corpus.with_articles():
        for span in rule.spans:
            if span.term is not None:
                found[span.term] = (rule, span.eId)
    for term in corpus.glossary:
        if term.defined_at is not None:
            name, _, eId = term.defined_at.partition("#")
            if name in corpus.regulations:
                found[term.id] = (corpus.regulations[name], eId)
    return found
