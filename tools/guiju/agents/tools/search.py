"""Find provisions, duties and terms of Chinese internet law by words, by a sentence, or by a question.

Use it first. Give a few words in Chinese or English (日志, real name), a sentence that may be law (if no law has it,
the nearest is shown with the differences), or a question in everyday words (hits that are not `literal` may answer it:
read them; if the first is `weak`, no law here answers it). For a citation, a title or an alias call get_article.
Superseded versions are left out unless `texts` is all. Only this knowledge base is searched: finding nothing does not
mean that there is no such law.
"""

from typing import Any

from guiju.agents import schemas
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall, consult
from guiju.law.versions import of_day
from guiju.lookup.find import Answer, as_json
from guiju.lookup.find import answer as find
from guiju.lookup.laws import Laws
from guiju.search.index import LookupIndex
from guiju.search.search import Hit, SearchedTexts

ARGUMENTS = {
    "query": schemas.words("Words in either language, a sentence, or a question.", 500),
    "texts?": (
        "string",
        "Which texts: all but superseded versions, only what is law on the day, or all.",
        {"enum": ["not_superseded", "of_the_day", "all"], "default": "not_superseded"},
    ),
}
RESULT = {
    "named": ["The id of a rule.", "Rules that the query names, or whose name it begins with: call get_article."],
    "hits": [
        {
            "kind": "text: of a law; near: almost the sentence; provision, obligation, term, case, page: in our words.",
            "id": "What get_article takes.",
            "title": "Where it is.",
            "text": "Its words, those of the law or ours; in English answers a translation.",
            "literal": ("boolean", "Whether it has the words as they stand, or is the place that they cite."),
            "weak": ("boolean", "Whether it matches little of the query."),
            "words": ["A word.", "The words of the question that it has."],
            "question": "A question like this one that it answers; empty where there is none.",
            "likeness?": ("number", "How like the sentence it is, from 0 to 1."),
            "difference?": [
                {"in": "both, law or query.", "text": "The words."},
                "How the sentence differs from the law.",
            ],
            "claims": schemas.CLAIMS,
        },
        "The hits, the best first.",
    ],
}


def answer(question: ToolCall) -> ToolResult:
    """The hits on the page."""
    within = SearchedTexts(question.as_of.isoformat(), question.arguments["texts"])
    query = question.arguments["query"].strip()

    def work(index: LookupIndex) -> tuple[Answer, list[str]]:
        return find(index, query, question.lang, within), [*Laws(index).beginning(query)]

    found, named = consult(question.kb, work)
    best, gaps = found.results.hits, []
    if not best:
        gaps.append(question.gap("none", what=query))
    elif found.results.is_unanswered:
        gaps.append(question.gap("unanswered", what=query))
    elif not best[0].is_literal:
        gaps.append(question.gap("not_literal", what=query))
    gaps += [question.gap("taken_for", what=query, words=found.taken_for)] if found.taken_for else []
    gaps += [question.gap("law_not_here", law="、".join(found.absent))] if found.absent else []
    hits, number = question.page(best, found.results.total)
    entries = [{**_value(hit), "claims": _claims(question, hit)} for hit in hits]
    gaps += [question.gap("own_reading")] if any(hit.kind in ("obligation", "term") for hit in hits) else []
    lines = [f"{hit.title} ({hit.id}): {hit.text}" for hit in hits]
    return ToolResult({**number, "named": named, "hits": entries}, gaps, lines)


def _value(hit: Hit) -> dict[str, Any]:
    value = as_json(hit)
    keys = ("kind", "id", "title", "text", "literal", "weak", "likeness", "difference")
    return {key: value[key] for key in keys if key in value} | {"words": [*hit.words], "question": hit.question}


def _claims(question: ToolCall, hit: Hit) -> list[str]:
    name, _, place = hit.id.partition("#")
    id, _, day = name.partition("@")
    rule = question.corpus.regulations.get(id)
    if rule is None:
        return []
    if provision := question.corpus.provision(hit.id):
        return question.claim_provision(rule, provision)
    duty = rule.obligation(place)
    return question.claim(rule, duty.eId if duty else place, of_day(rule, day) if day else None)
