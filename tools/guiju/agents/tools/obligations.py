"""List duties that this knowledge base reads from Chinese internet law: who must do what, on which words of the law.

Use it to answer what a party must do, may not do or may do: by role, rule and topic, on a day. Each entry has our
summary, its bearers, how to review it, what follows from a breach, and the claims with the words it rests on. It does
not decide whether somebody complies (call assess), lists no duties of rules that nobody read (call coverage), and is
never complete law: a duty that is not listed may exist.
"""

from dataclasses import replace

from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolQuestion
from guiju.documents.checklist import value

ARGUMENTS = {
    **shapes.ROLE,
    **shapes.RULES,
    **shapes.TOPIC,
    **shapes.AS_OF,
    **shapes.LANG,
    **shapes.PAGE,
}
REQUIRED = ()
_LINE = shapes.record(
    {
        "id": shapes.text("The global id of the duty."),
        "cited": shapes.text("Where it is in the law."),
        "title": shapes.text("Our title."),
        "summary": shapes.text("Our summary."),
        "state": shapes.text("displaced: history, not current law."),
        "binds": shapes.truth("Whether it can be kept or broken: powers, permissions and recommendations cannot."),
        "claims": shapes.CLAIMS,
    },
    "A duty; further keys as in schemas/checklist-export.schema.json.",
)
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "roles": shapes.listed(shapes.text("An id."), "For whom."),
        "lines": shapes.listed({**_LINE, "additionalProperties": True}, "The duties, in the order of the texts."),
    },
    "The duties.",
)


def answer(question: ToolQuestion) -> ToolResult:
    """The duties of a page."""
    whole, lang = question.checklist(), question.lang
    page, place = question.page(whole.lines)
    checklist = replace(whole, lines=tuple(page))
    lines = []
    for line, entry in zip(page, value(checklist)["lines"], strict=True):
        kept = {key: inner for key, inner in entry.items() if key != "text"}  # it is in the claims
        lines.append({**kept, "claims": question.claim(line.regulation, line.obligation.eId)})
    gaps = [question.gap("own_reading"), *question.gaps(whole.regulations)]
    gaps += [question.gap("not_applicable_on_day", rule) for rule, _ in whole.skipped]
    if not whole.lines:
        gaps.append(question.gap("no_duties"))
    if whole.historical:
        rules = dict.fromkeys(line.regulation.title[lang] for line in whole.historical)
        gaps.append(question.gap("displaced_duties", count=len(whole.historical), law="、".join(rules)))
    gaps += [question.gap("no_penalty"), *question.not_searched()] if whole.unpunished else []
    gaps += [question.gap("page", total=place["total"])] if len(page) < place["total"] else []
    words = [f"{e['cited']} {e['modality']['label']} {e['title']} ({e['id']}): {e['summary']}" for e in lines]
    return ToolResult({**place, "roles": [role.id for role in whole.roles], "lines": lines}, gaps, words)
