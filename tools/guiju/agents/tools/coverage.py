"""Say what this knowledge base has and has not: each rule with its versions, how far it is read, and its force.

Use it before you say that something is not regulated, and to learn ids of rules, roles and topics, versions and what is
unverified. full: read whole; excerpt: some provisions, though whole texts may be among its versions; text: words only,
no duties; outline: no words. `not_searched` are laws that are known to matter and that nobody searched here. Laws that
are in neither list are not covered at all. The claims are the words
with which a rule says when it takes effect.
"""

from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolQuestion
from guiju.law import excerpt
from guiju.law.versions import in_force, versions
from guiju.model import Regulation
from guiju.reasoning.standing import standing

ARGUMENTS = {**shapes.RULE, **shapes.AS_OF, **shapes.LANG, **shapes.PAGE}
REQUIRED = ()
_LAW = {"law": shapes.text("Its title."), "remark": shapes.text("In which texts, or why not.")}
_NAMED = shapes.record({"id": shapes.text("Its id."), "label": shapes.text("What it is.")}, "A word.")
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "rules": shapes.listed(
            shapes.record(
                {
                    "id": shapes.text("Its id."),
                    "title": shapes.text("Its title."),
                    "aliases": shapes.listed(shapes.text("A name."), "What else it is called."),
                    "coverage": shapes.text(
                        "full, excerpt, text or outline: how far we read it; whole texts may be versions."
                    ),
                    "missing": shapes.maybe(shapes.text("The articles that are not here, of an excerpt.")),
                    "state": shapes.text("State on the day; unverified: nobody has confirmed that it is in force."),
                    "standing": shapes.text("The same in words."),
                    "note": shapes.text("What is known of its force."),
                    "versions": shapes.listed(
                        shapes.record(
                            {
                                "id": shapes.text("What get_article takes."),
                                "from": shapes.text("Its first day, or unknown."),
                                "until": shapes.maybe(shapes.text("The day after its last, or unknown.")),
                                "in_force": shapes.truth("Whether it is the text of the day, as far as known."),
                            },
                            "A text.",
                        ),
                        "The recorded texts.",
                    ),
                    "articles": shapes.number("Articles with their words."),
                    "duties": shapes.number("Duties, powers and recommendations read."),
                    "provisions": shapes.number("Provisions that duties lead to."),
                    "claims": shapes.CLAIMS,
                },
                "A rule.",
            ),
            "The rules, by id.",
        ),
        "roles": shapes.listed(_NAMED, "For whom there are duties."),
        "topics": shapes.listed(_NAMED, "What duties are about."),
        "searched": shapes.listed(shapes.record(_LAW, "A law."), "In which laws penalties were looked for."),
        "not_searched": shapes.listed(shapes.record(_LAW, "A law."), "Known to matter, and not searched."),
    },
    "What is covered.",
)


def answer(question: ToolQuestion) -> ToolResult:
    """The rules of a page."""
    corpus, lang = question.corpus, question.lang
    chosen = [question.rule(question.arguments["rule"])] if question.arguments.get("rule") else None
    rules, place = question.page(chosen or tuple(corpus.regulations.values()))
    search = corpus.penalty_search
    value = {
        **place,
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
    gaps = [*question.gaps(rules), *question.not_searched()]
    gaps += [question.gap("page", total=place["total"])] if len(rules) < place["total"] else []
    words = [f"{e['id']}: {e['title']}: {e['coverage']}; {e['standing']}" for e in value["rules"]]
    return ToolResult(value, gaps, words)


def _rule(question: ToolQuestion, rule: Regulation) -> dict[str, object]:
    lang, day, stands = question.lang, question.as_of, standing(rule, question.as_of)
    begins = (span.eId for span in rule.spans if span.kind == "commencement")
    return {
        "id": rule.id,
        "title": rule.title[lang],
        "aliases": list(rule.aliases),
        "coverage": rule.coverage,
        "missing": excerpt.missing_articles(rule)[lang] if rule.missing else None,
        "state": stands.state,
        "standing": stands.words[lang],
        "note": rule.force.note[lang],
        "versions": [
            {
                "id": f"{rule.id}@{version.day or 'undated'}",
                "from": str(version.from_),
                "until": str(version.until) if version.until else None,
                "in_force": version == in_force(rule, day),
            }
            for version in versions(rule)
        ],
        "articles": max([len(version.text.articles) for version in versions(rule)], default=0),
        "duties": len(rule.obligations),
        "provisions": len(rule.provisions),
        "claims": [id for eId in begins for id in question.claim(rule, eId)],
    }
