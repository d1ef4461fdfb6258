"""List the facts to ask a person for before assess: each as a question, with the form of its answer.

Ask the person and never guess; send the answers to assess as `facts` (or `rows`). Each question names the duties that
wait for it. The facts are observable states of a service ("are logs kept", "for how long"), not whether it complies.
Duties that no fact can decide are left to a person and have no questions.
"""

from guiju.agents import schemas
from guiju.agents.answering import ResultEntry, ToolResult
from guiju.agents.question import ToolCall
from guiju.api import checklists
from guiju.assessment.reads import readers
from guiju.model import Fact

EXAMPLE = {"role": "group-provider", "limit": 1}
_MOST_DUTIES = 3
ARGUMENTS = {"role": schemas.ROLE, "rule?": schemas.RULES, "topic?": schemas.TOPIC}


def answer(question: ToolCall) -> ToolResult[Fact]:
    """The questions, each with the words that the first duty which waits for it rests on."""
    checklist, lang = question.checklist(), question.lang
    lines = readers(checklist)

    def entry(fact: Fact) -> ResultEntry:
        first, *_ = duties = lines[fact.entity, fact.id]
        values = [value.id for value in fact.values]
        made = {
            "entity": fact.entity,
            "fact": fact.id,
            **{key: getattr(fact, key)[lang] for key in ("question", "description", "usual_source")},
            "type": fact.type,
            "unit": fact.unit or None,
            "values": values,
            "can_be_none": fact.can_be_none,
            "judged": fact.judged,
            "decides": len(duties),
            "duties": [line.id for line in duties[:_MOST_DUTIES]],
            "claims": question.claim(first.regulation, first.obligation.eId),
        }
        return ResultEntry(made, [f"{fact.entity}.{fact.id} ({', '.join(values) or fact.type}): {made['question']}"])

    gaps = [question.gap("own_reading")]
    gaps += question.counted("by_people", sum(not line.obligation.checks for line in checklist.duties))
    return ToolResult("questions", checklists.questions(checklist), entry, {}, gaps, (), checklist.regulations)
