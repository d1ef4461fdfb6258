"""What the report of a form says of a gap: its number, what it leads to, what would close it; and its empty document.

A form knows nothing of an act but which part failed, and so says what could apply to a breach of it on the day.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from guiju.assessment.gaps import gap_id, number
from guiju.documents.blocks import Front, Paper
from guiju.documents.content import cover
from guiju.documents.content.text import listing
from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import exposures, place_of
from guiju.documents.penalties.ranges import penalty
from guiju.documents.report.layout import COLUMNS
from guiju.documents.report.plans import KINDS
from guiju.model import DECLARED, Check, Lang, Period
from guiju.reasoning import severity
from guiju.reasoning.breach import typed
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.conduct import Act, Conduct
from guiju.reasoning.elements import Judged
from guiju.reasoning.exposure import Exposure
from guiju.wording.labels import NOT_LEGAL_ADVICE
from guiju.wording.words import Words
from guiju.writers.docx import write

WORDS = Words(__file__)
TITLE = WORDS["report_title"]
_KINDS = ("imprisonment", "detention", "closure", "licence", "fine", "other")


def ranked(checklist: Checklist, lines: Iterable[Line]) -> Mapping[str, Mapping[str, int]]:
    """By the id of a duty and its part, how heavy a breach of it is beside those of the others."""
    weights = {line.id: {part: _heaviest(checklist, own)[0] for part, own in _parts(checklist, line)} for line in lines}
    order = sorted({weight for parts in weights.values() for weight in parts.values()})
    return {duty: {part: order.index(weight) for part, weight in parts.items()} for duty, parts in weights.items()}


def script(checklist: Checklist, lines: Iterable[Line]) -> str:
    """What a report says of the duties, as a module that is loaded when somebody asks for the report."""
    lang, found = (
        checklist.lang,
        {gap_id(line.id, part): own for line in lines for part, own in _parts(checklist, line)},
    )
    known = {
        "parts": {id: _part(checklist, own, id) for id, own in found.items()},
        "longer": {id: longer for id in found if (longer := number(id, found)) != number(id)},
        "texts": {key: text[lang] for key, text in {**COLUMNS, **KINDS, **WORDS.table("report")}.items()},
        "title": TITLE[lang],
        "roles": listing((role.label[lang] for role in checklist.roles), lang),
        "notices": [notice[lang] for notice in cover.notices(checklist)],
        "caution": cover.caution(lang),
        "foot": cover.foot(checklist),
        "lang": lang,
    }
    return f"export const report = {json.dumps(known, ensure_ascii=False, separators=(',', ':'))};\n"


def template(lang: Lang, day: date) -> bytes:
    """A Word document of this language in which nothing is written yet but its head."""
    front = Front(lang, day, TITLE[lang], (WORDS["results"][lang],), (), "", "", NOT_LEGAL_ADVICE[lang])
    return write(Paper(front, ()))


def _parts(checklist: Checklist, line: Line) -> Iterator[tuple[str, Line]]:
    """Each part with the line of which it failed."""
    yield DECLARED, line
    yield from ((check.part_id, _line(checklist, line, check)) for check in line.obligation.checks)


def _line(checklist: Checklist, line: Line, check: Check) -> Line:
    """The line, of which this check failed, and nothing else is known of the act."""
    corpus, day = checklist.corpus, Period(checklist.as_of, checklist.as_of)
    facts = typed(corpus, line.obligation.conduct) | typed(corpus, check.conduct)
    return replace(line, acts=(Act(Conduct(facts, day, checklist.as_of), check, entity=check.entity),))


def _part(checklist: Checklist, line: Line, id: str) -> dict[str, Any]:
    lang, (_, found) = checklist.lang, _heaviest(checklist, line)
    entry: dict[str, Any] = {"number": number(id), "remedy": [step[lang] for step in line.remedy]}
    if found is None:
        return entry
    one, judged = found
    most, sanction = severity.most(judged.sanction), judged.sanction
    amount = max(most["fine"], most["criminal_fine"])
    consequence = {
        "kind": _kind(judged),
        "words": penalty(sanction, checklist.corpus, lang),
        "amount": int(amount) if 0 < amount < math.inf else None,
        "reach": "applies" if judged.reach == "could_apply" else "open",
        "subject": tiers.SUBJECTS[sanction.subject][lang],
        "authority": sanction.authority[lang],
        "provision": place_of(one, one.provision, checklist.as_of, lang),
    }
    return {**entry, "consequence": consequence}


def _heaviest(checklist: Checklist, line: Line) -> tuple[tuple[float, ...], tuple[Exposure, Judged] | None]:
    """How heavy the heaviest penalty of a breach is, and which it is."""
    weight: tuple[float, ...] = ()
    found = None
    for one in exposures(checklist, line):
        for judged in one.applicable if one.limit is None else ():
            own = (
                judged.reach == "could_apply",
                -_KINDS.index(_kind(judged)),
                *severity.most(judged.sanction).values(),
            )
            if own > weight:
                weight, found = own, (one, judged)
    return weight, found


def _kind(judged: Judged) -> str:
    most, measures = severity.most(judged.sanction), {*judged.sanction.measures, *judged.sanction.optional_measures}
    found = {kind for kind in ("imprisonment", "detention") if most[kind]}
    found |= {"closure"} if any("closure" in name for name in measures) else set()
    found |= {"licence"} if most["revocation_of_licence"] else set()
    found |= {"fine"} if most["fine"] or most["criminal_fine"] else set()
    return next((kind for kind in _KINDS if kind in found), "other")
