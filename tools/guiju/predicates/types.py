"""Predicates against the vocabulary: every fact exists on its entity, and only like is compared with like."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import guiju.predicates.tree as tree
from guiju.files.finding import close_to
from guiju.model import Fact, Obligation, Param
from guiju.model.durations import Duration
from guiju.predicates.grammar import parse
from guiju.predicates.tree import Expression, PredicateError

DAYS = ("as_of", "in_force_from")
"""Days that every predicate can name: the day of the verdict, and the first day of the rule in force."""


@dataclass(frozen=True)
class Type:
    """A type; `unit` of a number, `values` of an enum, `constant` where no fact is in it."""

    name: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    constant: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True)
class Scope:
    """What the names in a predicate mean: facts of the entity and of the service, and the numbers of the law."""

    entity: str
    facts: Mapping[str, Fact]
    service: Mapping[str, Fact]
    params: Mapping[str, Param]


FactsByEntity = Mapping[str, Mapping[str, Fact]]
"""The facts of the vocabulary: entity → id → fact."""


def scope(known: FactsByEntity, entity: str, params: Mapping[str, Param] | None = None) -> Scope:
    """What the names in a predicate over this entity mean; without `params` there are no numbers of the law."""
    return Scope(entity, known.get(entity, {}), known.get("service", {}), params or {})


def period(param: Param) -> Duration | None:
    """A number of the law as a period, where its unit is one of time."""
    months = {"month": 1, "year": 12}.get(param.unit)
    if months:
        return Duration(int(param.value) * months, 0)
    return Duration(0, int(param.value)) if param.unit == "day" else None


def defects(text: str, scope: Scope) -> list[PredicateError]:
    """What is wrong with a predicate, its grammar first: a text outside the grammar has no types."""
    try:
        return list(type_defects(parse(text), scope))
    except PredicateError as error:
        return [error]


def sound(obligation: Obligation, known: FactsByEntity) -> bool:
    """Whether all checks of an obligation can be evaluated."""
    for check in obligation.checks:
        names = scope(known, check.entity, obligation.params)
        if check.entity not in known or any(defects(t, names) for t in (check.applies_when, check.requires) if t):
            return False
    return True


def type_defects(node: Expression, scope: Scope) -> Iterator[PredicateError]:
    """What is wrong with the types of a predicate, from left to right. A predicate must be boolean."""
    defects: list[PredicateError] = []
    _Typing(scope, defects).condition(node)
    yield from sorted(defects, key=lambda e: e.offset)


class _Typing:
    """Types bottom-up; a part of unknown type (None) is reported once and excuses what is above it."""

    def __init__(self, scope: Scope, defects: list[PredicateError]) -> None:
        self.scope, self.defects = scope, defects

    def wrong(self, message: str, offset: int) -> None:
        self.defects.append(PredicateError(message, offset))

    def of(self, node: Expression) -> Type | None:
        match node:
            case tree.Literal():
                return _literal(node)
            case tree.FactName():
                return self.fact(node)
            case tree.ParamName():
                return self.param(node)
            case tree.IsNone():
                return self.is_none(node)
            case tree.Not() | tree.IsTrue():
                return self.condition(node.operand)
            case tree.Junction():
                for operand in node.operands:
                    self.condition(operand)
                return Type("boolean")
            case tree.In():
                item = self.of(node.item)
                for choice in node.choices:
                    self.comparable(item, _literal(choice), "=", node.item, choice, choice.offset)
                return Type("boolean")
            case tree.Compare():
                left, right = self.of(node.left), self.of(node.right)
                self.comparable(left, right, node.operator, node.left, node.right, node.offset)
                return Type("boolean")
            case tree.DaysBetween():
                return self.days(node)
            case tree.Arithmetic():
                return self.arithmetic(node)

    def fact(self, node: tree.FactName) -> Type | None:
        known = self.scope.service if node.service else self.scope.facts
        fact = known.get(node.name)
        if fact is None:
            name = f"$service.{node.name}" if node.service else node.name
            whose = "service" if node.service else self.scope.entity
            hint = close_to(node.name, known, "add it to vocabulary.yaml")
            if not node.service and node.name in self.scope.service:
                hint = f"it is a fact of the service: $service.{node.name}"
            self.wrong(f"{whose} has no fact {name}; {hint}", node.offset)
            return None
        name = "number" if fact.type == "integer" else fact.type
        return Type(name, fact.unit, tuple(v.id for v in fact.values))

    def param(self, node: tree.ParamName) -> Type | None:
        if node.name in DAYS:
            return Type("date", constant=True)
        param = self.scope.params.get(node.name)
        if param is None:
            params = [f"${name}" for name in self.scope.params]
            hint = close_to(f"${node.name}", params, "add it to `params:` with its words")
            self.wrong(f"the obligation has no number ${node.name}; {hint}", node.offset)
            return None
        return Type("duration", constant=True) if period(param) else Type("number", param.unit, constant=True)

    def is_none(self, node: tree.IsNone) -> Type | None:
        if self.fact(node.fact) is not None:
            known = self.scope.service if node.fact.service else self.scope.facts
            if not known[node.fact.name].can_be_none:
                self.wrong(
                    f"{node.fact.name} is never explicitly none (can_be_none in vocabulary.yaml)", node.fact.offset
                )
        return Type("boolean")

    def condition(self, node: Expression) -> Type:
        typed = self.of(node)
        if typed is not None and typed.name != "boolean":
            self.wrong(f"{typed} is no condition; compare it with something", node.offset)
        return Type("boolean")

    def comparable(
        self, left: Type | None, right: Type | None, operator: str, one: Expression, other: Expression, offset: int
    ) -> None:
        if left is None or right is None:
            return
        if (left.name == "enum" and isinstance(other, tree.Literal)) or (
            right.name == "enum" and isinstance(one, tree.Literal)
        ):
            enum, literal = (left, other) if left.name == "enum" else (right, one)
            assert isinstance(literal, tree.Literal)
            if literal.value not in enum.values:
                self.wrong(
                    f"{literal.value!r} is not one of its values; values: {', '.join(enum.values)}", literal.offset
                )
        elif left.name != right.name:
            self.wrong(f"{left} is compared with {right}", offset)
        elif left.unit and right.unit and left.unit != right.unit:
            self.wrong(f"{left.unit} is compared with {right.unit}", offset)
        if operator not in ("=", "<>") and left.name in ("boolean", "string", "enum"):
            self.wrong(f"{left.name} has no order; use = or <>", offset)
        if operator in ("=", "<>") and left.name == "duration":
            self.wrong("periods are compared with >=, <=, < or >", offset)

    def days(self, node: tree.DaysBetween) -> Type:
        for part in (node.start, node.end):
            typed = self.of(part)
            if typed is not None and typed.name not in ("date", "datetime"):
                self.wrong(f"days_between takes dates, not {typed}", part.offset)
        return Type("number", "day")

    def arithmetic(self, node: tree.Arithmetic) -> Type | None:
        left, right = self.of(node.left), self.of(node.right)
        if left is None or right is None:
            return None
        if left.name == "date" and right.name == "duration" and node.operator == "-":
            if not (left.constant and right.constant):
                self.wrong("a period is taken from $as_of only, and only a period of the law", node.offset)
            return Type("date", constant=True)
        if left.name != "number" or right.name != "number":
            self.wrong(f"{left} {node.operator} {right}: only numbers are added and multiplied", node.offset)
            return None
        if node.operator != "*" and left.unit and right.unit and left.unit != right.unit:
            self.wrong(f"{left.unit} {node.operator} {right.unit}", node.offset)
        return Type("number", left.unit or right.unit, constant=left.constant and right.constant)


def _literal(node: tree.Literal) -> Type:
    if isinstance(node.value, bool):
        return Type("boolean", constant=True)
    return Type("string" if isinstance(node.value, str) else "number", constant=True)
