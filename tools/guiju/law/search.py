"""Search in the knowledge base: 款, obligations and terms that contain the words, in either language.

A query that is a term of the glossary, or a synonym of one, also finds the places that use the term.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guiju.law.text import citation
from guiju.model import Article, Corpus, Lang, Obligation, Regulation, Term, Unit


@dataclass(frozen=True)
class Hit:
    """A place that contains the words. `id` is global; `match` is what matched; a lower `rank` is better."""

    kind: Literal["text", "obligation", "term"]
    id: str
    title: str
    text: str
    match: str
    rank: int


def search(corpus: Corpus, query: str, lang: Lang) -> list[Hit]:
    """Hits in the order of their rank: a citation or the words themselves before synonyms, titles before texts."""
    needles = _needles(corpus, query)
    eId = citation.parse(query)
    hits = [
        hit for regulation in corpus.with_articles() for hit in _in_regulation(corpus, regulation, needles, eId, lang)
    ]
    hits += [hit for term in corpus.glossary for hit in _in_term(term, needles, lang)]
    return sorted(hits, key=lambda hit: hit.rank)


def fold(text: str) -> str:
    """Text as it is compared: NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def _needles(corpus: Corpus, query: str) -> list[str]:
    words = [fold(query)]
    for term in corpus.glossary:
        if words[0] in map(fold, (term.zh, term.en, *term.variants, *term.synonyms)):
            words += [fold(term.zh), fold(term.en)]
    return list(dict.fromkeys(words))


def _in_regulation(
    corpus: Corpus, regulation: Regulation, needles: list[str], eId: str | None, lang: Lang
) -> Iterator[Hit]:
    for article in regulation.articles:
        for unit in article.units():
            yield from _in_unit(regulation, article, unit, needles, eId, lang)
    for record in regulation.obligations:
        fields = _fields(corpus, record)
        title = f"{record.title[lang]} ({regulation.short_title[lang]} {citation.label(regulation, record.eId, lang)})"
        if match := _first(needles, fields):
            needle, rank = match
            yield Hit("obligation", regulation.global_id(record), title, record.summary[lang], needle, 10 + rank)


def _in_unit(
    regulation: Regulation, article: Article, unit: Unit, needles: list[str], eId: str | None, lang: Lang
) -> Iterator[Hit]:
    label = citation.label(regulation, unit.eId, lang)
    title = f"{regulation.short_title[lang]} {label} {article.heading[lang]}".rstrip()
    cited = eId is not None and (unit.eId == eId or unit.eId.startswith(f"{eId}__"))
    match = _first(needles, (unit.zh, unit.en))
    heading = _first(needles, (article.heading.zh, article.heading.en))
    if match is None and heading is not None:
        match = heading[0], heading[1] + 1  # the words themselves come before words about them
    if cited or match is not None:
        needle, rank = (label, -10) if cited or match is None else match
        yield Hit("text", f"{regulation.id}#{unit.eId}", title, unit[lang], needle, rank)


def _in_term(term: Term, needles: list[str], lang: Lang) -> Iterator[Hit]:
    if match := _first(needles, (term.zh, term.en, *term.variants, *term.synonyms)):
        needle, rank = match
        yield Hit("term", f"glossary#{term.id}", f"{term.zh} · {term.en}", term.definition[lang], needle, 20 + rank)


def _fields(corpus: Corpus, record: Obligation) -> tuple[str, ...]:
    topics = [corpus.label("topics", topic) for topic in record.topics]
    return (
        record.title.zh, record.title.en, record.summary.zh, record.summary.en, *record.quote,
        *(label.zh for label in topics), *(label.en for label in topics), record.id,
    )  # fmt: skip


def _first(needles: list[str], fields: tuple[str, ...]) -> tuple[str, int] | None:
    folded = [fold(field) for field in fields]
    for rank, needle in enumerate(needles):
        if any(needle in field for field in folded):
            return needle, rank
    return None
