"""Which entries answer a question, and how well: BM25 over its terms, and the questions that each is known to answer.

The rarest terms choose the entries that are looked at; these are scored by their words. What counts how much is in
weights.yaml; why so: docs/decisions/0042-one-search.md.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from guiju.files.folding import folded
from guiju.search.entries import PART, Entry
from guiju.search.index import entries
from guiju.search.terms import Names, SearchTerm, features, root, terms
from guiju.search.weights import WEIGHTS

_LOOKED_AT, _ENOUGH, _LISTED = 150, 40_000, 25
"""Entries that are scored; places that have one of the terms, the rarest first, from which on no more terms are looked
for; and entries that are listed."""
_QUESTIONS = 200
_WEIGHTS, _ASKED = WEIGHTS["weights"], WEIGHTS["questions"]


@dataclass(frozen=True)
class Ranked:
    """An entry and how well it answers. `share` is what it has of the weight of the question, from 0 to 1; `words` are
    those that it has, `part` its 款 or 项 that has most of them, and `question` the one like it that it answers."""

    row: int
    entry: Entry
    score: float
    share: float
    part: int
    words: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question that is like the one that is asked."""

    likeness: float
    text: str
    part: str
    is_same: bool

    @property
    def gain(self) -> float:
        """What it adds to the score."""
        return float(_ASKED["same"] if self.is_same else _ASKED["gain"] * self.likeness**2)


def ranked(index: sqlite3.Connection, query: str, condition: str, day: str) -> list[Ranked]:
    """The entries that answer folded words, the best first; none where nothing of them is in any."""
    names = Names(index)
    asked = terms(query, names)
    number, length = index.execute("SELECT entries, length FROM size").fetchone()
    spread = _spread(index, asked)
    asked = [term for term in asked if spread[term] or not term.is_seam]  # no word, which an answer could lack
    weights = {t: t.weight * math.log(1 + (number - spread[t] + 0.5) / (spread[t] + 0.5)) for t in asked}
    answering = likeliest(index, query, names)
    rarest = [term for term in asked if len(term.words) > 1 and spread[term]]
    if not answering and not any(term.is_word for term in rarest):  # then a character is better than nothing, but weak
        asked = rarest = [term for term in asked if term.weight == _WEIGHTS["character"] and spread[term]]
        weights = {term: weights[term] for term in asked}
    rows = {*_likely(index, rarest, weights, spread), *answering}
    scored = []
    for row, entry in entries(index, rows, condition, day):
        worth, has = _worth(entry, weights, length or 1)
        score = math.log1p(worth) + (answering[row].gain if row in answering else 0)
        if score > 0:
            # Rows of a law are in the order of its text, laws in the order of their ids, those of the source first.
            scored.append((-score, entry.order, row, entry, has))
    whole = sum(weight for term, weight in weights.items() if len(term.words) > 1) or 1
    best = sorted(scored)[:_LISTED]
    return [_ranked(row, e, -score, query, has, weights, whole, answering.get(row)) for score, _, row, e, has in best]


def _spread(index: sqlite3.Connection, asked: Sequence[SearchTerm]) -> dict[SearchTerm, int]:
    """In how many entries each term is."""
    single = {term: term.token for term in asked if term.token}
    wanted = json.dumps([*single.values()])
    known = dict(index.execute("SELECT * FROM common WHERE token IN (SELECT value FROM json_each(?))", (wanted,)))
    question = "SELECT term, doc FROM spread WHERE term IN (SELECT value FROM json_each(?))"
    known |= index.execute(question, (json.dumps([token for token in single.values() if token not in known]),))
    counted = "SELECT count(*) FROM word WHERE word MATCH ?"
    return {
        term: known.get(single[term], 0) if term in single else index.execute(counted, (term.expression,)).fetchone()[0]
        for term in asked
    }


