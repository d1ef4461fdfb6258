"""A statement of applicability for Word, to comment on and to sign, as the report is."""

from __future__ import annotations

from guiju.assessment import Assessment
from guiju.documents.applicability import sections, stated, statement
from guiju.documents.report import Audience
from guiju.writers import assessment_docx


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The statement as DOCX."""
    told = statement(assessment, audience)
    rows = stated(assessment, audience)
    return assessment_docx.laid_out(told, sections(told, rows), assessment.checklist.as_of)
