"""What the report of a form says of the duties, for the browser, which makes it; and the empty document that it fills.

A form knows nothing of an act but which part failed, and on what fact of the service a consequence turns; so it says
what could apply to a breach of it on the day.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from guiju.assessment.gaps import gap_id, number
from guiju.assessment.proof import DETAILS
from guiju.assessment.proof import WORDS as PROOF
from guiju.documents.blocks import Front, Paper
from guiju.documents.comparison import WORDS as COMPARISON
from guiju.documents.content import cover
from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import consequences, gravity, weight
from guiju.documents.report.front_section import MET_SHOWN, QUESTIONS_SHOWN, STEPS_SHOWN
from guiju.documents.report.layout import COLUMNS
from guiju.documents.report.lifting import lifted_by
from guiju.documents.report.listed_gaps import route, turns_on
from guiju.documents.report.open_questions import KINDS
from guiju.documents.report.page_one import WORDS as PAGE
from guiju.documents.report.plans import KINDS as KINDS_OF_PLANS
from guiju.documents.report.sentence import LONGEST, LONGEST_NAME, ROUTES
from guiju.documents.report.unsupported import WORDS as UNSUPPORTED
from guiju.documents.report.what_failed import SHOWN
from guiju.model import DECLARED, Bilingual, Check, Lang, Obligation, Period
from guiju.predicates import FactName, parse
from guiju.predicates.kleene import Row
from guiju.predicates.types import FactsByEntity
from guiju.reasoning.breach import supposed, typed
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.conduct import Act, Conduct
from guiju.reasoning.facts import by_entity
from guiju.reasoning.successors import successors
from guiju.wording.labels import ANSWERS, NOT_LEGAL_ADVICE
from guiju.wording.words import Words
from guiju.writers.docx import write

WORDS = Words(__file__)
TITLE = WORDS["report_title"]
_SAID = {
    "declared": PROOF["declared"],
    "follows": PROOF["follows"],
    "set_aside": PROOF["set_aside"],
    "missing": PROOF["not_supplied"],
    "missing_idle": PROOF["idle"],
    "yes": ANSWERS["true"],
    "no": ANSWERS["false"],
    "none": ANSWERS["none"],
}
"""By the keys of the form's own words how a report words an answer, or that there is none."""
Weights = Mapping[str, tuple[float, ...]]


def ranks(checklist: Checklist, lines: Iterable[Line]) -> Mapping[str, Mapping[str, int]]:
    """By the id of a duty, and by its part, how heavy a breach of it is beside the others."""
    found = defaultdict[str, dict[str, int]](dict)
    for id, place in _places(_weights(checklist, lines)).items():
        duty, _, part = id.partition("/")
        found[duty] |= {part: place} if part else {}
    return found


def script(checklist: Checklist, lines: Iterable[Line], to_ask: FactsByEntity) -> str:
    """A module that is loaded when somebody asks for the report. Of a duty `weight` and `rank` say how heavy it may be
    to leave a question about it open; of a consequence `gravities` how grave it is beside the others."""
    lang, found = checklist.lang, dict(parts(checklist, lines))
    weights = {id: weight(checklist, line) for id, line in found.items() if "/" not in id}
    order, rank = _places(weights), _places({id: one[:KINDS] for id, one in weights.items()})
    entries = {id: _part(checklist, line, id.rstrip("+-")) for id, line in found.items()}
    own = {id for id in found if id[-1] not in "+-"}
    for id in weights:
        entries[id] |= {"weight": order[id], "rank": rank[id]}
    gravities = sorted({one for entry in entries.values() for one in entry["gravities"]})
    for entry in entries.values():
        entry["gravities"] = [gravities.index(one) for one in entry["gravities"]]
    known = {
        "parts": entries,
        "longer": {id: longer for id in own if (longer := number(id, own)) != number(id)},
        "answers": {key: text[lang] for key, text in _SAID.items()},
        "routes": {name: words[lang] for name, words in ROUTES.items()},
        "later_law": [successor.brief[lang] for successor in successors(checklist)],
        "page": PAGE.in_language(lang),
        "compared": COMPARISON.in_language(lang),
        "texts": {key: text[lang] for key, text in {**COLUMNS, **WORDS.table("in_report")}.items()},
        "unasked": {
            entity: dict(_unasked(entity, checklist, to_ask)) for entity in by_entity(checklist.corpus.vocabulary.facts)
        },
        "unsupported": UNSUPPORTED.in_language(lang),
        "details": {key: text[lang] for key, text in DETAILS.items()},
        "kinds": {key: text[lang] for key, text in KINDS_OF_PLANS.items()},
        "shown": {
            "facts": SHOWN,
            "met": MET_SHOWN,
            "questions": QUESTIONS_SHOWN,
            "steps": STEPS_SHOWN,
            "name": LONGEST_NAME,
            "sentence": {"most": LONGEST.get(lang, LONGEST["en"]), "words": lang != "zh"},
        },
        "title": TITLE[lang],
        "roles": listing((role.label[lang] for role in checklist.roles), lang),
        "built": checklist.as_of.isoformat(),
        "notices": [notice[lang] for notice in cover.notices(checklist)],
        "caution": cover.caution(lang),
        "foot": cover.foot(checklist),
    }
    return f"export const report = {json.dumps(known, ensure_ascii=False, separators=(',', ':'))};\n"


