"""A statement of applicability as a workbook, to sort and filter: cover with sign-off, a row a duty, and what is listed for information."""

from __future__ import annotations

from guiju.assessment import Assessment
from guiju.documents.applicability import HEADINGS, sections, stated, statement
from guiju.documents.report import Audience
from guiju.model import Bilingual
from guiju.writers import assessment_xlsx

_SHEETS: assessment_xlsx.Sheets = (
    (Bilingual("封面", "Cover"), ("scope", "basis", "limits", "verification", "sign_off")),
    (HEADINGS["duties"], ("duties",)),
    (Bilingual("统计", "Totals"), ("totals",)),
    (Bilingual("供参考", "For information"), ("informative",)),
    (Bilingual("历史参考", "Historical"), ("historical",)),
)


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The workbook, XLSX."""
    told = statement(assessment, audience)
    parts = sections(told, stated(assessment, audience), wide=True)
    return assessment_xlsx.laid_out(assessment, told, parts, _SHEETS)
