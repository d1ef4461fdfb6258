"""Find words in Chinese internet law: provisions, duties and terms of this knowledge base.

Use it first, with a few words in Chinese or English (日志, real name), a term, or a sentence of which you want to know
whether it is law: of one that no law contains, the nearest is shown with the difference. A question works too: its hits
are then related, not literal. To read an article, or to look up a citation, a title or an alias, call get_article. It
leaves out superseded versions, unless `texts` is all. It does not say that there is no such law: what is not in the
knowledge base is not found.
"""

from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.nearness import near
from guiju.agents.question import ToolQuestion
from guiju.law.text import citation
from guiju.law.versions import of_day
from guiju.lookup.find import as_json
from guiju.lookup.index import LookupIndex, rules_named
from guiju.lookup.search import MOST, Hit, SearchedTexts, search

ARGUMENTS = {
    "query": shapes.text("Words in either language, a term, or a sentence.", minLength=1, maxLength=500, pattern="\\S"),
    "texts": {
        "enum": ["not_superseded", "of_the_day", "all"],
        "default": "not_superseded",
        "description": "Which texts: all but superseded versions, only what is law on the day, or every one.",
    },
    **shapes.AS_OF,
    **shapes.LANG,
    **shapes.PAGE,
}
REQUIRED = ("query",)
_MOST_RELATED = 10
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "named": shapes.listed(shapes.text("An id."), "Rules whose name the query is or begins with: get_article."),
        "hits": shapes.listed(
            shapes.record(
                {
                    "kind": shapes.text("text; near: almost; obligation, term: our words; related: not literal."),
                    "id": shapes.text("What get_article takes."),
                    "title": shapes.text("What it is."),
                    "text": shapes.text("Its words, those of the law or ours; a translation in English."),
                    "likeness": {"type": "number", "description": "How like it is to the sentence, 0 to 1."},
                    "difference": shapes.listed(
                        shapes.record(
                            {"in": shapes.text("both, law or query."), "text": shapes.text("The words.")}, "A piece."
                        ),
                        "How the sentence differs from the law.",
                    ),
                    "claims": shapes.CLAIMS,
                },
                "A hit.",
                optional=("likeness", "difference"),
            ),
            "The best first.",
        ),
    },
    "What was found.",
)


def answer(question: ToolQuestion) -> ToolResult:
    """The hits of a page."""
    given, lang = question.arguments, question.lang
    within = SearchedTexts(question.as_of.isoformat(), given["texts"])
    query = given["query"].strip()

    def work(index: LookupIndex) -> tuple[int, list[Hit], list[str]]:
        return *search(index.database, query, lang, within), rules_named(index, query)

    total, every, named = question.consult(work)
    literal = bool(every)
    if not literal:
        every = [_related(question, id) for id in near(question.kb, query)[:_MOST_RELATED]]
        total = len(every)
    hits, place = question.page(every)
    place |= {"total": total} | ({} if given["offset"] + given["limit"] < min(total, MOST) else {"next_offset": None})
    kind = {} if literal else {"kind": "related"}
    entries = [{**as_json(hit), **kind, "claims": _claims(question, hit)} for hit in hits]
    gaps = [question.gap("own_reading")] if any(hit.kind in ("obligation", "term") for hit in hits) else []
    gaps += [] if literal else [question.gap("not_literal" if every else "none", what=query)]
    gaps += [question.gap("page", total=total)] if len(hits) < total else []
    lines = [f"{hit.title} ({hit.id}): {hit.text}" for hit in hits]
    return ToolResult({**place, "named": named, "hits": entries}, gaps, lines)


def _related(question: ToolQuestion, id: str) -> Hit:
    """A place that the query may be about."""
    rule_id, _, place = id.partition("#")
    rule, lang = question.corpus.regulations[rule_id], question.lang
    article = rule.article(place)
    units = [unit[lang] for unit in article.units() if f"{unit.eId}__".startswith(f"{place}__")] if article else []
    heading = article.heading[lang] if article else ""
    title = f"{rule.short_title[lang]} {citation.label(rule, place, lang)} {heading}".rstrip()
    return Hit("text", id, title, "\n".join(units))


def _claims(question: ToolQuestion, hit: Hit) -> list[str]:
    named, _, place = hit.id.partition("#")
    id, _, day = named.partition("@")
    rule = question.corpus.regulations.get(id)
    if rule is None:
        return []
    record = rule.obligation(place)
    return question.claim(rule, record.eId if record else place, of_day(rule, day) if day else None)
