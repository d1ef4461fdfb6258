"""The places that a question is about, where no text has all its words: those with some of them, the rarer the better,
and those that answer a question which the knowledge base knows. Words that mean the same in questions count as one."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from guiju.api import KnowledgeBase
from guiju.lookup.entries import fold

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z]{3,}")
_LEAST = 0.35
"""Of the weight of the words of a question, how much a place has at least."""


def near(kb: KnowledgeBase, query: str) -> list[str]:
    """The ids of the places, rule#eId, the nearest first."""
    documents, weights = _documents(kb)
    wanted = _words(query, _alike(kb))
    most = math.log(1 + len(documents))
    total = sum(weights.get(word, most) for word in wanted)
    shares: dict[str, list[float]] = {}
    for id, words, is_question in documents:
        shared = sum(weights[word] for word in wanted & words)
        # A question that says much else is about something else; a text always says more.
        whole = max(total, sum(weights[word] for word in words)) if is_question and shared else total
        if shared and shared / whole > _LEAST:
            shares.setdefault(id, []).append(shared / whole)
    # Paragraphs of one article share its heading: the one of which more else speaks is the nearer.
    return sorted(shares, key=lambda id: (-max(shares[id]), -sum(shares[id]), id))


@lru_cache(maxsize=2)
def _documents(kb: KnowledgeBase) -> tuple[list[tuple[str, frozenset[str], bool]], dict[str, float]]:
    """What is compared with: the id of a place, words, and whether they are a question; and the weight of each word."""
    alike = _alike(kb)
    documents = [(id, _words(text, alike), is_question) for id, text, is_question in _texts(kb)]
    spread = Counter(word for _, words, _ in documents for word in words)
    return documents, {word: math.log(1 + len(documents) / count) for word, count in spread.items()}


def _texts(kb: KnowledgeBase) -> Iterator[tuple[str, str, bool]]:
    for rule in kb.rules:
        for article in rule.articles:
            for unit in article.units():
                yield f"{rule.id}#{unit.eId}", f"{article.heading.zh} {unit.zh} {article.heading.en} {unit.en}", False
        for record in rule.obligations:
            texts = (text for both in (record.title, record.summary) for text in (both.zh, both.en))
            yield f"{rule.id}#{record.eId}", " ".join(texts), False
    for subject in kb.corpus.subjects:
        id, _, place = subject.id.partition("#")
        law = kb.corpus.regulations.get(id)
        duty = law.obligation(place) if law else None
        eId = duty.eId if duty else place
        if law and law.article(eId):
            yield from ((f"{id}#{eId}", text, True) for both in subject.questions for text in (both.zh, both.en))


@lru_cache(maxsize=2)
def _alike(kb: KnowledgeBase) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(fold, group)) for group in kb.corpus.alike)


def _words(text: str, alike: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """Pairs of Chinese characters, English words without an s, and what they mean alike."""
    folded = fold(text)
    spaced = f" {' '.join(_WORD.findall(folded))} "
    pairs = {"".join(pair) for run in _HAN.findall(folded) for pair in pairwise(run)}
    words = {word.removesuffix("s") for word in _WORD.findall(folded)}
    same = {f"§{n}" for n, group in enumerate(alike) if any(_has(folded, spaced, word) for word in group)}
    return frozenset(pairs | words | same)


def _has(folded: str, spaced: str, word: str) -> bool:
    return f" {word} " in spaced if word.isascii() else word in folded
