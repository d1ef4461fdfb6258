"""What is planned about the gaps: remediation and accepted risks, with owner and day; no plan changes a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.documents.blocks import Section
from guiju.documents.content.status import RISKS
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import Head, head
from guiju.documents.report.layout import table
from guiju.model import Verdict
from guiju.model.profile import Plan
from guiju.wording.labels import COLON
from guiju.wording.words import Words

WORDS = Words(__file__)
KINDS = WORDS.table("plan_kind")
PARTS = WORDS.table("plan_part")


@dataclass(frozen=True)
class Planned:
    """One row of the plan. For a regulator `risk` and `note` are empty; a gap without a plan has no owner or day."""

    duty: Head
    kind: str
    action: str = ""
    owner: str = ""
    due: str = ""
    state: str = ""
    overdue: bool = False
    risk: str = ""
    note: str = ""


def plans(assessment: Assessment, audience: Audience) -> tuple[Planned, ...]:
    """What is planned, the earliest first; then the gaps about which nothing is."""
    planned = [(duty, duty.plan) for duty in assessment.every_duty if duty.plan is not None]
    planned.sort(key=lambda entry: entry[1].due)
    without = [duty for duty in assessment.duties if duty.plan is None and duty.verdict == "breached"]
    return (
        *(_planned(assessment, line, plan, audience) for line, plan in planned),
        *(Planned(head(assessment, line), KINDS["none"][assessment.lang]) for line in without),
    )


def plan(assessment: Assessment, audience: Audience, numbers: dict[str, str]) -> Section | None:
    """The section of the plan; `numbers` are those of the gaps and open duties."""
    lang, entries = assessment.lang, plans(assessment, audience)
    widths = {"number": 13, "duty": 27, "kind": 24, "action": 26, "owner": 22, "due": 22, "state": 16}
    widths |= {"risk": 11, "note": 17} if audience == "internal" else {}
    rows = [
        (numbers.get(p.duty.id, "—"), p.duty.cell, p.kind, p.action, p.owner, p.due, p.state, p.risk, p.note)
        for p in entries
    ]
    tones: list[Verdict | None] = ["breached" if p.overdue else None for p in entries]
    return table("plan", lang, widths, rows, WORDS["plan_note"][lang], tones)


def elsewhere(assessment: Assessment) -> tuple[str, ...]:
    """Obligations that have a plan and are not in this assessment: of other roles, topics or rules."""
    here = {duty.id for duty in assessment.every_duty}
    return tuple(name for name in assessment.profile.plans if name not in here)


def in_words(assessment: Assessment, duty: AssessedDuty, audience: Audience) -> str | None:
    """The plan of a duty in one row of text; None where there is none."""
    if duty.plan is None:
        return None
    return " · ".join(_parts(assessment, _planned(assessment, duty, duty.plan, audience)))


def _parts(assessment: Assessment, planned: Planned) -> Iterator[str]:
    yield f"{planned.kind}{COLON[assessment.lang]}{planned.action}"
    for name, heading in PARTS.items():
        if text := getattr(planned, name):
            yield f"{heading[assessment.lang]}{COLON[assessment.lang]}{text}"
    yield planned.state


def _planned(assessment: Assessment, duty: AssessedDuty, plan: Plan, audience: Audience) -> Planned:
    lang, internal = assessment.lang, audience == "internal"
    state, overdue = _state(assessment, duty, plan)
    return Planned(
        duty=head(assessment, duty),
        kind=KINDS[plan.kind][lang],
        action=plan.action if internal or plan.kind == "remediation" else WORDS["reason_left_out"][lang],
        owner=plan.owner,
        due=plan.due.isoformat(),
        state=state,
        overdue=overdue,
        risk=RISKS[plan.risk][lang] if internal and plan.risk else "",
        note=(internal and plan.note) or "",
    )


def _state(assessment: Assessment, duty: AssessedDuty, plan: Plan) -> tuple[str, bool]:
    """The state of the plan on the day of the assessment, and whether it should have been done."""
    lang, days = assessment.lang, (assessment.checklist.as_of - plan.due).days
    if duty.state == "displaced":
        return WORDS["displaced"][lang], False
    if duty.verdict not in ("breached", "undetermined"):
        return WORDS["done"][lang], False
    if days > 0:
        return WORDS.table("overdue")[plan.kind][lang].format(days=days), True
    return WORDS["not_due" if days else "due_today"][lang], False
