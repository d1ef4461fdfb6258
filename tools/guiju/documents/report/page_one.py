"""The answer of a report, as data: the gaps in the order in which to act, what is open, what is met, and how many.

A gap is a part of a duty that failed, whatever its rows. What could apply comes before what is open; then the gravest
kind, the highest fine, the day on which it is due, and the order of the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import FailedPart, gaps, line_of
from guiju.assessment.planned import closest
from guiju.documents.content.cover import notices
from guiju.documents.content.fields import field
from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import (
    PossiblePenalty,
    consequences,
    gravity,
    is_for_entities,
    undecided,
    weight,
)
from guiju.documents.report.audience import Audience
from guiju.documents.report.gaps import numbers
from guiju.documents.report.unsupported import unsupported
from guiju.documents.report.what_failed import what_failed
from guiju.model import Lang
from guiju.model.profile import Plan
from guiju.predicates import EntityFact
from guiju.reasoning.checklist import Checklist, Line
from guiju.wording.labels import COLON, NO_PENALTY, SEMICOLON, day_in_words
from guiju.wording.words import Words

WORDS = Words(__file__, "page_one.yaml")
URGENT = WORDS.table("urgent")
"""By a fact that tells when an authority wants an answer: what is said where it is not known."""
KINDS = 4
"""Of a weight, the word and the most of the three gravest kinds."""


@dataclass(frozen=True)
class ListedGap:
    """A part that failed. `gap` is its id, `obligation` that of its duty; `failed` says what, on which of its `rows`;
    `consequence` is the heaviest, `beside` what follows besides, `turns_on` what does so only if it is such an act,
    `route` why nothing follows, or nothing for entities; owner and day, and whether it is overdue, are None without a
    plan; `proof` is the anchor of its proof."""

    number: str
    gap: str
    obligation: str
    title: str
    citation: str
    law: str
    quotation: str
    failed: str
    rows: int
    consequence: PossiblePenalty | None
    beside: tuple[PossiblePenalty, ...]
    turns_on: str | None
    route: tuple[str, ...]
    remedy: tuple[str, ...]
    owner: str | None
    due: date | None
    overdue: bool | None
    proof: str


@dataclass(frozen=True)
class OpenQuestion:
    """What is open: how many duties the fact could decide by itself, how many wait for it, and the heaviest consequence
    of one of them, None where no penalty was found."""

    entity: str
    fact: str
    question: str
    decides: int
    waiting: int
    could: PossiblePenalty | None


@dataclass(frozen=True)
class Met:
    """A duty that is met, and how that is worded."""

    obligation: str
    title: str
    citation: str
    words: str


@dataclass(frozen=True)
class DutyCounts:
    """Duties: those that tests decided, or can decide either way, and how many of these are met, gaps and open; the
    others are for a person. Those that do not apply are in none of these."""

    decidable: int
    met: int
    gaps: int
    open: int
    person: int
    not_applicable: int


@dataclass(frozen=True)
class Expired:
    """A fact that no longer counts. `key` is that of its row, empty for the service and for a regulator."""

    entity: str
    key: str
    fact: str
    question: str
    expired_on: date


@dataclass(frozen=True)
class PageOne:
    """What every format of a report shows first. `unsupported` are answers that switch off many duties, as the JSON
    has them."""

    sentence: str
    gaps: tuple[ListedGap, ...]
    open: tuple[OpenQuestion, ...]
    met: tuple[Met, ...]
    counts: DutyCounts
    expired: tuple[Expired, ...]
    unsupported: tuple[Mapping[str, Any], ...]


def page_one(assessment: Assessment, audience: Audience = "internal") -> PageOne:
    """The page of this assessment; for a regulator without keys and facts of single rows."""
    several, open_, stale = _gaps(assessment, audience), _open(assessment), _expired(assessment, audience)
    lang = assessment.lang
    met = [
        Met(duty.id, duty.line.obligation.title[lang], _place(duty.line, lang), duty.words[lang])
        for duty in assessment.duties
        if duty.verdict == "met"
    ]
    sentence = _sentence(assessment, several, open_)
    expired, claims = tuple(dict.fromkeys(stale)), tuple(unsupported(assessment))
    return PageOne(sentence, several, open_, tuple(met), counts(assessment), expired, claims)


def counts(assessment: Assessment) -> DutyCounts:
    """How many duties facts decide, and how many are a person's."""
    decided = [duty for duty in assessment.duties if duty.verdict != "not_applicable" and _is_decidable(duty)]
    of, absent = Counter(duty.verdict for duty in decided), assessment.counts["not_applicable"]
    person = len(assessment.duties) - absent - len(decided)
    return DutyCounts(len(decided), of["met"], of["breached"], of["undetermined"], person, absent)


