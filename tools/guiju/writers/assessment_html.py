"""An assessment report to hand over and to print: one HTML file without scripts or outside requests, with a sign-off block.

Cover, findings as cards, numbers with bars, limits and receipt; it prints on A4. Its content security policy allows its own style sheet
and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from guiju.assessment import Assessment
from guiju.documents.report import Audience, Report
from guiju.documents.report.beside_json import report_beside_json
from guiju.documents.report.blocks import Section
from guiju.documents.report.sections import sections
from guiju.documents.report.words import WORDS
from guiju.law.labels import VERDICT_LABELS
from guiju.model import WORST_FIRST
from guiju.writers.template import filled


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The report as one HTML file, UTF-8."""
    told = report_beside_json(assessment, audience)
    return laid_out(told, sections(told))


def laid_out(told: Report, parts: Sequence[Section]) -> bytes:
    """A report with these sections as one HTML file, UTF-8."""
    return filled(
        "assessment",
        lang=told.lang,
        told=told,
        sections=parts,
        kind=lambda block: type(block).__name__,
        order=WORST_FIRST,
        verdicts=VERDICT_LABELS,
        words=WORDS,
    )
