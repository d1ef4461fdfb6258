"""A statement of applicability to read and to keep beside the code, in Markdown: a row a duty, totals, law and data, limits, signatures."""

from __future__ import annotations

from guiju.assessment import Assessment
from guiju.documents.applicability import sections, stated, statement
from guiju.documents.report import Audience
from guiju.writers import assessment_md


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The statement as Markdown, UTF-8."""
    told = statement(assessment, audience)
    return assessment_md.laid_out(told, sections(told, stated(assessment, audience)))
