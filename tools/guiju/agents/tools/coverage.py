"""Say what this knowledge base covers: its rules, versions and their force, roles, topics, and laws not searched.

Use it before you say that something is not regulated, and to find the ids that other tools take. The coverage of a rule
is full (read completely), excerpt (some provisions; complete texts may be among its versions), text (words only, no
duties) or outline (no words). unverified: nobody has confirmed that it is in force. Laws in none of the lists are not
covered at all. The claims quote when a rule takes effect.
"""

from functools import partial

from guiju.agents import schemas
from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.files.finding import Misuse, one_line
from guiju.law import excerpt
from guiju.law.versions import versions
from guiju.lookup import version_query
from guiju.lookup.laws import Laws
from guiju.model import Corpus, Regulation
from guiju.reasoning.standing import standing
from guiju.search.index import LookupIndex

ARGUMENTS = {"rule?": schemas.RULE}
EXAMPLE = {"rule": "群组规定"}


def answer(question: ToolCall) -> ToolResult[Regulation]:
    """The rule that is named, else all of them; on the first page also roles, topics and laws not searched."""
    lang, name = question.lang, question.arguments.get("rule")
    if name:
        named = question.consult(partial(_named, name))
        return ToolResult("rules", named, partial(_whole, question), rules=named)
    corpus = question.corpus
    search, value = corpus.penalty_search, dict[str, list[dict[str, str]]]()
    if not question.arguments["offset"] and "more" not in question.arguments:
        value = {
            "roles": [{"id": role.id, "label": role.label[lang]} for role in question.kb.roles],
            "topics": [{"id": topic.id, "label": topic.label[lang]} for topic in question.kb.topics],
            "not_searched": [
                {"law": law.title[lang], "remark": law.reason[lang]} for law in (search.not_searched if search else ())
            ],
        }
    words = [f"{key}: {', '.join(' '.join(entry.values()) for entry in value[key])}" for key in value]
    rules = tuple(corpus.regulations.values())
    return ToolResult("rules", rules, partial(_brief, question), value, question.not_searched(), words)


def _named(name: str, index: LookupIndex) -> tuple[list[Regulation], Corpus]:
    """The rules that are called so. Misuse, which offers no other in their place, where there is none."""
    laws = Laws(index)
    if not (ids := laws.named(name) or laws.names.ids(name)):
        remedy = "nothing is known of it here, and no other law stands for it; coverage without rule lists what is here"
        raise Misuse(f"the rule '{one_line(name)}' is not in this knowledge base; {remedy}")
    base = laws.corpus(ids)
    return [base.regulations[id] for id in ids], base


def _brief(question: ToolCall, rule: Regulation) -> ResultEntry:
    lang, force = question.lang, standing(rule, question.as_of)
    value = {
        "id": rule.id,
        "title": rule.title[lang],
        "aliases": list(rule.aliases),
        "coverage": rule.coverage,
        "state": force.state,
        "standing": force.words[lang],
        "articles": max((len(version.text.articles) for version in versions(rule)), default=0),
        "duties": len(rule.obligations),
        "provisions": len(rule.provisions),
        "claims": [],
    }
    return ResultEntry(value, [f"{rule.id}: {value['title']}: {rule.coverage}; {value['standing']}"])


def _whole(question: ToolCall, rule: Regulation) -> ResultEntry:
    lang, search, brief = question.lang, question.corpus.penalty_search, _brief(question, rule)
    texts = (law.texts[lang] for law in (search.searched if search else ()) if law.regulation == rule.id)
    commencement = [span.eId for span in rule.spans if span.kind == "commencement"]
    value = {
        **brief.value,
        "missing": excerpt.missing_articles(rule)[lang] if rule.missing else None,
        "note": rule.force.note[lang],
        "versions": [version_query.value(rule, version, question.as_of) for version in versions(rule)],
        "searched": next(texts, None),
        "claims": [id for eId in commencement for id in question.claim(rule, eId)],
    }
    return ResultEntry(value, [*brief.lines, value["note"]])
