"""List the facts that an assessment of some roles asks for, as questions with the form of each answer.

Use it before assess: ask the person (never guess), and send the answers as `facts`. Each question says which duties
wait for it. Facts are observable states of the service, never compliance itself. Where no fact decides a duty, a person
has to judge it: such duties are not among the questions.
"""

from typing import Any

from guiju.agents import shapes
from guiju.agents.answering import ToolResult
from guiju.agents.question import ToolQuestion
from guiju.assessment.reads import facts_asked, readers

ARGUMENTS = {**shapes.ROLE, **shapes.RULES, **shapes.TOPIC, **shapes.AS_OF, **shapes.LANG, **shapes.PAGE}
REQUIRED = ("role",)
RESULT = shapes.record(
    {
        **shapes.PAGED,
        "questions": shapes.listed(
            shapes.record(
                {
                    "entity": shapes.text("service: under `facts`; others: under `rows`, by a key of each row."),
                    "fact": shapes.text("Its name, the key of the answer."),
                    "question": shapes.text("What to ask."),
                    "description": shapes.text("What is meant."),
                    "usual_source": shapes.text("Where the answer usually is."),
                    "type": shapes.text("boolean, integer, number, enum, date, datetime, duration (P6M) or string."),
                    "unit": shapes.maybe(shapes.text("Of a number.")),
                    "values": shapes.listed(shapes.text("A value."), "Of an enum."),
                    "can_be_none": shapes.truth("Whether it can be none: the answer is the text none."),
                    "judged": shapes.truth("Whether a named reviewer has to judge it."),
                    "duties": shapes.listed(shapes.text("A global id."), "The duties that read it."),
                    "claims": shapes.CLAIMS,
                },
                "A question.",
            ),
            "The questions, in the order of the vocabulary.",
        ),
    },
    "The questions.",
)


def answer(question: ToolQuestion) -> ToolResult:
    """The questions of a page."""
    checklist, lang = question.checklist(), question.lang
    read = readers(checklist)
    facts, place = question.page(facts_asked(checklist))
    questions: list[dict[str, Any]] = []
    for fact in facts:
        lines = read[fact.entity, fact.id]
        claims = (id for line in lines for id in question.claim(line.regulation, line.obligation.eId))
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
                "duties": [line.id for line in lines],
                "claims": list(dict.fromkeys(claims)),
            }
        )
    by_people = [line for line in checklist.duties if not line.obligation.checks]
    gaps = [question.gap("own_reading"), *question.gaps(checklist.regulations)]
    gaps += [question.gap("by_people", count=len(by_people))] if by_people else []
    gaps += [question.gap("page", total=place["total"])] if len(facts) < place["total"] else []
    words = [f"{q['entity']}.{q['fact']} ({', '.join(q['values']) or q['type']}): {q['question']}" for q in questions]
    return ToolResult({**place, "questions": questions}, gaps, words)
