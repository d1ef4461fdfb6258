"""A roll-up as data: each gap and open duty by service, the worst first; schemas/roll-up-export.schema.json describes
every key. It says nothing of its own: numbers, consequences and plans are those of the report of each service."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import gaps, line_of
from guiju.assessment.receipt import receipt
from guiju.assessment.services import RollUp
from guiju.documents.content.plain import picked, plain
from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import consequences, weight
from guiju.documents.report.audience import Audience
from guiju.documents.report.consequence_words import in_words
from guiju.documents.report.duties import head
from guiju.documents.report.front_section import follows
from guiju.documents.report.gaps import numbers
from guiju.documents.report.listed_gaps import ListedGap
from guiju.documents.report.page_one import page_one
from guiju.documents.report.plans import Planned, plans
from guiju.documents.report.unsupported import unsupported
from guiju.wording.labels import NOT_LEGAL_ADVICE
from guiju.wording.words import Words

SCHEMA_VERSION = 1
WORDS = Words(__file__)
Action = dict[str, Any]
"""What a duty comes to in one service."""


def value(together: RollUp, audience: Audience = "internal") -> dict[str, Any]:
    """The roll-up: gaps before what is open, then what weighs more, what is due earlier, the order of the text."""
    lang, ranked = together.lang, sorted(_actions(together, audience), key=lambda action: action[0], reverse=True)
    first, every = next(iter(together.assessed.values())).checklist, [action for _, action in ranked]
    duties = dict[str, dict[str, Any]]()
    for action in every:
        name, title, citation = (action.pop(key) for key in ("obligation", "title", "citation"))
        top = {"obligation": name, "title": title, "citation": citation, "services": []}
        duties.setdefault(name, top)["services"].append(action)
    for name, duty in duties.items():
        acting = {action["service"] for action in duty["services"]}
        others = ((s, d) for s, a in together.assessed.items() if s not in acting for d in a.duties if d.id == name)
        duty["others"] = [{"service": service, "verdict": other.verdict} for service, other in others]
    return {
        "kind": "guiju-roll-up",
        "schema_version": SCHEMA_VERSION,
        "title": WORDS["title"][lang],
        "audience": audience,
        "as_of": first.as_of.isoformat(),
        "language": lang,
        "data_version": first.corpus.data_version,
        "disclaimer": NOT_LEGAL_ADVICE[lang],
        "sentence": _sentence(together, every),
        "services": [
            _service(name, assessment, [action for action in every if action["service"] == name])
            for name, assessment in together.assessed.items()
        ],
        "refused": [
            {"service": name, "findings": [{"at": str(one.at), "message": one.message} for one in findings]}
            for name, findings in together.refused.items()
        ],
        "duties": list(duties.values()),
        "notes": [text[lang] for text in WORDS.list("notes")],
    }


def _actions(together: RollUp, audience: Audience) -> Iterator[tuple[tuple[Any, ...], Action]]:
    """Each gap and open duty of each service with its rank."""
    for service, assessment in together.assessed.items():
        page, planned, numbered = page_one(assessment, audience), plans(assessment, audience), numbers(assessment)
        for duty in assessment.duties:
            if duty.verdict in ("breached", "undetermined"):
                parts = [gap for gap in page.gaps if gap.obligation == duty.id]
                own = [one for one in planned if one.plan and one.duty.id == duty.id]
                action = {"service": service, **_action(assessment, duty, parts, own, numbered)}
                lines = [line_of(duty, part) for part in gaps(duty, keys=False)] or [duty.line]
                heaviest = max(weight(assessment.checklist, line) for line in lines)
                day = -action["due"].toordinal() if action["due"] else -inf
                yield (bool(parts), heaviest, day), plain(action, together.lang)


def _action(
    assessment: Assessment,
    duty: AssessedDuty,
    parts: Sequence[ListedGap],
    planned: Sequence[Planned],
    numbered: Mapping[str, str],
) -> Action:
    checked, lang, top = assessment.checklist, assessment.lang, head(assessment, duty)
    found = [one for gap in parts for one in (gap.consequence, *gap.beside) if one]
    found = list(dict.fromkeys(found or (consequences(checked, duty.line) if not parts else ())))
    outcome = (text for gap in parts for text in follows(gap, lang))
    days = [one.plan.due for one in planned if one.plan and one.plan.closing(checked.as_of) is None]
    days += [gap.due for gap in parts if gap.closed and gap.due]  # recorded as closed, and found all the same
    return {
        "obligation": top.id,
        "title": top.title,
        "citation": top.place,
        **picked(top, lang, "verdict words"),
        "numbers": [gap.number for gap in parts] or [numbered[duty.id]],
        "consequences": found,
        "outcome": list(dict.fromkeys(outcome if parts else (in_words(one, lang) for one in found))),
        "due": min(days, default=None),
        "overdue": any(one.overdue for one in planned),
        "plans": [picked(one, lang, "action owner due state overdue") for one in planned],
    }


def _service(name: str, assessment: Assessment, own: Sequence[Action]) -> dict[str, Any]:
    return {
        "service": name,
        "entity": assessment.profile.report.entity,
        "products": list(assessment.profile.report.services),
        "roles": [role.id for role in assessment.checklist.roles],
        "counts": dict(assessment.counts) | {"total": len(assessment.duties)},
        "overdue": sum(action["overdue"] for action in own),
        "next_due": min(_coming(own), default=None),
        "unsupported": [entry["words"] for entry in unsupported(assessment)],
        "receipt": receipt(assessment)["receipt"],
    }


def _coming(every: Sequence[Action]) -> list[str]:
    """The days on which something is due; what is overdue was due before."""
    return [action["due"] for action in every if action["due"] and not action["overdue"]]


def _sentence(together: RollUp, every: Sequence[Action]) -> str:
    """How many services and gaps there are, what is due next, and which services could not be assessed."""
    lang, gaps = together.lang, [action for action in every if action["verdict"] == "breached"]
    text = WORDS["sentence"][lang].format(
        services=len(together.assessed),
        failing=len({action["service"] for action in gaps}),
        gaps=len(gaps),
        open=len(every) - len(gaps),
        overdue=sum(action["overdue"] for action in every),
    )
    if days := _coming(every):
        services = dict.fromkeys(action["service"] for action in every if action["due"] == min(days))
        text += WORDS["next_due"][lang].format(day=min(days), service=listing(services, lang))
    if together.refused:
        names = listing(together.refused, lang)
        text += WORDS["not_assessed"][lang].format(count=len(together.refused), names=names)
    return text
