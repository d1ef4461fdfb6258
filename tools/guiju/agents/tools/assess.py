"""Judge a service by facts: for each duty of some roles met, breached, not applicable or undetermined, with the reason.

Use it with the answers that a person gave to `questions`; never fill in a fact yourself. What is missing gives
undetermined, never a pass, with the facts to ask for next. A verdict is not a legal opinion: it says what these facts
show under our reading of these words. Duties displaced by a later rule are history: not counted, no gaps.
"""

from typing import Any

from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolQuestion
from guiju.assessment.receipt import receipt
from guiju.documents.report.assessed_duty import assessed_duty
from guiju.files.finding import Misuse, Unsound

ARGUMENTS = {
    **shapes.ROLE,
    "facts": {"type": "object", "description": "Facts of the service: name and value, as `questions` lists them."},
    "rows": {
        "type": "object",
        "description": "Facts of groups, accounts and so on: entity, key of the row, name and value.",
    },
    "coverage": {"type": "object", "description": "Whether the rows of an entity are all there are, or a sample."},
    "declarations": {
        "type": "object",
        "description": 'What a person declares of a duty, by its id: {"status": "met", "by": "role"}.',
    },
    **shapes.RULES,
    **shapes.TOPIC,
    **shapes.AS_OF,
    **shapes.LANG,
    **shapes.PAGE,
}
REQUIRED = ("role", "facts")
_DUTY = shapes.record(
    {
        "obligation": shapes.text("The global id."),
        "place": shapes.text("Where it is in the law."),
        "title": shapes.text("Our title."),
        "state": shapes.text("displaced: history, not counted."),
        "verdict": shapes.text("met, breached, not_applicable or undetermined."),
        "words": shapes.text("The verdict in words: as firm as the weakest fact."),
        "why": shapes.maybe(shapes.text("Why it is undetermined.")),
        "decided_by": shapes.text("test, declaration or none."),
        "basis": shapes.maybe(shapes.text("That of the weakest fact.")),
        "missing": {"type": "object", "description": "Which facts and rows could change it."},
        "remedy": shapes.listed({"type": "string", "description": "A step."}, "What would close a gap."),
        "claims": shapes.CLAIMS,
    },
    "A duty.",
)
_KEYS = ("obligation", "place", "title", "state", "verdict", "words", "why", "decided_by", "basis", "missing", "remedy")
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "roles": shapes.listed(shapes.text("An id."), "For whom."),
        "counts": {"type": "object", "description": "Duties by verdict, without displaced ones."},
        "lines": shapes.listed(_DUTY, "Breached duties first, then undetermined ones, then the others."),
        "next_facts": shapes.listed(
            shapes.record(
                {
                    "entity": shapes.text("Of what."),
                    "fact": shapes.text("Its name."),
                    "decides": shapes.number("Duties that it could decide by itself."),
                    "waiting": shapes.number("Undetermined duties that it could change."),
                },
                "A fact.",
            ),
            "Which facts to ask for next, the one that decides most first.",
        ),
        "receipt": shapes.text("The hash of the receipt that guiju assess gives for the same facts, roles and day."),
    },
    "The verdicts.",
)
_ORDER = ("breached", "undetermined", "met", "not_applicable")


def answer(question: ToolQuestion) -> ToolResult:
    """The verdicts of a page."""
    given = question.arguments
    stated = {key: given[key] for key in ("facts", "rows", "coverage", "declarations") if key in given}
    try:
        assessment = question.kb.assess(
            stated, given["role"], question.rules(), given.get("topic", ()), question.as_of, question.lang
        )
    except Unsound as unsound:
        first, more = unsound.findings[0], len(unsound.findings) - 1
        raise Misuse(f"assess: {first.at.path}: {first.message}{f' (and {more} more)' * bool(more)}") from None
    checklist = assessment.checklist
    duties = sorted(assessment.every_duty, key=lambda duty: (duty.state == "displaced", _ORDER.index(duty.verdict)))
    page, place = question.page(duties)
    lines = []
    for duty in page:
        whole = assessed_duty(assessment, duty, internal=True)
        claims = question.claim(duty.line.regulation, duty.line.obligation.eId)
        lines.append({**{key: whole[key] for key in _KEYS}, "claims": claims})
    value: dict[str, Any] = {
        **place,
        "roles": [role.id for role in checklist.roles],
        "counts": {**assessment.counts, "displaced": len(assessment.historical)},
        "lines": lines,
        "next_facts": [entry._asdict() for entry in assessment.next_facts()[: given["limit"]]],
        "receipt": receipt(assessment)["receipt"],
    }
    gaps = [question.gap("declared"), question.gap("own_reading"), *question.gaps(checklist.regulations)]
    if open_ := assessment.counts["undetermined"]:
        gaps.append(question.gap("undetermined", count=open_))
    if assessment.historical:
        rules = dict.fromkeys(duty.line.regulation.title[question.lang] for duty in assessment.historical)
        gaps.append(question.gap("displaced_duties", count=len(assessment.historical), law="、".join(rules)))
    if aside := sorted({name for _, _, name in assessment.facts.set_aside}):
        gaps.append(question.gap("set_aside", count=len(aside), names=", ".join(aside)))
    gaps += [question.gap("page", total=place["total"])] if len(page) < place["total"] else []
    words = [", ".join(f"{verdict} {count}" for verdict, count in value["counts"].items())]
    words += [f"{line['words']}: {line['place']} {line['title']} ({line['obligation']})" for line in lines]
    return ToolResult(value, gaps, words)