def _is_decidable(duty: AssessedDuty) -> bool:
    """Whether a test decided the duty, or can show that it is met: most tests can only show a gap."""
    shows = any(check.decides in ("both", "met") for check in duty.line.obligation.checks)
    return duty.decided_by == "test" or (shows and duty.decided_by == "none" and duty.why != "needs_person")


def _gaps(assessment: Assessment, audience: Audience) -> tuple[ListedGap, ...]:
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
    plan = _plan(duty, part, as_of)
    found, act = consequences(assessment.checklist, line), turns_on(assessment.checklist, line)
    return ListedGap(
        number=number,
        gap=part.id,
        obligation=duty.id,
        title=line.obligation.title[lang],
        citation=line.cited(lang),
        law=line.regulation.short_title[lang],
        quotation=line.quotation,
        failed=what_failed(assessment, duty, part, keys=keys),
        rows=part.rows,
        consequence=found[0] if found else None,
        beside=found[1:],
        turns_on=act,
        route=route(assessment.checklist, line, found, act),
        remedy=tuple(step[lang] for step in line.remedy),
        owner=plan.owner if plan else None,
        due=plan.due if plan else None,
        overdue=plan.due < as_of and plan.closing(as_of) is None if plan else None,
        proof=f"#{number}",
    )


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


def _plan(duty: AssessedDuty, part: FailedPart, as_of: date) -> Plan | None:
    """The plan for a part: of those for its rows the one that is due first, what is closed last."""
    names = dict.fromkeys(closest(duty.plans, gap.id) for gap in gaps(duty) if gap.part == part.part)
    several = [duty.plans[name] for name in names if name]
    return min(several, key=lambda plan: (plan.closing(as_of) is not None, plan.due), default=None)


def _open(assessment: Assessment) -> tuple[OpenQuestion, ...]:
    """What open duties wait for: first by when an authority wants an answer, then the gravest consequence at stake,
    then what decides most by itself."""
    checked, entries = assessment.checklist, list[tuple[tuple[bool, tuple[float, ...], bool, int, int], OpenQuestion]]()
    waiting = dict[EntityFact, list[Line]]()
    for duty in assessment.duties:
        for fact in duty.missing.facts:
            waiting.setdefault((fact.entity, fact.fact), []).append(duty.line)
    weights = {line.id: weight(checked, line) for lines in waiting.values() for line in lines}
    for one in assessment.next_facts():
        gravest = max(waiting[one.entity, one.fact], key=lambda line: weights[line.id])
        could = next(iter(consequences(checked, gravest)), None)
        question = checked.corpus.fact(one.entity, one.fact).question[assessment.lang]
        urgent = _is_urgent(assessment, one.entity, one.fact)
        rank = (urgent, weights[gravest.id][:KINDS], one.decides > 0, one.decides, one.waiting)
        entries.append((rank, OpenQuestion(one.entity, one.fact, question, one.decides, one.waiting, could)))
    entries.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(question for _, question in entries)


def _expired(assessment: Assessment, audience: Audience) -> Iterator[Expired]:
    for (entity, key, name), reason in sorted(assessment.facts.set_aside.items()):
        expires = assessment.profile.rows[entity][key][name].expires
        if reason == "stale" and expires:
            shown = key if audience == "internal" and entity != "service" else ""
            yield Expired(
                entity, shown, name, assessment.checklist.corpus.fact(entity, name).question[assessment.lang], expires
            )


def _is_urgent(assessment: Assessment, entity: str, fact: str) -> bool:
    return fact in URGENT and bool(assessment.facts.rows.get(entity))


