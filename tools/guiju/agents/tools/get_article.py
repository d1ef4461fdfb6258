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
from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.law.versions import Version
from guiju.lookup import version_query
from guiju.lookup.laws import Laws
from guiju.lookup.resolution import Meant, Resolution, resolved
from guiju.lookup.show import entry_of
from guiju.model import Article, Corpus, MissingArticle, Obligation, Provision, Regulation, Term
from guiju.places import citation
from guiju.search.index import LookupIndex

_OF_A_DUTY = ("id", "title", "modality", "summary", "bearers", "history", "exceptions", "consequence")
_MANY = 3  # duties of an article, beyond which less is said of each
EXAMPLE = {"what": "群组规定第十三条第二款", "lang": "en"}
ARGUMENTS = {"what": schemas.words("A citation, a title, an alias or an id.", 300), "rule?": schemas.RULE}


def answer(question: ToolCall) -> ToolResult[Meant]:
    """Every place that is meant; of a rule, also its articles, else provisions."""
    what, rule = question.arguments["what"], question.arguments.get("rule")

    def work(index: LookupIndex) -> tuple[Resolution, Corpus]:
        resolution = resolved(what, laws := Laws(index), question.as_of, laws.ids(rule) if rule else ())
        return resolution, resolution.base

    meaning = question.consult(work)
    places, texts = [*meaning.places], meaning.versions
    rules = [place[0] for place in places if not isinstance(place, Term) and isinstance(place[1], Regulation)]
    if whole := len(places) == len(rules) == 1:
        text = texts[rules[0].id].text if rules[0].id in texts else rules[0]
        parts: Sequence[Article | Provision] = text.articles or text.provisions
        places += [(text, part) for part in parts]
    remarks = [remark[question.lang] for remark in meaning.remarks]

    def entry(place: Meant) -> ResultEntry:
        # Comparing each article with the other versions is slow, so the articles of a rule leave that out.
        compared = {} if whole and place is not places[0] else texts
        made = entry_of(meaning.base, place, compared, question.lang, question.as_of)
        claims, gaps = _quoted(question, place, texts)
        made |= {**_without_words(place, texts, made["text"], claims), "claims": claims}
        kept = _OF_A_DUTY[: 2 if whole else 3 if len(made["obligations"]) > _MANY else None]
        made["obligations"] = [{key: duty[key] for key in kept if duty[key]} for duty in made["obligations"]]
        heading = [] if claims else [*filter(None, (made["title"], made.get("standing")))]
        own = [] if whole or place is not places[0] else remarks
        return ResultEntry(made, heading, [*dict.fromkeys((*own, *_lines(made)))], gaps)

    return ToolResult("entries", places, entry, {"remarks": remarks} if remarks else {}, [question.gap("own_reading")])


def _without_words(place: Meant, texts: Mapping[str, Version], text: list[str], claims: list[str]) -> dict[str, Any]:
    """Changes to the entry of a rule, an article or what is quoted: the claims have its words, and the id of an article
    names the version."""
    rule, part = (None, place) if isinstance(place, Term) else place
    version = texts.get(rule.id) if rule else None
    if rule and isinstance(part, Article):
        id = version_query.name(rule, version) if version else rule.id
        return {"id": f"{id}#{part.eId}", "text": text[len(tuple(part.units())) :]}
    if isinstance(part, Regulation):
        read = version.text if version else part
        listed = sum(1 + len(article.divisions) for article in read.articles) or len(read.provisions)
        return {"text": text[: len(text) - listed]}
    return {"words": []} if claims and isinstance(part, Provision) else {}


def _lines(entry: dict[str, Any]) -> Iterator[str]:
    yield from entry["text"]
    for record in entry["obligations"]:
        summary = f": {record['summary']}" if "summary" in record else ""
        yield f"- {record.get('modality', '')} {record['title']} ({record['id']}){summary}"
    for sanction in entry.get("sanctions", ()):
        yield f"- {sanction['tier']}: {sanction['penalty']}"


def _quoted(question: ToolCall, place: Meant, texts: Mapping[str, Version]) -> tuple[list[str], list[Gap]]:
    """The claims that quote a place, and what is not covered of its rule, or its words where these are not here."""
    if isinstance(place, Term):
        return [], []
    rule, part = question.corpus.regulations[place[0].id], place[1]
    claims, cited = list[str](), ""
    if isinstance(part, Provision):
        claims = question.claim_provision(rule, part)
        cited = "" if claims else part.title[question.lang]
    elif isinstance(part, Article | Obligation):
        claims = question.claim(rule, part.eId, texts.get(rule.id) if isinstance(part, Article) else None)
    elif isinstance(part, MissingArticle):
        cited = citation.label(rule, f"art_{part.number}", question.lang)
    return claims, [*question.gaps([rule]), *([question.gap("no_words", rule, cited=cited)] if cited else [])]
