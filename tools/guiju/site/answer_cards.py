"""The data from which the search of the site chooses an answer card: its texts, and the pages that it rests on."""

from collections.abc import Iterator
from typing import Any

from guiju.documents.answer_card import whole_cards
from guiju.files.bundled import packaged
from guiju.model import REQUIRED_LANGUAGES, Corpus
from guiju.search import entries
from guiju.site.addresses import location
from guiju.site.kinds import to


def config(corpus: Corpus) -> dict[str, Any]:
    """What the worker chooses by: the cards, everyday words that mean the same, and the questions that a law answers
    which is not here."""
    absent = (question for subject in corpus.subjects if subject.law for question in subject.questions)
    elsewhere = [question[lang] for question in absent for lang in REQUIRED_LANGUAGES]
    return {"cards": [*cards(corpus)], "lay": packaged(entries.__file__, "lay_words.yaml"), "elsewhere": elsewhere}


def cards(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Each card: its page, its texts in both languages, its title and its two sentences last, and the places that it
    rests on: articles by their global ids, others by where they are on the site."""
    for card in whole_cards(corpus):
        texts = (*card.questions, card.title, *(sentence.text for sentence in card.answer))
        yield {
            "id": card.id,
            "role": card.role,
            "location": location(to.answers(card)),
            "questions": len(card.questions),
            "texts": {lang: [words[lang] for words in texts] for lang in REQUIRED_LANGUAGES},
            "places": list(dict.fromkeys(_place(corpus, name) for name in entries.places_of(corpus, card))),
        }


def _place(corpus: Corpus, name: str) -> str:
    id, _, place = name.partition("#")
    if id == "cases":
        return location(to.cases(place))
    rule, duty = corpus.regulations[id], corpus.obligation(name)
    if duty:
        return location(to.obligations(*duty))
    return location(to.regulations(rule, place)) if corpus.provision(name) else f"{id}#{place.partition('__')[0]}"