def _unasked(entity: str, checklist: Checklist, to_ask: FactsByEntity) -> Iterator[tuple[str, dict[str, Any]]]:
    """The words of the facts that the form does not ask for, and a file may hold."""
    for id, fact in by_entity(checklist.corpus.vocabulary.facts)[entity].items():
        if id not in to_ask.get(entity, {}) and fact.derived is None:
            labels = {"labels": [value.label[checklist.lang] for value in fact.values]} if fact.values else {}
            yield id, {"question": fact.question[checklist.lang], **labels}


def template(lang: Lang, day: date) -> bytes:
    """A Word document of this language in which nothing is written yet but its head."""
    front = Front(lang, day, TITLE[lang], (WORDS["results"][lang],), (), "", "", NOT_LEGAL_ADVICE[lang])
    return write(Paper(front, ()))


def parts(checklist: Checklist, lines: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    """Duties, and the parts of each, by id, with the line of which this failed."""
    for line in lines:
        yield line.id, line
        declared = supposed(checklist.corpus, line.obligation, checklist.as_of)
        yield gap_id(line.id, DECLARED), replace(line, acts=declared)
        turning = turns_on_fact(line.obligation)
        for one in line.obligation.checks:
            id = gap_id(line.id, one.part_id)
            yield id, _failed(checklist, line, one)
            if turning and one.entity == "service":
                yield from ((id + sign, _failed(checklist, line, one, {turning: sign == "+"})) for sign in "+-")


def turns_on_fact(duty: Obligation) -> str | None:
    """The fact of the service without which provisions do not reach a breach, if it is one: with + behind the id of a
    part it holds, with - it does not."""
    limits = duty.consequence.only_where if duty.consequence else ()
    conditions = [parse(limit.when) for limit in limits if limit.entity == "service"]
    names = {condition.name if isinstance(condition, FactName) else "" for condition in conditions}
    return names.pop() or None if len(names) == 1 else None


def failed_part(line: Line) -> Bilingual | None:
    """What the part of a line is that failed, if it is one among several."""
    return next((act.check.part for act in line.acts if act.check and act.check.part), None)


def _failed(checklist: Checklist, line: Line, check: Check, service: Mapping[str, bool] | None = None) -> Line:
    """The line, of which this check failed, and nothing else is known of the act but these facts of the service."""
    corpus, day = checklist.corpus, Period(checklist.as_of, checklist.as_of)
    facts = typed(corpus, line.obligation.conduct) | typed(corpus, check.conduct)
    row = Row(service, service, {}, checklist.as_of) if service else None
    return replace(line, acts=(Act(Conduct(facts, day, checklist.as_of), check, row, entity=check.entity),))


def _weights(checklist: Checklist, lines: Iterable[Line]) -> Weights:
    return {id: weight(checklist, own) for id, own in parts(checklist, lines)}


def _places(weights: Weights) -> Mapping[str, int]:
    order = sorted(set(weights.values()))
    return {id: order.index(one) for id, one in weights.items()}


def _part(checklist: Checklist, line: Line, id: str) -> dict[str, Any]:
    lang, found, act = checklist.lang, consequences(checklist, line), turns_on(checklist, line)
    what = failed_part(line)
    return {
        "number": number(id),
        "law": line.regulation.short_title[lang],
        "citation": line.cited(lang),
        "what": what[lang] if what else None,
        "remedy": [step[lang] for step in line.remedy],
        "consequences": [asdict(one) for one in found],
        "gravities": [gravity(one) for one in found],
        "turns_on": act,
        "route": list(route(checklist, line, found, act)),
        **({"lifted_by": lifted} if (lifted := list(lifted_by(checklist, line))) else {}),
    }
