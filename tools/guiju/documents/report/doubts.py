"""What does not fit: declarations that disagree with a test, and facts that were supplied and do not count."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.assessment import Assessment
from guiju.assessment.proof import declaration_sentence, entity_label
from guiju.documents.blocks import Section
from guiju.documents.content.text import listing
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import head
from guiju.documents.report.layout import columns, grid, nothing, section
from guiju.wording.labels import VERDICT_LABELS
from guiju.wording.words import Words

WORDS = Words(__file__)
REASONS = WORDS.table("aside")


@dataclass(frozen=True)
class SetAside:
    """A fact that counts as not supplied, `count` times. `key` is empty for the service and for a regulator."""

    question: str
    entity: str
    key: str
    reason: str
    count: int
    duties: str


def doubts(assessment: Assessment, audience: Audience) -> Section:
    """The section of both."""
    lang = assessment.lang
    disagreements = []
    for duty in assessment.duties:
        if duty.disagreement:
            declared = declaration_sentence(assessment, duty) or ""
            disagreements.append((head(assessment, duty).cell, declared, VERDICT_LABELS[duty.judgement.verdict][lang]))
    aside = [
        (entry.question, f"{entry.entity} {entry.key}".strip(), entry.reason, str(entry.count), entry.duties)
        for entry in set_aside(assessment, audience)
    ]
    of_duties = columns(lang, duty=34, disagreement=40, tested=22)
    of_facts = columns(lang, question=40, entity=24, reason=28, number_of=12, would_serve=40)
    blocks = (
        grid(of_duties, disagreements, WORDS["disagreements"][lang]) if disagreements else nothing("disagree", lang),
        grid(of_facts, aside, WORDS["set_aside"][lang]) if aside else nothing("set_aside", lang),
    )
    return section("doubts", lang, blocks)


def set_aside(assessment: Assessment, audience: Audience) -> Iterator[SetAside]:
    """Facts that were set aside: each row by itself, or for a regulator one entry for a fact and reason."""
    lang, counted = assessment.lang, Counter[tuple[str, str, str, str]]()
    for entity, key, name in sorted({entry for duty in assessment.every_duty for entry in duty.set_aside}):
        named = key if audience == "internal" and entity != "service" else ""
        counted[entity, named, name, why_set_aside(assessment, entity, key, name)] += 1
    for (entity, key, name, reason), count in counted.items():
        question = assessment.checklist.corpus.fact(entity, name).question[lang]
        duties = listing(dict.fromkeys(_waiting(assessment, entity, name)), lang)
        yield SetAside(question, entity_label(assessment, entity), key, reason, count, duties)


def _waiting(assessment: Assessment, entity: str, name: str) -> Iterator[str]:
    """The titles of the duties that would have used the fact."""
    for duty in assessment.every_duty:
        if any((e, n) == (entity, name) for e, _, n in duty.set_aside):
            yield duty.line.obligation.title[assessment.lang]


def why_set_aside(assessment: Assessment, entity: str, key: str, name: str) -> str:
    """Why a fact that was set aside does not count, in words."""
    as_of, reason = assessment.checklist.as_of, assessment.facts.set_aside[entity, key, name]
    expires = assessment.profile.rows[entity][key][name].expires
    day = expires if reason == "stale" and expires else as_of
    return REASONS[reason][assessment.lang].format(day=day.isoformat())
