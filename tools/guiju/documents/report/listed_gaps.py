"""The gaps of page one, in the order in which to act on them.

A gap is a part of a duty that failed, whatever its rows. What could apply comes before what is open; then the gravest
kind, the highest fine, the day on which it is due, and the order of the text.
"""

from dataclasses import dataclass
from datetime import date
from math import inf

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import FailedPart, gaps, line_of
from guiju.assessment.planned import closest
from guiju.documents.content.fields import field
from guiju.documents.penalties.heaviest import PossiblePenalty, consequences, is_for_entities, undecided, weight
from guiju.documents.report.audience import Audience
from guiju.documents.report.gaps import numbers
from guiju.documents.report.lifting import lifted_by
from guiju.documents.report.what_failed import what_failed
from guiju.model import Lang
from guiju.model.profile import Closing, Plan
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")


@dataclass(frozen=True)
class ListedGap:
    """A part that failed. `gap` is its id, `obligation` that of its duty; `translation` is ours of the
    paragraph that it quotes, None in Chinese; `failed` says what, on which of its `rows`;
    `consequence` is the heaviest, `beside` what follows besides, `turns_on` what does so only if it is such an act,
    `route` why nothing follows, or nothing for entities; `lifted_by` the permissions that could lift the duty; owner
    and day, and whether it is overdue, are None without a plan; `closed` is how the plan says that it was closed,
    though it was found; `proof` is the anchor of its proof."""

    number: str
    gap: str
    obligation: str
    title: str
    citation: str
    law: str
    quotation: str
    translation: str | None
    failed: str
    rows: int
    consequence: PossiblePenalty | None
    beside: tuple[PossiblePenalty, ...]
    turns_on: str | None
    route: tuple[str, ...]
    lifted_by: tuple[str, ...]
    remedy: tuple[str, ...]
    owner: str | None
    due: date | None
    overdue: bool | None
    closed: Closing | None
    proof: str


def listed_gaps(assessment: Assessment, audience: Audience) -> tuple[ListedGap, ...]:
    """Each part that failed, the one to act on first before the others; for a regulator without keys of rows."""
    named, entries = numbers(assessment), list[tuple[tuple[float, ...], float, ListedGap]]()
    for duty in assessment.duties:
        for part in gaps(duty, keys=False):
            line = line_of(duty, part)
            made = _gap(assessment, duty, part, line, named[part.id], keys=audience == "internal")
            entries.append((weight(assessment.checklist, line), made.due.toordinal() if made.due else inf, made))
    entries.sort(key=lambda entry: entry[1])  # sorting keeps the order of the text where the rest is the same
    entries.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(gap for _, _, gap in entries)


def _gap(
    assessment: Assessment, duty: AssessedDuty, part: FailedPart, line: Line, number: str, *, keys: bool
) -> ListedGap:
    lang, as_of = assessment.lang, assessment.checklist.as_of
    plan = _plan(duty, part)
    found, act = consequences(assessment.checklist, line), turns_on(assessment.checklist, line)
    return ListedGap(
        number=number,
        gap=part.id,
        obligation=duty.id,
        title=line.obligation.title[lang],
        citation=line.cited(lang),
        law=line.regulation.short_title[lang],
        quotation=line.quotation,
        translation=translation(line, lang),
        failed=what_failed(assessment, duty, part, keys=keys),
        rows=part.rows,
        consequence=found[0] if found else None,
        beside=found[1:],
        turns_on=act,
        route=route(assessment.checklist, line, found, act),
        lifted_by=lifted_by(assessment.checklist, line),
        remedy=tuple(step[lang] for step in line.remedy),
        owner=plan.owner if plan else None,
        due=plan.due if plan else None,
        overdue=plan.due < as_of if plan else None,
        closed=plan.closing(as_of) if plan else None,
        proof=f"#{number}",
    )


def translation(line: Line, lang: Lang) -> str | None:
    """The paragraph or point that a duty quotes, in English; None for readers of Chinese."""
    return None if lang == "zh" else " ".join(unit.en for unit in line.units) or None


def route(checklist: Checklist, line: Line, found: tuple[PossiblePenalty, ...], act: str | None) -> tuple[str, ...]:
    """Why nothing follows from a breach, or that nothing was found for entities, where one bears the duty."""
    if not found:
        return () if act else field(checklist, line, "route")
    borne = (party for party in checklist.corpus.vocabulary.parties if party.id in line.parties)
    is_borne = any(party.actor.get("actor_kind") == "entity" for party in borne)
    lacks = is_borne and not any(is_for_entities(one, checklist.lang) for one in found)
    return (WORDS["none_for_entities"][checklist.lang],) if lacks else ()


def turns_on(checklist: Checklist, line: Line) -> str | None:
    """The provisions of which it is not recorded that the gap is such an act, without amounts."""
    lang, (places, questions) = checklist.lang, undecided(checklist, line)
    if not places:
        return None
    of = {"questions": WORDS["space"][lang].join(questions), "place": places[0], "count": len(places)}
    return WORDS["undecided"][lang].format(**of)


def _plan(duty: AssessedDuty, part: FailedPart) -> Plan | None:
    """The plan for a part: of those for its rows the one that is due first, since none of them is closed in fact."""
    names = dict.fromkeys(closest(duty.plans, gap.id) for gap in gaps(duty) if gap.part == part.part)
    several = [duty.plans[name] for name in names if name]
    return min(several, key=lambda plan: plan.due, default=None)
