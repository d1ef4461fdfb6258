"""List the duties, prohibitions and powers under Chinese internet law: who must do what, on which words of the law.

Use it for "what must we do", "what may a group owner not do", "what can the regulator do". Filter by role, rule and
topic; without filters it lists all. Each entry has our summary, whom it binds, how to review it, what a breach leads
to, and claims that quote the law. It does not decide whether somebody complies (use assess). Only rules that were read
for duties have entries (coverage says which), so a duty that is not listed may still exist.
"""

from dataclasses import replace
from typing import Any

from guiju.agents import schemas
from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.documents.checklist import value
from guiju.files.display import Records
from guiju.reasoning.checklist import Line

EXAMPLE = {"role": "group-owner", "limit": 1, "lang": "en"}
ARGUMENTS = {"role?": schemas.ROLE, "rule?": schemas.RULES, "topic?": schemas.TOPIC}
_KEPT = (
    *("id", "cited", "title", "summary", "state", "modality", "binds", "bearers", "condition", "timing"),
    *("review", "consequence", "displaced_by", "exceptions", "exception_to", "instead"),
)


def answer(question: ToolCall) -> ToolResult[Line]:
    """The duties."""
    checklist = question.checklist()

    def entry(line: Line) -> ResultEntry:
        (whole,) = value(replace(checklist, lines=Records([line])))["lines"]
        made = {key: _brief(whole[key]) for key in _KEPT if whole.get(key) not in (None, [], {})}
        if "by_bearer" in made.get("consequence", ()):
            made["consequence"] = {"by_bearer": made["consequence"]["by_bearer"]}
        made["claims"] = question.claim(line.regulation, line.obligation.eId)
        return ResultEntry(made, [f"{made['cited']} {made['modality']} {made['title']} ({line.id}): {made['summary']}"])

    gaps = [question.gap("own_reading")]
    gaps += [question.gap("not_applicable_on_day", rule) for rule, _ in checklist.skipped]
    gaps += [] if checklist.lines else [question.gap("no_duties")]
    gaps += question.displaced(checklist.historical)
    gaps += [question.gap("no_penalty"), *question.not_searched()] if checklist.unpunished else []
    roles = {"roles": [role.id for role in checklist.roles]}
    return ToolResult("lines", checklist.lines, entry, roles, gaps, rules=checklist.regulations)


def _brief(value: Any) -> Any:
    """A value of a checklist without notes, and with words instead of codes beside their words."""
    if isinstance(value, dict):
        short = {key: _brief(value[key]) for key in value if key != "note"}
        return value["label"] if value.keys() == {"id", "label"} else short
    return [_brief(entry) for entry in value] if isinstance(value, list) else value