def _likely(
    index: sqlite3.Connection,
    asked: Sequence[SearchTerm],
    weights: Mapping[SearchTerm, float],
    spread: Mapping[SearchTerm, int],
) -> Iterator[int]:
    """The entries that have most of the rarest of these terms."""
    votes, looked_at = defaultdict[int, float](float), 0
    for term in sorted(asked, key=lambda t: spread[t] / t.weight):
        looked_at += spread[term]
        if votes and looked_at > _ENOUGH:
            break
        for (row,) in index.execute("SELECT rowid FROM word WHERE word MATCH ?", (term.expression,)):
            votes[row] += weights[term]
    yield from nlargest(_LOOKED_AT, votes, key=lambda row: (votes[row], -row))


def _worth(entry: Entry, weights: Mapping[SearchTerm, float], length: float) -> tuple[float, dict[SearchTerm, float]]:
    """What an entry is worth by the terms that it has, and what each of these is."""
    body = f"{entry.zh}\n{entry.en}".lower()  # Chinese characters are compared as they are
    title, above = f"{entry.title_zh}\n{entry.title_en}".casefold(), f"{entry.heading}\n{entry.more}"
    whole = f"{body}\n{title}\n{above}"
    norm = _WEIGHTS["saturation"] * (1 + _WEIGHTS["length"] * ((len(entry.zh) or len(entry.en) / 3) / length - 1))
    has = dict[SearchTerm, float]()
    for term, weight in weights.items():
        count = 0.0
        for form, counts in term.forms.items():
            if form in whole:
                above_it = _WEIGHTS["title"] * _count(title, form) + _WEIGHTS["heading"] * _count(above, form)
                count += counts * (_count(body, form) + above_it)
        if count:
            has[term] = weight * count * (_WEIGHTS["saturation"] + 1) / (count + norm)
    worth = sum(has.values())
    if entry.ours != "2" and entry.kind in ("text", "obligation", "provision"):
        worth *= _WEIGHTS["other_rule" if entry.ours else "other_law"]
    return worth * float(entry.prior) * _WEIGHTS.get(entry.kind, 1), has


def _ranked(
    row: int,
    entry: Entry,
    score: float,
    query: str,
    has: Mapping[SearchTerm, float],
    weights: Mapping[SearchTerm, float],
    whole: float,
    answering: AnsweredQuestion | None,
) -> Ranked:
    """An entry with why it is here."""
    words = _words(query, [*has])
    evidence = sum(worth for term, worth in has.items() if len(term.words) > 1)
    # A long question has the more words that its answer need not have.
    share = min(1, evidence / math.sqrt(whole * WEIGHTS["short"]))
    parts = [*map("\n".join, zip(entry.zh.split(PART), (entry.en or entry.zh).lower().split(PART), strict=True))]
    worth = [sum(weights[term] for term in has if any(form in part for form in term.forms)) for part in parts]
    part, known = worth.index(max(worth)), entry.ids
    if answering is None:
        return Ranked(row, entry, score, share, part, words)
    part = known.index(answering.part) if entry.kind == "text" and answering.part in known else part
    question = answering.text if answering.likeness >= _ASKED["answered"] else ""
    # Both are reasons, each of what the other leaves open.
    share = 1 if answering.is_same else 1 - (1 - share) * (1 - answering.likeness)
    return Ranked(row, entry, score, share, part, words, question)


def _words(query: str, has: Sequence[SearchTerm]) -> tuple[str, ...]:
    """The words of a question that an entry has, as they were asked; pairs that overlap are one."""
    spans: list[tuple[int, int]] = []
    shown = [term.words for term in has if term.is_word] or [term.words for term in has if len(term.words) == 1]
    words = (rf"(?<![a-z0-9]){form}[a-z]*" if form.isascii() else form for form in map(re.escape, shown))
    for start, end in sorted(match.span() for word in words for match in re.finditer(word, query)):
        before, last = spans.pop() if spans and start < spans[-1][1] else (start, end)
        spans.append((before, max(last, end)))
    return tuple(dict.fromkeys(query[start:end] for start, end in spans))


