"""The facts that do not affect the result: the question, in how many rows, why, and which duties read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.assessment import Assessment
from guiju.assessment.unused import UnusedFact, UnusedReason, unused_facts
from guiju.documents.blocks import Section
from guiju.documents.content.text import listing
from guiju.documents.report.audience import Audience
from guiju.documents.report.doubts import why_set_aside
from guiju.documents.report.layout import table
from guiju.wording.words import Words

WORDS = Words(__file__)
REASONS = WORDS.table("unused")
"""Why a fact does not affect the result."""

UNUSED_KEYS = 5
"""Rows that the report names; the JSON names all."""


@dataclass(frozen=True)
class UnusedFactLine:
    """A fact that does not affect the result. `keys`: none for the service, tables or a regulator; `ids`: of duties."""

    entity: str
    fact: str
    why: UnusedReason
    question: str
    reason: str
    count: int
    keys: tuple[str, ...]
    duties: str
    ids: tuple[str, ...]


def unused(assessment: Assessment, audience: Audience) -> Iterator[UnusedFactLine]:
    """All of them, those with the same reason together."""
    corpus, lang = assessment.checklist.corpus, assessment.lang
    titles = {line.id: line.obligation.title[lang] for line in assessment.checklist.lines}
    for entry in unused_facts(assessment):
        entity, fact, why, ids = entry.entity, entry.fact, entry.why, entry.duties
        question, duties = corpus.fact(entity, fact).question[lang], listing((titles[name] for name in ids), lang)
        for reason, keys in _reasons(assessment, entry).items():
            named = tuple(filter(None, keys)) if audience == "internal" and entity != "service" else ()
            yield UnusedFactLine(entity, fact, why, question, reason, len(keys), named, duties, ids)


def without_effect(assessment: Assessment, audience: Audience) -> Section | None:
    """The section of these facts; where there is none, that there is none."""
    rows = []
    for entry in unused(assessment, audience):
        name = "\n".join((f"{entry.fact} ({entry.entity})", *entry.keys[:UNUSED_KEYS]))
        rows.append((entry.question, name, entry.reason, str(entry.count), entry.duties or "—"))
    widths = {"question": 34, "fact": 26, "reason": 26, "number_of": 10, "readers": 40}
    return table("unused", assessment.lang, widths, rows)


def _reasons(assessment: Assessment, unused: UnusedFact) -> Mapping[str, list[str]]:
    """Why, in words → the keys of the rows of which that is so: what does not count has its own reason in each row."""
    rows: dict[str, list[str]] = {}
    for key in unused.keys:
        detail = why_set_aside(assessment, unused.entity, key, unused.fact) if unused.why == "set_aside" else ""
        rows.setdefault(REASONS[unused.why][assessment.lang].format(detail), []).append(key)
    return rows
