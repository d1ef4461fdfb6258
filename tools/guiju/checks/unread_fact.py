"""Every fact of the vocabulary is read by something that decides: a check, a consequence, a gate or another fact.

A fact that nothing reads is asked for and makes no difference. Contradictions read facts too, and so does what derives
facts of the service, says on what a duty turns and whose operator a party is; so do the fact by whose
key rows are counted (`derived`), and a reviewer, who makes the findings count that the fact names (`reviewer_of`). A
sentence in a description reads nothing. The facts of conduct are left out: a case records what was reported, also what
no sanction turns on.
"""

from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Corpus
from guiju.predicates import EntityFact, PredicateError, facts_named, parse
from guiju.reasoning import breach
from guiju.reasoning.derivations import predicates_of_service


def check(corpus: Corpus) -> Iterator[Fault]:
    try:
        read = {*_named(corpus), *_others(corpus)}
    except PredicateError:
        return  # unsound-predicate says what is wrong; what it reads is not known before it is mended
    entities = {fact.entity for fact in corpus.vocabulary.facts}
    if {entity for entity, _ in read} - entities:
        return
    for fact in corpus.vocabulary.facts:
        if fact.entity != "conduct" and (fact.entity, fact.id) not in read:
            message = f"nothing reads {fact.entity}.{fact.id}; let a check read it, or remove it"
            yield Fault(message, fact.where.at("id"))


def _named(corpus: Corpus) -> Iterator[EntityFact]:
    """(entity, fact) of whatever a predicate names."""
    checks = [c for _, record in corpus.obligations() for c in record.checks]
    predicates = [(c.entity, text) for c in checks for text in (c.applies_when, c.requires) if text]
    predicates += [(entry.entity, entry.when) for entry in corpus.vocabulary.contradictions]
    predicates += [("service", text) for _, _, text in predicates_of_service(corpus.vocabulary)]
    predicates += [("service", entry.when) for _, record in corpus.obligations() for entry in record.turns_on]
    for entity, text in predicates:
        yield from facts_named(parse(text), entity)


def _others(corpus: Corpus) -> Iterator[EntityFact]:
    """(entity, fact) of gates, of what tells penalties, of what is counted by, and of reviewers."""
    yield from (("service", party.gate) for party in corpus.vocabulary.parties if party.gate)
    for _, record in corpus.obligations():
        yield from breach.facts_read(corpus, record)
    for fact in corpus.vocabulary.facts:
        if fact.reviewer_of:
            yield fact.entity, fact.id
        if fact.derived is not None and fact.derived.of:
            yield fact.entity, fact.derived.of
        if fact.derived is not None and fact.derived.entity and fact.derived.by:
            yield fact.derived.entity, fact.derived.by
