"""What a predicate could still say once one fact that is missing is supplied, whatever its value turns out to be; and which facts it waits for.

A comparison with the fact in it may come out either way, if nothing else in it is unknown. Where the fact stands twice, its places are looked at
one by one: the answer may then hold a truth that no single value gives, but it never lacks one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import product

from guiju.predicates.kleene import Absent, Row, evaluate
from guiju.predicates.tree import Compare, Expression, FactName, In, IsNone, Junction, Not, Param, walk

Truths = frozenset[bool | None]
_EITHER: Truths = frozenset((True, False))
_UNKNOWN: Truths = frozenset((None,))


def possible(node: Expression, row: Row, fact: FactName) -> Truths:
    """The truths that a predicate can take over a row when `fact` is supplied; its offset does not matter."""
    match node:
        case Not():
            return frozenset(None if truth is None else not truth for truth in possible(node.operand, row, fact))
        case Junction():
            parts = [possible(operand, row, fact) for operand in node.operands]
            decides = node.operator == "OR"
            return reduce(lambda one, other: frozenset(_joined(a, b, decides) for a, b in product(one, other)), parts)
        case Compare() | In() | IsNone() | FactName() if any(_same(part, fact) for part in walk(node)):
            return _EITHER if all(_same(part, fact) or _known(part, row) for part in walk(node)) else _UNKNOWN
    return frozenset((evaluate(node, row),))


def awaited(node: Expression, row: Row) -> Iterator[FactName]:
    """The facts that are missing and could still tell: of AND and OR only those of the parts that are not known yet."""
    if evaluate(node, row) is not None:
        return
    match node:
        case Not():
            yield from awaited(node.operand, row)
        case Junction():
            for operand in node.operands:
                yield from awaited(operand, row)
        case _:
            facts = (part for part in walk(node) if isinstance(part, FactName))
            yield from (fact for fact in facts if fact.name not in (row.service if fact.service else row.facts))


def _joined(one: bool | None, other: bool | None, decides: bool) -> bool | None:
    """OR where True decides, AND where False does."""
    if decides in (one, other):
        return decides
    return None if None in (one, other) else not decides


def _same(node: Expression, fact: FactName) -> bool:
    return isinstance(node, FactName) and (node.name, node.service) == (fact.name, fact.service)


def _known(node: Expression, row: Row) -> bool:
    """Whether a part has a value to compare with."""
    if isinstance(node, Param) and node.name == "in_force_from":
        return row.in_force_from is not None
    if isinstance(node, FactName):
        value = (row.service if node.service else row.facts).get(node.name)
        return value is not None and value is not Absent.NONE
    return True
