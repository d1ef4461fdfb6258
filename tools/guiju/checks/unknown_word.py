"""Parties, topics and kinds of document are words of regulations/vocabulary.yaml; terms are terms of the glossary.

A word that is none of them would silently keep its record out of every checklist. A fact that names a reviewer names
whose: findings of its own entity. What counts only from a day names that day: a fact of its own entity too.
"""

from collections.abc import Iterable, Iterator, Sequence

from guiju.files.finding import Fault, close_to
from guiju.model import Corpus, Regulation, SharedWords, Where

Use = tuple[str, str, Sequence[str], Where]
"""A word, what it should be one of, those that there are, and where it is used."""


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    yield from _unknown(_in_rule(regulation, shared))


def check(corpus: Corpus) -> Iterator[Fault]:
    yield from _unknown(_in_vocabulary(corpus))


def _unknown(uses: Iterable[Use]) -> Iterator[Fault]:
    for word, kind, known, place in uses:
        if word not in known:
            listed = f"known: {', '.join(known)}" if known else "there is none of that kind"
            yield Fault(f"there is no {kind} '{word}'; {close_to(word, known, listed)}", place.at())


def _in_rule(rule: Regulation, shared: SharedWords) -> Iterator[Use]:
    vocabulary = shared.vocabulary
    kinds, parties = [d.id for d in vocabulary.document_types], [p.id for p in vocabulary.parties]
    topics, terms = [t.id for t in vocabulary.topics], [t.id for t in shared.glossary]
    if rule.coverage != "text":
        yield rule.document_type, "kind of document", kinds, rule.where.inner("document_type")
        if (listing := rule.force.listing) is not None:
            yield listing.document_type, "kind of document", kinds, listing.where.inner("document_type")
        for span in rule.spans:
            if span.term is not None:
                yield span.term, "term", terms, span.where.inner("term")
    for record in rule.obligations:
        yield from ((b, "party", parties, record.where.inner("bearers", i)) for i, b in enumerate(record.bearers))
        if record.counterparty is not None:
            yield record.counterparty, "party", parties, record.where.inner("counterparty")
        yield from ((t, "topic", topics, record.where.inner("topics", i)) for i, t in enumerate(record.topics))
    for provision in rule.provisions:
        yield from (
            (p, "party", parties, provision.where.inner("falls_on", i)) for i, p in enumerate(provision.falls_on)
        )


def _in_vocabulary(corpus: Corpus) -> Iterator[Use]:
    vocabulary = corpus.vocabulary
    for role in vocabulary.roles:
        parties = [p.id for p in vocabulary.parties]
        yield from ((party, "party", parties, role.where.inner("parties", i)) for i, party in enumerate(role.parties))
        roles = [r.id for r in vocabulary.roles]
        yield from (
            (other, "role", roles, role.where.inner("often_with", i)) for i, other in enumerate(role.often_with)
        )
    for party in vocabulary.parties:
        rules = tuple(corpus.regulations)
        yield from ((rule, "rule", rules, party.where.inner("named_as", rule)) for rule in party.named_as)
    for fact in vocabulary.facts:
        findings = [f.id for f in vocabulary.facts if f.judged and f.entity == fact.entity]
        for i, finding in enumerate(fact.reviewer_of):
            yield finding, f"finding of {fact.entity}", findings, fact.where.inner("reviewer_of", i)
        days = [f.id for f in vocabulary.facts if f.type == "date" and f.entity == fact.entity]
        for key in ("counts_from", "true_from"):
            if (day := getattr(fact, key)) is not None:
                yield day, f"day of {fact.entity}", days, fact.where.inner(key)
