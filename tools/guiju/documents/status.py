"""What an auditor may find about a duty, and the values that stand beside it, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from guiju.model import Bilingual
from guiju.reasoning.checklist import Line

# In the order in which they are counted: what is not verified yet stands beside what is met.
STATUSES: Mapping[str, Bilingual] = {
    "met": Bilingual("符合", "Met"),
    "undetermined": Bilingual("待核实", "To be verified"),
    "partly_met": Bilingual("部分符合", "Partly met"),
    "not_met": Bilingual("不符合", "Not met"),
    "not_applicable": Bilingual("不适用", "Not applicable"),
}
INITIAL = STATUSES["undetermined"]
FOR_INFORMATION = Bilingual("供参考", "For information")
HISTORICAL = Bilingual("历史参考", "Historical")


def without_status(line: Line) -> Bilingual:
    """What stands where a status would, for a line that takes none."""
    return HISTORICAL if line.standing.displaced else FOR_INFORMATION


APPLICABILITY: Mapping[str, Bilingual] = {
    "to_be_confirmed": Bilingual("待确认", "To be confirmed"),
    "applicable": Bilingual("适用", "Applicable"),
    "not_applicable": STATUSES["not_applicable"],
}
BASES: Mapping[str, Bilingual] = {
    "declared": Bilingual("自述", "Declared"),
    "documented": Bilingual("书证", "Documented"),
    "measured": Bilingual("实测", "Measured"),
    "sampled": Bilingual("抽样", "Sampled"),
}
RISKS: Mapping[str, Bilingual] = {
    "high": Bilingual("高", "High"),
    "medium": Bilingual("中", "Medium"),
    "low": Bilingual("低", "Low"),
}

# What is left blank on paper for the auditor's hand.
NOTES = Bilingual("现有控制、差距与整改", "Present control, gap and remediation")
SIGNATURES = Bilingual("填报／复核／批准（签名、日期）", "Prepared / reviewed / approved (signature, date)")
