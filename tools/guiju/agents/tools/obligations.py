"""List the duties, prohibitions and powers under Chinese internet law: who must do what, on which words of the law.

Use it for "what must we do", "what may a group owner not do", "what can the regulator do". Filter by role, rule and
topic; without filters it lists all. Each entry has our summary, whom it binds, how to review it, what a breach leads
to, and claims that quote the law. It does not decide whether somebody complies (use assess). Only rules that were read
for duties have entries (coverage says which), so a duty that is not listed may still exist.
"""

from dataclasses import replace

from guiju.agents import schemas
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall
from guiju.documents.checklist import value
from guiju.files.display import Records

ARGUMENTS = {"role?": schemas.ROLE, "rule?": schemas.RULES, "topic?": schemas.TOPIC}
RESULT = {
    "roles": ["The id of a role.", "Whose duties these are."],
    "lines": [
        {
            "id": "The id of the duty.",
            "cited": "Where it is in the law.",
            "title": "Our title.",
            "summary": "Our summary.",
            "state": "Its state on the day. displaced: history, not current law.",
            "binds": ("boolean", "Whether it can be breached; powers, permissions and recommendations cannot."),
            "claims": schemas.CLAIMS,
            schemas.MORE: "A duty; its other keys are those of schemas/checklist-export.schema.json.",
        },
        "The duties, in the order of the law.",
    ],
}


def answer(question: ToolCall) -> ToolResult:
    """The duties on the page."""
    checklist = question.checklist()
    page, number = question.page(checklist.lines)
    lines = [
        {**entry, "claims": question.claim(line.regulation, line.obligation.eId)}
        for line, entry in zip(page, value(replace(checklist, lines=Records(page)))["lines"], strict=True)
    ]
    for line in lines:
        del line["text"]  # the claims have it
    gaps = [question.gap("own_reading"), *question.gaps(checklist.regulations)]
    gaps += [question.gap("not_applicable_on_day", rule) for rule, _ in checklist.skipped]
    gaps += [] if checklist.lines else [question.gap("no_duties")]
    gaps += question.displaced(checklist.historical)
    gaps += [question.gap("no_penalty"), *question.not_searched()] if checklist.unpunished else []
    words = [f"{e['cited']} {e['modality']['label']} {e['title']} ({e['id']}): {e['summary']}" for e in lines]
    return ToolResult({**number, "roles": [role.id for role in checklist.roles], "lines": lines}, gaps, words)
