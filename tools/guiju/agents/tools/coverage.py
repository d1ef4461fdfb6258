"""Say what this knowledge base covers: its rules, versions and their force, roles, topics, and laws not searched.

Use it before you say that something is not regulated, and to find the ids that other tools take. The coverage of a rule
is full (read completely), excerpt (some provisions; complete texts may be among its versions), text (words only, no
duties) or outline (no words). unverified: nobody has confirmed that it is in force. Laws in none of the lists are not
covered at all. The claims quote when a rule takes effect.
"""

from guiju.agents import schemas
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall
from guiju.law import excerpt
from guiju.law.versions import versions
from guiju.lookup import version_query
from guiju.model import Regulation
from guiju.reasoning.standing import standing

ARGUMENTS = {"rule?": schemas.RULE}
_NAMED = {"id": "Its id.", "label": "What it is."}
RESULT = {
    "rules": [
        {
            "id": "Its id.",
            "title": "Its title.",
            "aliases": ["Another name of it."],
            "coverage": "full, excerpt, text or outline.",
            "missing": (schemas.STRING_OR_NULL, "The articles of an excerpt that are not here."),
            "state": "Its state on the day.",
            "standing": "The same in words.",
            "note": "What is known of its force.",
            "versions": [
                {
                    "id": "What get_article takes.",
                    "from": "Its first day, or unknown.",
                    "until": (schemas.STRING_OR_NULL, "The day after its last day, or unknown."),
                    "in_force": ("boolean", "Whether it is the text of the day, as far as known."),
                },
                "The texts that are here.",
            ],
            "articles": ("integer", "Articles whose words are here."),
            "duties": ("integer", "Duties, powers and recommendations read from it."),
            "provisions": ("integer", "Provisions of it that duties lead to, such as penalties."),
            "claims": schemas.CLAIMS,
        },
        "The rules, by id.",
    ],
    "roles": [_NAMED, "Those that duties can be listed for."],
    "topics": [_NAMED, "What duties are about."],
    "searched": [{"law": "Its title.", "remark": "Which texts of it."}, "The laws searched for penalties."],
    "not_searched": [{"law": "Its title.", "remark": "Why not."}, "Laws known to matter that were not searched."],
}


def answer(question: ToolCall) -> ToolResult:
    """The rules on the page."""
    corpus, lang, name = question.corpus, question.lang, question.arguments.get("rule")
    rules, number = question.page([question.kb.rule(name)] if name else tuple(corpus.regulations.values()))
    search = corpus.penalty_search
    value = {
        **number,
        "rules": [_rule(question, rule) for rule in rules],
        "roles": [{"id": role.id, "label": role.label[lang]} for role in question.kb.roles],
        "topics": [{"id": topic.id, "label": topic.label[lang]} for topic in question.kb.topics],
        "searched": [
            {"law": corpus.regulations[law.regulation].title[lang], "remark": law.texts[lang]}
            for law in (search.searched if search else ())
            if law.regulation in corpus.regulations
        ],
        "not_searched": [
            {"law": law.title[lang], "remark": law.reason[lang]} for law in (search.not_searched if search else ())
        ],
    }
    words = [f"{e['id']}: {e['title']}: {e['coverage']}; {e['standing']}" for e in value["rules"]]
    return ToolResult(value, [*question.gaps(rules), *question.not_searched()], words)


def _rule(question: ToolCall, rule: Regulation) -> dict[str, object]:
    lang, force, texts = question.lang, standing(rule, question.as_of), versions(rule)
    commencement = [span.eId for span in rule.spans if span.kind == "commencement"]
    return {
        "id": rule.id,
        "title": rule.title[lang],
        "aliases": list(rule.aliases),
        "coverage": rule.coverage,
        "missing": excerpt.missing_articles(rule)[lang] if rule.missing else None,
        "state": force.state,
        "standing": force.words[lang],
        "note": rule.force.note[lang],
        "versions": [version_query.value(rule, version, question.as_of) for version in texts],
        "articles": max((len(version.text.articles) for version in texts), default=0),
        "duties": len(rule.obligations),
        "provisions": len(rule.provisions),
        "claims": [id for eId in commencement for id in question.claim(rule, eId)],
    }
