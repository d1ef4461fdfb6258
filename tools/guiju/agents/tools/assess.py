"""Assess a service from facts: a verdict on each duty of the roles (met, breached, not_applicable, undetermined).

Use it with answers that a person gave to `questions`; never fill in a fact yourself. Missing facts give undetermined,
never a pass, and `next_facts` says what to ask next. A verdict is what these facts show under our reading of the law,
not a legal opinion. Duties that a later rule displaced are listed as history and not counted.
"""

from typing import Any

from guiju.agents import schemas
from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.assessment import AssessedDuty
from guiju.assessment.receipt import receipt
from guiju.documents.penalties.lines import penalties
from guiju.documents.report.assessed_duty import assessed_duty
from guiju.documents.report.page_one import page_one

EXAMPLE = {"role": "group-provider", "topic": "logs", "facts": {"offers_user_groups": True}}
ARGUMENTS = {
    "role": schemas.ROLE,
    "facts": ("object", "Facts of the service, as `questions` lists them: name → value."),
    "rows?": ("object", "Facts of groups, accounts and so on: entity → key of the row → name → value."),
    "coverage?": ("object", "Whether the rows of an entity are all that exist, or a sample."),
    "declarations?": ("object", 'What a person declares about a duty: id → {"status": "met", "by": "their role"}.'),
    "rule?": schemas.RULES,
    "topic?": schemas.TOPIC,
}
_STATED = ("facts", "rows", "coverage", "declarations")
_DUTY = ("obligation", "place", "title", "state", "verdict", "words", "why", "decided_by", "basis", "missing", "remedy")
_ASKED = ("entity", "fact", "decides", "waiting")
_MOST_FACTS = 5
_ORDER = ("breached", "undetermined", "met", "not_applicable")


def answer(question: ToolCall) -> ToolResult[AssessedDuty]:
    """The verdicts."""
    given = question.arguments
    stated = {key: given[key] for key in _STATED if key in given}
    assessment = question.kb.assess(stated, *question.selection, question.as_of, question.lang)
    page = page_one(assessment)
    places = [gap.obligation for gap in page.gaps]

    def rank(duty: AssessedDuty) -> tuple[bool, int, int]:
        place = places.index(duty.id) if duty.id in places else 0
        return duty.state == "displaced", _ORDER.index(duty.verdict), place

    duties = sorted(assessment.every_duty, key=rank)

    def entry(duty: AssessedDuty) -> ResultEntry:
        made = assessed_duty(assessment, duty, internal=True)
        faced = list(penalties(assessment.checklist, duty.line, brief=True)) if duty.verdict == "breached" else []
        claims = question.claim(duty.line.regulation, duty.line.obligation.eId)
        line: dict[str, Any] = {key: made[key] for key in _DUTY} | ({"gaps": made["gaps"]} if made["gaps"] else {})
        line |= {"penalties": faced, "claims": claims}
        head = f"{line['words']}: {line['place']} {line['title']} ({line['obligation']})"
        return ResultEntry(line, [head, *(f"    {penalty}" for penalty in faced)])

    counts = {**{str(v): count for v, count in assessment.counts.items()}, "displaced": len(assessment.historical)}
    value = {
        "roles": [role.id for role in assessment.checklist.roles],
        "counts": counts,
        "sentence": page.sentence,
        "next_facts": [{name: getattr(one, name) for name in _ASKED} for one in page.open[:_MOST_FACTS]],
        "receipt": receipt(assessment)["receipt"],
    }
    set_aside = sorted({name for _, _, name in assessment.facts.set_aside})
    uncertain = [
        question.gap("declared"),
        question.gap("own_reading"),
        *question.counted("undetermined", assessment.counts["undetermined"]),
        *question.displaced([duty.line for duty in assessment.historical]),
        *question.counted("set_aside", len(set_aside), names=", ".join(set_aside)),
        *question.counted(
            "unsupported", len(page.unsupported), names=", ".join(one["fact"] for one in page.unsupported)
        ),
    ]
    words = [page.sentence, ", ".join(f"{verdict} {count}" for verdict, count in counts.items())]
    return ToolResult("lines", duties, entry, value, uncertain, words, assessment.checklist.regulations)
