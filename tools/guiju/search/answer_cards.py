"""Which answer card, if any, is for some words, and which may be."""

from typing import NamedTuple

from guiju.files.folding import folded
from guiju.files.language import Lang
from guiju.search.index import LookupIndex, entries
from guiju.search.ranking import likeliest
from guiju.search.search import LONGEST, SearchedTexts, SearchResults
from guiju.search.terms import Names, simplified
from guiju.search.weights import WEIGHTS


class ChosenCard(NamedTuple):
    """The id of an answer card, and its question that is like the words; empty where it has this very question."""

    id: str
    question: str


class NearCard(NamedTuple):
    """An answer card that may fit the question."""

    id: str
    title: str


class CardChoice(NamedTuple):
    """The answer card for some words; where there is none, those that may be meant, the likest first."""

    best: ChosenCard | None = None
    near: tuple[NearCard, ...] = ()


NO_CARD = CardChoice()


def cards_for(
    index: LookupIndex, query: str, lang: Lang, within: SearchedTexts, found: SearchResults | None
) -> CardChoice:
    """The answer card for the words: one that has this very question, or one like it, rests on one of the first hits,
    and is ahead of all others (bench/answer_cards.md). Where there is no such card, and the hits answer the words as a
    question, the cards that are near. `found` is None where another law answers: then only the very question counts."""
    database, words, weights = index.database, simplified(folded(query)[:LONGEST]), WEIGHTS["cards"]
    liked = likeliest(database, words, Names(database), of_cards=True)
    hits = {_whole(hit.id) for hit in (found.hits[: weights["first"]] if found else ())}
    scored = []
    for row, entry in entries(database, liked, "1", within.day):
        one, rests = liked[row], not hits.isdisjoint(map(_whole, entry.parts.split()))
        card = ChosenCard(entry.place, "" if one.is_same else one.text)
        near = NearCard(entry.place, entry.title_zh if lang == "zh" else entry.title_en or entry.title_zh)
        scored.append((one.is_same, one.likeness + rests * weights["rests"], one.likeness, rests, card, near))
    if not scored:
        return NO_CARD
    scored.sort(reverse=True)
    (is_same, score, likeness, rests, card, _), *others = scored
    is_lone = len(words) < weights["question"] or (words.isascii() and len(words.split()) < 2)
    is_like = likeness >= weights["likeness"] and rests and not is_lone
    ahead = score - max((other[1] for other in others), default=0)
    if is_same or (is_like and ahead >= weights["ahead"]):
        return CardChoice(card)
    near_ones = [one[-1] for one in scored[: weights["most"]] if one[1] >= weights["near"]]
    # Words that occur in a text are a search term and no question.
    is_question = found and found.hits and not found.is_unanswered and not found.hits[0].is_literal
    return CardChoice(None, tuple(near_ones) if is_question else ())


def _whole(id: str) -> str:
    """The article that a place is in, in whichever version."""
    rule, _, place = id.partition("#")
    return f"{rule.partition('@')[0]}#{place.partition('__')[0]}"
