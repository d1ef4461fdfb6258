"""Search: what is cited, what contains the words in either language, and what answers them as a question.

Every entry competes: there is no score below which nothing is found. Words that are in no entry find nothing; hits that
match little of the query are marked as weak.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from guiju.files.display import Displayed
from guiju.files.folding import folded
from guiju.files.language import Lang
from guiju.search.entries import PART, Entry, Kind, label_of
from guiju.search.index import LookupIndex, entries
from guiju.search.ranking import Ranked, ranked
from guiju.search.terms import characters, simplified
from guiju.search.weights import WEIGHTS
from guiju.search.word_diff import WordDiff, word_diff

MOST = 500
"""Hits that are listed; there may be more."""
_COMMON = 3000
"""Entries with a word from which on not each is looked into."""
_BEHIND = {"text": 0, "obligation": 10, "provision": 12, "term": 20, "case": 25, "page": 30, "absent": 30, "answer": 30}
_NOT_OURS = 15
"""Laws that we do not read come behind the texts and obligations of the rules that we do."""
_DISPLACED = 19
"""What a later rule prevails over comes behind the texts, obligations and provisions that it does not."""
Texts = Literal["all", "of_the_day", "not_superseded"]
"""Every text; those that are law on the day; or all but versions that another takes the place of on the day."""
_OF_THE_DAY = "begins <= :day AND (ends = '' OR ends > :day)"
_IN = {
    "all": "1",
    "of_the_day": f"({_OF_THE_DAY})",
    "not_superseded": f"((version = '' AND kind != 'provision') OR ({_OF_THE_DAY}))",
}
_SENTENCE = 8
"""Characters from which a query is a sentence that may be quoted inexactly."""
_NEAREST, _CANDIDATES, _LIKENESS = 5, 20, 0.6
LONGEST = 500
"""Characters of a question that are looked for."""


@dataclass(frozen=True)
class Hit(Displayed):
    """A place that was found. `id` is global; `match` is what matched literally, else empty; `words`, `question` and
    `difference` say why it is here: the words that it has, a question that it answers, or how a sentence that it almost
    contains differs. `share` is what it has of the weight of what was asked; `law` is the id of its law, with its
    `version`, and `standing` what is known of its force on the day. `article` is the place as a whole."""

    kind: Kind | Literal["near"]
    id: str
    title: str
    text: str
    match: str = ""
    difference: WordDiff | None = None
    words: tuple[str, ...] = ()
    question: str = ""
    share: float = 1
    law: str = ""
    version: str = ""
    standing: str = ""
    is_cited: bool = False

    @property
    def is_literal(self) -> bool:
        """Whether it has the words as they stand, or is the place that they cite."""
        return bool(self.match) or self.is_cited

    @property
    def is_weak(self) -> bool:
        """Whether it matches little of the query."""
        return not self.is_literal and self.difference is None and self.share < float(WEIGHTS["weak"])


class SearchResults(NamedTuple):
    """How many hits there are, and the first of them."""

    total: int
    hits: list[Hit]

    @property
    def is_unanswered(self) -> bool:
        """Whether even the best hit matches little of the query."""
        return bool(self.hits) and self.hits[0].is_weak


@dataclass(frozen=True)
class SearchedTexts:
    """In which texts words are looked for, and on which day."""

    day: str
    texts: Texts = "not_superseded"

    @property
    def condition(self) -> str:
        return _IN[self.texts]


EVERY_TEXT = SearchedTexts("", "all")
Cited = Sequence[tuple[str, str, str]]
"""Places that are cited: the rule, the version or "", and the eId or the id of a provision."""


def search(
    index: LookupIndex, query: str, lang: Lang, within: SearchedTexts = EVERY_TEXT, cited: Cited = ()
) -> SearchResults:
    """What is found: what is cited before the words themselves, these before synonyms, and then what answers them as a
    question, the best first; of a sentence that no place has, those that almost have it come before these."""
    database, words = index.database, folded(query)
    hits = [hit for place in cited for hit in _cited(database, place, lang, within.day)]
    best = [] if cited else ranked(database, simplified(words[:LONGEST]), within.condition, within.day)
    total, literal = _literal(database, words, lang, within, {one.row: at for at, one in enumerate(best)})
    known = {hit.id for hit in hits}
    hits += [hit for hit in literal if hit.id not in known]
    total = max(total, len(hits))
    if not cited and not any(hit.match == words for hit in hits):
        related = _related(best)
        near = [*_nearest(related, query, lang, within.day)] if len(query) >= _SENTENCE and not hits else []
        known = {hit.id for hit in (*hits, *near)}
        more = sorted((_answer(one, lang, within.day) for one in related), key=lambda hit: hit.is_weak)
        hits = [*hits, *near, *(hit for hit in more if hit.id not in known)]
        total = max(total, len(hits))
    return SearchResults(total, hits[:MOST])


def _literal(
    database: sqlite3.Connection, words: str, lang: Lang, within: SearchedTexts, answering: Mapping[int, int]
) -> tuple[int, list[Hit]]:
    """How many places have the words or the renderings of the term that they name, and these: first by what they are,
    then by how well they answer the words as a question, as `answering` has it by row."""
    total, best = 0, dict[tuple[int, int], tuple[int, int, tuple[bool, str], int, int, Entry, str]]()
    for rank, needle in enumerate(_needles(database, words)):
        rows = [row for (row,) in database.execute("SELECT rowid FROM word WHERE word MATCH ?", (characters(needle),))]
        if len(rows) > _COMMON:
            total, rows = max(total, len(rows)), [*{*_first(database, rows, within), *answering.keys() & {*rows}}]
        for row, entry in entries(database, rows, f"{within.condition} AND kind != 'absent'", within.day):
            behind = _BEHIND[entry.kind] + (0 if entry.ours or entry.kind == "provision" else _NOT_OURS) + rank
            behind += _DISPLACED if _is_displaced(entry, within.day) else 0
            for part, is_above in _parts_with(entry, needle):
                place = behind + is_above, answering.get(row, MOST), entry.order, row, part
                best.setdefault((row, part), (*place, entry, needle))
    ordered = sorted(best.values(), key=lambda one: one[:5])
    return max(total, len(ordered)), [
        replace(_hit(entry, part, lang, within.day), match=needle) for *_, part, entry, needle in ordered[:MOST]
    ]


def _needles(database: sqlite3.Connection, words: str) -> list[str]:
    """The words, in simplified characters where only so any entry has them, and the renderings of the terms that they
    name."""
    if not words:
        return []
    terms = database.execute("SELECT zh, en FROM needle WHERE form IN (?, ?)", (words, simplified(words)))
    return list(dict.fromkeys((words, simplified(words), *(word for term in terms for word in term))))


def _first(database: sqlite3.Connection, rows: Collection[int], within: SearchedTexts) -> list[int]:
    """Of very many entries those that come first: texts that are ours, then others in the order of the rules."""
    found = set(rows)
    question = f"SELECT id FROM entry WHERE kind = 'text' AND {within.condition} ORDER BY ours DESC, rule, id"
    first = (row for (row,) in database.execute(question, {"day": within.day}) if row in found)
    return [row for row, _ in zip(first, range(2 * MOST), strict=False)]


def _parts_with(entry: Entry, needle: str) -> Iterator[tuple[int, bool]]:
    """The parts of an entry that have the words, and whether only what stands above them has."""
    parts = [*zip(folded(entry.zh).split(PART), folded(entry.en or entry.zh).split(PART), strict=True)]
    has = [number for number, both in enumerate(parts) if any(needle in words for words in both)]
    if entry.kind != "text" and not has and any(needle in words for words in (entry.more, _title(entry))):
        has = [0]
    yield from ((number, False) for number in has)
    if entry.kind == "text" and needle in entry.heading:
        yield from ((number, True) for number in range(len(parts)) if number not in has)


def _title(entry: Entry) -> str:
    return "" if entry.kind == "page" else f"{entry.title_zh}\n{entry.title_en}".casefold()


def _related(best: Sequence[Ranked]) -> list[Ranked]:
    """Of the entries that answer the words as a question those that are nearly as good as the best: of what is here,
    and of laws that are not, each by itself, since what another law answers may still be in one that is here."""
    parts = [one for one in best if one.entry.kind != "absent"], [one for one in best if one.entry.kind == "absent"]
    least = {id(one): part[0].score * float(WEIGHTS["shown"]) for part in parts for one in part[:_CANDIDATES]}
    return [one for one in best if one.score >= least.get(id(one), math.inf)]


def _nearest(found: Sequence[Ranked], query: str, lang: Lang, day: str) -> Iterator[Hit]:
    """The places that almost contain the sentence, the likest first."""
    likely = [one for one in found if one.entry.kind == "text" and one.share >= _LIKENESS / 2]
    near = []
    for one in likely:
        for number in range(len(one.entry.ids)):
            texts = (words.split(PART)[number] for words in (one.entry.zh, one.entry.en or one.entry.zh))
            text, nearest = max(((t, word_diff(query, t)) for t in texts), key=lambda pair: pair[1].likeness)
            if nearest.likeness >= _LIKENESS:
                hit = replace(_hit(one.entry, number, lang, day), kind="near", text=text, difference=nearest)
                near.append((-nearest.likeness, one.row, number, hit))
    yield from (hit for *_, hit in sorted(near, key=lambda one: one[:3])[:_NEAREST])


def _answer(one: Ranked, lang: Lang, day: str) -> Hit:
    return replace(_hit(one.entry, one.part, lang, day), words=one.words, question=one.question, share=one.share)


def _cited(database: sqlite3.Connection, place: tuple[str, str, str], lang: Lang, day: str) -> Iterator[Hit]:
    """The parts of a place that is cited."""
    rule, version, eId = place
    question = "SELECT id FROM entry WHERE rule = ? AND version = ? AND place = ? AND kind IN ('text', 'provision')"
    rows = [row for (row,) in database.execute(question, (rule, version, eId.partition("__")[0]))]
    for _, entry in entries(database, rows, "1", day):
        for number, part in enumerate(entry.ids):
            if f"{part}__".startswith(f"{eId}__") or entry.kind == "provision":
                yield replace(_hit(entry, number, lang, day), is_cited=True)


def _hit(entry: Entry, part: int, lang: Lang, day: str) -> Hit:
    """A part of an entry as a hit."""
    title, text = (
        (entry.title_zh, entry.zh) if lang == "zh" else (entry.title_en or entry.title_zh, entry.en or entry.zh)
    )
    rule = f"{entry.rule}@{entry.version}" if entry.version else entry.rule
    place = entry.place
    if entry.kind == "text":
        place, text = entry.ids[part], text.split(PART)[part]
        title = title.replace(PART, label_of(entry, place, lang))
    id = f"{rule}#{place}" if place else rule
    law = "" if entry.kind in ("term", "case") or (entry.kind == "page" and place) else entry.rule
    return Hit(
        entry.kind, id, title, text, law=law, version=entry.version, standing=standing(entry, day) if law else ""
    )


def standing(entry: Entry, day: str) -> str:
    """What is known of the force of a text on the day."""
    if day and entry.begins > day:
        return "not_yet"
    if day and entry.ends and entry.ends <= day:
        return "superseded"
    return "displaced" if _is_displaced(entry, day) else entry.state


def _is_displaced(entry: Entry, day: str) -> bool:
    """Whether a later rule prevails over it on the day, where the two are inconsistent."""
    return bool(day and entry.displaced and entry.displaced <= day)
