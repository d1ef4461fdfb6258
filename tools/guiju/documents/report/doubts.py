"""What does not fit: declarations that disagree with a test, and facts that were supplied and do not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.assessment import Assessment
from guiju.assessment.proof import declaration_sentence, entity_label
from guiju.assessment.rows import SetAsideReason, reason_set_aside
from guiju.documents.content.fields import joined, shown
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import Head, head
from guiju.law.labels import VERDICT_LABELS
from guiju.model import Bilingual

_REASONS: Mapping[SetAsideReason, Bilingual] = {
    "stale": Bilingual("{day} 起已过期", "stale since {day}"),
    "later": Bilingual("晚于 {day}，当日还不是事实", "later than {day}: on that day it was no fact yet"),
    "judged": Bilingual("没有具名审核人的认定", "found by no named reviewer"),
}


@dataclass(frozen=True)
class Disagreement:
    """A duty of which a person says other than the test."""

    duty: Head
    said: str
    tested: str


@dataclass(frozen=True)
class SetAside:
    """A fact that counts as not supplied. `key` is that of its row, empty for the service and for a regulator; `count` facts of that kind."""

    question: str
    entity: str
    key: str
    reason: str
    count: int
    duties: str


def disagreements(assessment: Assessment) -> tuple[Disagreement, ...]:
    """Declarations that disagree with a test, which prevails."""
    lang = assessment.checklist.lang
    return tuple(
        Disagreement(
            head(assessment, line),
            shown(declaration_sentence(assessment, line) or ""),
            VERDICT_LABELS[line.judgement.verdict][lang],
        )
        for line in assessment.lines
        if line.disagreement
    )


def set_aside(assessment: Assessment, audience: Audience) -> tuple[SetAside, ...]:
    """Facts that were set aside: each row by itself, or for a regulator one entry for a fact and reason."""
    corpus, lang = assessment.checklist.corpus, assessment.checklist.lang
    counted: dict[tuple[str, str, str, str], int] = {}
    for entity, key, name in sorted({entry for line in assessment.every_line for entry in line.set_aside}):
        shown_key = key if audience == "internal" and entity != "service" else ""
        entry = (entity, shown_key, name, why_set_aside(assessment, entity, key, name))
        counted[entry] = counted.get(entry, 0) + 1
    return tuple(
        SetAside(
            shown(corpus.fact(entity, name).question[lang]),
            entity_label(assessment, entity),
            shown(key),
            reason,
            count,
            joined(dict.fromkeys(_waiting(assessment, entity, name)), lang),
        )
        for (entity, key, name, reason), count in counted.items()
    )


def _waiting(assessment: Assessment, entity: str, name: str) -> Iterator[str]:
    """The titles of the duties that would have used the fact."""
    for line in assessment.every_line:
        if any((e, n) == (entity, name) for e, _, n in line.set_aside):
            yield shown(line.line.obligation.title[assessment.checklist.lang])


def why_set_aside(assessment: Assessment, entity: str, key: str, name: str) -> str:
    """Why a fact that was set aside does not count, in words."""
    corpus, lang, as_of = assessment.checklist.corpus, assessment.checklist.lang, assessment.checklist.as_of
    row = assessment.profile.rows[entity][key]
    fact, known = row[name], {entry.id: entry for entry in corpus.vocabulary.facts if entry.entity == entity}
    day = fact.expires if fact.expires is not None and as_of >= fact.expires else as_of
    return _REASONS[reason_set_aside(row, name, known, as_of)][lang].format(day=day.isoformat())