def _sentence(assessment: Assessment, several: tuple[ListedGap, ...], questions: tuple[OpenQuestion, ...]) -> str:
    """Which service, how many gaps, the worst that could apply and is open, what is open, and what is due next."""
    lang, report, as_of = assessment.lang, assessment.profile.report, assessment.checklist.as_of
    service = listing(report.services, lang) or report.entity or WORDS["service"][lang]
    if not assessment.duties:  # that nothing was found would say that something was looked at
        nothing = [] if assessment.checklist.lines else [words[lang] for words in notices(assessment.checklist)]
        return nothing[0] if nothing else WORDS["no_duties"][lang].format(service, day_in_words(as_of)[lang])
    parts = [
        WORDS["no_gaps" if not several else "gaps" if several[1:] else "one_gap"][lang].format(
            service=service, day=day_in_words(as_of)[lang], count=len(several)
        )
    ]
    parts += (URGENT[one.fact][lang] for one in questions[:1] if _is_urgent(assessment, one.entity, one.fact))
    parts += _worst(several, lang)
    parts.append(WORDS["open"][lang].format(duties=assessment.counts["undetermined"], questions=len(questions)))
    parts += _dates(several, as_of, lang)
    return SEMICOLON[lang].join(parts) + WORDS["full_stop"][lang]


def _worst(several: tuple[ListedGap, ...], lang: Lang) -> Iterator[str]:
    """Of the gaps found the gravest that could apply, then what is open, if that is graver; which may be graver still,
    and of how many no direct penalty was found."""
    every, told = [one for gap in several for one in _all(gap)], list[PossiblePenalty]()
    for reach, words in WORDS.table("worst").items():
        own = [one for one in every if one.reach == reach]
        worst = max(own, key=gravity, default=None)
        fine = max((one for one in own if one.kind == "fine"), key=gravity, default=None)
        if worst and (not told or gravity(worst) > gravity(told[0])):
            told.append(worst)
            texts = [in_words(one, lang, brief=True) for one in dict.fromkeys((worst, fine)) if one]
            yield words[lang].format(WORDS["and"][lang].join(texts))
    if unsure := listing((gap.number for gap in several if gap.turns_on), lang):
        yield WORDS["apart"][lang].format(unsure)
    if none := sum(NO_PENALTY[lang] in gap.route for gap in several):
        yield WORDS["no_penalty"][lang].format(count=none)


def _dates(several: Iterable[ListedGap], as_of: date, lang: Lang) -> Iterator[str]:
    """What is due next, what is overdue, and how many gaps nobody has planned for."""
    several = list(several)
    due = sorted((gap.due, gap.owner or "", gap.number) for gap in several if gap.due and gap.due >= as_of)
    if due:
        yield WORDS["next_due"][lang].format(day=due[0][0].isoformat(), owner=due[0][1], number=due[0][2])
    elif several and not any(gap.due for gap in several):
        yield WORDS["no_deadline"][lang]
    if late := [gap.number for gap in several if gap.overdue]:
        yield WORDS["overdue"][lang].format(count=len(late), numbers=listing(late, lang))
    if unplanned := sum(gap.due is None for gap in several):
        yield WORDS["no_plan"][lang].format(count=unplanned)


def _all(gap: ListedGap) -> tuple[PossiblePenalty, ...]:
    return (*([gap.consequence] if gap.consequence else []), *gap.beside)


def in_words(one: PossiblePenalty, lang: Lang, *, brief: bool = False) -> str:
    """A consequence: on whom, which law, by whom, with its word."""
    if brief:
        most, _, _ = one.words.partition(SEMICOLON[lang])  # without what may be closed beside a fine
        return WORDS["brief"][lang].format(words=most, subject=one.subject)
    text = f"{one.subject}{COLON[lang]}{one.words}"
    authority = one.authority or WORDS["not_named"][lang]
    word = WORDS.table("reach")[one.reach][lang]
    if one.condition:
        word += WORDS["condition"][lang].format(one.condition)
    return WORDS["consequence"][lang].format(word=word, text=text, provision=one.provision, authority=authority)


def _place(line: Line, lang: Lang) -> str:
    return WORDS["space"][lang].join((line.regulation.short_title[lang], line.cited(lang)))
