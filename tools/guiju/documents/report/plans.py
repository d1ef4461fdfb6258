"""What is planned about the gaps: remediation and accepted risks, with owner and day; no plan changes a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.content.fields import shown
from guiju.documents.content.status import RISKS
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import Head, head
from guiju.law.labels import COLON
from guiju.model import Bilingual
from guiju.model.profile import Plan

_KINDS = {
    "remediation": Bilingual("整改", "Remediation"),
    "risk_acceptance": Bilingual("接受风险", "Risk acceptance"),
}
_NONE = Bilingual("尚无计划", "No plan yet")
_LEFT_OUT = Bilingual("（理由未载入本版）", "(reason left out of this edition)")
_OVERDUE = {
    "remediation": Bilingual("逾期 {days} 天", "overdue by {days} days"),
    "risk_acceptance": Bilingual("已到期 {days} 天", "expired {days} days ago"),
}
_OPEN = Bilingual("未到期", "not yet due")
_DUE_TODAY = Bilingual("当日到期", "due on this day")
_DONE = Bilingual("结论已非不符合或待核实", "the verdict is neither a gap nor open any more")
_DISPLACED = Bilingual("该义务已被后法取代", "a later rule displaces the duty")
_PARTS = {
    "owner": Bilingual("责任岗位", "owner"),
    "due": Bilingual("期限", "due"),
    "risk": Bilingual("风险等级", "risk"),
    "note": Bilingual("备注", "note"),
}


@dataclass(frozen=True)
class Planned:
    """One row of the plan. `risk` and `note` are internal and empty for a regulator; a gap without a plan has neither owner nor day."""

    duty: Head
    kind: str
    action: str
    owner: str
    due: str
    state: str
    overdue: bool
    risk: str
    note: str


def plans(assessment: Assessment, audience: Audience) -> tuple[Planned, ...]:
    """What is planned, the earliest first; then the gaps about which nothing is."""
    planned = [(line, line.plan) for line in assessment.every_line if line.plan is not None]
    planned.sort(key=lambda entry: entry[1].due)
    without = [line for line in assessment.lines if line.plan is None and line.verdict == "breached"]
    lang = assessment.checklist.lang
    return (
        *(_planned(assessment, line, plan, audience) for line, plan in planned),
        *(Planned(head(assessment, line), _NONE[lang], "", "", "", "", False, "", "") for line in without),
    )


def elsewhere(assessment: Assessment) -> tuple[str, ...]:
    """Obligations that have a plan and are not in this assessment: of other roles, topics or rules."""
    here = {line.id for line in assessment.every_line}
    return tuple(name for name in assessment.profile.plans if name not in here)


def in_words(assessment: Assessment, line: AssessedDuty, audience: Audience) -> str | None:
    """The plan of a duty in one row of text; None where there is none."""
    if line.plan is None:
        return None
    return " · ".join(_parts(assessment, _planned(assessment, line, line.plan, audience)))


def _parts(assessment: Assessment, planned: Planned) -> Iterator[str]:
    lang = assessment.checklist.lang
    yield f"{planned.kind}{COLON[lang]}{planned.action}"
    for name, heading in _PARTS.items():
        if text := getattr(planned, name):
            yield f"{heading[lang]}{COLON[lang]}{text}"
    yield planned.state


def _planned(assessment: Assessment, line: AssessedDuty, plan: Plan, audience: Audience) -> Planned:
    lang, internal = assessment.checklist.lang, audience == "internal"
    told = internal or plan.kind == "remediation"
    state, overdue = _state(assessment, line, plan)
    return Planned(
        duty=head(assessment, line),
        kind=_KINDS[plan.kind][lang],
        action=shown(plan.action) if told else _LEFT_OUT[lang],
        owner=shown(plan.owner),
        due=plan.due.isoformat(),
        state=state,
        overdue=overdue,
        risk=RISKS[plan.risk][lang] if internal and plan.risk else "",
        note=shown(plan.note) if internal and plan.note else "",
    )


def _state(assessment: Assessment, line: AssessedDuty, plan: Plan) -> tuple[str, bool]:
    """How the plan stands on the day of the assessment, and whether it should have been done."""
    lang, days = assessment.checklist.lang, (assessment.checklist.as_of - plan.due).days
    if line.state == "displaced":
        return _DISPLACED[lang], False
    if line.verdict not in ("breached", "undetermined"):
        return _DONE[lang], False
    if days > 0:
        return _OVERDUE[plan.kind][lang].format(days=days), True
    return (_OPEN if days else _DUE_TODAY)[lang], False
