"""The words of a provision beside words that are quoted, or written about it: do they agree, whose subject is it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from guiju.files.folding import words
from guiju.law.versions import SameText
from guiju.model import Regulation, Unit
from guiju.places.citation import is_within
from guiju.search.word_diff import WordDiff, word_diff

_LEFT_OUT = re.compile(r"…+|\.{3,}|[（(]略[)）]|[\[［【][^\[［【\]］】]{0,40}[\]］】]|<[^<>]{0,40}>")
_INSERTED = re.compile(r"[（(][^（）()]{1,80}[)）]")
"""What an author adds: （着重号为引者所加）."""
_LABEL = re.compile(r"^第[零〇一二两三四五六七八九十百千0-9]{1,12}条(?:之[一二三四五六七八九十]{1,3})?(?:第.{1,3}款)?")
_ANY_LAW = re.compile(
    "《[^《》]{0,80}》|[依按参]照|根据|规定|判决|本法|有下列|(?:其他|有关)?法律(?:、?行政)?(?:法规)?|[，。；：,;:()（）\n]"
)
DECIDES = 2.0
_LONG = 6
"""How many characters of an article in a row are its words, and not anybody's."""
_CLEARLY = 4
"""How many more of them one article has than the other, of which a sentence speaks; of few, half of them."""
_OFTEN = 0.1
"""In which share of its articles a law says what tells none from another."""
_BREACH = re.compile(r"违反[^ ]{0,4} ")
"""Before a citation: what follows are the consequences, in the author's words."""


def whole(text: Regulation, eId: str) -> str:
    """The words of an article, of a 款 with its 项, of a 项 after its lead-in."""
    return "\n".join(unit.zh for unit in _units(text, eId))


def _units(text: Regulation, eId: str) -> Iterator[Unit]:
    article = text.article(eId)
    if article is None:
        return
    leading = {eId.split("__point_")[0], eId.split("__indent_")[0]} if "__point_" in eId else set()
    for unit in article.units():
        if unit.eId in leading or is_within(unit.eId, eId):
            yield unit


def is_quoted_from(quotation: str, law: str) -> bool:
    """Whether a quotation has the words of the law, in their order; …… may leave some out, （…） add some."""
    return _has_in_order(law, quotation) or _has_in_order(law, _INSERTED.sub("", quotation))


def _has_in_order(law: str, quotation: str) -> bool:
    known, at = words(law), 0
    for piece in _pieces(quotation):
        found = known.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _pieces(quotation: str) -> list[str]:
    pieces = [words(piece) for piece in _LEFT_OUT.split(quotation)]
    pieces[0] = _LABEL.sub("", pieces[0])
    return [piece for piece in pieces if piece]


def has_gaps(quotation: str) -> bool:
    """Whether a quotation leaves something out."""
    return _LEFT_OUT.search(quotation) is not None


def compared(quotation: str, law: str) -> WordDiff:
    """How a quotation differs from the law, at the place most like it."""
    return word_diff(_LABEL.sub("", quotation[:1500]), law[:8000])


def quoted_articles(quotation: str, text: Regulation) -> list[str]:
    """The articles that have the words of a quotation."""
    if len(words(quotation)) < 8:
        return []
    return [article.eId for article in text.articles if is_quoted_from(quotation, whole(text, article.eId))]


def speaks_of(context: str, cited: str, there: str, text: Regulation) -> str | None:
    """Of which of two articles a sentence speaks, by rare words: "other" of `cited`, "this" of `there`, or neither."""
    said, one, two = grams(context), grams(cited), grams(there)
    for_cited, for_there = (weight(said & own, text) for own in (one - two, two - one))
    if max(for_cited, for_there) >= DECIDES:
        if max(for_cited, for_there) < 2 * min(for_cited, for_there):
            return None
        return "other" if for_cited > for_there else "this"
    runs = _longest_runs(words(context), cited, there)
    if not runs:
        return None
    run, rival = sorted(runs, key=len, reverse=True)
    is_clear = len(run) - len(rival) >= min(_CLEARLY, len(run) / 2)
    if not is_clear or _BREACH.search(context) or _is_frequent(run, text):
        return None
    return "other" if run == runs[0] else "this"


def are_own(said: str, text: Regulation) -> bool:
    """Whether words of a document are the law's own."""
    return any(words(said) in article for article in _wordings(SameText(text)))


def longest_run(said: str, law: str) -> str:
    """The longest words in a row that are in both."""
    known = _even(law)
    match = SequenceMatcher(None, said, known, autojunk=False).find_longest_match()
    return said[match.a : match.a + match.size]


@lru_cache(maxsize=1024)
def _longest_runs(said: str, *laws: str) -> tuple[str, ...]:
    """The longest words in a row that a sentence has of each law; empty where none are long."""
    knowns = [_even(law) for law in laws]
    if not any(said[at : at + _LONG] in known for at in range(len(said) - _LONG + 1) for known in knowns):
        return ()
    return tuple(longest_run(said, law) for law in laws)


@lru_cache(maxsize=1024)
def _even(law: str) -> str:
    return words(law)


def _is_frequent(run: str, text: Regulation) -> bool:
    articles = _wordings(SameText(text))
    return sum(run in article for article in articles) > _OFTEN * len(articles)


@lru_cache(maxsize=64)
def _wordings(same: SameText) -> tuple[str, ...]:
    return tuple(words(whole(same.text, article.eId)) for article in same.text.articles)


def weight(said: Iterable[str], text: Regulation) -> float:
    """What characters say of which article of a text is meant: each the more, the fewer articles have it."""
    counts = frequency(SameText(text))
    return sum(1 / counts.get(gram, 1) for gram in said)


@lru_cache(maxsize=4096)
def grams(text: str) -> frozenset[str]:
    """Three and four characters in a row, without what any sentence about law says."""
    pieces = [words(piece) for piece in _ANY_LAW.split(text)]
    return frozenset(p[at : at + size] for p in pieces for size in (3, 4) for at in range(len(p) - size + 1))


@lru_cache(maxsize=256)
def frequency(same: SameText) -> Counter[str]:
    """In how many articles of a law each of them is."""
    return Counter(gram for own in article_grams(same).values() for gram in own)


@lru_cache(maxsize=64)
def article_grams(same: SameText) -> dict[str, frozenset[str]]:
    """Those of each article of a law, by its eId."""
    return {article.eId: grams(whole(same.text, article.eId)) for article in same.text.articles}
