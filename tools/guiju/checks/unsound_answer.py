"""An answer card rests on places that are there, and says of an act only what the vocabulary can.

Its role is known; what its sentences and steps rest on is the 款 or 项 of a text, or a provision: of an article with
several 款, the 款 is to be named. The words that it quotes, its duties and its case are there. The act is one that the
provisions can reach: facts of conduct with values that fit, and a penalty that they do not exclude. No two cards have
one question. Ids are compared by duplicate-id.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from guiju.files.finding import Fault, Location, close_to
from guiju.model import REQUIRED_LANGUAGES, ActAsked, AnswerCard, Corpus, Period
from guiju.reasoning import elements, facts
from guiju.reasoning.conduct import Conduct


def check(corpus: Corpus) -> Iterator[Fault]:
    roles = [role.id for role in corpus.vocabulary.roles]
    card_of_question: dict[str, str] = {}
    for card in corpus.answers:
        if card.role not in roles:
            remedy = close_to(card.role, roles, f"name the file after one of: {', '.join(roles)}")
            yield Fault(f"there is no role {card.role}; {remedy}", card.where.at("id"))
        yield from _named(corpus, card)
        if card.consequence:
            yield from _act(corpus, card.consequence)
        for text, lang in product(card.questions, REQUIRED_LANGUAGES):
            other = card_of_question.setdefault("".join(text[lang].lower().split()), card.id)
            if other != card.id:
                yield Fault(f"{other} answers this too; leave it on the card that answers it best", text.where.at(lang))


def _named(corpus: Corpus, card: AnswerCard) -> Iterator[Fault]:
    for entry in card.based:
        for index, name in enumerate(entry.basis):
            yield from _place(corpus, name, entry.where.at("basis", index))
    yield from _place(corpus, card.words, card.where.at("words"))
    if (provision := corpus.provision(card.words)) and not any(n.words and n.words.zh for n in provision.numbers):
        yield Fault(f"the words of {card.words} are not here; quote another place", card.where.at("words"))
    for index, name in enumerate(card.duties):
        if corpus.obligation(name) is None:
            yield Fault(f"there is no obligation {name}; correct the name", card.where.at("duties", index))
    if card.case and card.case not in corpus.cases:
        yield Fault(f"there is no case {card.case}; correct the name", card.where.at("case"))


def _place(corpus: Corpus, name: str, at: Location) -> Iterator[Fault]:
    """What is wrong with the name of a place: a 款, a 项 or a provision."""
    rule_id, _, place = name.partition("#")
    rule, duty = corpus.regulations.get(rule_id), corpus.obligation(name)
    article = rule.article(place) if rule else None
    if article and place == article.eId and len(article.paragraphs) > 1:
        yield Fault(f"{name} has {len(article.paragraphs)} 款; name the one that says it ({place}__para_1 …)", at)
    elif duty:
        yield Fault(f"{name} is our reading; name the words that it rests on: {rule_id}#{duty[1].eId}", at)
    elif not (rule and (rule.unit(place) or (article and place == article.eId))) and not corpus.provision(name):
        yield Fault(f"there is no 款, 项 or provision {name}; correct the name", at)


def _act(corpus: Corpus, act: ActAsked) -> Iterator[Fault]:
    try:
        values = facts.values(facts.by_entity(corpus.vocabulary.facts).get("conduct", {}), act.conduct)
    except facts.Unfit as unfit:
        yield Fault(str(unfit), act.where.at("conduct"))
        return
    conduct = Conduct(values, Period("unknown", "unknown"), date.max)
    for index, name in enumerate(act.provisions):
        provision = corpus.provision(name)
        if provision is None or not provision.sanctions:
            message = f"there is no provision {name} with penalties; correct the name"
        elif all(elements.answer(elements.of(provision, s, conduct)) == "no" for s in provision.sanctions):
            message = f"this conduct excludes every penalty of {name}; correct the conduct or leave the provision out"
        else:
            continue
        yield Fault(message, act.where.at("provisions", index))
