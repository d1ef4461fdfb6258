"""The places that a question in everyday words is about: articles, provisions of other laws, terms.

A question has names, of which those that mean the same count as one (questions.yaml, the glossary), pairs of Chinese
characters, and English words without their endings; the rarer, the more they count. A place is compared by its words,
and by the questions that it is known to answer.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise

from guiju.agents.question import consult
from guiju.api.knowledge_base import KnowledgeBase
from guiju.files.folding import folded
from guiju.lookup.entries import Entry
from guiju.lookup.index import LookupIndex, entry
from guiju.lookup.search import Hit, SearchedTexts
from guiju.model import REQUIRED_LANGUAGES, Lang
from guiju.reasoning.elements import in_time

_TOKEN = re.compile(r"[\u4e00-\u9fff]|[a-z]+|[0-9]+|[^\s\w]")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|ied|y|es|ed|ing|s|e)$")
_LONGEST = 8
"""Tokens of a name at most."""
_QUESTION = 3
"""What the likeness of a known question counts, where the share of the words that a text has counts 1."""
_MOST_PLACES = 10_000
"""Places that are compared; in a larger knowledge base, those of the rules that we read come first."""
_OTHER_LAW = 0.9
"""What the score of a law counts that we do not read, beside the rules that we do."""
_LEAST = 0.3
"""The score from which a place is listed."""

Features = frozenset[str]
Names = Mapping[tuple[str, ...], set[str]]


def near(kb: KnowledgeBase, query: str, lang: Lang, within: SearchedTexts) -> list[Hit]:
    """The places in these texts, the nearest first."""
    places, questions, weights = _places(kb, within)
    unknown = max(weights.values(), default=1)

    def weight(features: Features) -> float:
        return sum(weights.get(feature, unknown) for feature in features)

    wanted, scores = _features(query, _names(kb)), dict[str, float]()
    for id, (place, features) in places.items() if wanted else ():
        likeness = (weight(wanted & known) / weight(wanted | known) for known in questions.get(id, ()))
        score = weight(wanted & features) / weight(wanted) + _QUESTION * max(likeness, default=0)
        scores[id] = score if place.ours else _OTHER_LAW * score
    nearest = sorted((id for id in scores if scores[id] > _LEAST), key=lambda id: (-scores[id], id))
    return [_hit(id, places[id][0], lang) for id in nearest]


def _hit(id: str, place: Entry, lang: Lang) -> Hit:
    return Hit(place.kind, id, *((place.title_zh, place.zh) if lang == "zh" else (place.title_en, place.en)))


@lru_cache(maxsize=4)
def _places(
    kb: KnowledgeBase, within: SearchedTexts
) -> tuple[Mapping[str, tuple[Entry, Features]], Mapping[str, list[Features]], Mapping[str, float]]:
    """The places by id with their features, the features of the questions that they answer, and the weight of each
    feature."""
    names, known, words = _names(kb), dict[str, Entry](), defaultdict[str, str](str)
    for one in (*_entries(kb, within), *_provisions(kb, within)):
        duty = kb.corpus.obligation(f"{one.rule}#{one.place}") if one.kind == "obligation" else None
        id = f"{one.rule}{'@' * bool(one.version)}{one.version}#{duty[1].eId if duty else one.place}"
        words[id] += f" {one.title_zh} {one.title_en} {one.words}"
        if duty is None:
            known[id] = one
    places = {id: (one, _features(words[id], names)) for id, one in known.items()}
    questions = defaultdict[str, list[Features]](list)
    for subject in kb.corpus.subjects:
        duty = kb.corpus.obligation(subject.id)
        id = f"glossary#{subject.id}" if subject.page == "glossary" else subject.id
        id = f"{duty[0].id}#{duty[1].eId}" if duty else id
        for answering in (id for id in (id, f"{id}__para_1") if id in places):
            questions[answering] += [
                _features(q[lang], names) for q in subject.questions for lang in REQUIRED_LANGUAGES
            ]
    every = [*(own for _, own in places.values()), *(features for some in questions.values() for features in some)]
    spread = Counter(feature for features in every for feature in features)
    return places, questions, {feature: math.log(1 + len(every) / count) ** 2 for feature, count in spread.items()}


def _entries(kb: KnowledgeBase, within: SearchedTexts) -> list[Entry]:
    def read(index: LookupIndex) -> list[Entry]:
        question = f"SELECT id FROM entry WHERE {within.condition} ORDER BY ours DESC, id LIMIT {_MOST_PLACES}"
        rows = index.database.execute(question, {"day": within.day})
        return [entry(index.database, row) for (row,) in rows.fetchall()]

    return consult(kb, read)


def _provisions(kb: KnowledgeBase, within: SearchedTexts) -> list[Entry]:
    """The provisions of other laws in our words, those of the day unless every text is searched."""
    day = date.fromisoformat(within.day)
    entries = []
    for rule in kb.rules:
        for one in rule.provisions:
            if within.texts == "all" or any(in_time(n.from_, n.until, day) is not False for n in one.numbers):
                zh, en = (f"{rule.short_title[lang]} {one.title[lang]}" for lang in REQUIRED_LANGUAGES)
                both = one.summary.zh, one.summary.en
                entries.append(Entry("text", rule.id, one.id, zh, en, *both, folded(" ".join(both)), "", ours=""))
    return entries


@lru_cache(maxsize=2)
def _names(kb: KnowledgeBase) -> Names:
    """Names, as tokens, each with the features of the lists that it is in."""
    terms = ((term.zh, term.en, *term.variants, *term.synonyms) for term in kb.corpus.glossary)
    names = defaultdict[tuple[str, ...], set[str]](set)
    for number, group in enumerate((*kb.corpus.alike, *terms)):
        for name in group:
            names[tuple(_tokens(name))].add(f"={number}")
    return names


def _tokens(text: str) -> list[str]:
    return [_ENDING.sub("", token) for token in _TOKEN.findall(folded(text))]


def _features(text: str, names: Names) -> Features:
    tokens = _tokens(text)
    spans = (tuple(tokens[at : at + size]) for at in range(len(tokens)) for size in range(1, _LONGEST + 1))
    named = {feature for span in spans for feature in names.get(span, ())}
    pairs = {first + second for first, second in pairwise(tokens) if not (first + second).isascii()}
    return frozenset(named | pairs | {token for token in tokens if token.isascii() and token.isalnum()})
