"""What is still to be verified: of each open duty the facts that are missing and what a person must examine; then which facts to supply first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import declaration_sentence, entity_label, fact_sentence, left_to_a_person, sample_sentence
from guiju.assessment.reasons import tested_facts
from guiju.assessment.table_sentences import no_column_sentence
from guiju.documents.content.fields import joined, shown
from guiju.documents.report.duties import Head, head
from guiju.law.labels import COLON, label
from guiju.model import Bilingual, Reason

NEXT_SHOWN = 15
"""Facts to supply next that the report lists; each open duty names its own, and the JSON lists all."""

_NEEDED = Bilingual("没有提供任何“{entity}”的记录；需要：", "No row of {entity} was supplied; needed:")

_NO_ROWS = Bilingual("没有提供任何“{entity}”的记录", "No row of {entity} was supplied")
CELLS = Bilingual("“{entity}”表中空着的单元格", "empty cells in the table of {entity}")
_BETWEEN = Bilingual("；", "; ")
_TESTED = Bilingual("检测的部分符合：{}", "The tested part is met: {}")


@dataclass(frozen=True)
class Open:
    """An open duty: `why`, `facts` the questions to answer, `person` what tests showed and what a person examines, by which method."""

    number: str
    duty: Head
    why: Reason
    facts: tuple[str, ...]
    person: tuple[str, ...]
    said: str | None


@dataclass(frozen=True)
class NextFact:
    """A fact to supply: its question, its name in the profile, where it is usually found; duties that it could decide alone, and that wait for it."""

    question: str
    name: str
    usual_source: str
    decides: int
    waiting: int


def remaining(assessment: Assessment) -> tuple[Open, ...]:
    """The open duties, in the order of the text."""
    lines = [line for line in assessment.lines if line.verdict == "undetermined"]
    return tuple(_open(assessment, line, f"U-{n:02d}") for n, line in enumerate(lines, 1))


def next_facts(assessment: Assessment) -> tuple[NextFact, ...]:
    """The facts to supply, the one that decides most first."""
    corpus, lang = assessment.checklist.corpus, assessment.checklist.lang
    found = []
    for entry in assessment.next_facts():
        fact = corpus.fact(entry.entity, entry.fact)
        question, source = shown(fact.question[lang]), shown(fact.usual_source[lang])
        found.append(NextFact(question, f"{entry.fact} ({entry.entity})", source, entry.decides, entry.waiting))
    return tuple(found)


def _open(assessment: Assessment, line: AssessedDuty, number: str) -> Open:
    said = declaration_sentence(assessment, line)
    return Open(
        number,
        head(assessment, line),
        line.why or "needs_person",
        tuple(_facts(assessment, line)),
        tuple(_person(assessment, line)),
        shown(said) if said else None,
    )


def _facts(assessment: Assessment, line: AssessedDuty) -> Iterator[str]:
    """The questions whose answers could change the verdict: of the service, then of rows; and of which things there may be other rows."""
    corpus, lang = assessment.checklist.corpus, assessment.checklist.lang
    empty = {entity for entity in line.missing.rows if not assessment.facts.rows.get(entity)}
    asked = {entity: list(several) for entity, several in groupby(line.missing.facts, key=lambda fact: fact.entity)}
    scanned = {table.entity for table in assessment.tables.scanned}
    for entity in line.missing.rows:
        if entity not in empty:
            yield shown(f"{entity_label(assessment, entity)}{COLON[lang]}{sample_sentence(entity, lang)}")
        elif entity not in asked:
            yield shown(_NO_ROWS[lang].format(entity=entity_label(assessment, entity)))
    for entity, several in asked.items():
        if entity in scanned:
            continue
        about = ""
        if entity in empty:
            yield shown(_NEEDED[lang].format(entity=entity_label(assessment, entity)))
        elif entity != "service":
            about = f"{entity_label(assessment, entity)}{COLON[lang]}"
        yield from (shown(about + corpus.fact(entity, fact.fact).question[lang]) for fact in several)
    for table in line.judgement.tables:
        if names := [fact.fact for fact in asked.get(table.entity, ())]:
            yield shown(no_column_sentence(names, lang))
    for entity in line.missing.cells:
        yield shown(CELLS[lang].format(entity=entity_label(assessment, entity)))


def _person(assessment: Assessment, line: AssessedDuty) -> Iterator[str]:
    """Which tested part is met, what tests leave open; where there is no test, how to check and which evidence to ask for."""
    lang, record = assessment.checklist.lang, line.line.obligation
    if line.why == "tested_part_holds":
        facts = (_fact(assessment, line, *name) for name in tested_facts(line.judgement))
        yield shown(_TESTED[lang].format(_BETWEEN[lang].join(facts)))
    yield from map(shown, left_to_a_person(line, lang))
    if not record.checks:
        evidence = joined((item[lang].rstrip("。.") for item in line.line.evidence), lang)
        method = label(record.method, lang) if record.method else ""
        yield shown(f"{method}{COLON[lang]}{evidence}" if method else evidence)


def _fact(assessment: Assessment, line: AssessedDuty, entity: str, name: str) -> str:
    """A fact of the tested part as question and answer; of rows the question alone, for each may have another answer."""
    fact = (entity, name)
    row = next((row for row in line.judgement.rows if fact in row.used and fact not in row.missing), None)
    if entity == "service" and row is not None:
        return fact_sentence(assessment, line, row, entity, name)
    return assessment.checklist.corpus.fact(entity, name).question[assessment.checklist.lang]
