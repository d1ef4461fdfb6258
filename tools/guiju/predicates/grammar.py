"""The grammar of a predicate, a small subset of SQL: text → tree.

    predicate  := disjunction
    disjunction:= conjunction {OR conjunction}          conjunction := negation {AND negation}
    negation   := [NOT] comparison
    comparison := sum [(= | <> | < | <= | > | >=) sum | [NOT] IN (literal, …)
                      | [NOT] BETWEEN sum AND sum | IS [NOT] NULL]
    sum        := product {(+ | -) product}             product := atom {* atom}
    atom       := fact | $param | $service.fact | $as_of | $in_force_from | number | 'text' | TRUE | FALSE
                  | days_between(sum, sum) | (predicate)

Nothing else exists: no other function, no subquery, no second statement, no comment, no cast.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal as Choice

from guiju.predicates.scanner import Token, tokens
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
    ParamName,
    PredicateError,
)

MAX_DEPTH = 40

_KEYWORDS = {"AND", "OR", "NOT", "IN", "BETWEEN", "IS", "NULL", "TRUE", "FALSE"}
# Words of SQL that are no names of facts either: so that they are refused by name, not as unknown facts.
_SQL = {
    "SELECT", "FROM", "WHERE", "CASE", "WHEN", "CAST", "LIKE", "ILIKE", "INTERVAL", "EXISTS",
    "DATE", "UNION", "ESCAPE", "SIMILAR",
}  # fmt: skip


@cache
def parse(text: str) -> Expression:
    """The predicate as a tree, read once. PredicateError, with the place, for whatever is not in the grammar."""
    return _Parser(text).whole()


class _Parser:
    """Recursive descent over the tokens: one method a rule of the grammar above."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.place = 0
        self.depth = 0
        self.operators = 0

    def whole(self) -> Expression:
        tree = self.disjunction()
        if self.now.kind != "end":
            raise PredicateError(f"'{self.now.text}' is not expected; the predicate ends before it", self.now.offset)
        return tree

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def keyword(self) -> str:
        word = self.now.text.upper()
        return word if self.now.kind == "word" and word in _KEYWORDS else ""

    def take(self) -> Token:
        token = self.now
        self.place += 1
        return token

    def expect(self, text: str) -> Token:
        if self.now.text.upper() != text:
            raise PredicateError(
                f"{text} is expected" + (f", not '{self.now.text}'" if self.now.text else ""), self.now.offset
            )
        return self.take()

    def deeper(self, rule: Callable[[], Expression]) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PredicateError(
                f"nested more than {MAX_DEPTH} levels deep; split it into several checks", self.now.offset
            )
        node = rule()
        self.depth -= 1
        return node

    def operator(self) -> Token:
        """Each operator makes the tree deeper by one, also without brackets."""
        self.operators += 1
        if self.operators > MAX_DEPTH:
            raise PredicateError(f"more than {MAX_DEPTH} of + - *; split it into several checks", self.now.offset)
        return self.take()

    def disjunction(self) -> Expression:
        return self.junction("OR", self.conjunction)

    def conjunction(self) -> Expression:
        return self.junction("AND", self.negation)

    def junction(self, operator: Choice["AND", "OR"], rule: Callable[[], Expression]) -> Expression:
        offset = self.now.offset
        operands = [rule()]
        while self.keyword() == operator:
            self.take()
            operands.append(rule())
        return operands[0] if len(operands) == 1 else Junction(operator, tuple(operands), offset)

    def negation(self) -> Expression:
        if self.keyword() == "NOT":
            offset = self.take().offset
            return Not(self.deeper(self.negation), offset)
        return self.comparison()

    def comparison(self) -> Expression:
        left = self.sum()
        token = self.now
        if token.text in ("=", "<>", "<", "<=", ">", ">="):
            self.take()
            return Compare(token.text, left, self.sum(), token.offset)  # type: ignore[arg-type]  # just looked at
        if self.keyword() == "IS":
            return self.is_none(left)
        negated = self.keyword() == "NOT"
        if negated:
            self.take()
        tail: Expression
        if self.keyword() == "IN":
            tail = self.choices(left)
        elif self.keyword() == "BETWEEN":
            tail = self.between(left)
        elif negated:
            raise PredicateError("IN or BETWEEN is expected after NOT", self.now.offset)
        else:
            return left
        return Not(tail, token.offset) if negated else tail

    def is_none(self, left: Expression) -> Expression:
        offset = self.take().offset
        negated = self.keyword() == "NOT"
        if negated:
            self.take()
        self.expect("NULL")
        if not isinstance(left, FactName):
            raise PredicateError("IS NULL applies to a fact only", left.offset)
        test = IsNone(left, offset)
        return Not(test, offset) if negated else test

    def choices(self, item: Expression) -> Expression:
        offset = self.take().offset
        self.expect("(")
        literals = [self.literal()]
        while self.now.text == ",":
            self.take()
            literals.append(self.literal())
        self.expect(")")
        return In(item, tuple(literals), offset)

    def literal(self) -> Literal:
        node = self.atom()
        if not isinstance(node, Literal):
            raise PredicateError("an IN list can contain only literals", node.offset)
        return node

    def between(self, item: Expression) -> Expression:
        offset = self.take().offset
        low = self.sum()
        self.expect("AND")
        high = self.sum()
        return Junction("AND", (Compare(">=", item, low, offset), Compare("<=", item, high, offset)), offset)

    def sum(self) -> Expression:
        node = self.product()
        while self.now.text in ("+", "-"):
            token = self.operator()
            node = Arithmetic(token.text, node, self.product(), token.offset)  # type: ignore[arg-type]  # just looked at
        return node

    def product(self) -> Expression:
        node = self.atom()
        while self.now.text == "*":
            offset = self.operator().offset
            node = Arithmetic("*", node, self.atom(), offset)
        return node

    def atom(self) -> Expression:
        token = self.take()
        match token.kind:
            case "number":
                return Literal(float(token.text) if "." in token.text else int(token.text), token.offset)
            case "text":
                return Literal(token.text[1:-1], token.offset)
            case "parameter":
                return self.parameter(token)
            case "word":
                return self.word(token)
        if token.text == "(":
            node = self.deeper(self.disjunction)
            self.expect(")")
            return node
        raise PredicateError(
            f"a fact, a number or a text is expected{', not ' + repr(token.text) if token.text else ''}", token.offset
        )

    def parameter(self, token: Token) -> Expression:
        name, _, fact = token.text[1:].partition(".")
        if fact and name != "service":
            raise PredicateError(f"${name}.{fact}: only $service has facts", token.offset)
        return FactName(fact, True, token.offset) if fact else ParamName(name, token.offset)

    def word(self, token: Token) -> Expression:
        upper = token.text.upper()
        if upper in ("TRUE", "FALSE"):
            return Literal(upper == "TRUE", token.offset)
        if upper in _KEYWORDS or upper in _SQL:
            raise PredicateError(f"{upper} is not allowed here", token.offset)
        if self.now.text == "(":
            if token.text != "days_between":
                raise PredicateError(f"{token.text}() is not allowed; days_between is the only function", token.offset)
            self.take()
            start = self.sum()
            self.expect(",")
            end = self.sum()
            self.expect(")")
            return DaysBetween(start, end, token.offset)
        if token.text != token.text.lower():
            raise PredicateError(f"{token.text}: facts are written in lower case", token.offset)
        return FactName(token.text, False, token.offset)
