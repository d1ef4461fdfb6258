"""Assessments for the tests of the report, on the law as it is in the repository; and what a reader of each format sees."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import docx
import html5lib
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from checklist_samples import ROOT, corpus
from guiju.assessment import Assessment, assess
from guiju.assessment.profile import defects, profile
from guiju.files.source import Document
from guiju.model import Lang
from guiju.reasoning.checklist import checklist

AS_OF = date(2026, 6, 30)
ROLES = ("group-provider", "account-provider")
# Each of these stands in one internal field only.
PLANTED = {
    "note": "PLANTED-NOTE",
    "why a risk is accepted": "PLANTED-REASON",
    "key of a row that decides": "PLANTED-KEY-G",
    "key of a row that does not count": "PLANTED-KEY-V",
    "fact of a row": "PLANTED-CODE",
    "evidence of a row": "PLANTED-EVIDENCE",
}
GROUP, ACCOUNT = "cac-group-services-2017", "cac-account-names-2015"
CONTENT: dict[str, Any] = {
    "report": {
        "entity": "某某科技有限公司",
        "services": ["某聊天应用", "某论坛"],
        "licence_numbers": ["ICP备00000000号-1"],
        "scope": "全部群组功能",
        "exclusions": "企业私有部署",
        "period_from": "2026-01-01",
        "period_until": "2026-07-01",
        "data_cut_off": "2026-06-29",
        "prepared_by": "合规部甲",
        "reviewed_by": "法务部乙",
        "approved_by": "总法律顾问丙",
    },
    "facts": {
        "offers_user_groups": True,
        "registers_accounts_in_china": True,
        "service_launched_on": "2019-05-01",
        "network_log_retention_policy": {"value": "P180D", "basis": "measured", "evidence": "日志平台配置导出"},
        "account_reviewer_count": {"value": 12, "basis": "declared", "expires": "2026-03-01"},
    },
    "rows": {
        "group": {
            f"{PLANTED['key of a row that decides']}-{n}": {
                "group_code": PLANTED["fact of a row"],
                "group_code_occurrences": {"value": 13, "basis": "measured", "evidence": PLANTED["evidence of a row"]},
            }
            for n in range(13)
        },
        "violation": {PLANTED["key of a row that does not count"]: {"violation_confirmed_at": "2026-03-03T10:00:00"}},
    },
    "declarations": {
        f"{GROUP}#fulfil-main-responsibility": {"status": "met", "by": "安全负责人", "evidence": "制度库 A-12"},
        f"{GROUP}#retain-network-logs": {"status": "met", "by": "运维负责人丁"},
        f"{GROUP}#provide-technical-support": {
            "status": "not_applicable",
            "by": "法务部",
            "reason": "期间内没有检查",
            "approver": "总法律顾问丙",
        },
        f"{ACCOUNT}#fulfil-security-responsibility": {"status": "partly_met", "by": "安全负责人"},
    },
    "plans": {
        f"{GROUP}#retain-network-logs": {
            "kind": "remediation",
            "action": "日志留存延长至七个月",
            "owner": "运维负责人戊",
            "due": "2026-05-31",
            "risk": "high",
            "note": PLANTED["note"],
        },
        f"{GROUP}#set-group-code": {
            "kind": "risk_acceptance",
            "action": PLANTED["why a risk is accepted"],
            "owner": "产品负责人己",
            "due": "2026-12-31",
            "risk": "medium",
        },
    },
}


@cache
def assessment(lang: Lang, as_of: date = AS_OF, roles: tuple[str, ...] = ROLES) -> Assessment:
    """The sample, assessed."""
    return assessed(CONTENT, lang, as_of, roles)


def assessed(content: Any, lang: Lang, as_of: date = AS_OF, roles: tuple[str, ...] = ROLES) -> Assessment:
    """A profile, assessed."""
    base = corpus(ROOT)
    document = Document("profile.yaml", content)
    assert defects(document, base) == []
    asked = checklist(base, [role for role in base.vocabulary.roles if role.id in roles], as_of, lang)
    return assess(asked, profile(document))


def changed(**changes: Any) -> dict[str, Any]:
    """The sample with other values in its plans."""
    content = deepcopy(CONTENT)
    for plan in content["plans"].values():
        plan.update(changes)
    return content


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def seen(form: str, data: bytes) -> str:
    """All that a reader of the file can see, as one text."""
    if form == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return "\n".join(str(cell) for sheet in sheets for row in sheet for cell in row)
    if form == "docx":
        paper = docx.Document(io.BytesIO(data))
        edges = [p.text for s in paper.sections for part in (s.header, s.footer) for p in part.paragraphs]
        return "\n".join([*_inside(paper), *edges])
    if form == "html":
        return "\n".join(html5lib.parse(data, namespaceHTMLElements=False).find("body").itertext())
    if form == "md":
        tokens = _markdown().parse(data.decode())
        return "\n".join("".join(_inline(t.children)) for t in tokens if t.children)
    return "\n".join(_values(json.loads(data)))


def _inside(paper: Any) -> Iterator[str]:
    """Paragraphs and cells, in the order of the document."""
    for part in paper.iter_inner_content():
        if hasattr(part, "rows"):
            yield from (cell.text for row in part.rows for cell in row.cells)
        else:
            yield part.text


def _inline(children: Any) -> Iterator[str]:
    for child in children:
        yield "\n" if child.type == "html_inline" and child.content == "<br>" else child.content


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _values(item)
    elif isinstance(value, list):
        for item in value:
            yield from _values(item)
    else:
        yield str(value)
