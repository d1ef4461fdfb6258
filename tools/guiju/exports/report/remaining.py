"""What is still to be verified: of each open duty the facts that are missing and what a person must examine; then which facts to supply first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from guiju.assessment import Assessed, Assessment
from guiju.assessment.proof import declared, entity_label, sample
from guiju.assessment.table_sentences import missing as table_missing
from guiju.exports.fields import joined, shown
from guiju.exports.report.duties import Head, head
from guiju.labels import COLON, label
from guiju.model import Bilingual

NEXT_SHOWN = 15
"""Facts to supply next that the report lists; each open duty names its own, and the JSON lists all."""

_NO_ROWS = Bilingual("没有提供任何“{entity}”的记录；需要：", "No row of {entity} was supplied; needed:")


@dataclass(frozen=True)
class Open:
    """An open duty: `facts` are the questions to answer, `person` what a person examines, by which method."""

    number: str
    duty: Head
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


def _open(assessment: Assessment, line: Assessed, number: str) -> Open:
    said = declared(assessment, line)
    return Open(
        number,
        head(assessment, line),
        tuple(_facts(assessment, line)),
        tuple(_person(assessment, line)),
        shown(said) if said else None,
    )


def _facts(assessment: Assessment, line: Assessed) -> Iterator[str]:
    """The questions whose answers are missing, each once: of the service, then of rows."""
    corpus, lang = assessment.checklist.corpus, assessment.checklist.lang
    open_rows = [row for row in line.judgement.rows if row.verdict == "undetermined"]
    unseen = {row.entity for row in open_rows if row.entity != "service" and not row.key}
    empty = {entity for entity in unseen if not assessment.counted.rows.get(entity)}
    told = [row for row in open_rows if row.key or row.entity == "service" or row.entity in empty]
    missing = sorted(dict.fromkeys(m for row in told for m in row.missing), key=lambda m: m[0] != "service")
    for entity in sorted(unseen - empty):
        yield shown(f"{entity_label(assessment, entity)}{COLON[lang]}{sample(entity, lang)}")
    for entity, several in groupby(missing, key=lambda m: m[0]):
        about = ""
        if entity in empty:
            yield shown(_NO_ROWS[lang].format(entity=entity_label(assessment, entity)))
        elif entity != "service":
            about = f"{entity_label(assessment, entity)}{COLON[lang]}"
        yield from (shown(about + corpus.fact(entity, name).question[lang]) for _, name in several)
    for table in line.judgement.tables:
        if table.verdict == "undetermined" and table.missing:
            yield shown(table_missing(assessment, table))


def _person(assessment: Assessment, line: Assessed) -> Iterator[str]:
    """What tests leave open; where there is no test, how to check and which evidence to ask for."""
    lang, record = assessment.checklist.lang, line.line.obligation
    remain = [c.remaining[lang] for c in record.checks if c.remaining is not None]
    if remain:
        yield from map(shown, dict.fromkeys(remain))
    elif not record.checks:
        evidence = joined((item[lang].rstrip("。.") for item in line.line.evidence), lang)
        method = label(record.method, lang) if record.method else ""
        yield shown(f"{method}{COLON[lang]}{evidence}" if method else evidence)
