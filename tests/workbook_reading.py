"""A filled checklist workbook as `guiju` reads it: its answers, or the findings as a user sees them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from guiju.assessment.workbook import Answers, peek, read_workbook
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist
from unsound import defects_of
from workbook_samples import asked

# Saved by LibreOffice: tests/workbooks/make.py.
SAVED = Path(__file__).parent / "workbooks"
Write = Callable[[bytes], Path]

# What the workbook that `answered` fills in amounts to.
EXPECTED: Mapping[Lang, Mapping[str, Any]] = {
    "zh": {
        "report": {
            "entity": "样本公司", "services": ["甲应用", "乙应用"], "period_from": "2024-01-01",
            "data_cut_off": "2024-03-31", "prepared_by": "合规部",
        },
        "facts": {
            "log_retention": {"value": "P5M", "basis": "measured", "date": "2024-04-01", "reviewer": "法务部"},
            "keeps_logs": {"value": True, "basis": "declared"},
        },
        "declarations": {
            "rule-old#keep-logs": {
                "status": "partly_met", "by": "安全部", "reviewer": "法务部", "date": "2024-04-02",
                "reason": "旧系统 只留五个月",
                "evidence": "依据：书证；证据编号：E-1；证据位置：=制度库 A-12；证据截止日期：2024-03-31",
            },
            "rule-old#report": {"status": "not_applicable", "by": "合规部", "reason": "不提供群组",
                "approver": "法务部"},
            "rule-old#no-passing-off": {"status": "met", "by": "合规部", "reason": "名称审核",
                "evidence": "内部制度：账号制度；制度版本：3.0"},
        },
        "plans": {
            "rule-old#keep-logs": {
                "kind": "remediation", "action": "延长留存", "owner": "运维", "due": "2024-09-30", "risk": "high",
                "note": "旧系统 只留五个月",
            },
        },
    },
    "en": {
        "report": {
            "entity": "Sample Ltd", "services": ["App A", "App B"], "period_from": "2024-01-01",
            "data_cut_off": "2024-03-31",
            "prepared_by": "Compliance",
        },
        "facts": {
            "log_retention": {"value": "P5M", "basis": "measured", "date": "2024-04-01", "reviewer": "Legal"},
            "keeps_logs": {"value": True, "basis": "declared"},
        },
        "declarations": {
            "rule-old#keep-logs": {
                "status": "partly_met", "by": "Security", "reviewer": "Legal", "date": "2024-04-02",
                "reason": "The old system keeps five months",
                "evidence": "Basis: Documented; Evidence id: E-1; Evidence location: =library A-12; Evidence cut-off "
                            "date: 2024-03-31",
            },
            "rule-old#report": {"status": "not_applicable", "by": "Compliance", "reason": "No groups",
                "approver": "Legal"},
            "rule-old#no-passing-off": {
                "status": "met", "by": "Compliance", "reason": "Names are reviewed",
                "evidence": "Internal policy: Accounts; Policy version: 3.0",
            },
        },
        "plans": {
            "rule-old#keep-logs": {
                "kind": "remediation", "action": "Keep longer", "owner": "Operations", "due": "2024-09-30",
                "risk": "high",
                "note": "The old system keeps five months",
            },
        },
    },
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a workbook; gives its path."""

    def written(data: bytes) -> Path:
        path = tmp_path / "filled.xlsx"
        path.write_bytes(data)
        return path

    return written


def read(path: Path, subject: Checklist | None = None) -> Answers:
    """The answers of a workbook that must be accepted."""
    subject = subject or asked(peek(path).language)
    return read_workbook(path, subject.corpus, subject)


def value(answers: Answers) -> Any:
    """What a YAML profile with the same answers would hold."""
    return answers.profile.where.document.value


def findings(path: Path, subject: Checklist | None = None) -> list[str]:
    """Findings as a user sees them, without the folder."""
    subject = subject or asked()
    found = defects_of(read_workbook, path, subject.corpus, subject)
    assert all("\n" not in str(finding) for finding in found)
    return [str(finding).removeprefix(f"{path.parent.as_posix()}/") for finding in found]
