"""What is still to be verified: missing facts of each open duty, what a person must examine, what to supply first."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import (
    declaration_sentence,
    entity_label,
    fact_sentence,
    left_to_a_person,
    own_rule_sentence,
    sample_sentence,
)
from guiju.assessment.reasons import tested_facts
from guiju.assessment.table_sentences import no_column_sentence
from guiju.documents.blocks import Section
from guiju.documents.content.text import listing
from guiju.documents.report.duties import head
from guiju.documents.report.layout import table
from guiju.documents.report.open_questions import OpenQuestion
from guiju.wording.labels import COLON, REASON_LABELS, label
from guiju.wording.words import Words

WORDS = Words(__file__)
CELLS = WORDS["cells"]
NOT_LOOKED_AT = WORDS["not_looked_at"]


def remaining(assessment: Assessment, numbers: dict[str, str]) -> Section | None:
    """The open duties, in the order of the text; `numbers` are theirs."""
    lang, rows = assessment.lang, []
    for line in assessment.duties:
        if line.verdict == "undetermined":
            duty, declared = head(assessment, line), declaration_sentence(assessment, line)
            person = (*for_a_person(assessment, line), *([declared] if declared else []))
            texts = ("\n".join(several) or "—" for several in (missing(assessment, line), person))
            why = REASON_LABELS[line.why or "needs_person"][lang]
            rows.append((numbers[duty.id], duty.cell, why, *texts, duty.later or ""))
    widths = {"number": 10, "duty": 34, "why": 16, "missing": 34, "person": 34}
    return table("remaining", lang, widths, rows, later=True)


def next_facts(assessment: Assessment, questions: Sequence[OpenQuestion]) -> Section | None:
    """The questions of page one, all of them, with the name of the fact and where it is usually found."""
    corpus, lang, rows = assessment.checklist.corpus, assessment.lang, []
    for n, one in enumerate(questions, 1):
        source, name = corpus.fact(one.entity, one.fact).usual_source[lang], f"{one.fact} ({one.entity})"
        rows.append((str(n), one.question, name, source, str(one.decides), str(one.waiting)))
    widths = {"position": 5, "question": 44, "fact": 34, "usual_source": 30, "decides": 17, "waiting": 17}
    return table("next", lang, widths, rows)


def missing(assessment: Assessment, duty: AssessedDuty) -> Iterator[str]:
    """The questions whose answers could change the verdict, and of which things there may be other rows."""
    corpus, lang = assessment.checklist.corpus, assessment.lang
    empty = {entity for entity in duty.missing.rows if not assessment.facts.rows.get(entity)}
    by_entity = {entity: list(several) for entity, several in groupby(duty.missing.facts, key=lambda fact: fact.entity)}
    scanned = {table.entity for table in assessment.tables.scanned}
    for entity in duty.missing.rows:
        if entity in scanned:
            yield NOT_LOOKED_AT[lang].format(entity=entity_label(assessment, entity))
        elif entity not in empty:
            yield f"{entity_label(assessment, entity)}{COLON[lang]}{sample_sentence(entity, lang)}"
        elif entity not in by_entity:
            yield WORDS["no_row"][lang].format(entity=entity_label(assessment, entity))
    for entity, several in by_entity.items():
        if entity in scanned:
            continue
        about = ""
        if entity in empty:
            yield WORDS["rows_needed"][lang].format(entity=entity_label(assessment, entity))
        elif entity != "service":
            about = f"{entity_label(assessment, entity)}{COLON[lang]}"
        yield from (about + corpus.fact(entity, fact.fact).question[lang] for fact in several)
    for verdict in duty.judgement.tables:
        if names := [fact.fact for fact in by_entity.get(verdict.entity, ())]:
            yield no_column_sentence(names, lang)
    for entity in duty.missing.cells:
        yield CELLS[lang].format(entity=entity_label(assessment, entity))


def for_a_person(assessment: Assessment, duty: AssessedDuty) -> Iterator[str]:
    """Which tested part is met and what tests leave open; without a test, how to check and what evidence to ask for."""
    lang, record = assessment.lang, duty.line.obligation
    if duty.why == "tested_part_holds":
        facts = (_fact(assessment, duty, *name) for name in tested_facts(duty.judgement))
        yield WORDS["tested"][lang].format(WORDS["semicolon"][lang].join(facts))
    if duty.why == "own_rule_not_kept":
        yield own_rule_sentence(duty, lang)
    yield from left_to_a_person(duty, lang)
    if not record.checks:
        evidence = listing((item[lang].rstrip("。.") for item in duty.line.evidence), lang)
        method = label(record.method, lang) if record.method else ""
        yield f"{method}{COLON[lang]}{evidence}" if method else evidence


def _fact(assessment: Assessment, duty: AssessedDuty, entity: str, name: str) -> str:
    """A fact of the tested part as question and answer; of rows the question alone, for answers may differ."""
    fact = (entity, name)
    row = next((row for row in duty.judgement.rows if fact in row.used and fact not in row.missing), None)
    if entity == "service" and row is not None:
        return fact_sentence(assessment, duty, row, entity, name)
    return assessment.checklist.corpus.fact(entity, name).question[assessment.lang]
