"""How often a question has the right answer card, a wrong one, or none: where a wrong one is worse than none.

    .venv/bin/python bench/answer_cards.py [--every N] [--list]

Three lists are asked as `guiju find` asks, of the knowledge base in this repository. Each question of a card, while the
index lacks it in both languages: is its card found by its other questions? The questions of questions.yaml: is a card
that is shown about what answers them, by the places that it rests on, its duties and its case? And those of
bench/everyday.yaml that no law here answers. --every asks each N-th question of the first two, --list prints which
cards are another's or not about the subject, to be judged by reading.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from guiju.law.load import load
from guiju.lookup.find import answer
from guiju.model import Bilingual, Corpus, Subject
from guiju.search.entries import CARD
from guiju.search.index import LookupIndex, consult, entries
from guiju.search.search import SearchedTexts

ROOT = Path(__file__).resolve().parents[1]
WITHIN = SearchedTexts("2026-12-01")
Shown = Iterator[tuple[str, str, tuple[str, list[str]]]]
"""A question, what is right, the card that answers, empty where none does, and those that are offered instead."""


def left_out(base: Corpus, index: LookupIndex, every: int) -> Shown:
    """Each question of a card, without its own traces in the index."""
    database = index.database
    asked = [(card.id, question) for card in base.answers for question in card.questions]
    for id, question in asked[::every]:
        database.execute("SAVEPOINT whole")
        known = "SELECT asked.id FROM asked JOIN entry ON entry.id = entry WHERE card AND place = ? AND text IN (?, ?)"
        rows = json.dumps([row for (row,) in database.execute(known, (id, question.zh, question.en))])
        for table, column in (("feature", "asked"), ("asked", "id")):
            database.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (rows,))
        yield from ((words, id, cards_of(index, words)) for words in both(question))
        database.execute("ROLLBACK TO whole")


def elsewhere(base: Corpus, index: LookupIndex, every: int) -> Shown:
    """The questions of questions.yaml."""
    asked = [(subject, question) for subject in base.subjects for question in subject.questions]
    for subject, question in asked[::every]:
        yield from ((words, name(subject), cards_of(index, words)) for words in both(question))


def cards_of(index: LookupIndex, words: str) -> tuple[str, list[str]]:
    """The id of the card that answers, empty where none does, and those that are offered instead."""
    best, near = answer(index, words, "zh", WITHIN).cards
    return best.id if best else "", [one.id for one in near]


def both(question: Bilingual) -> tuple[str, str]:
    return question.zh, question.en


def name(subject: Subject) -> str:
    """As cards name it: without the number of a 款, which a card may not rest on."""
    page = f"{subject.page}#" if subject.page in ("cases", "leaflets", "roles", "checklists", "self_assessment") else ""
    return f"{page}{subject.id}".partition("__")[0]


def about(base: Corpus, index: LookupIndex) -> dict[str, set[str]]:
    """What each card is about, a leaflet for its role too."""
    rows = [row for (row,) in index.database.execute("SELECT id FROM entry WHERE kind = ?", (CARD,))]
    found = {entry.place: {*entry.parts.split()} for _, entry in entries(index.database, rows, "1", "")}
    pages = ("leaflets", "roles", "checklists", "self_assessment")
    roles = {card.id: {f"{page}#{card.role}" for page in pages} for card in base.answers}
    return {id: {place.partition("__")[0] for place in places} | roles[id] for id, places in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    base = load(ROOT)
    unrelated = yaml.safe_load((ROOT / "bench/everyday.yaml").read_text("utf-8"))["unrelated"]

    def measured(index: LookupIndex) -> None:
        own = [*left_out(base, index, options.every)]
        other = [*elsewhere(base, index, options.every)]
        of = about(base, index)
        lists = {
            "left out": [(*one, {one[1]}) for one in own],
            "questions.yaml": [(*one, {id for id, places in of.items() if one[1] in places}) for one in other],
            "unrelated": [(words, "", cards_of(index, words), set[str]()) for words in unrelated],
        }
        for title, several in lists.items():
            shown = [(words, expected, card, card in right) for words, expected, (card, _), right in several if card]
            offered = [not right.isdisjoint(near) for *_, (_, near), right in several if near]
            right_ones = sum(is_right for *_, is_right in shown)
            print(f"{title}: {len(several)} asked; a card: {len(shown)}, the right one: {right_ones};", end=" ")
            print(f"near ones: {len(offered)}, the right one among them: {sum(offered)}")
            for words, expected, card, is_right in shown:
                if options.list and not is_right:
                    print(f"    {words} | {expected} | {card}")

    consult(ROOT, measured)


if __name__ == "__main__":
    main()
