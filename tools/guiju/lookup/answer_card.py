"""An answer card out of the index, and in lines, as doors give it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from guiju.documents.answer_card import CardContent, Named, as_json, card_content
from guiju.law.contents import ANSWERS
from guiju.law.load import LOOKUP_KINDS
from guiju.model import Bilingual, Corpus, Lang
from guiju.search.answer_cards import ChosenCard
from guiju.search.index import LookupIndex, column
from guiju.terminal import Part
from guiju.wording.labels import COLON
from guiju.wording.words import Words

__all__ = ["as_json", "content_of", "lines", "plain_lines"]
_WORDS = Words(__file__, "answer_card.yaml")
Line = tuple[tuple[Part, ...], int]
"""Parts of a line and how far it is indented, as `terminal.Say` takes them."""


def content_of(
    index: LookupIndex, chosen: ChosenCard | None, lang: Lang, day: str, rules: Iterable[str] = ()
) -> tuple[CardContent, Corpus] | None:
    """The card that was chosen, of the law of a day, with the knowledge base that it needs, these rules too; None where
    there is no such card."""
    card = index.corpus((), (ANSWERS,)).answer(chosen.id) if chosen else None
    if card is None or chosen is None:
        return None
    # Any of the laws read here may have a rule that excludes a penalty.
    read = column(index, "SELECT DISTINCT rule FROM entry WHERE kind IN ('obligation', 'provision')")
    named = (name.partition("#")[0] for name in card.names)
    base = index.corpus({*read, *named, *rules}, LOOKUP_KINDS | {"case"})
    content = card_content(base, card, lang, date.fromisoformat(day))
    own = {text for question in card.questions for text in (question.zh, question.en)}
    # It may have been found by its title or its sentences, which are no questions.
    like = chosen.question if chosen.question in own else card.title[lang]
    return replace(content, question=like if chosen.question else ""), base


def lines(card: CardContent, lang: Lang) -> Iterator[Line]:
    """The card for people to read: the two sentences first."""

    def line(words: Bilingual, *parts: str, style: str) -> Line:
        return ((words[lang].format(*parts), style),), 2

    yield ((_WORDS["title"][lang].format(card.title), "bold"),), 0
    if card.question:
        yield line(_WORDS["like"], card.question, style="yellow")
    for sentence in card.sentences:
        yield (sentence.text, _named(sentence.places, lang)), 2
    quoted = card.quotation
    is_translated = lang != "zh" and quoted.en
    yield line(
        _WORDS["translation"] if is_translated else _WORDS["words"], quoted.place.label, quoted.standing, style="dim"
    )
    yield from (((words,), 4) for words in ((is_translated and quoted.en) or quoted.zh).split("\n"))
    for step in card.steps:
        style = "green" if step.kind == "advice" else "cyan"
        yield ((f"{step.label}{COLON[lang]}", style), step.text, _named(step.places, lang)), 2
    for one in card.consequences:
        found = one.penalty
        condition = _WORDS["condition"][lang].format(one.condition) if one.condition else ""
        parts = (one.word, found.subject, found.words, found.provision, one.authority, condition)
        yield line(_WORDS["consequence"], *parts, style="yellow")
    if card.turns_on:
        yield line(_WORDS["turns_on"], " ".join(card.turns_on), style="")
    if card.no_consequence:
        yield line(_WORDS["nothing"], card.no_consequence, style="yellow")
    if card.case:
        yield line(_WORDS["case"], card.case.label, card.case.id, style="dim")


def plain_lines(card: CardContent, lang: Lang) -> Iterator[str]:
    """The same for those who read only text; the words of the law, and what leads to them, are left to what quotes
    them."""
    whole = [*lines(card, lang), ((), 0)]
    for (parts, by), (_, next_by) in pairwise(whole):
        if by <= 2 and next_by <= 2:
            yield " " * by + "".join(part if isinstance(part, str) else part[0] for part in parts)


def _named(places: tuple[Named, ...], lang: Lang) -> Part:
    labels = _WORDS["and"][lang].join(place.label for place in places)
    return (_WORDS["places"][lang].format(labels), "dim") if places else ""
