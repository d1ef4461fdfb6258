"""The condition of a tier in words: NOT aggravated → 情节不属较重, circumstances not relatively serious."""

from collections.abc import Mapping

from guiju import predicates
from guiju.model import Bilingual, Corpus, Lang
from guiju.predicates import Compare, Expression, FactName, Junction, Literal, Not, PredicateError
from guiju.wording.words import Words

WORDS = Words(__file__)

_BOUNDS = {">=": True, "<": False}

Phrases = Mapping[str, Mapping[str, Bilingual]]
"""fact of the conduct → its phrases (vocabulary.yaml)."""


def condition(when: str, corpus: Corpus, lang: Lang) -> str | None:
    """The condition of a tier in words; None where there are no words for a part of it, or it is not a predicate."""
    phrases = {fact.id: fact.phrases for fact in corpus.vocabulary.facts if fact.entity == "conduct"}
    try:
        return _in_words(predicates.parse(when), True, phrases, lang, around=None)
    except (KeyError, PredicateError):
        return None


def _in_words(node: Expression, holds: bool, phrases: Phrases, lang: Lang, *, around: bool | None) -> str:
    """The node, or its opposite, in words; KeyError where there are none. `around` is how the parts around it are
    joined, if at all; a part that is joined otherwise is in brackets."""
    match node:
        case Not():
            return _in_words(node.operand, not holds, phrases, lang, around=around)
        case Junction():
            both = (node.operator == "AND") is holds  # not (a or b) is: neither a nor b
            parts = (_in_words(part, holds, phrases, lang, around=both) for part in node.operands)
            joined = WORDS["all_of" if both else "any_of"][lang].join(parts)
            return joined if around in (None, both) else WORDS["grouped"][lang].format(joined)
        case FactName():
            return phrases[node.name]["if_true" if holds else "if_false"][lang]
        case Compare(operator=operator, left=FactName(name=name), right=Literal(value=value)) if operator in _BOUNDS:
            return phrases[name]["at_least" if _BOUNDS[operator] is holds else "fewer_than"][lang].format(value)
    raise KeyError(type(node).__name__)
