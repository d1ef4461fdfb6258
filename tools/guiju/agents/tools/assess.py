"""Assess a service from facts: a verdict on each duty of the roles (met, breached, not_applicable, undetermined).

Use it with answers that a person gave to `questions`; never fill in a fact yourself. Missing facts give undetermined,
never a pass, and `next_facts` says what to ask next. A verdict is what these facts show under our reading of the law,
not a legal opinion. Duties that a later rule displaced are listed as history and not counted.
"""

from typing import Any

from guiju.agents import schemas
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall
from guiju.assessment.receipt import receipt
from guiju.documents.penalties.lines import penalties
from guiju.documents.report.assessed_duty import assessed_duty

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
_DUTY = {
    "obligation": "The id of the duty.",
    "place": "Where it is in the law.",
    "title": "Our title.",
    "state": "Its state on the day. displaced: history, not counted.",
    "verdict": "met, breached, not_applicable or undetermined.",
    "words": "The verdict in words, as firm as the weakest fact.",
    "why": (schemas.STRING_OR_NULL, "Why it is undetermined."),
    "decided_by": "test, declaration or none.",
    "basis": (schemas.STRING_OR_NULL, "The basis of the weakest fact."),
    "missing": ("object", "Which facts and rows could change it."),
    "remedy": ["A step.", "What would close the gap."],
}
_FACED = {
    "gaps?": [
        {
            "id": "Its id, the same in every report on the same row.",
            "part": "The part that failed.",
            "entity": (schemas.STRING_OR_NULL, "Of what it is a row."),
            "key": (schemas.STRING_OR_NULL, "Of which row."),
            "rows": ("integer", "How many rows."),
        },
        "Of a gap, what failed, by row and part.",
    ],
    "penalties": [
        "A penalty, marked: could apply, or open.",
        "What a gap may lead to; excluded penalties are left out.",
    ],
    "claims": schemas.CLAIMS,
}
RESULT = {
    "roles": ["The id of a role.", "Whose duties these are."],
    "counts": ("object", "Duties by verdict, without displaced ones."),
    "lines": [{**_DUTY, **_FACED}, "Breached duties, then undetermined ones, then the others."],
    "next_facts": [
        {
            "entity": "What the fact is about.",
            "fact": "Its name.",
            "decides": ("integer", "Duties that it could decide by itself."),
            "waiting": ("integer", "Undetermined duties that it could change."),
        },
        "Which facts to ask for next; first the one that decides most.",
    ],
    "receipt": "The hash of the receipt that guiju assess gives for the same facts, roles and day.",
}
_ORDER = ("breached", "undetermined", "met", "not_applicable")


def answer(question: ToolCall) -> ToolResult:
    """The verdicts on the page."""
    given = question.arguments
    stated = {key: given[key] for key in _STATED if key in given}
    assessment = question.kb.assess(stated, *question.selection, question.as_of, question.lang)
    duties = sorted(assessment.every_duty, key=lambda duty: (duty.state == "displaced", _ORDER.index(duty.verdict)))
    page, number = question.page(duties)
    lines = []
    for duty in page:
        entry = assessed_duty(assessment, duty, internal=True)
        claims = question.claim(duty.line.regulation, duty.line.obligation.eId)
        faced = list(penalties(assessment.checklist, duty.line, brief=True)) if duty.verdict == "breached" else []
        gaps = {"gaps": entry["gaps"]} if entry["gaps"] else {}
        lines.append({key: entry[key] for key in _DUTY} | gaps | {"penalties": faced, "claims": claims})
    value: dict[str, Any] = {
        **number,
        "roles": [role.id for role in assessment.checklist.roles],
        "counts": {**assessment.counts, "displaced": len(assessment.historical)},
        "lines": lines,
        "next_facts": [fact._asdict() for fact in assessment.next_facts()[: given["limit"]]],
        "receipt": receipt(assessment)["receipt"],
    }
    set_aside = sorted({name for _, _, name in assessment.facts.set_aside})
    uncertain = [
        question.gap("declared"),
        question.gap("own_reading"),
        *question.gaps(assessment.checklist.regulations),
        *question.counted("undetermined", assessment.counts["undetermined"]),
        *question.displaced([duty.line for duty in assessment.historical]),
        *question.counted("set_aside", len(set_aside), names=", ".join(set_aside)),
    ]
    words = [", ".join(f"{verdict} {count}" for verdict, count in value["counts"].items())]
    words += [f"{line['words']}: {line['place']} {line['title']} ({line['obligation']})" for line in lines]
    return ToolResult(value, uncertain, words)
