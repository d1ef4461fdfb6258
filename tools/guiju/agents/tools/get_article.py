"""Read the law at a place: an article, 款 or 项, a complete rule page by page, a duty, a term, a penal provision.

`what` is a citation in any form (群组规定第九条第二款, 《网络安全法》第二十一条, Group Provisions art. 9(2)), a title,
an alias, or an id from another answer. as_of decides which version of a law is read; an id with @2016-11-07 names one.
Quote from the claims, which are verbatim Chinese. The answer says whether the words are law on that day, as far as
known, and which duties we read from them. It does not say whether somebody complies, or what other laws add.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guiju.agents import schemas
from guiju.agents.answer import Gap
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall, consult
from guiju.law.versions import Version
from guiju.lookup import version_query
from guiju.lookup.laws import Laws
from guiju.lookup.resolution import Meant, Resolution, resolved
from guiju.lookup.show import entry_of
from guiju.model import Article, MissingArticle, Obligation, Provision, Regulation, Term
from guiju.places import citation

ARGUMENTS = {"what": schemas.words("A citation, a title, an alias or an id.", 300), "rule?": schemas.RULE}
RESULT = {
    "entries": [
        {
            "kind": "regulation, article, missing, obligation, term or provision.",
            "id": "Its id.",
            "title": "How it is cited, and its heading, which is ours.",
            "standing?": "Its state on the day, as far as known.",
            "text": ["A line.", "The words; of a rule, remarks and versions."],
            "obligations": [("object", "A duty."), "The duties that we read from it."],
            "claims": schemas.CLAIMS,
            schemas.MORE: "What is at the place.",
        },
        "Every place that is meant; after a complete rule, its articles (or provisions) page by page.",
    ],
    "remarks?": ["A remark.", "How it was read: renumbered since, of which text, a range or another paragraph."],
}


def answer(question: ToolCall) -> ToolResult:
    """The entries on the page."""
    meaning = _meaning(question)
    base, places, texts = meaning.base, meaning.places, meaning.versions
    page, number = question.page(places)
    listing = [(place, texts) for place in page]
    if len(places) == 1 and not isinstance(places[0], Term) and isinstance(places[0][1], Regulation):
        rule = places[0][0]
        text = texts[rule.id].text if rule.id in texts else rule
        inside: Sequence[Article | Provision] = text.articles or text.provisions
        page_inside, number = question.page(inside)
        # Comparing each article with the other versions is slow, so a page of articles leaves that out.
        listing = [(places[0], texts), *(((text, part), {}) for part in page_inside)]
    entries = []
    for place, compared in listing:
        entry = entry_of(base, place, compared, question.lang, question.as_of)
        entry |= {**_without_words(place, texts, entry["text"]), "claims": list(_claims(question, place, texts))}
        entries.append(entry)
    remarks = [remark[question.lang] for remark in meaning.remarks]
    optional = {"remarks": remarks} if remarks else {}
    gaps = [question.gap("own_reading"), *(gap for place, _ in listing for gap in _gaps(question, place))]
    lines = [*remarks, *(line for entry in entries for line in _lines(entry))]
    return ToolResult({**number, "entries": entries, **optional}, gaps, lines)


def _meaning(question: ToolCall) -> Resolution:
    """What is meant. Misuse where that is nothing."""
    what, rule = question.arguments["what"], question.arguments.get("rule")
    rules = [question.kb.rule(rule).id] if rule else []
    return consult(question.kb, lambda index: resolved(what, Laws(index), question.as_of, rules))


def _without_words(place: Meant, texts: Mapping[str, Version], text: list[str]) -> dict[str, Any]:
    """Changes to the entry of a rule or article: the claims have its words, and its id names the version."""
    rule, part = (None, place) if isinstance(place, Term) else place
    version = texts.get(rule.id) if rule else None
    if rule and isinstance(part, Article):
        id = version_query.name(rule, version) if version else rule.id
        return {"id": f"{id}#{part.eId}", "text": text[len(tuple(part.units())) :]}
    if isinstance(part, Regulation):
        articles = (version.text if version else part).articles
        return {"text": text[: len(text) - sum(1 + len(article.divisions) for article in articles)]}
    return {}


def _lines(entry: dict[str, Any]) -> Iterator[str]:
    yield from filter(None, (entry["title"], entry.get("standing")))
    if not entry["claims"]:  # otherwise they are quoted below
        yield from entry["text"]
    for record in entry["obligations"]:
        yield f"- {record['modality']} {record['title']} ({record['id']}): {record['summary']}"


def _claims(question: ToolCall, place: Meant, texts: Mapping[str, Version]) -> list[str]:
    if isinstance(place, Term):
        return []
    rule, part = question.corpus.regulations[place[0].id], place[1]
    if isinstance(part, Provision):
        return question.claim_provision(rule, part)
    version = texts.get(rule.id) if isinstance(part, Article) else None
    return question.claim(rule, part.eId, version) if isinstance(part, Article | Obligation) else []


def _gaps(question: ToolCall, place: Meant) -> Iterator[Gap]:
    if isinstance(place, Term):
        return
    rule, part = question.corpus.regulations[place[0].id], place[1]
    yield from question.gaps([rule])
    if isinstance(part, MissingArticle):
        yield question.gap("no_words", rule, cited=citation.label(rule, f"art_{part.number}", question.lang))
    if isinstance(part, Provision) and not question.claim_provision(rule, part):
        yield question.gap("no_words", rule, cited=part.title[question.lang])
