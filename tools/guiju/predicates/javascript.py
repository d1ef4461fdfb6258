"""The predicate as JavaScript, for the reader's browser: calls of the three-valued functions in
site/pages/self_assessment/predicates.js.

`row` is what the predicate sees there: facts, the service's, the numbers of the law, the day, and the rule's first day
in force.
"""

import json

import guiju.predicates.tree as tree
from guiju.predicates.tree import Expression

_COMPARISONS = {"=": "equal", "<>": "unequal", "<": "less", "<=": "atMost", ">": "more", ">=": "atLeast"}
_ARITHMETIC = {"+": "plus", "-": "minus", "*": "times"}


def javascript(node: Expression) -> str:
    """The predicate as an expression that yields true, false, or null for unknown."""
    match node:
        case tree.Literal():
            return _text(node.value)
        case tree.FactName():
            return f"row.fact({_named(node)})"
        case tree.ParamName():
            return f"row.param({_text(node.name)})"
        case tree.IsNone():
            return f"row.isNone({_named(node.fact)})"
        case tree.Not():
            return f"t.not({javascript(node.operand)})"
        case tree.IsTrue():
            return f"t.isTrue({javascript(node.operand)})"
        case tree.Junction():
            return f"t.{node.operator.lower()}({', '.join(javascript(operand) for operand in node.operands)})"
        case tree.In():
            choices = ", ".join(_text(choice.value) for choice in node.choices)
            return f"t.isIn({javascript(node.item)}, [{choices}])"
        case tree.Compare():
            return f"t.{_COMPARISONS[node.operator]}({javascript(node.left)}, {javascript(node.right)})"
        case tree.DaysBetween():
            return f"t.daysBetween({javascript(node.start)}, {javascript(node.end)})"
        case tree.Arithmetic():
            return f"t.{_ARITHMETIC[node.operator]}({javascript(node.left)}, {javascript(node.right)})"


def _named(node: tree.FactName) -> str:
    return f"{_text(node.name)}, true" if node.service else _text(node.name)


def _text(value: bool | int | float | str) -> str:
    """A literal: JSON, with what could end a script or a line written as escapes."""
    return json.dumps(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
