"""The predicate of a check: a small subset of SQL, parsed by us so that every part knows where it stands.

    predicate  := disjunction
    disjunction:= conjunction {OR conjunction}          conjunction := negation {AND negation}
    negation   := [NOT] comparison
    comparison := sum [(= | <> | < | <= | > | >=) sum | [NOT] IN (literal, …) | [NOT] BETWEEN sum AND sum | IS [NOT] NULL]
    sum        := product {(+ | -) product}             product := atom {* atom}
    atom       := fact | $param | $service.fact | $as_of | $in_force_from | number | 'text' | TRUE | FALSE | days_between(sum, sum) | (predicate)

Nothing else exists: no other function, no subquery, no second statement, no comment, no cast. Semantics is SQL's three-valued logic;
`IS NULL` asks for an explicit none, so that a missing fact stays unknown there too (see `kleene`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal as Choice

Comparison = Choice["=", "<>", "<", "<=", ">", ">="]


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
class Param:
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
    operator: Comparison
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
class Junction:
    """AND or OR over two or more operands."""

    operator: Choice["AND", "OR"]
    operands: tuple[Expression, ...]
    offset: int


Expression = Literal | FactName | Param | Arithmetic | DaysBetween | Compare | In | IsNone | Not | Junction


def parse(text: str) -> Expression:
    """The predicate as a tree. PredicateError, with the place, for whatever is not in the grammar."""
    return _Parser(text).whole()


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
        case Not():
            return (node.operand,)
        case Junction():
            return node.operands
    return ()


def walk(node: Expression) -> Iterator[Expression]:
    """The node and all parts below it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


@dataclass(frozen=True)
class Token:
    """A word or sign of a predicate."""

    kind: Choice["word", "parameter", "number", "text", "sign", "end"]
    text: str
    offset: int


_TOKEN = re.compile(
    r"(?P<space>[ ]+)|(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<parameter>\$[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)"
    r"|(?P<text>'[^'\\\x00-\x1f]*')|(?P<sign><=|>=|<>|[=<>+\-*(),])"
)
_REMEDIES = (
    ("==", "write = once"),
    ("!=", "write <>"),
    ("--", "comments are not allowed"),
    ("/*", "comments are not allowed"),
    (";", "one expression only"),
    ('"', "text stands in single quotes; names need none"),
    ("/", "division is not allowed"),
    ("%", "the remainder is not allowed"),
    (".", "names are not qualified; facts of the service are $service.name"),
)
_KEYWORDS = {"AND", "OR", "NOT", "IN", "BETWEEN", "IS", "NULL", "TRUE", "FALSE"}
_SQL = {
    "SELECT",
    "FROM",
    "WHERE",
    "CASE",
    "WHEN",
    "CAST",
    "LIKE",
    "ILIKE",
    "INTERVAL",
    "EXISTS",
    "DATE",
    "UNION",
    "ESCAPE",
    "SIMILAR",
}
_MAX_LENGTH, _MAX_DEPTH = 2000, 40


def tokens(text: str) -> Iterator[Token]:
    """The words and signs of a predicate, each with its place; the last has kind `end`."""
    if len(text) > _MAX_LENGTH:
        raise PredicateError(f"longer than {_MAX_LENGTH} characters; split it into several checks", _MAX_LENGTH)
    place = 0
    while place < len(text):
        for mark, remedy in _REMEDIES:
            if text.startswith(mark, place):
                raise PredicateError(f"{mark} is not allowed; {remedy}", place)
        match = _TOKEN.match(text, place)
        if match is None:
            raise PredicateError(f"{text[place]!r} is not allowed here", place)
        kind = match.lastgroup
        if kind in ("word", "parameter", "number", "text", "sign"):
            yield Token(kind, match.group(), place)  # type: ignore[arg-type]  # the group names are the kinds
        place = match.end()
    yield Token("end", "", len(text))


class _Parser:
    """Recursive descent over the tokens: one method a rule of the grammar above."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.place = 0
        self.depth = 0

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
        if self.depth > _MAX_DEPTH:
            raise PredicateError(f"nested deeper than {_MAX_DEPTH}; split it into several checks", self.now.offset)
        node = rule()
        self.depth -= 1
        return node

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
            raise PredicateError("IS NULL is asked of a fact only", left.offset)
        test = IsNone(left, offset)
        return Not(test, offset) if negated else test

    def choices(self, item: Expression) -> Expression:
        offset = self.take().offset
        self.expect("(")
        found = [self.literal()]
        while self.now.text == ",":
            self.take()
            found.append(self.literal())
        self.expect(")")
        return In(item, tuple(found), offset)

    def literal(self) -> Literal:
        node = self.atom()
        if not isinstance(node, Literal):
            raise PredicateError("only literals stand in an IN list", node.offset)
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
            token = self.take()
            node = Arithmetic(token.text, node, self.product(), token.offset)  # type: ignore[arg-type]  # just looked at
        return node

    def product(self) -> Expression:
        node = self.atom()
        while self.now.text == "*":
            offset = self.take().offset
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
        return FactName(fact, True, token.offset) if fact else Param(name, token.offset)

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
