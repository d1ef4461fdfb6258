"""Find provisions, duties and terms of Chinese internet law by words, by a sentence, or by a question.

Use it first. Give a few words in Chinese or English (日志, real name), a sentence that may be law (if no law has it,
the nearest is shown with the differences), or a question in everyday words (hits that are not `literal` may answer it:
read them; if the first is `weak`, no answer was found here). Where `answer` is there, it comes first: two sentences on
that situation, what to do, and the heaviest penalty that is not excluded, with whether it could apply or is open. Where
`near_answers` has some, see whether the question is one of these situations; that one has an answer: search for its
title. For a citation, a title or an alias call get_article.
Only this knowledge base is searched: finding nothing does not mean that there is no such law.
"""

from functools import partial

from guiju.agents import schemas
from guiju.agents.answer import Gap
from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import NEAR, WHY, ToolCall
from guiju.documents.answer_card import CardContent
from guiju.law.load import LOOKUP_KINDS
from guiju.law.versions import of_day
from guiju.lookup import answer_card
from guiju.lookup.find import Answer, as_json
from guiju.lookup.find import answer as find
from guiju.lookup.laws import Laws
from guiju.model import Corpus
from guiju.search.index import LookupIndex
from guiju.search.search import Hit, SearchedTexts

EXAMPLE = {"query": "日志", "limit": 2}
ARGUMENTS = {
    "query": schemas.words("Words in either language, a sentence, or a question.", 500),
    "texts?": (
        "string",
        "Which texts: all but superseded versions, only what is law on the day, or all.",
        {"enum": ["not_superseded", "of_the_day", "all"], "default": "not_superseded"},
    ),
}

_PENALTY = ("reach", "subject", "words", "provision")


def answer(question: ToolCall) -> ToolResult[Hit]:
    """The hits."""
    within = SearchedTexts(question.as_of.isoformat(), question.arguments["texts"])
    query = question.arguments["query"].strip()

    def work(index: LookupIndex) -> tuple[tuple[Answer, list[str], CardContent | None], Corpus]:
        answered = find(index, query, question.lang, within)
        laws = {hit.id.partition("#")[0].partition("@")[0] for hit in answered.results.hits}
        card = answer_card.content_of(index, answered.cards.best, question.lang, within.day, laws)
        base = card[1] if card else index.corpus(laws, LOOKUP_KINDS)
        return (answered, [*Laws(index).beginning(query)], card[0] if card else None), base

    found, named, card = question.consult(work)
    best, first = found.results.hits, list[Gap]()
    if not best:
        first.append(question.gap("none", what=query))
    elif found.results.is_unanswered and not card:
        first.append(question.gap("unanswered", what=query))
    elif not best[0].is_literal:
        first.append(question.gap("not_literal", what=query))
    first += [question.gap("taken_for", what=query, words=found.taken_for)] if found.taken_for else []
    first += [question.gap("law_not_here", law="、".join(found.absent))] if found.absent else []
    gaps, lines = [*first, question.gap("own_reading")], [gap.words for gap in first]
    near = [one._asdict() for one in found.cards.near]
    titles = "".join(f"\n  {one.title}" for one in found.cards.near)
    lines += [NEAR[question.lang].format(titles=titles)] if near else []
    entry, total = partial(_entry, question), found.results.total
    lead = _card(question, card) if card else None
    return ToolResult(
        "hits", best, entry, {"named": named, "answer": None, "near_answers": near}, gaps, lines, total=total, lead=lead
    )


def _card(question: ToolCall, card: CardContent) -> ResultEntry:
    """The answer card: its words are claims; the duties, which other tools give, are left out."""
    value = {
        "id": card.id,
        "title": card.title,
        "question": card.question,
        "sentences": [{"text": one.text, "places": [place.id for place in one.places]} for one in card.sentences],
        "steps": [{"kind": step.kind, "text": step.text} for step in card.steps],
        "consequences": [
            {"word": one.word, "condition": one.condition or "", "authority": one.authority}
            | {key: getattr(one.penalty, key) for key in _PENALTY}
            for one in card.consequences
        ],
        "turns_on": [*card.turns_on],
        "no_consequence": card.no_consequence or "",
        "case": card.case.id if card.case else "",
        "claims": _claims(question, card.quotation.place.id),
    }
    return ResultEntry(value, [*answer_card.plain_lines(card, question.lang)])


def _entry(question: ToolCall, hit: Hit) -> ResultEntry:
    value, claims = as_json(hit), _claims(question, hit.id)
    keys = ("kind", "id", "title", "text", "literal", "weak", "likeness", "difference")
    if claims and hit.kind == "text":  # the claims have its words
        del value["text"]
    named = {key: value[key] for key in keys if value.get(key, "") != ""}
    why = "" if hit.is_literal else "question" if hit.question else "weak" if hit.is_weak else "words"
    values = {"question": hit.question, "words": "、".join(hit.words)}
    reason = WHY[why][question.lang].format(**values) if why and values["words" if why == "weak" else why] else ""
    line = ": ".join(filter(None, (f"{hit.title} ({hit.id}){reason}", value.get("text"))))
    rule = question.corpus.regulations.get(hit.id.partition("#")[0])
    unquoted = rule and hit.kind == "provision" and not claims
    gaps = [question.gap("no_words", rule, cited=hit.title)] if unquoted else []
    return ResultEntry({**named, "words": [*hit.words], "question": hit.question, "claims": claims}, [line], gaps=gaps)


def _claims(question: ToolCall, global_id: str) -> list[str]:
    name, _, place = global_id.partition("#")
    id, _, day = name.partition("@")
    rule = question.corpus.regulations.get(id)
    if rule is None:
        return []
    if provision := question.corpus.provision(global_id):
        return question.claim_provision(rule, provision)
    duty = rule.obligation(place)
    return question.claim(rule, duty.eId if duty else place, of_day(rule, day) if day else None)
