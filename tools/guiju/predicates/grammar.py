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

from collections.abc import Callable
from functools import cache
from typing import Literal as Choice

import guiju.predicates.tree as tree
from guiju.predicates.scanner import Token, tokens
from guiju.predicates.tree import Expression, PredicateError

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
    """Recursive descent over the tokens: one method per rule of the grammar above."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.place = 0
        self.depth = 0
        self.operators = 0

    def whole(self) -> Expression:
        node = self.disjunction()
        if self.now.kind != "end":
            raise PredicateError(f"'{self.now.text}' is not expected; the predicate ends before it", self.now.offset)
        return node

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def accept(self, *symbols: str) -> Token | None:
        """The next token, taken, where it is one of these keywords or signs."""
        symbol = self.now.text.upper() if self.now.kind == "word" else self.now.text
        return self.take() if symbol in symbols else None

    def expect(self, symbol: str) -> None:
        if not self.accept(symbol):
            instead = f", not '{self.now.text}'" if self.now.text else ""
            raise PredicateError(f"{symbol} is expected{instead}", self.now.offset)

    def deeper(self, rule: Callable[[], Expression]) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep; split it into several checks"
            raise PredicateError(message, self.now.offset)
        node = rule()
        self.depth -= 1
        return node

    def operator(self, *signs: str) -> Token | None:
        """Each operator makes the tree deeper by one, also without brackets."""
        token = self.accept(*signs)
        self.operators += token is not None
        if token and self.operators > MAX_DEPTH:
            raise PredicateError(f"more than {MAX_DEPTH} of + - *; split it into several checks", token.offset)
        return token

    def disjunction(self) -> Expression:
        return self.junction("OR", self.conjunction)

    def conjunction(self) -> Expression:
        return self.junction("AND", self.negation)

    def junction(self, operator: Choice["AND", "OR"], rule: Callable[[], Expression]) -> Expression:
        offset = self.now.offset
        operands = [rule()]
        while self.accept(operator):
            operands.append(rule())
        return operands[0] if len(operands) == 1 else tree.Junction(operator, tuple(operands), offset)

    def negation(self) -> Expression:
        if token := self.accept("NOT"):
            return tree.Not(self.deeper(self.negation), token.offset)
        return self.comparison()

    def comparison(self) -> Expression:
        left = self.sum()
        if token := self.accept("=", "<>", "<", "<=", ">", ">="):
            return tree.Compare(token.text, left, self.sum(), token.offset)  # type: ignore[arg-type]  # one of them
        if token := self.accept("IS"):
            return self.is_test(left, token.offset)
        negated = self.accept("NOT")
        test: Expression
        if token := self.accept("IN"):
            test = self.choices(left, token.offset)
        elif token := self.accept("BETWEEN"):
            test = self.between(left, token.offset)
        elif negated:
            raise PredicateError("IN or BETWEEN is expected after NOT", self.now.offset)
        else:
            return left
        return tree.Not(test, negated.offset) if negated else test

    def is_test(self, left: Expression, offset: int) -> Expression:
        if not isinstance(left, tree.FactName) and self.accept("TRUE"):
            return tree.IsTrue(left, offset)
        negated = self.accept("NOT")
        self.expect("NULL")
        if not isinstance(left, tree.FactName):
            raise PredicateError("IS NULL applies to a fact only", left.offset)
        test = tree.IsNone(left, offset)
        return tree.Not(test, offset) if negated else test

    def choices(self, item: Expression, offset: int) -> Expression:
        self.expect("(")
        literals = [self.literal()]
        while self.accept(","):
            literals.append(self.literal())
        self.expect(")")
        return tree.In(item, tuple(literals), offset)

    def literal(self) -> tree.Literal:
        node = self.atom()
        if not isinstance(node, tree.Literal):
            raise PredicateError("an IN list can contain only literals", node.offset)
        return node

    def between(self, item: Expression, offset: int) -> Expression:
        low = self.sum()
        self.expect("AND")
        high = self.sum()
        bounds = tree.Compare(">=", item, low, offset), tree.Compare("<=", item, high, offset)
        return tree.Junction("AND", bounds, offset)

    def sum(self) -> Expression:
        node = self.product()
        while token := self.operator("+", "-"):
            node = tree.Arithmetic(token.text, node, self.product(), token.offset)  # type: ignore[arg-type]  # one
        return node

    def product(self) -> Expression:
        node = self.atom()
        while token := self.operator("*"):
            node = tree.Arithmetic("*", node, self.atom(), token.offset)
        return node

    def atom(self) -> Expression:
        token = self.take()
        match token.kind:
            case "number":
                return tree.Literal(float(token.text) if "." in token.text else int(token.text), token.offset)
            case "text":
                return tree.Literal(token.text[1:-1], token.offset)
            case "parameter":
                return self.parameter(token)
            case "word":
                return self.word(token)
        if token.text == "(":
            node = self.deeper(self.disjunction)
            self.expect(")")
            return node
        instead = f", not {token.text!r}" if token.text else ""
        raise PredicateError(f"a fact, a number or a text is expected{instead}", token.offset)

    def parameter(self, token: Token) -> Expression:
        name, _, fact = token.text[1:].partition(".")
        if fact and name != "service":
            raise PredicateError(f"${name}.{fact}: only $service has facts", token.offset)
        return tree.FactName(fact, True, token.offset) if fact else tree.ParamName(name, token.offset)

    def word(self, token: Token) -> Expression:
        upper = token.text.upper()
        if upper in ("TRUE", "FALSE"):
            return tree.Literal(upper == "TRUE", token.offset)
        if upper in _KEYWORDS or upper in _SQL:
            raise PredicateError(f"{upper} is not allowed here", token.offset)
        if self.accept("("):
            if token.text != "days_between":
                raise PredicateError(f"{token.text}() is not allowed; days_between is the only function", token.offset)
            start = self.sum()
            self.expect(",")
            end = self.sum()
            self.expect(")")
            return tree.DaysBetween(start, end, token.offset)
        if token.text != token.text.lower():
            raise PredicateError(f"{token.text}: facts are written in lower case", token.offset)
        return tree.FactName(token.text, False, token.offset)
