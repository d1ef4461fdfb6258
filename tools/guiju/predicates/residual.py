"""What is left of a predicate over one row once the known facts are in: the comparisons that wait for a missing fact,
joined by AND and OR.

NOT is moved down to the comparisons. A comparison that is unknown although nothing is missing (with an explicit none,
with an unknown first day) stays unknown whatever else is supplied: None. Rows that lack the same facts in the same
places have equal residuals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guiju.predicates.kleene import Row, Value, evaluate
from guiju.predicates.tree import Expression, FactName, Junction, Not, walk

Name = tuple[bool, str]
"""A fact as a predicate names it: whether it is one of the service, and its name."""


@dataclass(frozen=True)
class OpenComparison:
    """A comparison that waits for facts; `known` are the values of the others in it. Negated: its opposite is asked."""

    node: Expression
    known: tuple[tuple[Name, Value], ...]
    missing: tuple[Name, ...]
    negated: bool


@dataclass(frozen=True)
class ResidualJunction:
    operator: Literal["AND", "OR"]
    parts: tuple[Residual, ...]


Residual = bool | None | OpenComparison | ResidualJunction


def residual(node: Expression, row: Row, negated: bool = False) -> Residual:
    """The predicate with everything known left out; a truth where nothing is open any more."""
    match node:
        case Not():
            return residual(node.operand, row, not negated)
        case Junction():
            operator: Literal["AND", "OR"] = "OR" if (node.operator == "OR") is not negated else "AND"
            parts = dict.fromkeys(residual(operand, row, negated) for operand in node.operands)
            return _joined(operator, list(parts))
    truth = evaluate(node, row)
    if truth is not None:
        return truth is not negated
    names = dict.fromkeys((part.service, part.name) for part in walk(node) if isinstance(part, FactName))
    values = {name: (row.service if name[0] else row.facts).get(name[1]) for name in names}
    missing = tuple(name for name, value in values.items() if value is None)
    known = tuple((name, value) for name, value in values.items() if value is not None)
    return OpenComparison(node, known, missing, negated) if missing else None


def open_comparisons(rest: Residual) -> list[OpenComparison]:
    """The comparisons that wait for facts, from left to right."""
    if isinstance(rest, ResidualJunction):
        return [entry for part in rest.parts for entry in open_comparisons(part)]
    return [rest] if isinstance(rest, OpenComparison) else []


def _joined(operator: Literal["AND", "OR"], parts: list[Residual]) -> Residual:
    decides = operator == "OR"
    if any(part is decides for part in parts):
        return decides
    left = [part for part in parts if not isinstance(part, bool)]
    if all(part is None for part in left):
        return None if left else not decides
    return left[0] if len(left) == 1 else ResidualJunction(operator, tuple(left))
