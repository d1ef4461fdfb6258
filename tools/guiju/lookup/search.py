"""Search: the 款, obligations and terms that contain words, in either language, or almost contain a sentence.

A query that is a term of the glossary, or a synonym of one, also finds the places that use the term.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from guiju.files.display import Displayed
from guiju.files.finding import Misuse
from guiju.files.folding import folded
from guiju.files.language import Lang
from guiju.lookup.entries import Kind
from guiju.lookup.index import LookupIndex, entry
from guiju.lookup.word_diff import WordDiff, word_diff

if TYPE_CHECKING:  # only a citation needs the records
    from guiju.lookup.resolution import Resolution

MOST = 500
"""Hits that are listed; there may be more."""
_TRIGRAM, _COMMON = 3, 5000
"""Characters of a trigram; and entries with a word from which on not each is looked into."""
_CITES = re.compile(r"[条條款項项§0-9]|附[件录錄表]|^之|\bart", re.IGNORECASE)
_BEHIND = {"text": 0, "obligation": 10, "term": 20}
_NOT_OURS = 15
"""Laws that we do not read come behind the texts and obligations of the rules that we do."""
Texts = Literal["all", "of_the_day", "not_superseded"]
"""Every text; those that are law on the day; or all but versions that another takes the place of on the day."""
_OF_THE_DAY = "begins <= :day AND (ends = '' OR ends > :day)"
_IN = {"all": "1", "of_the_day": f"({_OF_THE_DAY})", "not_superseded": f"(version = '' OR ({_OF_THE_DAY}))"}
_OURS = "INDEXED BY of_ours WHERE ours = '1' AND"
_SENTENCE = 8
"""Characters from which a query is a sentence that may be quoted inexactly."""
_NEAREST = 5
_CANDIDATES = 40
_LIKENESS = 0.6
_RAREST, _ENOUGH = 24, 30_000
"""Trigrams of a sentence that are looked for, the rarest, which few other places have; and places that have one of
them: from so many on, no more trigrams are looked for."""


@dataclass(frozen=True)
class Hit(Displayed):
    """A place that contains the words. `id` is global; `match` is what matched; `difference` is how a sentence that it
    almost contains differs."""

    kind: Kind | Literal["near", "provision"]
    id: str
    title: str
    text: str
    match: str = ""
    difference: WordDiff | None = None


@dataclass(frozen=True)
class SearchedTexts:
    """In which texts words are looked for, and on which day."""

    day: str
    texts: Texts = "not_superseded"

    @property
    def condition(self) -> str:
        return _IN[self.texts]


EVERY_TEXT = SearchedTexts("", "all")


def search(
    lookup: LookupIndex,
    query: str,
    lang: Lang,
    within: SearchedTexts = EVERY_TEXT,
    resolution: Resolution | None = None,
) -> tuple[int, list[Hit]]:
    """How many hits there are, and the first of them: a citation or the words themselves before synonyms, titles before
    texts. Where no place has the words of a sentence, those that almost do."""
    index = lookup.database
    needles = _needles(index, query)
    total, ranks = _first_of_many(index, needles[0], within)
    only_others = bool(ranks) and min(ranks.values())[0] > 0
    for rank, needle in enumerate(needles):
        if len(ranks) >= MOST and not only_others:
            break  # what other words lead to would come behind
        for row, kind, rule, itself, ours in _with(index, needle, within, only_ours=only_others):
            # The words themselves come before words about them.
            behind = _BEHIND[kind] + (0 if ours else _NOT_OURS)
            ranks.setdefault(row, (behind + rank + (not itself), rule, row, needle))
    resolution = resolution or cited(lookup, query, within)
    rows = list(_rows(index, resolution)) if resolution else []
    ranks |= {row: (-10 if ours else -5, rule, row, "") for row, rule, ours in rows}
    best = sorted(ranks.values())[:MOST]
    hits = [_hit(index, row, lang, needle) for _, _, row, needle in best]
    hits[len(rows) : len(rows)] = _provisions(resolution, lang) if resolution else ()
    if not hits and len(query) >= _SENTENCE:
        hits = _nearest(index, query, lang, within)
    return max(total, len(ranks), len(hits)), hits


def _needles(index: sqlite3.Connection, query: str) -> list[str]:
    """The words, and the renderings of the terms that they name."""
    words = folded(query)
    terms = index.execute("SELECT zh, en FROM needle WHERE form = ?", (words,))
    return list(dict.fromkeys((words, *(word for term in terms for word in term))))


def _first_of_many(
    index: sqlite3.Connection, needle: str, within: SearchedTexts
) -> tuple[int, dict[int, tuple[int, str, int, str]]]:
    """How many entries have a very common word, and the first of ours, or where these are few of the others, as they
    would come if each was looked into; 0 and none where it is not so common."""
    if len(needle) > _TRIGRAM or within.texts == "of_the_day":
        return 0, {}  # of longer words the index knows only who may have them
    trigrams = _expression(index, needle)
    (number,) = index.execute("SELECT count(*) FROM word WHERE word MATCH ?", (trigrams or '""',)).fetchone()
    if number <= _COMMON:
        return 0, {}
    values = {"needle": needle, "trigrams": trigrams, "day": within.day, "most": MOST}
    superseded = (
        "SELECT count(*) FROM entry INDEXED BY of_version WHERE version != '' AND instr(words, :needle) "
        f"AND NOT {within.condition}"
    )
    for ours, way, behind in (("1", "of_ours", 0), ("", "of_rule", _NOT_OURS)):
        question = (
            f"SELECT id, rule FROM entry INDEXED BY {way} WHERE ours = '{ours}' AND kind = 'text' AND id IN (SELECT "
            f"rowid FROM word WHERE word MATCH :trigrams) AND instr(words, :needle) AND {within.condition} "
            "ORDER BY rule, id LIMIT :most"
        )
        rows = index.execute(question, values).fetchall()
        if len(rows) == MOST:
            (passed_over,) = index.execute(superseded, values).fetchone()
            return number - passed_over, {row: (behind, rule, row, needle) for row, rule in rows}
    return 0, {}


def cited(lookup: LookupIndex, query: str, within: SearchedTexts) -> Resolution | None:
    """What a query means that is a citation; None where it is none."""
    if not _CITES.search(query):
        return None
    from guiju.lookup.laws import Laws
    from guiju.lookup.resolution import resolve

    try:
        resolution = resolve(query, Laws(lookup), date.fromisoformat(within.day) if within.day else date.max)
    except Misuse:  # a place of too many rules
        return None
    return resolution if resolution.is_citation else None


def _rows(index: sqlite3.Connection, resolution: Resolution) -> Iterator[tuple[int, str, str]]:
    """The 款 and 项 of the articles that are meant."""
    from guiju.model import Article, Term

    inside = (
        "SELECT id, rule, ours FROM entry WHERE rule = ? AND version = ? AND kind = 'text' AND (place = ? OR place "
        "BETWEEN ? || '__' AND ? || '__~')"
    )
    for place in resolution.places:
        if not isinstance(place, Term) and isinstance(place[1], Article):
            rule, eId = place[0].id, place[1].eId
            version = resolution.versions.get(rule)
            yield from index.execute(inside, (rule, str(version.day or "undated") if version else "", eId, eId, eId))


def _provisions(resolution: Resolution, lang: Lang) -> Iterator[Hit]:
    from guiju.model import Provision, Term

    for place in resolution.places:
        if not isinstance(place, Term) and isinstance(place[1], Provision):
            rule, provision = place[0], place[1]
            title = f"{rule.short_title[lang]} {provision.title[lang]}"
            yield Hit("provision", rule.global_id(provision), title, provision.summary[lang])


def _with(
    index: sqlite3.Connection, needle: str, within: SearchedTexts, *, only_ours: bool
) -> Iterator[tuple[int, str, str, bool, str]]:
    """The entries with these words: row, kind, rule, whether they are in the place itself, not above it, and whether it
    is ours."""
    question = (
        f"SELECT id, kind, rule, instr(words, :needle) > 0, ours FROM entry {_OURS if only_ours else 'WHERE'} "
        "(instr(words, :needle) OR instr(heading, :needle)) "
        f"AND id IN (SELECT rowid FROM word WHERE word MATCH :trigrams) AND {within.condition}"
    )
    if trigrams := _expression(index, needle):
        yield from index.execute(question, {"needle": needle, "trigrams": trigrams, "day": within.day})


def _expression(index: sqlite3.Connection, needle: str) -> str:
    """The trigrams that a text with these words has, as FTS5 asks for them; one or two characters are the beginning of
    some trigrams."""
    if len(needle) > 2:  # each third has all characters; the texts that have these are looked into
        return " AND ".join(map(_quoted, (*_trigrams(needle)[::3], needle[-3:])))
    after = f"{needle[:-1]}{chr(ord(needle[-1]) + 1)}"
    begun = index.execute("SELECT term FROM trigram WHERE term >= ? AND term < ?", (needle, after))
    return " OR ".join(_quoted(term) for (term,) in begun)


def _nearest(index: sqlite3.Connection, query: str, lang: Lang, within: SearchedTexts) -> list[Hit]:
    """The places that almost contain the sentence, the likest first."""
    places: dict[str, int] = {}
    for trigram in _trigrams(folded(query)):
        for (number,) in index.execute("SELECT doc FROM trigram WHERE term = ?", (trigram,)):
            places[trigram] = number
    votes: Counter[int] = Counter()
    for trigram in sorted(places, key=lambda trigram: places[trigram])[:_RAREST]:
        votes.update(row for (row,) in index.execute("SELECT rowid FROM word WHERE word MATCH ?", (_quoted(trigram),)))
        if votes.total() > _ENOUGH:
            break
    likely = [row for row, _ in votes.most_common(_CANDIDATES)]
    question = f"SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(:rows)) AND {within.condition}"
    law = {row for (row,) in index.execute(question, {"rows": json.dumps(likely), "day": within.day})}
    hits = (_near(index, row, query, lang) for row in likely if row in law)
    near = [(hit.difference.likeness, hit) for hit in hits if hit and hit.difference]
    likest = sorted((pair for pair in near if pair[0] >= _LIKENESS), key=lambda pair: -pair[0])
    return [hit for _, hit in likest[:_NEAREST]]


def _near(index: sqlite3.Connection, row: int, query: str, lang: Lang) -> Hit | None:
    place = entry(index, row)
    if place.kind != "text":
        return None
    text, nearest = max(
        ((text, word_diff(query, text)) for text in (place.zh, place.en)), key=lambda pair: pair[1].likeness
    )
    return replace(_hit(index, row, lang), kind="near", text=text, difference=nearest)


def _hit(index: sqlite3.Connection, row: int, lang: Lang, match: str = "") -> Hit:
    place = entry(index, row)
    title, text = (place.title_zh, place.zh) if lang == "zh" else (place.title_en, place.en)
    rule = f"{place.rule}@{place.version}" if place.version else place.rule
    return Hit(place.kind, f"{rule}#{place.place}", title, text, match)


def _trigrams(text: str) -> list[str]:
    return list(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))


def _quoted(trigram: str) -> str:
    doubled = trigram.replace('"', '""')
    return f'"{doubled}"'
