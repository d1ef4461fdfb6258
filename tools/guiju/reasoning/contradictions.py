"""Contradictory facts: those of one row and of the service that exclude each other on any day, as the vocabulary says.

A fact that is missing makes nothing impossible: a predicate that is unknown is not true.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guiju.model import Contradiction
from guiju.predicates import EntityFact, Expression, Junction, ParamName, facts_named, kleene, parse, walk
from guiju.predicates.kleene import Facts, Row


@dataclass(frozen=True)
class ContradictoryFacts:
    """A contradiction in a row, and the facts that make it one, in the order of the predicate."""

    contradiction: Contradiction
    facts: tuple[EntityFact, ...]


def disallowed_names(predicate: Expression) -> list[ParamName]:
    """What a contradiction may not name: numbers of the law and days."""
    return [n for n in walk(predicate) if isinstance(n, ParamName)]


def reads_service(entry: Contradiction) -> bool:
    """Whether rows contradict what the service says of itself."""
    named = facts_named(parse(entry.when), entry.entity)
    return entry.entity != "service" and any(entity == "service" for entity, _ in named)


def contradictory_facts(
    known: Iterable[Contradiction], entity: str, facts: Facts, service: Facts = MappingProxyType({})
) -> Iterator[ContradictoryFacts]:
    """The contradictions in a row of this entity beside the service. PredicateError where one of them is unsound."""
    # No contradiction names the day, as guiju check makes sure, so any day will do.
    row = Row(facts, service, {}, date.min)
    for entry in (entry for entry in known if entry.entity == entity):
        predicate = parse(entry.when)
        if kleene.evaluate(predicate, row):
            yield ContradictoryFacts(entry, tuple(dict.fromkeys(_because(predicate, row, entity))))


def _because(node: Expression, row: Row, entity: str) -> Iterator[EntityFact]:
    """The facts that make a predicate true: of an OR only those of the parts that are."""
    if isinstance(node, Junction):
        for operand in node.operands:
            if kleene.evaluate(operand, row):
                yield from _because(operand, row, entity)
    else:
        yield from facts_named(node, entity)
