"""The questions of page one: the facts that open duties wait for, what is most at stake first."""

from dataclasses import dataclass

from guiju.assessment import Assessment
from guiju.documents.penalties.heaviest import PossiblePenalty, consequences, weight
from guiju.predicates import EntityFact
from guiju.reasoning.checklist import Line
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")
URGENT = WORDS.table("urgent")
"""By a fact that tells when an authority wants an answer: the words for a report that does not know it."""
KINDS = 4
"""Of a weight, the word and the most of the three gravest kinds."""


@dataclass(frozen=True)
class OpenQuestion:
    """What is open: how many duties the fact could decide by itself, how many wait for it, and the heaviest consequence
    of one of them, None where no penalty was found."""

    entity: str
    fact: str
    question: str
    decides: int
    waiting: int
    could: PossiblePenalty | None


def open_questions(assessment: Assessment) -> tuple[OpenQuestion, ...]:
    """What open duties wait for: first by when an authority wants an answer, then the gravest consequence at stake,
    then what decides most by itself."""
    checked, entries = assessment.checklist, list[tuple[tuple[bool, tuple[float, ...], bool, int, int], OpenQuestion]]()
    waiting = dict[EntityFact, list[Line]]()
    for duty in assessment.duties:
        for fact in duty.missing.facts:
            waiting.setdefault((fact.entity, fact.fact), []).append(duty.line)
    weights = {line.id: weight(checked, line) for lines in waiting.values() for line in lines}
    for one in assessment.next_facts():
        gravest = max(waiting[one.entity, one.fact], key=lambda line: weights[line.id])
        could = next(iter(consequences(checked, gravest)), None)
        question = checked.corpus.fact(one.entity, one.fact).question[assessment.lang]
        urgent = is_urgent(assessment, one.entity, one.fact)
        rank = (urgent, weights[gravest.id][:KINDS], one.decides > 0, one.decides, one.waiting)
        entries.append((rank, OpenQuestion(one.entity, one.fact, question, one.decides, one.waiting, could)))
    entries.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(question for _, question in entries)


def is_urgent(assessment: Assessment, entity: str, fact: str) -> bool:
    """Whether an authority wants an answer by a day that is not known."""
    return fact in URGENT and bool(assessment.facts.rows.get(entity))
