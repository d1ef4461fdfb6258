"""How verdicts come about, in sentences that are in every report, with the numbers by method."""

from __future__ import annotations

from guiju.assessment import Assessment
from guiju.documents.blocks import Section, Sentences
from guiju.documents.report.counts import bars, by_method
from guiju.documents.report.layout import section
from guiju.law.words import Words

WORDS = Words(__file__)
METHODS = WORDS.list("methods")


def sentences(assessment: Assessment) -> tuple[str, ...]:
    """The methods; with those of tables where some were scanned."""
    of_tables = WORDS.list("methods_of_tables") if assessment.tables.scanned else ()
    return tuple(text[assessment.checklist.lang] for text in (*METHODS, *of_tables))


def methods(assessment: Assessment) -> Section:
    """The section of both."""
    lang = assessment.checklist.lang
    numbers = (bars(breakdown, lang) for breakdown in by_method(assessment))
    return section("methods", lang, [Sentences(sentences(assessment)), *numbers])
