"""Two quarters of one service: profiles of spring and summer, and the reports on them."""

import json
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import guiju
from assessment_samples import GROUP, assessed
from guiju.assessment.lost_facts import LostFact
from guiju.assessment.progress import Progress
from guiju.documents.report.data import value as report
from real_corpus import real

SPRING, SUMMER, AUTUMN = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
PROVIDER = ("group-provider",)
LOGS, CODE = f"{GROUP}#retain-network-logs", f"{GROUP}#set-group-code"
POLICY = {"value": "P90D", "basis": "measured", "evidence": "export of March"}
PLAN = {"kind": "remediation", "action": "keep seven months", "owner": "operations", "due": "2026-05-31"}
CLOSED = {"date": "2026-05-20", "by": "operations", "evidence": "export of 20 May", "sign_off": "legal"}
BEFORE: dict[str, Any] = {
    "report": {"entity": "E"},
    "facts": {"offers_user_groups": True, "service_launched_on": "2019-05-01", "network_log_retention_policy": POLICY},
    "coverage": {"group": "all"},
    "rows": {"group": {key: {"group_code": code} for key, code in {"a/1": "X", "b": "X", "c": "Y"}.items()}},
    "plans": {LOGS: PLAN},
}
MENDED = {"value": "P7M", "basis": "measured", "evidence": "export of 20 May"}


def after(closed: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
    """The profile of summer: the policy mended, and the facts as given; None leaves one out."""
    profile = deepcopy(BEFORE)
    profile["facts"] |= {"network_log_retention_policy": MENDED, **facts}
    profile["facts"] = {name: fact for name, fact in profile["facts"].items() if fact is not None}
    if closed is not None:
        profile["plans"] = {f"{LOGS}/retention-policy": {**PLAN, "closed": closed}}
    return profile


@cache
def written_report(profile: str, day: date) -> dict[str, Any]:
    return report(assessed(json.loads(profile), "en", day, PROVIDER))


def between(old: dict[str, Any], new: dict[str, Any], *days: date) -> Progress:
    first, last = days or (SPRING, SUMMER)
    return guiju.progress(written_report(json.dumps(old), first), written_report(json.dumps(new), last))


def states(made: Progress) -> dict[str, tuple[str, str | None]]:
    return {id.partition("#")[2]: (gap.state, gap.why) for gap in made.gaps for id in gap.ids}


POLICY_GAP = "retain-network-logs/retention-policy"
LOGS_ONLY = {"facts": BEFORE["facts"]}


def with_facts(**facts: Any) -> dict[str, Any]:
    return {"facts": {**BEFORE["facts"], **facts}}


def question(fact: LostFact) -> str:
    """How a fact that was lost is asked for; nothing of what is no single fact."""
    known = (one for one in real().vocabulary.facts if (one.entity, one.id) == (fact.entity, fact.name))
    return next((one.question.en for one in known), "")
