"""The parts of a predicate: frozen, each with the character (from 0) at which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Choice

ComparisonOperator = Choice["=", "<>", "<", "<=", ">", ">="]
EntityFact = tuple[str, str]
"""A fact as (entity, name)."""


class PredicateError(Exception):
    """What is wrong with a predicate, and at which character (from 0)."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


@dataclass(frozen=True)
class Literal:
    value: bool | int | float | str
    offset: int


@dataclass(frozen=True)
class FactName:
    """A fact of the row's entity; with `service`, one of the service itself."""

    name: str
    service: bool
    offset: int


@dataclass(frozen=True)
class ParamName:
    """A number of the law; or `as_of`, the day of the verdict; or `in_force_from`, the first day of the rule."""

    name: str
    offset: int


@dataclass(frozen=True)
class Arithmetic:
    operator: Choice["+", "-", "*"]
    left: Expression
    right: Expression
    offset: int


@dataclass(frozen=True)
class DaysBetween:
    """Whole days from `start` to `end`; negative when `end` comes first."""

    start: Expression
    end: Expression
    offset: int


@dataclass(frozen=True)
class Compare:
    operator: ComparisonOperator
    left: Expression
    right: Expression
    offset: int


@dataclass(frozen=True)
class In:
    item: Expression
    choices: tuple[Literal, ...]
    offset: int


@dataclass(frozen=True)
class IsNone:
    """`fact IS NULL`: explicitly none, as against missing."""

    fact: FactName
    offset: int


@dataclass(frozen=True)
class Not:
    operand: Expression
    offset: int


@dataclass(frozen=True)
class IsTrue:
    """`(condition) IS TRUE`: an exception that counts only where it is recorded; false where it is unknown."""

    operand: Expression
    offset: int


@dataclass(frozen=True)
class Junction:
    """AND or OR over two or more operands."""

    operator: Choice["AND", "OR"]
    operands: tuple[Expression, ...]
    offset: int


Expression = Literal | FactName | ParamName | Arithmetic | DaysBetween | Compare | In | IsNone | Not | IsTrue | Junction


def children(node: Expression) -> tuple[Expression, ...]:
    """The parts directly below a node."""
    match node:
        case Arithmetic() | Compare():
            return node.left, node.right
        case DaysBetween():
            return node.start, node.end
        case In():
            return node.item, *node.choices
        case IsNone():
            return (node.fact,)
        case Not() | IsTrue():
            return (node.operand,)
        case Junction():
            return node.operands
    return ()


def walk(node: Expression) -> Iterator[Expression]:
    """The node and all parts below it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def facts_named(node: Expression, entity: str) -> Iterator[EntityFact]:
    """The facts that a predicate over an entity names, from left to right."""
    for part in walk(node):
        if isinstance(part, FactName):
            yield "service" if part.service else entity, part.name