def _count(text: str, form: str) -> int:
    """How often a text has these words; English ones at the beginning of a word."""
    if not form.isascii():
        return text.count(form)
    whole = "(?![a-z])" if len(root(form)) <= WEIGHTS["short_word"] else ""
    return len(re.findall(rf"(?<![a-z0-9]){re.escape(root(form))}{whole}", text)) if root(form) in text else 0


def likeliest(
    index: sqlite3.Connection, query: str, names: Names, *, of_cards: bool = False
) -> dict[int, AnsweredQuestion]:
    """The rows of the entries, or of the answer cards, that answer a question like this one, each with the likest."""
    own = features(query, names)
    wanted = json.dumps([*own])
    (number,) = index.execute("SELECT count(DISTINCT entry) FROM asked WHERE card = ?", (of_cards,)).fetchone()
    having: dict[str, list[tuple[int, int]]] = {feature: [] for feature in own}
    for feature, asked, entry in index.execute(
        "SELECT feature, asked, entry FROM feature JOIN asked ON id = asked WHERE feature IN (SELECT value FROM "
        "json_each(?)) AND card = ?",
        (wanted, of_cards),
    ):
        having[feature].append((asked, entry))
    weight = {f: math.log(1 + number / (1 + len({entry for _, entry in found}))) for f, found in having.items()}
    asked_for = {f: counts * (1 if having[f] else _ASKED["unknown"]) for f, counts in own.items()}
    all_ = sum(counts * weight[feature] for feature, counts in asked_for.items())
    shared, of_entry = defaultdict[int, float](float), defaultdict[int, float](float)
    for feature, found in having.items():
        for asked, _ in found:
            shared[asked] += weight[feature]
        for entry in {entry for _, entry in found}:
            of_entry[entry] += own[feature] * weight[feature]
    likely = nlargest(_QUESTIONS, shared, key=lambda asked: shared[asked])
    question = "SELECT entry, part, text, features FROM asked WHERE id IN (SELECT value FROM json_each(?))"
    candidates = [(*row[:3], json.loads(row[3])) for row in index.execute(question, (json.dumps(likely),))]
    others = {feature for *_, theirs in candidates for feature in theirs} - own.keys()
    weight |= _weights_of_features(index, others, number, of_cards)
    length = _length(asked_for, weight)
    best: dict[int, AnsweredQuestion] = {}
    for entry, part, text, theirs in candidates:
        product = sum(counts * theirs.get(feature, 0) * weight[feature] ** 2 for feature, counts in own.items())
        cosine = product / (length * _length(theirs, weight) or 1)
        likeness = _ASKED["own"] * cosine + (1 - _ASKED["own"]) * of_entry[entry] / (all_ or 1)
        is_same = folded(text).rstrip("?？。") == query.rstrip("?？。")
        known = best.get(entry)
        is_likest = known is None or (is_same, likeness) > (known.is_same, known.likeness)
        if is_likest and (is_same or likeness >= _ASKED["least"]):
            best[entry] = AnsweredQuestion(likeness, text, part, is_same)
    return best


def _weights_of_features(
    index: sqlite3.Connection, wanted: Iterable[str], number: int, of_cards: bool
) -> dict[str, float]:
    question = (
        "SELECT feature, count(DISTINCT entry) FROM feature JOIN asked ON id = asked WHERE feature IN (SELECT value "
        "FROM json_each(?)) AND card = ? GROUP BY feature"
    )
    found = index.execute(question, (json.dumps([*wanted]), of_cards))
    return {f: math.log(1 + number / (1 + n)) for f, n in found}


def _length(features_: Mapping[str, float], weight: Mapping[str, float]) -> float:
    return math.sqrt(sum((counts * weight[feature]) ** 2 for feature, counts in features_.items()))
