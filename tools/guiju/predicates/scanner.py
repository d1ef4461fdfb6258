"""The words and signs of a predicate, each with its place; SQL that predicates do not have is refused with a remedy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Choice

from guiju.predicates.tree import PredicateError


@dataclass(frozen=True)
class Token:
    """A word or sign of a predicate."""

    kind: Choice["word", "parameter", "number", "text", "sign", "end"]
    text: str
    offset: int


MAX_LENGTH = 2000

_TOKEN = re.compile(
    r"(?P<space>[ ]+)|(?P<number>[0-9]{1,15}(?:\.[0-9]{1,15})?(?![\w.]))|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<parameter>\$[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)"
    r"|(?P<text>'[^'\\\x00-\x1f]*')|(?P<sign><=|>=|<>|[=<>+\-*(),])"
)
_REMEDIES = (
    ("==", "write = once"),
    ("!=", "write <>"),
    ("--", "comments are not allowed"),
    ("/*", "comments are not allowed"),
    (";", "one expression only"),
    ('"', "write text in single quotes; names need none"),
    ("/", "division is not allowed"),
    ("%", "the remainder is not allowed"),
    (".", "names are not qualified; facts of the service are $service.name"),
)


def tokens(text: str) -> Iterator[Token]:
    """The words and signs of a predicate, each with its place; the last has kind `end`."""
    if len(text) > MAX_LENGTH:
        raise PredicateError(f"longer than {MAX_LENGTH} characters; split it into several checks", MAX_LENGTH)
    place = 0
    while place < len(text):
        for mark, remedy in _REMEDIES:
            if text.startswith(mark, place):
                raise PredicateError(f"{mark} is not allowed; {remedy}", place)
        match = _TOKEN.match(text, place)
        if match is None:
            remedy = "; a number has at most 15 digits" if text[place].isdigit() else ""
            raise PredicateError(f"{text[place]!r} is not allowed here{remedy}", place)
        kind = match.lastgroup
        if kind in ("word", "parameter", "number", "text", "sign"):
            yield Token(kind, match.group(), place)  # type: ignore[arg-type]  # the group names are the kinds
        place = match.end()
    yield Token("end", "", len(text))
