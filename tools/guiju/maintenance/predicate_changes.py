"""A predicate with one thing in it changed: wider, narrower, or about something else."""

from collections.abc import Iterator, Mapping
from itertools import accumulate

from guiju.model import Fact
from guiju.predicates import Compare, FactName, IsNone, Junction, Literal, Not, Token, parse, tokens, walk

_RELAXED = {"=": "<>", "<>": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "AND": "OR", "OR": "AND"}


def changed(text: str, known: Mapping[str, Fact]) -> Iterator[tuple[str, str, str]]:
    """Operator, what it changes, and the predicate that it gives: negated, relaxed, without a part of it, with other
    values of its facts (`known`) or numbers moved by one. What is equivalent by construction is left out
    (`_never_decided`)."""
    yield "negate", "negated", f"NOT ({text})"
    found, values, idle = list(_tokens(text)), [""], set(_never_decided(text))
    for index, token in enumerate(found):
        word, before = token.text.upper(), found[index - 1].text
        head, tail = text[: token.offset], text[token.offset + len(word) :]
        if token.kind == "word" and token.text in known:
            values = [value.id for value in known[token.text].values]
        if token.offset in idle:
            continue
        if word in _RELAXED:
            yield "relax", f"{word} → {_RELAXED[word]} at {token.offset + 1}", head + _RELAXED[word] + tail
        if word in ("AND", "OR"):
            end = _end(found[index + 1 :], ("AND", "OR") if word == "AND" else ("OR",))
            yield "drop-part", f"without{text[token.offset + len(word) : end].rstrip()}", head + text[end:]
            yield "drop-part", f"without what is before {word} at {token.offset + 1}", f"{head}AND FALSE OR{tail}"
        elif word.isdigit():
            for step in (-1, 1) if int(word) else (1,):  # predicates have no numbers below zero
                yield "move-number", f"{word} {step:+d}", f"{head}{int(word) + step}{tail}"
        elif token.kind == "text" and (own := token.text[1:-1]) in values:
            at = values.index(own)
            other = next((f"'{value}'" for value in values[at:] + values if f"'{value}'" not in text), None)
            if other and before not in ("(", ","):
                yield "swap-value", f"{own} → {other}", head + other + tail
            elif other and found[index + 1].text == ")":
                yield "change-values", f"with {other}", f"{head}{token.text}, {other}{tail}"
            if "," in (before, found[index + 1].text):  # another value twice is the list without this one
                another = found[index - 2 if before == "," else index + 2].text
                yield "change-values", f"without {own}", head + another + tail


def _never_decided(text: str) -> Iterator[int]:
    """Where operators and numbers of comparisons stand that no row decides. In `f IS NOT NULL OR (f >= 0 AND …)` the
    comparison is asked only where f has no value, and is unknown there whatever it compares."""
    for either in (node for node in walk(parse(text)) if isinstance(node, Junction) and node.operator == "OR"):
        for first in either.operands:
            if not (isinstance(first, Not) and isinstance(first.operand, IsNone)):
                continue
            fact = first.operand.fact
            for part in (part for other in either.operands if other is not first for part in walk(other)):
                names = [(one.name, one.service) for one in walk(part) if isinstance(one, FactName)]
                if isinstance(part, Compare) and (fact.name, fact.service) in names:
                    yield part.offset
                    yield from (one.offset for one in walk(part) if isinstance(one, Literal))


def _tokens(text: str) -> Iterator[Token]:
    """The tokens without the AND of a BETWEEN, which is no conjunction."""
    between = False
    for token in tokens(text):
        if not (between and token.text.upper() == "AND"):
            yield token
        between = token.text.upper() == "BETWEEN" or (between and token.text.upper() != "AND")


def _end(rest: list[Token], stops: tuple[str, ...]) -> int:
    """Where the operand ends with which these tokens begin."""
    depths = accumulate((token.text == "(") - (token.text == ")") for token in rest)
    ends = ((d < 0 or (d == 0 and t.text.upper() in stops), t.offset) for d, t in zip(depths, rest, strict=True))
    return next((offset for is_end, offset in ends if is_end), rest[-1].offset)
