"""A statement of applicability to hand over and to print: one HTML file without scripts or outside requests, as the report is."""

from __future__ import annotations

from guiju.assessment import Assessment
from guiju.documents.applicability import sections, stated, statement
from guiju.documents.report import Audience
from guiju.writers import assessment_html


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The statement as one HTML file, UTF-8."""
    told = statement(assessment, audience)
    return assessment_html.laid_out(told, sections(told, stated(assessment, audience)))
