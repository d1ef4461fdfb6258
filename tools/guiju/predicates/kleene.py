"""A predicate over one row of facts, in SQL's three-valued logic: True, False, or None for unknown.

A fact that is missing is unknown, and so is whatever depends on it. A fact that is explicitly none (`NONE`) is known to
be absent: IS NULL holds for it, while a comparison with it is unknown, as in SQL. The rows are few here (a profile, a
case); tables run the same predicates as SQL.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

import guiju.predicates.tree as tree
from guiju.model import durations
from guiju.model.durations import Duration
from guiju.predicates.grammar import parse
from guiju.predicates.tree import EntityFact, Expression


class Absent(Enum):
    """The value of a fact that was looked for and is not there."""

    NONE = "none"


Value = bool | int | float | str | date | datetime | Duration | Absent
Facts = Mapping[str, Value]


@dataclass(frozen=True)
class Row:
    """The facts of a row and of the service, the numbers of the law, the day, and the rule's first day in force."""

    facts: Facts
    service: Facts
    params: Mapping[str, int | float | Duration]
    as_of: date
    in_force_from: date | None = None

    def get(self, fact: EntityFact) -> Value | None:
        """The value of a fact of the row or of the service; None where it is missing."""
        entity, name = fact
        return (self.service if entity == "service" else self.facts).get(name)


def evaluate(node: Expression, row: Row) -> bool | None:
    """The truth of a predicate over a row."""
    value = known_value(node, row)
    if value is None or isinstance(value, bool):
        return value
    raise TypeError(f"the predicate yields {value!r}, no truth")  # the type check of the knowledge base excludes it


def truth_of_service(text: str, service: Facts) -> bool | None:
    """The truth of a predicate over facts of the service that names neither days nor numbers of the law."""
    return evaluate(parse(text), Row(service, service, {}, date.min))


def known_value(node: Expression, row: Row) -> Value | None:
    """What a part of a predicate yields over a row, of whatever type; None where that is unknown."""
    match node:
        case tree.Literal():
            return node.value
        case tree.FactName():
            value = (row.service if node.service else row.facts).get(node.name)
            return None if value is Absent.NONE else value
        case tree.ParamName():
            days = {"as_of": row.as_of, "in_force_from": row.in_force_from}
            return days[node.name] if node.name in days else row.params[node.name]
        case tree.IsNone():
            value = (row.service if node.fact.service else row.facts).get(node.fact.name)
            return None if value is None else value is Absent.NONE
        case tree.Not():
            truth = evaluate(node.operand, row)
            return None if truth is None else not truth
        case tree.IsTrue():
            return evaluate(node.operand, row) is True
        case tree.Junction():
            return _junction(node, row)
        case tree.In():
            return _any(_compare("=", known_value(node.item, row), choice.value) for choice in node.choices)
        case tree.Compare():
            return _compare(node.operator, known_value(node.left, row), known_value(node.right, row))
        case tree.DaysBetween():
            start, end = _day(known_value(node.start, row)), _day(known_value(node.end, row))
            return None if start is None or end is None else (end - start).days
        case tree.Arithmetic():
            return _arithmetic(node, row)


def _junction(node: tree.Junction, row: Row) -> bool | None:
    truths = (evaluate(operand, row) for operand in node.operands)
    if node.operator == "OR":
        return _any(truths)
    negated = _any(None if truth is None else not truth for truth in truths)
    return None if negated is None else not negated


def _any(truths: Iterable[bool | None]) -> bool | None:
    unknown = False
    for truth in truths:
        if truth:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def _compare(sign: str, left: Value | None, right: Value | None) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, Duration) and isinstance(right, Duration):
        longer, shorter = (right, left) if sign in ("<=", ">") else (left, right)
        truth = durations.at_least(longer, shorter)
        return truth if sign in (">=", "<=") or truth is None else not truth
    return _COMPARISONS[sign](left, right)


def _arithmetic(node: tree.Arithmetic, row: Row) -> Value | None:
    left, right = known_value(node.left, row), known_value(node.right, row)
    if left is None or right is None:
        return None
    if isinstance(left, date) and isinstance(right, Duration):
        return durations.before(left, right)
    assert isinstance(left, int | float)  # the type check admits nothing else
    assert isinstance(right, int | float)
    result: Value = _ARITHMETIC[node.operator](left, right)
    return result


def _day(value: Value | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
