"""What follows in law from what a service says of itself, as the vocabulary has it (`derivations`).

A stated value wins; what follows to the contrary is named. Where nothing follows, the fact stays unknown.
"""

from collections.abc import Iterable, Iterator, Mapping

from guiju.model import DerivedFact, Vocabulary, Where
from guiju.predicates.kleene import Facts, Value, truth_of_service


def derived(entries: Iterable[DerivedFact], stated: Facts) -> dict[str, DerivedFact]:
    """The facts that follow and were not stated, each with the entry that gives it: the first that holds. An entry sees
    what those above it give."""
    known: dict[str, Value] = dict(stated)
    found: dict[str, DerivedFact] = {}
    for entry in entries:
        if entry.fact not in known and truth_of_service(entry.when, known):
            known[entry.fact], found[entry.fact] = entry.value, entry
    return found


def contrary(entries: Iterable[DerivedFact], stated: Facts, found: Mapping[str, DerivedFact]) -> Iterator[DerivedFact]:
    """What follows although the opposite was stated."""
    known: Facts = {**stated, **{fact: entry.value for fact, entry in found.items()}}
    for entry in entries:
        if stated.get(entry.fact) is (not entry.value) and truth_of_service(entry.when, known):
            yield entry


def predicates_of_service(vocabulary: Vocabulary) -> Iterator[tuple[Where, str, str]]:
    """The predicates over facts of the service in the vocabulary: place of the record, key, text."""
    for party in vocabulary.parties:
        if party.operator_when is not None:
            yield party.where, "operator_when", party.operator_when
    yield from ((entry.where, "when", entry.when) for entry in vocabulary.derivations)
