"""A page for each answer card, at a short address that never changes; and their list by role."""

from collections.abc import Iterator, Mapping

from guiju.documents.answer_card import CardContent, card_content, whole_cards
from guiju.model import Corpus
from guiju.site import roles
from guiju.site.kinds import to
from guiju.site.page import Page
from guiju.site.site import Site
from guiju.wording.labels import COLON

PLACE = ("cases", 2)
ADDRESS = "a/{}.md"
GROUP, BOOST = "cases", 0.5


def pages(site: Site) -> Iterator[Page]:
    """The list of cards, and the page of each."""
    cards = list(whole_cards(site.corpus))
    contents = {card.id: card_content(site.corpus, card, site.lang, site.as_of) for card in cards}
    by_role = [
        (role, roles.situation(site, role), own)
        for role in site.corpus.vocabulary.roles
        if (own := [content for content in contents.values() if content.role.id == role.id])
    ]
    yield Page({"by_role": by_role}, template="overview", searched="title")
    for card in cards:
        content = contents[card.id]
        values: Mapping[str, object] = {
            "card": content,
            "place": lambda name: place(site.corpus, name),
            "letter": letter(site, content),
            "provisions": card.consequence.provisions if card.consequence else (),
            "others": [one for one in contents.values() if one.role == content.role and one is not content],
        }
        yield Page(
            values,
            to.answers(card),
            content.title,
            description=" ".join(sentence.text for sentence in content.sentences),
            hide=("navigation",),
            searched=False,  # a card is found by its questions: search/answer_cards.py
            script="assets/article.js",
            poster=(content.title, content.role.label),  # no part of the answer, which says less than the whole
            json=f"answers/{card.id}.json",
        )


def place(corpus: Corpus, name: str) -> str:
    """Where the words of a place are read."""
    rule, _, part = name.partition("#")
    law = corpus.regulations[rule]
    return to.regulations(law, part) if corpus.provision(name) else to.articles(law, part)


def letter(site: Site, card: CardContent) -> str:
    """The card as one writes it into a letter: the question, the two sentences, on what they rest, and of which day."""
    t = site.words_of("answers")
    sentences = (sentence.text for sentence in card.sentences)
    said = t["between"].join((f"{card.title}{COLON[site.lang]}{next(sentences)}", *sentences))
    return str(t["letter"].format(said, card.citation, card.as_of, card.disclaimer))
