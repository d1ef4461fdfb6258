"""What texts and questions are compared by: pairs of characters, single characters, English words without their
endings, and names, of which all of one list mean the same.

A name of the lists of questions.yaml stands for its list ("=3"); one of a term of the glossary ("~network-log") and one
of lay_words.yaml ("^3") leave their characters to be compared as well.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import add

from guiju.files.folding import conversions, folded
from guiju.search.entries import Entry
from guiju.search.weights import WEIGHTS

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[a-z]+|[0-9]+")
_UNIT = re.compile("[a-z]+|[0-9]+|[\u3400-\u9fff]")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|ied|y|es|ed|ing|s|e)$")
_LONGEST = 8
"""Characters, or English words, of a name at most."""
_WORD = "\ue900"
"""Before an English word, so that it is no pair of letters."""
_SHIFTED = {chr(code): chr(0xE000 + code) for code in range(0x80) if not chr(code).isalnum()}
"""ASCII signs out of the way of FTS5, which parts words by them: all other characters are of words."""
_EVERYDAY = frozenset(WEIGHTS["everyday"].split())
_IN_QUESTIONS = _EVERYDAY.union(WEIGHTS["in_any"].split())
_EVERYDAY_PAIRS = frozenset(
    word[at : at + 2] for word in _IN_QUESTIONS if _HAN.match(word) for at in range(len(word) - 1)
)
_PARTICLES = frozenset("的了吗呢吧啊么")
_ASKS = {f"?{name}": re.compile(pattern) for name, pattern in WEIGHTS["asks"].items()}


@dataclass(frozen=True, eq=False)
class SearchTerm:
    """A thing that is asked for: `forms` are the words that stand for it in a text, each with what it counts, `words`
    the one that was asked. `is_word`: it says something by itself, unlike a single character or an everyday word."""

    words: str
    forms: Mapping[str, float]
    weight: float
    is_word: bool

    @property
    def token(self) -> str:
        """What the index has of it, where that is one token."""
        form = self.words
        is_one = len(self.forms) == 1 and (len(form) < 3 or _LATIN.fullmatch(form))
        return (_word(form) if _LATIN.fullmatch(form) else form) if is_one else ""

    @property
    def is_seam(self) -> bool:
        """Whether it may be the end of one word and the beginning of another."""
        return is_seam(self.words)

    @property
    def expression(self) -> str:
        """How FTS5 is asked for it."""
        each = (f'"{_word(f)}"' if _LATIN.fullmatch(f) else f"({characters(f)})" for f in self.forms)
        return " OR ".join(each)


def is_seam(words: str) -> bool:
    """Whether words may be the end of one and the beginning of another: a pair with an everyday character, as 图发."""
    return len(words) == 2 and not _IN_QUESTIONS.isdisjoint(words)


class Names:
    """The lists of words that mean the same, in an index."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def inside(self, text: str) -> list[tuple[int, int, str]]:
        """Where the longest names begin and end in folded text, and the list of each."""
        units = [(match.start(), match.end()) for match in _UNIT.finditer(text)]
        spans = {
            text[start : units[last][1]]: None
            for first, (start, _) in enumerate(units)
            for last in range(first, min(first + _LONGEST, len(units)))
        }
        question = "SELECT form, min(list) FROM alike WHERE form IN (SELECT value FROM json_each(?)) GROUP BY form"
        lists = dict(self._database.execute(question, (json.dumps([*spans]),)))
        found, at = list[tuple[int, int, str]](), 0
        for first, (start, _) in enumerate(units):
            ends = (units[last][1] for last in range(min(first + _LONGEST, len(units)) - 1, first - 1, -1))
            end = next((end for end in ends if text[start:end] in lists), 0) if start >= at else 0
            if end and (_HAN.search(text[start:end]) or not text[end : end + 1].isalpha()):
                found.append((start, end, lists[text[start:end]]))
                at = end
        return found

    def of(self, list_: str) -> list[str]:
        """The names of a list."""
        return [form for (form,) in self._database.execute("SELECT form FROM alike WHERE list = ?", (list_,))]


