"""List the facts to ask a person for before assess: each as a question, with the form of its answer.

Ask the person and never guess; send the answers to assess as `facts` (or `rows`). Each question names the duties that
wait for it. The facts are observable states of a service ("are logs kept", "for how long"), not whether it complies.
Duties that no fact can decide are left to a person and have no questions.
"""

from typing import Any

from guiju.agents import schemas
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolCall
from guiju.api import checklists
from guiju.assessment.reads import readers

ARGUMENTS = {"role": schemas.ROLE, "rule?": schemas.RULES, "topic?": schemas.TOPIC}
RESULT = {
    "questions": [
        {
            "entity": "service: the answer goes under `facts`; others: under `rows`, by a key for each row.",
            "fact": "The name of the fact, which is the key of the answer.",
            "question": "What to ask.",
            "description": "What is meant.",
            "usual_source": "Where the answer is usually found.",
            "type": "boolean, integer, number, enum, date, datetime, duration (P6M) or string.",
            "unit": (schemas.STRING_OR_NULL, "The unit of a number."),
            "values": ["A value.", "The values of an enum."],
            "can_be_none": ("boolean", "Whether there may be none: then the answer is the text none."),
            "judged": ("boolean", "Whether a named reviewer has to judge it."),
            "duties": ["The id of a duty.", "The duties that read it."],
            "claims": schemas.CLAIMS,
        },
        "The questions, in the order in which to ask them.",
    ],
}


def answer(question: ToolCall) -> ToolResult:
    """The questions on the page."""
    checklist, lang = question.checklist(), question.lang
    lines = readers(checklist)
    facts, number = question.page(checklists.questions(checklist))
    questions: list[dict[str, Any]] = []
    for fact in facts:
        duties = lines[fact.entity, fact.id]
        claims = (id for line in duties for id in question.claim(line.regulation, line.obligation.eId))
        questions.append(
            {
                "entity": fact.entity,
                "fact": fact.id,
                "question": fact.question[lang],
                "description": fact.description[lang],
                "usual_source": fact.usual_source[lang],
                "type": fact.type,
                "unit": fact.unit or None,
                "values": [value.id for value in fact.values],
                "can_be_none": fact.can_be_none,
                "judged": fact.judged,
                "duties": [line.id for line in duties],
                "claims": list(dict.fromkeys(claims)),
            }
        )
    gaps = [question.gap("own_reading"), *question.gaps(checklist.regulations)]
    gaps += question.counted("by_people", sum(not line.obligation.checks for line in checklist.duties))
    words = [f"{q['entity']}.{q['fact']} ({', '.join(q['values']) or q['type']}): {q['question']}" for q in questions]
    return ToolResult({**number, "questions": questions}, gaps, words)
