"""Find provisions, duties and terms of Chinese internet law by words, by a sentence, or by a question.

Use it first. Give a few words in Chinese or English (日志, real name), a sentence that may be law (if no law has it,
the nearest is shown with the differences), or a question in everyday words (its hits are `related`: read them to see
whether they answer it). For a citation, a title or an alias call get_article. Superseded versions are left out unless
`texts` is all. Only this knowledge base is searched: finding nothing does not mean that there is no such law.
"""

from collections.abc import Sequence

from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.nearness import near
from guiju.agents.question import ToolQuestion, consult
from guiju.law.versions import of_day
from guiju.lookup.find import as_json
from guiju.lookup.index import LookupIndex
from guiju.lookup.laws import Laws
from guiju.lookup.search import Hit, SearchedTexts, search

ARGUMENTS = {
    "query": shapes.words("Words in either language, a sentence, or a question.", 500),
    "texts?": (
        "string",
        "Which texts: all but superseded versions, only what is law on the day, or all.",
        {"enum": ["not_superseded", "of_the_day", "all"], "default": "not_superseded"},
    ),
}
_MOST_RELATED = 10
RESULT = {
    "named": ["The id of a rule.", "Rules that the query names, or whose name it begins with: call get_article."],
    "hits": [
        {
            "kind": "text: has the words; near: almost; obligation, term: our words; related: may answer the question.",
            "id": "What get_article takes.",
            "title": "Where it is.",
            "text": "Its words, those of the law or ours; in English answers a translation.",
            "likeness?": ("number", "How like the sentence it is, from 0 to 1."),
            "difference?": [
                {"in": "both, law or query.", "text": "The words."},
                "How the sentence differs from the law.",
            ],
            "claims": shapes.CLAIMS,
        },
        "The hits, the best first.",
    ],
}


def answer(question: ToolQuestion) -> ToolResult:
    """The hits on the page."""
    within = SearchedTexts(question.as_of.isoformat(), question.arguments["texts"])
    query = question.arguments["query"].strip()

    def work(index: LookupIndex) -> tuple[int, Sequence[Hit], list[str]]:
        laws = Laws(index)
        return *search(index, query, question.lang, within), [*laws.beginning(query)]

    total, best, named = consult(question.kb, work)
    kind, gaps = {}, []
    if not best:
        best = near(question.kb, query, question.lang, within)[:_MOST_RELATED]
        total, kind = len(best), {"kind": "related"}
        gaps.append(question.gap("not_literal" if best else "none", what=query))
    hits, number = question.page(best, total)
    entries = [{**as_json(hit), **kind, "claims": _claims(question, hit)} for hit in hits]
    gaps += [question.gap("own_reading")] if any(hit.kind in ("obligation", "term") for hit in hits) else []
    lines = [f"{hit.title} ({hit.id}): {hit.text}" for hit in hits]
    return ToolResult({**number, "named": named, "hits": entries}, gaps, lines)


def _claims(question: ToolQuestion, hit: Hit) -> list[str]:
    name, _, place = hit.id.partition("#")
    id, _, day = name.partition("@")
    rule = question.corpus.regulations.get(id)
    if rule is None:
        return []
    if provision := question.corpus.provision(hit.id):
        return question.claim_provision(rule, provision)
    duty = rule.obligation(place)
    return question.claim(rule, duty.eId if duty else place, of_day(rule, day) if day else None)
