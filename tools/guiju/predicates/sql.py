"""The predicate as SQL over a table with a column a fact, in any dialect: the same three values as `kleene` gives.

Columns: a fact is its own column; what was explicitly none is true in `<fact>__none`, anything else there is not; a
period is two columns, `<fact>__shortest` and `<fact>__longest`, in days. Facts of the service, numbers of the law and
the day become literals; a test may ask for columns `service__<fact>` instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import guiju.predicates.tree as tree
from guiju.model import durations
from guiju.model.durations import Duration
from guiju.predicates.dialects import DUCKDB, Dialect
from guiju.predicates.kleene import Absent, Facts, Value
from guiju.predicates.tree import ComparisonOperator, Expression

_OPPOSITE: Mapping[str, ComparisonOperator] = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: Mapping[str, ComparisonOperator] = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_MIDNIGHT: dict[ComparisonOperator, tuple[ComparisonOperator, int]] = {
    "<": ("<", 0),
    ">=": (">=", 0),
    ">": (">=", 1),
    "<=": ("<", 1),
}
"""How a day is compared with another: its moments with the midnight that begins it, or the day after it."""


@dataclass(frozen=True)
class Constants:
    """The numbers of the law (periods as Duration), the day, the names of facts that are periods and that may have
    fractions, and the facts of the service (unknown if missing; None where they are columns of the table)."""

    params: Mapping[str, int | float | Duration]
    as_of: date
    in_force_from: date | None
    periods: frozenset[str] = frozenset()
    fractional: frozenset[str] = frozenset()
    service: Facts | None = None


def sql(node: Expression, constants: Constants, dialect: Dialect = DUCKDB) -> str:
    """The predicate as an expression of type BOOLEAN."""
    return _Writer(constants, dialect).of(node)


def where(node: Expression, constants: Constants, dialect: Dialect = DUCKDB, holds: bool = True) -> str:
    """A condition that is true of exactly the rows for which the predicate is true (with `holds` False: false). It need
    not tell unknown from false, and costs less: it has no NOT but at single facts."""
    return _Writer(constants, dialect).where(node, holds)


@dataclass(frozen=True)
class _Writer:
    constants: Constants
    dialect: Dialect

    def of(self, node: Expression) -> str:
        match node:
            case tree.Literal():
                return self.literal(node.value)
            case tree.FactName():
                return self.fact(node)
            case tree.ParamName():
                return self.literal(self.constant(node), "DATE")
            case tree.IsNone():
                return self.is_none(node)
            case tree.Not():
                return f"(NOT {self.of(node.operand)})"
            case tree.IsTrue():
                return f"coalesce({self.of(node.operand)}, FALSE)"
            case tree.Junction():
                return "(" + f" {node.operator} ".join(self.of(operand) for operand in node.operands) + ")"
            case tree.In():
                choices = ", ".join(self.literal(choice.value) for choice in node.choices)
                return f"({self.of(node.item)} IN ({choices}))"
            case tree.Compare():
                return self.compare(node)
            case tree.DaysBetween():
                start, end = (f"CAST({self.of(part)} AS DATE)" for part in (node.start, node.end))
                return self.dialect.days.format(start=start, end=end)
            case tree.Arithmetic():
                return self.arithmetic(node)

    def where(self, node: Expression, holds: bool) -> str:
        match node:
            case tree.Not():
                return self.where(node.operand, not holds)
            case tree.Junction():
                operator, decides, idle = (
                    ("AND", "FALSE", "TRUE") if (node.operator == "AND") is holds else ("OR", "TRUE", "FALSE")
                )
                parts = [part for operand in node.operands if (part := self.where(operand, holds)) != idle]
                if decides in parts or not parts:
                    return decides if parts else idle
                return "(" + f" {operator} ".join(parts) + ")" if len(parts) > 1 else parts[0]
            case tree.FactName() | tree.Literal() if isinstance(settled := self.settled(node), bool):
                return "TRUE" if settled is holds else "FALSE"
            case tree.IsNone() if not self.is_literal(node.fact):
                return self.column(node.fact, "__none") if holds else f"({self.column(node.fact)} IS NOT NULL)"
            case tree.Compare() if self.bounds(node.left) is None or self.bounds(node.right) is None:
                return self.compare(node if holds else replace(node, operator=_OPPOSITE[node.operator]))
        return self.of(node) if holds else f"(NOT {self.of(node)})"

    def compare(self, node: tree.Compare) -> str:
        left, right = self.bounds(node.left), self.bounds(node.right)
        if left is None or right is None:
            return self.moment(node) or f"({self.of(node.left)} {node.operator} {self.of(node.right)})"
        operator = node.operator
        if operator in ("<=", ">"):
            left, right = right, left
        shortest, longest = (f"({one} >= {other})" for one, other in zip(left, right, strict=True))
        # Where the two disagree, it depends on the day from which the period runs: unknown.
        at_least = f"(({shortest} AND {longest}) OR (CAST(NULL AS BOOLEAN) AND ({shortest} OR {longest})))"
        return at_least if operator in (">=", "<=") else f"(NOT {at_least})"

    def moment(self, node: tree.Compare) -> str | None:
        """Days from or to a known day, as a comparison of the moment itself, without arithmetic on each row."""
        match node:
            case tree.Compare(operator, tree.DaysBetween(tree.ParamName() as known, fact), tree.Literal(int(number))):
                pass
            case tree.Compare(operator, tree.DaysBetween(fact, tree.ParamName() as known), tree.Literal(int(number))):
                operator, number = _MIRRORED[operator], -number
            case _:
                return None
        day = self.constant(known)
        if not isinstance(fact, tree.FactName) or not isinstance(day, date):
            return None
        if operator not in _MIDNIGHT or self.is_literal(fact):
            return None
        compared, later = _MIDNIGHT[operator]
        try:
            midnight = datetime.combine(day, time()) + timedelta(days=number + later)
        except OverflowError:
            return None
        return f"({self.column(fact)} {compared} {self.literal(midnight)})"

    def bounds(self, node: Expression) -> tuple[str, str] | None:
        """The shortest and the longest days of a period; None for what is no period."""
        if isinstance(node, tree.FactName) and node.name in self.constants.periods:
            if not self.is_literal(node):
                return self.column(node, "__shortest"), self.column(node, "__longest")
            value: Value | None = self.service_value(node)
        elif isinstance(node, tree.ParamName):
            value = self.constants.params.get(node.name)
        else:
            return None
        if isinstance(value, Duration):
            return str(value.shortest), str(value.longest)
        return ("CAST(NULL AS BIGINT)",) * 2 if isinstance(node, tree.FactName) else None

    def arithmetic(self, node: tree.Arithmetic) -> str:
        if isinstance(node.left, tree.ParamName) and isinstance(node.right, tree.ParamName):
            day, period = self.constant(node.left), self.constant(node.right)
            if isinstance(day, date) and isinstance(period, Duration):
                return self.literal(durations.before(day, period))
        # 64 bits: a narrow column would overflow and end the whole scan.
        left, right = (
            f"CAST({self.of(part)} AS BIGINT)" if self.whole(part) else self.of(part)
            for part in (node.left, node.right)
        )
        return f"({left} {node.operator} {right})"

    def whole(self, node: Expression) -> bool:
        """Whether a number has no fraction; that of an arithmetic is already as wide as its parts."""
        if isinstance(node, tree.FactName):
            return node.name not in self.constants.fractional
        return isinstance(node, tree.Literal) and isinstance(node.value, int)

    def constant(self, node: tree.ParamName) -> int | float | Duration | date | None:
        days = {"as_of": self.constants.as_of, "in_force_from": self.constants.in_force_from}
        return days[node.name] if node.name in days else self.constants.params[node.name]

    def fact(self, node: tree.FactName) -> str:
        if not self.is_literal(node):
            return self.column(node)
        value = self.service_value(node)
        # An untyped NULL takes the type of what it is compared with.
        return "NULL" if value is None or value is Absent.NONE else self.literal(value)

    def is_none(self, node: tree.IsNone) -> str:
        if not self.is_literal(node.fact):
            known = f"WHEN {self.column(node.fact)} IS NOT NULL THEN FALSE"
            return f"(CASE {known} WHEN {self.column(node.fact, '__none')} THEN TRUE END)"
        value = self.service_value(node.fact)
        return "CAST(NULL AS BOOLEAN)" if value is None else self.literal(value is Absent.NONE)

    def settled(self, node: tree.FactName | tree.Literal) -> object:
        """What every row has there; None for what depends on the row, or is not known."""
        if isinstance(node, tree.Literal):
            return node.value
        return self.service_value(node) if self.is_literal(node) else None

    def is_literal(self, node: tree.FactName) -> bool:
        """Whether the fact is one of the service and known beforehand."""
        return node.service and self.constants.service is not None

    def service_value(self, node: tree.FactName) -> Value | None:
        return (self.constants.service or {}).get(node.name)

    def column(self, node: tree.FactName, ending: str = "") -> str:
        return self.dialect.identifier(f"{'service__' if node.service else ''}{node.name}{ending}")

    def literal(self, value: object, type_of_null: str = "BOOLEAN") -> str:
        if value is None:
            return f"CAST(NULL AS {type_of_null})"
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return repr(value)
        if isinstance(value, datetime):
            return f"{self.dialect.moment} '{value.isoformat(' ')}'"
        if isinstance(value, date):
            return f"DATE '{value.isoformat()}'"
        return self.dialect.string(str(value))
