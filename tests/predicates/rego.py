"""Checks as Rego, for an independent engine.

Rego leaves what is missing undefined; three values are two rules a node: it is true, it is false, or neither. Days and
moments are seconds.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from guiju import predicates
from guiju.model import durations
from guiju.model.durations import Duration
from guiju.predicates import Compare, Expression, FactName, Literal, ParamName
from guiju.predicates.kleene import Absent, Value
from guiju.reasoning.verdicts import CompiledCheck

INVERSE = {"=": "!=", "<>": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
REGO = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
DAY = 86400


class Rules:
    """Rego rules for one check; `constants` are the numbers of the law and the two days."""

    def __init__(self, name: str, constants: Mapping[str, Any], periods: frozenset[str]) -> None:
        self.name, self.constants, self.periods = name, constants, periods
        self.lines: list[str] = []
        self.count = 0

    def check(self, check: CompiledCheck) -> str:
        """The rule `<name>_verdict` of the check."""
        always = self.rules("true", "1 == 2")
        applies = self.node(check.applies_when) if check.applies_when is not None else always
        holds = self.node(check.requires)
        met, breached = (v if check.check.decides in ("both", v) else "undetermined" for v in ("met", "breached"))
        verdict = f"{self.name}_verdict"
        self.lines += [
            f'default {verdict} := "undetermined"',
            f'{verdict} := "not_applicable" if {{ {applies}_f }}',
            f'{verdict} := "{met}" if {{ {applies}_t; {holds}_t }}',
            f'{verdict} := "{breached}" if {{ {applies}_t; {holds}_f }}',
        ]
        return verdict

    def rules(self, true: str, *false: str) -> str:
        self.count += 1
        name = f"{self.name}_{self.count}"
        self.lines.append(f"{name}_t if {{ {true} }}")
        self.lines += [f"{name}_f if {{ {body} }}" for body in false]
        return name

    def node(self, node: Expression) -> str:
        match node:
            case predicates.Junction():
                parts = [self.node(operand) for operand in node.operands]
                if node.operator == "AND":
                    return self.rules("; ".join(f"{p}_t" for p in parts), *(f"{p}_f" for p in parts))
                name = self.rules(f"{parts[0]}_t", "; ".join(f"{p}_f" for p in parts))
                self.lines += [f"{name}_t if {{ {p}_t }}" for p in parts[1:]]
                return name
            case predicates.Not():
                inner = self.node(node.operand)
                return self.rules(f"{inner}_f", f"{inner}_t")
            case predicates.IsTrue():
                inner = self.node(node.operand)
                return self.rules(f"{inner}_t", f"not {inner}_t")
            case predicates.IsNone():
                return self.rules(f"{path(node.fact)}_none == true", f"{path(node.fact)}_none == false")
            case predicates.In():
                item = self.term(node.item)
                choices = ", ".join(literal(choice.value) for choice in node.choices)
                outside = "; ".join([f"{item} != {literal(choice.value)}" for choice in node.choices])
                return self.rules(f"{item} in {{{choices}}}", outside)
            case Compare():
                return self.compare(node)
        return self.rules(f"{self.term(node)} == true", f"{self.term(node)} == false")

    def compare(self, node: Compare) -> str:
        left, right = self.bounds(node.left), self.bounds(node.right)
        if left is None or right is None:
            one, other = self.term(node.left), self.term(node.right)
            return self.rules(f"{one} {REGO[node.operator]} {other}", f"{one} {INVERSE[node.operator]} {other}")
        if node.operator in ("<=", ">"):
            left, right = right, left
        least = f"{left[0]} >= {right[0]}; {left[1]} >= {right[1]}"
        less = f"{left[0]} < {right[0]}; {left[1]} < {right[1]}"
        return self.rules(least, less) if node.operator in (">=", "<=") else self.rules(less, least)

    def bounds(self, node: Expression) -> tuple[str, str] | None:
        if isinstance(node, FactName) and node.name in self.periods:
            return f"{path(node)}_shortest", f"{path(node)}_longest"
        if isinstance(node, ParamName) and isinstance(value := self.constants[node.name], Duration):
            return str(value.shortest), str(value.longest)
        return None

    def term(self, node: Expression) -> str:
        match node:
            case Literal():
                return literal(node.value)
            case FactName():
                return path(node)
            case ParamName():
                return literal(seconds(self.constants[node.name]))
            case predicates.DaysBetween():
                start, end = self.term(node.start), self.term(node.end)
                return f"(floor({end} / {DAY}) - floor({start} / {DAY}))"
            case predicates.Arithmetic():
                period = self.constants[node.right.name] if isinstance(node.right, ParamName) else None
                if isinstance(period, Duration):
                    return literal(seconds(durations.before(self.constants["as_of"], period)))
                return f"({self.term(node.left)} {node.operator} {self.term(node.right)})"
        raise TypeError(node)


def path(node: FactName) -> str:
    return f"input.{'service' if node.service else 'row'}.{node.name}"


def literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def seconds(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.toordinal() * DAY + value.hour * 3600 + value.minute * 60 + value.second
    return value.toordinal() * DAY if isinstance(value, date) else value


def facts_input(facts: Mapping[str, Value]) -> dict[str, Any]:
    """Facts as Rego's input: what is explicitly none has no value, only its mark."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        found[f"{name}_none"] = value is Absent.NONE
        if isinstance(value, Duration):
            found[f"{name}_shortest"], found[f"{name}_longest"] = value.shortest, value.longest
        elif value is not Absent.NONE:
            found[name] = seconds(value)
    return found
