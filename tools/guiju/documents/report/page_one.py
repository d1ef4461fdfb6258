"""The answer of a report, as data: one sentence, the gaps, what is open, what is met, and how many duties are which."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.report.audience import Audience
from guiju.documents.report.listed_gaps import ListedGap, listed_gaps
from guiju.documents.report.open_questions import OpenQuestion, open_questions
from guiju.documents.report.sentence import lines, sentence
from guiju.documents.report.unsupported import unsupported
from guiju.model import Lang
from guiju.reasoning.checklist import Line
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")


@dataclass(frozen=True)
class Met:
    """A duty that is met, and how that is worded."""

    obligation: str
    title: str
    citation: str
    words: str


@dataclass(frozen=True)
class DutyCounts:
    """Duties: those that tests decided, or can decide either way, and how many of these are met, gaps and open; the
    others are for a person. Those that do not apply are in none of these."""

    decidable: int
    met: int
    gaps: int
    open: int
    person: int
    not_applicable: int


@dataclass(frozen=True)
class Expired:
    """A fact that no longer counts. `key` is that of its row, empty for the service and for a regulator."""

    entity: str
    key: str
    fact: str
    question: str
    expired_on: date


@dataclass(frozen=True)
class PageOne:
    """What every format of a report shows first. `lines` complete the sentence; `unsupported` are answers that switch
    off many duties, as the JSON has them."""

    sentence: str
    lines: tuple[str, ...]
    gaps: tuple[ListedGap, ...]
    open: tuple[OpenQuestion, ...]
    met: tuple[Met, ...]
    counts: DutyCounts
    expired: tuple[Expired, ...]
    unsupported: tuple[Mapping[str, Any], ...]


def page_one(assessment: Assessment, audience: Audience = "internal") -> PageOne:
    """The page of this assessment; for a regulator without keys and facts of single rows."""
    several, questions = listed_gaps(assessment, audience), open_questions(assessment)
    lang = assessment.lang
    met = [
        Met(duty.id, duty.line.obligation.title[lang], _place(duty.line, lang), duty.words[lang])
        for duty in assessment.duties
        if duty.verdict == "met"
    ]
    claims, stale = tuple(unsupported(assessment)), dict.fromkeys(_expired(assessment, audience))
    first = sentence(assessment, several, claims)
    return PageOne(
        first,
        lines(assessment, several, questions),
        several,
        questions,
        tuple(met),
        counts(assessment),
        tuple(stale),
        claims,
    )


def counts(assessment: Assessment) -> DutyCounts:
    """How many duties facts decide, and how many are a person's."""
    decided = [duty for duty in assessment.duties if duty.verdict != "not_applicable" and _is_decidable(duty)]
    of, absent = Counter(duty.verdict for duty in decided), assessment.counts["not_applicable"]
    person = len(assessment.duties) - absent - len(decided)
    return DutyCounts(len(decided), of["met"], of["breached"], of["undetermined"], person, absent)


def _is_decidable(duty: AssessedDuty) -> bool:
    """Whether a test decided the duty, or can show that it is met: most tests can only show a gap."""
    shows = any(check.decides in ("both", "met") for check in duty.line.obligation.checks)
    return duty.decided_by == "test" or (shows and duty.decided_by == "none" and duty.why != "needs_person")


def _expired(assessment: Assessment, audience: Audience) -> Iterator[Expired]:
    for (entity, key, name), reason in sorted(assessment.facts.set_aside.items()):
        expires = assessment.profile.rows[entity][key][name].expires
        if reason == "stale" and expires:
            shown = key if audience == "internal" and entity != "service" else ""
            yield Expired(
                entity, shown, name, assessment.checklist.corpus.fact(entity, name).question[assessment.lang], expires
            )


def _place(line: Line, lang: Lang) -> str:
    return WORDS["space"][lang].join((line.regulation.short_title[lang], line.cited(lang)))