def tokens(entry: Entry) -> str:
    """What an entry is found by, as FTS5 takes it: it parts words by ASCII signs, also the pairs that have one."""
    text = "\n".join((folded(f"{entry.zh}\n{entry.en}"), entry.heading, entry.more))
    found = {*map(add, text, text[1:])}
    singles, english = {*text}, map(_word, {*_LATIN.findall(text)})
    return " ".join((*found, *singles, *(_SHIFTED[one] for one in singles & _SHIFTED.keys()), *english))


def characters(words: str) -> str:
    """How FTS5 is asked for the entries that have each pair of characters of these words, but for pairs with a sign."""
    pairs = [pair for pair in map(add, words, words[1:]) if not _SHIFTED.keys() & {*pair}]
    return " AND ".join(f'"{one}"' for one in dict.fromkeys(pairs or (_SHIFTED.get(one, one) for one in words)))


def root(word: str) -> str:
    """An English word without its ending."""
    return _ENDING.sub("", word)


def _word(word: str) -> str:
    return _WORD + root(word)


def simplified(text: str) -> str:
    """Folded text in simplified characters, each by itself."""
    table = conversions()
    return "".join(table.get(one, one) for one in text)


def terms(query: str, names: Names) -> list[SearchTerm]:
    """What folded words ask for."""
    weights, asked = WEIGHTS["weights"], dict[str, SearchTerm]()
    rest = query
    for start, end, list_ in names.inside(query):
        form = query[start:end]
        if list_.startswith("="):
            rest = rest[:start] + "\n" * (end - start) + rest[end:]
        others = dict.fromkeys(names.of(list_), weights["other_name"])
        asked[list_] = SearchTerm(form, {**others, form: weights["name"]}, 1, True)
    for word in _LATIN.findall(rest):
        if word not in _EVERYDAY and len(word) > 1:
            is_word = not word.isdecimal()
            asked[word] = SearchTerm(root(word), {root(word): 1}, 1 if is_word else weights["everyday"], is_word)
    for at, one in enumerate(query):
        pair = query[at : at + 2]
        if not _HAN.match(one):
            continue
        asked[one] = SearchTerm(
            one, {one: 1}, weights["character"] * (weights["everyday"] if one in _IN_QUESTIONS else 1), False
        )
        if len(pair) == 2 and _HAN.match(pair[1]) and "\n" not in rest[at : at + 2]:
            everyday = pair in _EVERYDAY_PAIRS or not _PARTICLES.isdisjoint(pair)
            asked[pair] = SearchTerm(pair, {pair: 1}, weights["everyday"] if everyday else 1, not everyday)
    return [*asked.values()]


def features(text: str, names: Names) -> dict[str, float]:
    """What a question is compared by with other questions, and what each counts."""
    weights, found = WEIGHTS["questions"], dict[str, float]()
    text = rest = simplified(folded(text))
    for start, end, list_ in names.inside(text):
        found[list_] = weights["name"]
        if list_.startswith("="):
            rest = rest[:start] + "\n" * (end - start) + rest[end:]
    for run in _aside().split(rest):
        for at in range(len(run) - 1):
            if _HAN.match(run[at]) and _HAN.match(run[at + 1]):
                found[run[at : at + 2]] = weights["pair"]
    words = (root(word) for word in _LATIN.findall(rest) if word not in _EVERYDAY)
    found |= dict.fromkeys(words, weights["word"])
    return found | {name: weights["asks"] for name, pattern in _ASKS.items() if pattern.search(text)}


@cache
def _aside() -> re.Pattern[str]:
    """The words that only ask, which part the rest."""
    asking = (word for word in _EVERYDAY if _HAN.match(word) and (len(word) > 1 or word in _PARTICLES))
    return re.compile("|".join((*sorted(asking, key=len, reverse=True), "\n")))
