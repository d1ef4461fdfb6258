"""The facts that an assessment of a duty reads.

They are those that its checks name, those that a count among them is made of, those that say who reviewed a finding among them, and those that say which
penalties of a gap have ground.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiju.model import Fact, Obligation, Vocabulary
from guiju.predicates import FactName, parse, walk
from guiju.predicates.ways import EntityFact
from guiju.reasoning.verdicts import compiled


def read_by(obligation: Obligation, vocabulary: Vocabulary) -> tuple[EntityFact, ...]:
    """The facts, (entity, fact), each once: those of the checks in their order, then what these come from."""
    named = dict.fromkeys(name for check in compiled(obligation) for name in check.reads)
    more = (source for fact in vocabulary.facts for source in sources(fact) if (fact.entity, fact.id) in named)
    reviewers = (
        (fact.entity, fact.id)
        for fact in vocabulary.facts
        if any((fact.entity, finding) in named for finding in fact.reviewer_of)
    )
    return tuple(dict.fromkeys((*named, *more, *reviewers, *grounds(obligation))))


def grounds(obligation: Obligation) -> Iterator[EntityFact]:
    """The facts that say which penalties of a gap have ground."""
    for limit in obligation.consequence.only_where if obligation.consequence else ():
        for node in walk(parse(limit.when)):
            if isinstance(node, FactName):
                yield "service" if node.service else limit.entity, node.name


def sources(fact: Fact) -> Iterator[EntityFact]:
    """The fact by which the rows are counted that a derived fact counts."""
    if fact.derived is not None:
        counted = fact.derived
        entity, by = (fact.entity, counted.of) if counted.how == "count_same" else (counted.entity, counted.by)
        if entity is not None and by is not None:
            yield entity, by
