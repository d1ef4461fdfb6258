"""What is planned about the gaps: remediation and accepted risks, with owner and day, and what shows that they were
closed; no plan changes a verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import gap_id, gaps
from guiju.assessment.planned import closest
from guiju.documents.blocks import Section
from guiju.documents.content.status import RISKS
from guiju.documents.report.audience import Audience
from guiju.documents.report.duties import Head, head
from guiju.documents.report.layout import table
from guiju.model import Verdict
from guiju.model.profile import Plan
from guiju.wording.labels import COLON, SEMICOLON
from guiju.wording.words import Words

WORDS = Words(__file__)
KINDS = WORDS.table("plan_kind")
PARTS = WORDS.table("plan_part")


@dataclass(frozen=True)
class Planned:
    """One row of the plan. For a regulator `risk` and `note` are empty; a gap without a plan has no owner or day. `id`
    is that of the duty or gap for which it is, for a regulator without the key of a row."""

    duty: Head
    id: str
    kind: str
    plan: Plan | None = None
    action: str = ""
    acceptance: str = ""
    owner: str = ""
    due: str = ""
    state: str = ""
    overdue: bool = False
    risk: str = ""
    note: str = ""


def plans(assessment: Assessment, audience: Audience) -> tuple[Planned, ...]:
    """What is planned, the earliest first; then the gaps about which nothing is."""
    planned = [(duty, name, plan) for duty in assessment.every_duty for name, plan in duty.plans.items()]
    planned.sort(key=lambda entry: entry[2].due)
    return (
        *(_planned(assessment, duty, name, plan, audience) for duty, name, plan in planned),
        *(
            Planned(head(assessment, duty), part, KINDS["none"][assessment.lang])
            for duty in assessment.duties
            for part in dict.fromkeys(
                gap_id(duty.id, gap.part) for gap in gaps(duty) if closest(duty.plans, gap.id) is None
            )
        ),
    )


def plan(assessment: Assessment, audience: Audience, numbers: Mapping[str, str]) -> Section | None:
    """The section of the plan; `numbers` are those of the gaps and open duties."""
    lang, entries = assessment.lang, plans(assessment, audience)
    widths = {"number": 13, "duty": 27, "kind": 18, "action": 26, "acceptance": 20, "owner": 18, "due": 22, "state": 20}
    widths |= {"risk": 11, "note": 17} if audience == "internal" else {}
    rows = [
        (_number(p, numbers), p.duty.cell, p.kind, p.action, p.acceptance, p.owner, p.due, p.state, p.risk, p.note)
        for p in entries
    ]
    tones: list[Verdict | None] = ["breached" if p.overdue else None for p in entries]
    return table("plan", lang, widths, rows, WORDS["plan_note"][lang], tones)


def _number(planned: Planned, numbers: Mapping[str, str]) -> str:
    """That of the part for which it is, else of the duty."""
    name = closest(numbers, planned.id)
    return numbers[name] if name else "—"


def elsewhere(assessment: Assessment) -> tuple[str, ...]:
    """Obligations that have a plan and are not in this assessment: of other roles, topics or rules."""
    here = {duty.id for duty in assessment.every_duty}
    return tuple(name for name in assessment.profile.plans if name.partition("/")[0] not in here)


def in_words(assessment: Assessment, duty: AssessedDuty, audience: Audience) -> str | None:
    """The plans of a duty in one row of text; None where there is none."""
    entries = (_planned(assessment, duty, name, plan, audience) for name, plan in duty.plans.items())
    return SEMICOLON[assessment.lang].join(" · ".join(_parts(assessment, entry)) for entry in entries) or None


def _parts(assessment: Assessment, planned: Planned) -> Iterator[str]:
    yield f"{planned.kind}{COLON[assessment.lang]}{planned.action}"
    for name, heading in PARTS.items():
        if text := getattr(planned, name):
            yield f"{heading[assessment.lang]}{COLON[assessment.lang]}{text}"
    yield planned.state


def _planned(assessment: Assessment, duty: AssessedDuty, name: str, plan: Plan, audience: Audience) -> Planned:
    lang, internal = assessment.lang, audience == "internal"
    state, overdue = _state(assessment, duty, name, plan)
    return Planned(
        duty=head(assessment, duty),
        id=name if internal else "/".join(name.split("/", 2)[:2]),
        kind=KINDS[plan.kind][lang],
        plan=plan,
        action=plan.action if internal or plan.kind == "remediation" else WORDS["reason_left_out"][lang],
        acceptance=plan.acceptance or "",
        owner=plan.owner,
        due=plan.due.isoformat(),
        state=state,
        overdue=overdue,
        risk=RISKS[plan.risk][lang] if internal and plan.risk else "",
        note=(internal and plan.note) or "",
    )


def _state(assessment: Assessment, duty: AssessedDuty, name: str, plan: Plan) -> tuple[str, bool]:
    """The state of the plan on the day of the assessment, and whether it should have been done."""
    lang, days = assessment.lang, (assessment.checklist.as_of - plan.due).days
    if duty.state == "displaced":
        return WORDS["displaced"][lang], False
    is_found = any(closest(duty.plans, gap.id) == name for gap in gaps(duty))
    if closing := plan.closing(assessment.checklist.as_of):
        signed = WORDS["signed_off"][lang].format(by=closing.sign_off) if closing.sign_off else ""
        found = WORDS["closed_but_found"][lang] if is_found else ""
        text = WORDS["closed"][lang].format(day=closing.date.isoformat(), by=closing.by, evidence=closing.evidence)
        late = (
            SEMICOLON[lang] + WORDS.table("overdue")[plan.kind][lang].format(days=days) if is_found and days > 0 else ""
        )
        return f"{text}{signed}{found}{late}", bool(late)
    if not is_found and duty.verdict != "undetermined":
        return WORDS["done"][lang], False
    if days > 0:
        return WORDS.table("overdue")[plan.kind][lang].format(days=days), True
    return WORDS["not_due" if days else "due_today"][lang], False
