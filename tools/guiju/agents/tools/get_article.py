"""Read the law at a place: an article, 款 or 项, a whole rule page by page, a duty, a term, a provision.

Use it for a citation in any form (群组规定第九条第二款, 《网络安全法》第二十一条, Group Provisions art. 9(2)), a title
or alias, or an id from another answer. as_of chooses the version of the day, @2016-11-07 behind an id that of that day.
Quote from the claims, which are verbatim Chinese. It says what the words are, whether they are law on that day as far
as known, and which duties we read from them; it does not say that you comply, nor what other laws add.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guiju.agents import shapes
from guiju.agents.answer import Gap
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolQuestion
from guiju.citations.extraction import citations
from guiju.citations.laws import LoadedLaws
from guiju.files.finding import Misuse, close_to, one_line
from guiju.knowledge import Place
from guiju.law.text import citation
from guiju.law.versions import Version
from guiju.lookup import expression
from guiju.lookup.index import LookupIndex, names
from guiju.lookup.show import entry_of, meant
from guiju.model import Article, Corpus, MissingArticle, Obligation, Provision, Regulation, Term

ARGUMENTS = {
    "what": shapes.text("A citation, a title, an alias or an id.", minLength=1, maxLength=300, pattern="\\S"),
    **shapes.RULE,
    **shapes.AS_OF,
    **shapes.LANG,
    **shapes.PAGE,
}
REQUIRED = ("what",)
_OURS = shapes.listed({"type": "object", "description": "A duty as it is read here."}, "The duties read from it.")
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "entries": shapes.listed(
            {
                **shapes.record(
                    {
                        "kind": shapes.text("regulation, article, missing, obligation, term or provision."),
                        "id": shapes.text("Its id."),
                        "title": shapes.text("How it is cited, and its heading, which is ours."),
                        "standing": shapes.text("State of the law on the day, as far as known."),
                        "text": shapes.listed(shapes.text("A line."), "The words; of a rule, notes and versions."),
                        "obligations": _OURS,
                        "claims": shapes.CLAIMS,
                    },
                    "What is at the place.",
                    optional=("standing",),
                ),
                "additionalProperties": True,
            },
            "Every place that is meant; of a whole rule, its articles (or provisions) page by page behind it.",
        ),
    },
    "What is there.",
)


def answer(question: ToolQuestion) -> ToolResult:
    """The entries of the places that are meant."""
    lang, as_of = question.lang, question.as_of
    base, places, texts = _places(question)
    total, page = len(places), [(place, texts) for place in question.page(places)[0]]
    if len(places) == 1 and not isinstance(places[0], Term) and isinstance(places[0][1], Regulation):
        text = texts[places[0][0].id].text if places[0][0].id in texts else places[0][0]
        inside: Sequence[Article | Provision] = text.articles or text.provisions
        total = len(inside)
        # Where each article is in the other versions takes a while: of a whole page nobody asked for that.
        page = [(places[0], texts), *(((text, part), {}) for part in question.page(inside)[0])]
    entries = []
    for place, compared in page:
        value = entry_of(base, place, compared, lang, as_of)
        entries.append(
            {**value, **_pruned(place, texts, value["text"]), "claims": list(_claims(question, place, texts))}
        )
    lines = [line for value in entries for line in (value["title"], value.get("standing", ""), *_ours(value)) if line]
    gaps = [question.gap("own_reading"), *(g for place, _ in page for g in _gaps(question, place))]
    gaps += [question.gap("page", total=total)] if question.place(total)["next_offset"] else []
    return ToolResult({**question.place(total), "entries": entries}, gaps, lines)


def _places(question: ToolQuestion) -> tuple[Corpus, list[Place], dict[str, Version]]:
    """What is meant: as it is written, else what a document that says so would cite."""
    what = question.arguments["what"].strip()
    rules = [question.rule(question.arguments["rule"]).id] if question.arguments.get("rule") else []

    def work(index: LookupIndex) -> tuple[Corpus, list[Place], dict[str, Version]]:
        for words in (what, *_cited(question, what)):
            base, places, texts = meant(index, expression.sought(words), rules, question.as_of)
            if places:
                return base, places, texts
        remedy = close_to(what, names(index), "call search with a few of its words")
        raise Misuse(f"there is no '{one_line(what)}' here, which does not mean that there is none; {remedy}")

    return question.consult(work)


def _cited(question: ToolQuestion, what: str) -> Iterator[str]:
    """The citations in a text, and the rule that it names in other letters, as ids."""
    for cited in citations([what], LoadedLaws(question.corpus).names):
        yield from (f"{id}#{cited.place.eId}" for id in cited.law.ids)
    bare = what.strip("《》").casefold()
    for rule in question.corpus.regulations.values():
        if bare in (name.casefold() for name in rule.names()):
            yield rule.id


def _pruned(place: Place, texts: Mapping[str, Version], text: list[str]) -> dict[str, Any]:
    """What is otherwise in an entry: the articles of a rule come page by page, their words in the claims."""
    rule, part = (None, place) if isinstance(place, Term) else place
    if rule is None or not isinstance(part, Regulation | Article):
        return {}
    version = texts.get(rule.id)
    if isinstance(part, Article):
        id = f"{rule.id}@{version.day or 'undated'}" if version else rule.id
        return {"id": f"{id}#{part.eId}", "text": text[len(tuple(part.units())) :]}
    articles = (version.text if version else part).articles
    count = sum(1 + len(article.divisions) for article in articles)
    return {"text": text[: len(text) - count]}


def _ours(value: dict[str, Any]) -> Iterator[str]:
    if not value["claims"]:  # otherwise they are quoted below
        yield from value["text"]
    for record in value["obligations"]:
        yield f"- {record['modality']} {record['title']} ({record['id']}): {record['summary']}"


def _claims(question: ToolQuestion, place: Place, texts: Mapping[str, Version]) -> Iterator[str]:
    if isinstance(place, Term):
        return
    regulation, part = place
    rule = question.corpus.regulations[regulation.id]
    match part:
        case Article():
            yield from question.claim(rule, part.eId, texts.get(rule.id))
        case Obligation():
            yield from question.claim(rule, part.eId)
        case Provision():
            yield from question.claim_provision(rule, part)


def _gaps(question: ToolQuestion, place: Place) -> Iterator[Gap]:
    """What is not here of a place."""
    if isinstance(place, Term):
        return
    rule, part = question.corpus.regulations[place[0].id], place[1]
    yield from question.gaps([rule])
    if isinstance(part, MissingArticle):
        yield question.gap("no_words", rule, cited=citation.label(rule, f"art_{part.number}", question.lang))
    if isinstance(part, Provision) and not question.claim_provision(rule, part):
        yield question.gap("no_words", rule, cited=part.title[question.lang])
