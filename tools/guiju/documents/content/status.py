"""What an auditor may find about a duty, and the values that stand beside it, in both languages."""

from __future__ import annotations

from guiju.law.labels import APPLICABILITY_LABELS, FINDING_BASIS_LABELS, RISK_LABELS, STATUS_LABELS, capitalised
from guiju.model import Bilingual
from guiju.reasoning.checklist import Line

# In the order in which they are counted: what is not verified yet stands beside what is met.
STATUSES = capitalised(STATUS_LABELS)
INITIAL = STATUSES["to_verify"]
FOR_INFORMATION = Bilingual("供参考", "For information")
HISTORICAL = Bilingual("历史参考", "Historical")


def without_status(line: Line) -> Bilingual:
    """What stands where a status would, for a line that takes none."""
    return HISTORICAL if line.standing.displaced else FOR_INFORMATION


APPLICABILITY = capitalised(APPLICABILITY_LABELS)
BASES = capitalised(FINDING_BASIS_LABELS)
RISKS = capitalised(RISK_LABELS)

# What is left blank on paper for the auditor's hand.
NOTES = Bilingual("现有控制、差距与整改", "Present control, gap and remediation")
SIGNATURES = Bilingual("填报／复核／批准（签名、日期）", "Prepared / reviewed / approved (signature, date)")
