"""Parties, topics and kinds of document are words of regulations/vocabulary.yaml; terms are terms of the glossary.

A word that is none of them would silently keep its record out of every checklist. A fact that names a reviewer names whose: findings of its own entity.
What counts only from a day names that day: a fact of its own entity too.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from guiju.files.finding import Fault, Location
from guiju.model import Corpus, Regulation


def check(corpus: Corpus) -> Iterator[Fault]:
    vocabulary = corpus.vocabulary
    parties = [p.id for p in vocabulary.parties]
    for regulation in corpus.regulations.values():
        kinds = [d.id for d in vocabulary.document_types]
        yield from _unknown(regulation.document_type, kinds, "kind of document", regulation.where.at("document_type"))
        if (listing := regulation.force.listing) is not None:
            yield from _unknown(listing.document_type, kinds, "kind of document", listing.where.at("document_type"))
        yield from _obligations(corpus, regulation, parties)
        for provision in regulation.provisions:
            for i, party in enumerate(provision.falls_on):
                yield from _unknown(party, parties, "party", provision.where.at("falls_on", i))
    for role in vocabulary.roles:
        for i, party in enumerate(role.parties):
            yield from _unknown(party, parties, "party", role.where.at("parties", i))
        for i, other in enumerate(role.often_with):
            yield from _unknown(other, [r.id for r in vocabulary.roles], "role", role.where.at("often_with", i))
    for entry in vocabulary.parties:
        for rule in entry.named_as:
            yield from _unknown(rule, list(corpus.regulations), "rule", entry.where.at("named_as", rule))
    for fact in vocabulary.facts:
        findings = [f.id for f in vocabulary.facts if f.judged and f.entity == fact.entity]
        for i, finding in enumerate(fact.reviewer_of):
            yield from _unknown(finding, findings, f"finding of {fact.entity}", fact.where.at("reviewer_of", i))
        days = [f.id for f in vocabulary.facts if f.type == "date" and f.entity == fact.entity]
        for key, day in (("counts_from", fact.counts_from), ("true_from", fact.true_from)):
            if day is not None:
                yield from _unknown(day, days, f"day of {fact.entity}", fact.where.at(key))


def _obligations(corpus: Corpus, regulation: Regulation, parties: list[str]) -> Iterator[Fault]:
    topics = [t.id for t in corpus.vocabulary.topics]
    terms = [t.id for t in corpus.glossary]
    for record in regulation.obligations:
        for i, bearer in enumerate(record.bearers):
            yield from _unknown(bearer, parties, "party", record.where.at("bearers", i))
        if record.counterparty is not None:
            yield from _unknown(record.counterparty, parties, "party", record.where.at("counterparty"))
        for i, topic in enumerate(record.topics):
            yield from _unknown(topic, topics, "topic", record.where.at("topics", i))
    for span in regulation.spans:
        if span.term is not None:
            yield from _unknown(span.term, terms, "term", span.where.at("term"))


def _unknown(word: str, known: Iterable[str], kind: str, place: Location) -> Iterator[Fault]:
    known = list(known)
    if word in known:
        return
    close = difflib.get_close_matches(word, known, n=1)
    listed = f"known: {', '.join(known)}" if known else "there is none of that kind"
    remedy = f"did you mean '{close[0]}'?" if close else listed
    yield Fault(f"there is no {kind} '{word}'; {remedy}", place)
