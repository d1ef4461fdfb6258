"""For what conduct a tier is imposed, in words: NOT aggravated → 情节不属较重, circumstances not relatively serious."""

from __future__ import annotations

from guiju import predicates
from guiju.documents.penalties.words import words
from guiju.model import Lang
from guiju.predicates import Compare, Expression, FactName, Junction, Literal, Not, PredicateError

_BOUNDS = {">=": True, "<": False}


class _Wordless(Exception):
    """A part of a condition for which there are no words."""


def condition(when: str, lang: Lang) -> str | None:
    """The condition of a tier in words; None where there are no words for a part of it, or it is no predicate."""
    try:
        return _said(predicates.parse(when), True, lang, around=None)
    except (_Wordless, PredicateError):
        return None


def _said(node: Expression, holds: bool, lang: Lang, *, around: bool | None) -> str:
    """What the node says, or its opposite. `around` is how the parts around it are joined: by and, by or, or there are none;
    where its own are joined otherwise, they stand in brackets."""
    t = words(lang)
    match node:
        case Not():
            return _said(node.operand, not holds, lang, around=around)
        case Junction():
            both = (node.operator == "AND") is holds  # not (a or b) is: neither a nor b
            joined = t["all_of" if both else "any_of"].join(
                _said(part, holds, lang, around=both) for part in node.operands
            )
            return joined if around in (None, both) else t["grouped"].format(joined)
        case FactName():
            return _words(("is." if holds else "not.") + node.name, lang)
        case Compare(operator=operator, left=FactName(name=name), right=Literal(value=value)) if operator in _BOUNDS:
            least = _BOUNDS[operator] is holds
            return _words(("at_least." if least else "fewer_than.") + name, lang).format(value)
    raise _Wordless(type(node).__name__)


def _words(key: str, lang: Lang) -> str:
    try:
        return words(lang)[key]
    except KeyError:
        raise _Wordless(key) from None
