"""The columns of the checklist sheet: what the law says, how to review it, and what the auditor fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guiju.documents.content.fields import FIELDS
from guiju.documents.content.status import APPLICABILITY, BASES, RISKS, STATUSES
from guiju.model import Bilingual

GROUPS: Mapping[str, Bilingual] = {
    "place": Bilingual("条款与要求", "Place and requirement"),
    "law": Bilingual("法律要求", "What the law requires"),
    "review": Bilingual("审查指引", "How to review it"),
    "standing": Bilingual("后果与出处", "Consequence and source"),
    "finding": Bilingual("审计记录（请填写）", "Audit record (to be filled in)"),
    "remedy": Bilingual("整改与签署（请填写）", "Remediation and signatures (to be filled in)"),
}


@dataclass(frozen=True)
class Column:
    """One column. `width` is in characters; `choices` make a drop-down; `fills` says that the auditor fills it in."""

    key: str
    heading: Bilingual
    width: float
    group: str
    hidden: bool = False
    fills: bool = False
    choices: Mapping[str, Bilingual] | None = None
    dated: bool = False


# kind: duty or information; article: counts per article do not depend on words that may hold wildcards.
_HIDDEN = ("id", "text_hash", "kind", "article")

_WIDTHS = {
    "place": {"cited": 13, "title": 22},
    "law": {"modality": 10, "bearers": 18, "counterparty": 14, "quotation": 42, "condition": 22, "summary": 42, "timing": 20},
    "review": {"method": 9, "review": 52, "evidence": 38, "open_words": 40, "automation": 28},
    "standing": {"consequence": 60, "overlaps": 22, "displacement": 34, "rule": 18, "document_type": 12, "state": 16, "topics": 13},
}  # fmt: skip


def _filled(
    key: str, zh: str, en: str, width: float, group: str, choices: Mapping[str, Bilingual] | None = None
) -> Column:
    return Column(key, Bilingual(zh, en), width, group, fills=True, choices=choices, dated=key.endswith("_on"))


_FILLED = (
    _filled("status", "状态", "Status", 14, "finding", STATUSES),
    _filled("applicability", "适用性", "Applicability", 14, "finding", APPLICABILITY),
    _filled("applicability_reason", "不适用的理由", "Reason, if not applicable", 18, "finding"),
    _filled("applicability_approver", "不适用的批准人", "Approver, if not applicable", 14, "finding"),
    _filled("basis", "依据", "Basis", 13, "finding", BASES),
    _filled("evidence_id", "证据编号", "Evidence id", 14, "finding"),
    _filled("evidence_location", "证据位置", "Evidence location", 16, "finding"),
    _filled("evidence_cut_off_on", "证据截止日期", "Evidence cut-off date", 13, "finding"),
    _filled("evidence_custodian", "证据保管人", "Evidence custodian", 13, "finding"),
    _filled("policy", "内部制度", "Internal policy", 16, "finding"),
    _filled("policy_version", "制度版本", "Policy version", 11, "finding"),
    _filled("present_control", "现有控制", "Present control", 25, "finding"),
    _filled("gap", "差距", "Gap", 25, "finding"),
    _filled("risk", "风险等级", "Risk grade", 11, "remedy", RISKS),
    _filled("remediation", "整改措施", "Remediation", 30, "remedy"),
    _filled("owner", "责任人", "Owner", 13, "remedy"),
    _filled("due_on", "整改期限", "Due", 13, "remedy"),
    _filled("retest_on", "复测日期", "Retest date", 13, "remedy"),
    _filled("prepared_by", "填报", "Prepared by", 13, "remedy"),
    _filled("prepared_on", "填报日期", "Prepared on", 13, "remedy"),
    _filled("reviewed_by", "复核", "Reviewed by", 13, "remedy"),
    _filled("reviewed_on", "复核日期", "Reviewed on", 13, "remedy"),
    _filled("approved_by", "批准", "Approved by", 13, "remedy"),
    _filled("approved_on", "批准日期", "Approved on", 13, "remedy"),
)


_HEADINGS = {field.key: field.heading for field in FIELDS}

# From left to right: hidden ones, number, fields of the line by group, what the auditor fills in.
COLUMNS: tuple[Column, ...] = (
    *(Column(key, Bilingual(key, key), 10, "place", hidden=True) for key in _HIDDEN),
    Column("number", Bilingual("序号", "No."), 6, "place"),
    *(Column(key, _HEADINGS[key], width, group) for group, widths in _WIDTHS.items() for key, width in widths.items()),
    *_FILLED,
)
