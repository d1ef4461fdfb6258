"""What is left of a predicate once the known facts are in: comparisons that wait, joined by AND and OR.

NOT is moved down to the comparisons. A comparison that is unknown although nothing is missing (with an explicit none,
with an unknown first day) stays unknown whatever else is supplied: None. Rows that lack the same facts in the same
places have equal residuals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guiju.predicates.kleene import Row, Value, evaluate
from guiju.predicates.tree import EntityFact, Expression, Junction, Not, facts_named


@dataclass(frozen=True)
class OpenComparison:
    """A comparison, or its opposite, of `entity` that waits for facts; `known`: the values of its others."""

    entity: str
    node: Expression
    known: tuple[tuple[EntityFact, Value], ...]
    missing: tuple[EntityFact, ...]
    negated: bool

    def row(self, base: Row, supplied: Mapping[EntityFact, Value]) -> Row:
        """The row with what is known and what is supplied; the rest is that of `base`."""
        own: dict[str, Value] = {}
        service: dict[str, Value] = own if self.entity == "service" else {}
        for (entity, name), value in (*self.known, *supplied.items()):
            (service if entity == "service" else own)[name] = value
        return Row(own, service, base.params, base.as_of, base.in_force_from)  # replace() would take most of the time


@dataclass(frozen=True)
class ResidualJunction:
    operator: Literal["AND", "OR"]
    parts: tuple[Residual, ...]


Residual = bool | None | OpenComparison | ResidualJunction


def residual(node: Expression, row: Row, entity: str, negated: bool = False) -> Residual:
    """The predicate over a row of `entity` with everything known left out; a truth where nothing is open any more."""
    match node:
        case Not():
            return residual(node.operand, row, entity, not negated)
        case Junction():
            operator: Literal["AND", "OR"] = "OR" if (node.operator == "OR") is not negated else "AND"
            parts = dict.fromkeys(residual(operand, row, entity, negated) for operand in node.operands)
            return _joined(operator, list(parts))
    truth = evaluate(node, row)
    if truth is not None:
        return truth is not negated
    values = {name: row.get(name) for name in facts_named(node, entity)}
    missing = tuple(name for name, value in values.items() if value is None)
    known = tuple((name, value) for name, value in values.items() if value is not None)
    return OpenComparison(entity, node, known, missing, negated) if missing else None


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
