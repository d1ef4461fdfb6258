"""What an answer card says, for every door: two sentences, the words of the law, what to do, what it may lead to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import PossiblePenalty, cited_place, of_tiers
from guiju.documents.penalties.lines import lacking_of_act, numbers_of, words_of
from guiju.law import provision_text
from guiju.law.article_text import printed
from guiju.law.versions import begins
from guiju.model import AnswerCard, Bound, Corpus, Lang, Period, State
from guiju.places import citation
from guiju.reasoning import elements, facts, severity
from guiju.reasoning.conduct import Conduct
from guiju.reasoning.elements import Judged
from guiju.reasoning.exposure import Exposure, exposures_of_act
from guiju.reasoning.standing import standing
from guiju.wording.labels import NOT_LEGAL_ADVICE, SEMICOLON, UNOFFICIAL
from guiju.wording.words import Words

WORDS = Words(__file__, "answer_card.yaml")
_MOST_QUESTIONS = 3


@dataclass(frozen=True)
class Named:
    """A thing that is linked: its global id, or that of a case, and what it is called."""

    id: str
    label: str


@dataclass(frozen=True)
class CardSentence:
    """A sentence and the places that say so."""

    text: str
    places: tuple[Named, ...]


@dataclass(frozen=True)
class CardStep:
    """What to do: `label` says of its `kind` whether the law asks it, or it is practical advice."""

    kind: str
    label: str
    text: str
    places: tuple[Named, ...]


@dataclass(frozen=True)
class CardQuotation:
    """The words of a place, a line a 款 or 项. `en` is our translation, None where there is none; `since` the first day
    of these words, None where that is unknown, as `standing` says in a sentence, with what is known of their force."""

    place: Named
    zh: str
    en: str | None
    note: str | None
    since: date | None
    state: State
    standing: str


@dataclass(frozen=True)
class CardConsequence:
    """A penalty that is not excluded: `word` says whether it could apply or is open, `condition` what would have to be
    found, where anything is: that it is such an act at all, and of which tier."""

    word: str
    penalty: PossiblePenalty
    condition: str | None
    authority: str


@dataclass(frozen=True)
class CardContent:
    """What is printed of a card. `consequences` are those of the act of the question, as its elements leave them on the
    day, what could apply first; `turns_on` the questions that would tell where that is open; or `no_consequence` in
    words. `citation` is what one writes into a letter. `question` is the question of the card that is like the words by
    which it was found; empty where they are that very question, or there were none."""

    id: str
    title: str
    role: Named
    sentences: tuple[CardSentence, ...]
    quotation: CardQuotation
    steps: tuple[CardStep, ...]
    consequences: tuple[CardConsequence, ...]
    turns_on: tuple[str, ...]
    no_consequence: str | None
    duties: tuple[Named, ...]
    case: Named | None
    citation: str
    as_of: date
    disclaimer: str
    question: str = ""


class _Reader(NamedTuple):
    corpus: Corpus
    lang: Lang


def whole_cards(corpus: Corpus) -> Iterator[AnswerCard]:
    """The cards of which all that they are about is here; a knowledge base that was read in part may lack a law."""
    for card in corpus.answers:
        acts = card.consequence.provisions if card.consequence else ()
        if all(name.partition("#")[0] in corpus.regulations for name in (*card.names, *card.duties, *acts)):
            yield card


def card_content(corpus: Corpus, card: AnswerCard, lang: Lang, as_of: date) -> CardContent:
    """The card in a language, of the law of a day. The card must be sound (`guiju check`)."""
    reader = _Reader(corpus, lang)

    def places(names: Iterable[str]) -> tuple[Named, ...]:
        return tuple(Named(name, _label(corpus, name, lang, as_of)) for name in names)

    reached = _reached(corpus, card, as_of)
    duties = (corpus.obligation(name) for name in card.duties)
    cited = dict.fromkeys(name for sentence in card.answer for name in sentence.basis)
    return CardContent(
        card.id,
        card.title[lang],
        Named(card.role, corpus.label("roles", card.role)[lang]),
        tuple(CardSentence(one.text[lang], places(one.basis)) for one in card.answer),
        _quotation(corpus, card.words, lang, as_of),
        tuple(
            CardStep(one.kind, WORDS.table("step")[one.kind][lang], one.text[lang], places(one.basis))
            for one in card.steps
        ),
        tuple(_consequences(reader, reached)),
        _turns_on(corpus, (judged for _, judged in reached), lang) if reached else (),
        _no_consequence(card, reached, lang),
        tuple(Named(rule.global_id(duty), duty.title[lang]) for rule, duty in filter(None, duties)),
        Named(card.case, corpus.cases[card.case].title[lang]) if card.case and card.case in corpus.cases else None,
        SEMICOLON[lang].join(_label(corpus, name, lang, as_of, in_full=True) for name in cited),
        as_of,
        NOT_LEGAL_ADVICE[lang],
    )


def as_json(content: CardContent) -> dict[str, Any]:
    """The content as JSON has it: records as objects, days in ISO 8601."""
    value, since = asdict(content), content.quotation.since
    value["quotation"]["since"] = since and since.isoformat()
    return value | {"as_of": content.as_of.isoformat()}


def _label(corpus: Corpus, name: str, lang: Lang, as_of: date, *, in_full: bool = False) -> str:
    """How a place is cited, with the short title of its law; or in full."""
    rule, place = corpus.regulations[name.partition("#")[0]], name.partition("#")[2]
    provision = corpus.provision(name)
    if provision:
        cited = numbers_of(provision, as_of, lang, rule) or numbers_of(provision, "unknown", lang, rule)
    else:
        cited = citation.label(rule, place, lang)
    return (
        citation.in_full(rule, cited, lang) if in_full else WORDS["of_law"][lang].format(rule.short_title[lang], cited)
    )


def _quotation(corpus: Corpus, name: str, lang: Lang, as_of: date) -> CardQuotation:
    rule, place = corpus.regulations[name.partition("#")[0]], name.partition("#")[2]
    from_: Bound = "unknown"
    until: Bound | None = None
    zh, en = "", ""
    if provision := corpus.provision(name):
        passages = provision_text.passages(rule, provision, as_of)
        from_, until = passages[0].number.from_, passages[0].number.until
        zh = "\n".join(line for passage in passages for line in passage.lines)
    elif article := rule.article(place):
        from_, until, words = begins(rule, place), rule.force.until, printed(article, place)
        zh, en = words.zh, words.en if words.en != words.zh else ""
    status = standing(replace(rule, force=replace(rule.force, from_=from_, until=until or "unknown")), as_of)
    named, note = Named(name, _label(corpus, name, lang, as_of)), UNOFFICIAL[lang] if en else None
    since = from_ if isinstance(from_, date) else None
    return CardQuotation(named, zh, en or None, note, since, status.state, status.words[lang])


def _reached(corpus: Corpus, card: AnswerCard, as_of: date) -> list[tuple[Exposure, Judged]]:
    """The tiers of the day that the act of the question does not exclude."""
    if card.consequence is None:
        return []
    known = facts.by_entity(corpus.vocabulary.facts).get("conduct", {})
    conduct = Conduct(facts.values(known, card.consequence.conduct), Period(as_of, as_of), as_of)
    exposures = exposures_of_act(corpus, card.consequence.provisions, conduct)
    return [(one, judged) for one in exposures for judged in one.applicable]


def _consequences(reader: _Reader, reached: Sequence[tuple[Exposure, Judged]]) -> Iterator[CardConsequence]:
    lang = reader.lang
    for penalty in of_tiers(reader, reached):
        cited = [entry for entry in reached if cited_place(*entry, lang) == penalty.provision]
        offences = dict.fromkeys(one.provision.title[lang] for one, judged in cited if lacking_of_act([judged]))
        offence = WORDS["such_act"][lang].format(listing(offences, lang)) if offences else None
        condition = WORDS["and"][lang].join(filter(None, (offence, penalty.condition))) or None
        authority = penalty.authority or WORDS["not_named"][lang]
        yield CardConsequence(words_of([penalty.reach], lang), penalty, condition, authority)


def _turns_on(corpus: Corpus, several: Iterable[Judged], lang: Lang) -> tuple[str, ...]:
    """What would tell whether the tiers that are open apply, the gravest of them first."""
    open_ = [judged for judged in several if judged.reach == "open"]
    open_.sort(key=lambda judged: tuple(severity.most(judged.sanction).values()), reverse=True)
    lacking = dict.fromkeys(name for judged in open_ for name in judged.lacks)
    return tuple(fact.question[lang] for fact in elements.questions(corpus, tuple(lacking)))[:_MOST_QUESTIONS]


def _no_consequence(card: AnswerCard, reached: Collection[object], lang: Lang) -> str | None:
    if card.no_consequence:
        return card.no_consequence[lang]
    return None if reached else WORDS["none_left"][lang]
