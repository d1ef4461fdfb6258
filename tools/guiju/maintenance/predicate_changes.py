"""A predicate with one thing in it changed: wider, narrower, or about something else."""

from collections.abc import Iterator, Mapping

from guiju.model import Fact
from guiju.predicates import Compare, FactName, In, Literal, Token, parse, tokens, walk

_RELAXED = {"=": "<>", "<>": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "AND": "OR", "OR": "AND"}


def relaxed(text: str) -> Iterator[tuple[str, str]]:
    """The predicate with one comparison or conjunction changed. The AND of a BETWEEN stays."""
    between = False
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" else token.text
        if word == "BETWEEN":
            between = True
        elif word == "AND" and between:
            between = False
        elif word in _RELAXED and token.kind in ("word", "sign"):
            changed = text[: token.offset] + _RELAXED[word] + text[token.offset + len(token.text) :]
            yield f"{word} → {_RELAXED[word]} at {token.offset + 1}", changed


def changed(text: str, known: Mapping[str, Fact]) -> Iterator[tuple[str, str, str]]:
    """Operator, what it changes, and the predicate that it gives: negated, relaxed, without a part of it, with other
    values of its facts (`known`) or numbers moved by one."""
    yield "negate", "negated", f"NOT ({text})"
    for change, other in relaxed(text):
        yield "relax", change, other
    for part, other in _without_a_part(text):
        yield "drop-part", f"without {part}", other
    for node in walk(parse(text)):
        match node:
            case Compare(right=Literal(value=int() as value, offset=at)) if not isinstance(value, bool):
                for step in (-1, 1):
                    yield (
                        "move-number",
                        f"{value} {step:+d}",
                        f"{text[:at]}{value + step}{text[at + len(str(value)) :]}",
                    )
            case Compare(left=FactName(name=name), right=Literal(value=str() as value, offset=at)):
                other = _other(known[name], {value})
                yield "swap-value", f"{value} → {other}", f"{text[:at]}'{other}'{text[at + len(value) + 2 :]}"
            case In(item=FactName(name=name), choices=choices):
                values = [choice.value for choice in choices]
                lists = [(f"without {one}", [v for v in values if v != one]) for one in values if len(values) > 1]
                other = _other(known[name], set(values))
                start, end = choices[0].offset, text.index(")", choices[-1].offset)
                for change, kept in (*lists, (f"with {other}", [*values, other])):
                    listed = ", ".join(f"'{value}'" for value in kept)
                    yield "change-values", change, text[:start] + listed + text[end:]


def _other(fact: Fact, values: set[bool | int | float | str]) -> str:
    """The value of a fact that comes after these in the vocabulary."""
    every = [value.id for value in fact.values]
    last = max(every.index(str(value)) for value in values)
    return next(value for value in (*every[last:], *every) if value not in values)


def _without_a_part(text: str) -> Iterator[tuple[str, str]]:
    """The predicate without one operand of an AND or OR, each in turn. A BETWEEN stays."""
    found = [] if "BETWEEN" in text.upper() else list(tokens(text))
    for index, token in enumerate(found):
        if token.kind != "word" or token.text.upper() not in ("AND", "OR"):
            continue
        ends = {"OR"} if token.text.upper() == "OR" else {"AND", "OR"}
        first, last = _reach(found, index, -1, ends), _reach(found, index, 1, ends)
        end = found[last - 1].offset + len(found[last - 1].text)
        yield text[found[index + 1].offset : end], text[: token.offset].rstrip() + text[end:]
        if first < 0 or found[first].text.upper() != token.text.upper():  # else it is the right of the one before
            start = found[first + 1].offset
            yield text[start : token.offset].rstrip(), text[:start] + text[found[index + 1].offset :]


def _reach(found: list[Token], index: int, step: int, ends: set[str]) -> int:
    """Where the operand beside an AND or OR ends: the first token beyond it, -1 before the beginning."""
    depth, at = 0, index + step
    while at >= 0 and found[at].kind != "end":
        text = found[at].text.upper()
        depth += step * ((text == "(") - (text == ")"))
        if depth < 0 or (depth == 0 and text in ends and found[at].kind == "word"):
            break
        at += step
    return at
