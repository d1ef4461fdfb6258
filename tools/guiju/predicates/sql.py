"""A predicate as DuckDB SQL over a table with one column a fact: the same three values as `kleene` gives.

Columns: a fact is its own column; what was explicitly none is true in `<fact>__none`; a period is two columns, `<fact>__shortest` and `<fact>__longest`,
in days; facts of the service are `service__<fact>`. Numbers of the law and the day become literals, so that no text of a user reaches the SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guiju import durations
from guiju.durations import Duration
from guiju.predicates.tree import (
    Arithmetic,
    Compare,
    DaysBetween,
    Expression,
    FactName,
    In,
    IsNone,
    Junction,
    Literal,
    Not,
    Param,
)


@dataclass(frozen=True)
class Constants:
    """The numbers of the law (periods as Duration), the day, and the names of the facts that are periods."""

    params: Mapping[str, int | float | Duration]
    as_of: date
    in_force_from: date | None
    periods: frozenset[str]


def sql(node: Expression, constants: Constants) -> str:
    """The predicate as an expression of type BOOLEAN."""
    match node:
        case Literal():
            return _literal(node.value)
        case FactName():
            return _column(node)
        case Param():
            return _literal(_constant(node, constants))
        case IsNone():
            return _column(node.fact, "__none")
        case Not():
            return f"(NOT {sql(node.operand, constants)})"
        case Junction():
            return "(" + f" {node.operator} ".join(sql(operand, constants) for operand in node.operands) + ")"
        case In():
            choices = ", ".join(_literal(choice.value) for choice in node.choices)
            return f"({sql(node.item, constants)} IN ({choices}))"
        case Compare():
            return _compare(node, constants)
        case DaysBetween():
            start, end = (f"CAST({sql(part, constants)} AS DATE)" for part in (node.start, node.end))
            return f"date_diff('day', {start}, {end})"
        case Arithmetic():
            return _arithmetic(node, constants)


def _compare(node: Compare, constants: Constants) -> str:
    left, right = _bounds(node.left, constants), _bounds(node.right, constants)
    if left is None or right is None:
        return f"({sql(node.left, constants)} {node.operator} {sql(node.right, constants)})"
    operator = node.operator
    if operator in ("<=", ">"):
        left, right = right, left
    shortest, longest = (f"({one} >= {other})" for one, other in zip(left, right, strict=True))
    # Where the two disagree, it depends on the day from which the period runs: unknown.
    at_least = f"(({shortest} AND {longest}) OR (CAST(NULL AS BOOLEAN) AND ({shortest} OR {longest})))"
    return at_least if operator in (">=", "<=") else f"(NOT {at_least})"


def _bounds(node: Expression, constants: Constants) -> tuple[str, str] | None:
    """The shortest and the longest days of a period; None for what is no period."""
    if isinstance(node, FactName) and node.name in constants.periods:
        return _column(node, "__shortest"), _column(node, "__longest")
    if isinstance(node, Param) and isinstance(value := constants.params.get(node.name), Duration):
        return str(value.shortest), str(value.longest)
    return None


def _arithmetic(node: Arithmetic, constants: Constants) -> str:
    if isinstance(node.left, Param) and isinstance(node.right, Param):
        day, period = _constant(node.left, constants), _constant(node.right, constants)
        if isinstance(day, date) and isinstance(period, Duration):
            return _literal(durations.before(day, period))
    # 64 bits: a narrow column would overflow and end the whole scan.
    left, right = (
        f"CAST({sql(part, constants)} AS BIGINT)" if _whole(part) else sql(part, constants)
        for part in (node.left, node.right)
    )
    return f"({left} {node.operator} {right})"


def _whole(node: Expression) -> bool:
    return not (isinstance(node, Literal) and isinstance(node.value, float))


def _constant(node: Param, constants: Constants) -> int | float | Duration | date | None:
    days = {"as_of": constants.as_of, "in_force_from": constants.in_force_from}
    return days[node.name] if node.name in days else constants.params[node.name]


def _column(node: FactName, ending: str = "") -> str:
    return f'"{"service__" if node.service else ""}{node.name}{ending}"'


def _literal(value: object) -> str:
    if value is None:
        return "CAST(NULL AS DATE)"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"
