"""What the report says of every duty, whatever its verdict: title, place, wording, and how a later rule displaced it."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import proof
from guiju.documents.content.fields import later_rule, shown
from guiju.documents.report.audience import Audience
from guiju.law.labels import label
from guiju.model import Verdict
from guiju.reasoning.checklist import Line


@dataclass(frozen=True)
class Head:
    """One duty: its global id, title, place (short title of the rule, 条款), how its verdict is worded, and what a later rule made of it."""

    id: str
    title: str
    place: str
    verdict: Verdict | None
    words: str
    later: str | None


@dataclass(frozen=True)
class Settled:
    """A duty that is met, does not apply or is history, and what shows it."""

    duty: Head
    proof: tuple[str, ...]


def head(assessment: Assessment, line: AssessedDuty) -> Head:
    """The head of a duty."""
    return _head(assessment, line.line, line.verdict, line.words[assessment.checklist.lang])


def settled(assessment: Assessment, audience: Audience) -> tuple[Settled, ...]:
    """Duties that are met, then those that do not apply."""
    return tuple(
        Settled(head(assessment, line), sentences(assessment, line, audience))
        for verdict in ("met", "not_applicable")
        for line in assessment.lines
        if line.verdict == verdict
    )


def historical(assessment: Assessment, audience: Audience) -> tuple[Settled, ...]:
    """Duties that a later rule displaces, with what their own words would have given; in the order of the text."""
    return tuple(
        Settled(head(assessment, line), sentences(assessment, line, audience)) for line in assessment.historical
    )


def informative(assessment: Assessment) -> tuple[Head, ...]:
    """Powers, permissions and recommendations: they get no verdict."""
    lang = assessment.checklist.lang
    return tuple(
        _head(assessment, line, None, label(line.obligation.modality, lang)) for line in assessment.informative
    )


def sentences(assessment: Assessment, line: AssessedDuty, audience: Audience) -> tuple[str, ...]:
    """The proof of a verdict; for a regulator without keys and facts of single rows."""
    return tuple(shown(sentence) for sentence in proof(assessment, line, keys=audience == "internal"))


def _head(assessment: Assessment, line: Line, verdict: Verdict | None, words: str) -> Head:
    checked, lang = assessment.checklist, assessment.checklist.lang
    later = later_rule(checked, line)
    return Head(
        line.id,
        shown(line.obligation.title[lang]),
        shown(f"{line.regulation.short_title[lang]} {line.cited(lang)}"),
        verdict,
        words,
        shown(later) if later else None,
    )
