"""What a form knows, as two JavaScript modules. The page of the form starts with the first, and so do others: types of
facts, duties with their predicates as functions, words of verdicts. The second adds what a result, a receipt and a
file need beside: of each duty what it is and leads to, the ids of all duties, and the law, reading and day.

Each is tested against what Python does with the same data.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import PurePath
from typing import Any

from guiju.assessment import HISTORICAL, AssessedDuty, Assessment, assess, reasons, wording
from guiju.assessment.profile import profile
from guiju.assessment.receipt import PARTICULARS, PROFILE, receipt
from guiju.assessment.unsupported import MANY, switched_off
from guiju.documents.content.fields import FIELDS, field
from guiju.documents.content.text import listing
from guiju.documents.penalties.heaviest import heaviest
from guiju.documents.penalties.lines import ranges
from guiju.documents.report.layout import COLUMNS
from guiju.files.source import Document
from guiju.law.text.quotation import cited_units
from guiju.model import REASONS, Basis, Contradiction, Decider, DerivedFact, Fact, Lang, ServiceCondition, Verdict
from guiju.model.profile import Declaration
from guiju.predicates import Compare, FactName, ParamName, facts_named, parse, walk
from guiju.predicates.javascript import javascript
from guiju.predicates.types import FactsByEntity, period
from guiju.reasoning.checklist import Checklist, Line
from guiju.reasoning.facts import by_entity
from guiju.reasoning.same_law import same_law
from guiju.reasoning.verdicts import CompiledCheck, compiled
from guiju.site.addresses import served
from guiju.site.kinds import to
from guiju.site.pages.self_assessment.report import failed_part, parts, ranks, turns_on_fact
from guiju.site.pages.self_assessment.shapes import shapes
from guiju.site.site import shared_words
from guiju.wording.labels import BASIS_LABELS, REASON_LABELS, STATUS_LABELS, UNOFFICIAL, VERDICT_LABELS
from guiju.wording.words import Words

WORDS = Words(__file__)
_OF_FAILURE = ("heaviest", "penalties", "remedy")
"""What follows from a breach, and what would close it: of a part that failed it may be another."""
_OF_RESULT = ("summary", "bearers", "quotation", "translation", *_OF_FAILURE, "parts", "evidence", "links")
"""What only the result says of a duty."""
_OF_PROOF = ("text", "remaining")
_BESIDE = ("headings", "unofficial", "receipt", "receipt_keys", "language", "obligations", "roles")
_WORDS_OF_RESULT = ("headline.", "paper.", "verify.")
_HEADINGS = {key: FIELDS[key] for key in ("summary", "penalties", "evidence")} | {
    key: COLUMNS[key] for key in ("remedy", "proof", "action", "owner", "due")
}
"""Those of the report, which says the same of a gap."""


def scripts(
    checklist: Checklist, to_ask: FactsByEntity, here: str, law: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Both scripts of the page `here`: `to_ask`: the facts it asks for, by entity and id; `law` as in a receipt."""
    empty = assess(checklist, profile(Document("empty", {"facts": {}})))
    duties = [duty.line for duty in empty.every_duty]
    heavy = ranks(checklist, duties)
    every = [{**_duty(line, checklist, here), "ranks": heavy[line.id]} for line in duties]
    given = {**_given(empty, to_ask, law), "duties": every}
    more: dict[str, Any] = {
        "duties": [{key: duty.pop(key) for key in (*_OF_RESULT, "ranks")} for duty in every],
        "checks": [[{key: check.pop(key) for key in _OF_PROOF} for check in duty["checks"]] for duty in every],
        "words": {key: given["words"].pop(key) for key in [*given["words"]] if key.startswith(_WORDS_OF_RESULT)},
        "given": {key: given.pop(key) for key in _BESIDE},
    }
    given["receipt"] = {"as_of": more["given"]["receipt"].pop("as_of")}
    lines = [f"export const given = {_json(given)};", "const { duties, contradictions, derivations } = given;"]
    for number, line in enumerate(duties):
        lines += _predicates(f"duties[{number}]", compiled(line.obligation))
        lines += _whens(f"duties[{number}].conditions", line.obligation.turns_on)
    lines += _whens("derivations", checklist.corpus.vocabulary.derivations)
    for number, entry in enumerate(_contradictions(checklist, to_ask)):
        lines.append(f"contradictions[{number}].when = (row, t) => {javascript(parse(entry.when))};")
    rest = [
        f'import {{ given }} from "./{PurePath(here).stem}.duties.js";',
        f"const more = {_json(more)};",
        "const { receipt, ...others } = more.given;",
        "Object.assign(given, others);",
        "Object.assign(given.receipt, receipt);  // the day is that of the reader",
        "Object.assign(given.words, more.words);",
        "for (const [place, duty] of given.duties.entries()) {",
        "  Object.assign(duty, more.duties[place]);",
        "  for (const [number, check] of duty.checks.entries()) Object.assign(check, more.checks[place][number]);",
        "}",
    ]
    return "\n".join([*lines, ""]), "\n".join([*rest, ""])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _given(empty: Assessment, to_ask: FactsByEntity, law: Mapping[str, str] | None) -> dict[str, Any]:
    checked, lang = empty.checklist, empty.checklist.lang
    vocabulary = checked.corpus.vocabulary
    facts = {
        entity: {
            id: _fact(fact, id in to_ask.get(entity, {}), lang) | _thresholds(empty, fact) | _switch(empty, fact)
            for id, fact in of_entity.items()
        }
        for entity, of_entity in by_entity(vocabulary.facts).items()
    }
    first, end = same_law(checked.corpus, checked.as_of)
    return {
        **_receipt(empty, law),
        "law": {"from": first and first.isoformat(), "until": end and end.isoformat()},
        "facts": facts,
        "shapes": shapes(),
        "obligations": {
            rule.id: [o.id for o in rule.obligations]
            for rule in checked.corpus.regulations.values()
            if rule.obligations
        },
        "entities": {entity.id: entity.label[lang] for entity in vocabulary.entities},
        "contradictions": [_contradiction(entry, lang) for entry in _contradictions(checked, to_ask)],
        "derivations": [{"fact": entry.fact, "value": entry.value} for entry in vocabulary.derivations],
        "wordings": wordings(empty.every_duty[0], lang),
        "historical": HISTORICAL[lang],
        "reasons": {
            why: {"label": REASON_LABELS[why][lang], "wording": reasons.WORDINGS[why][lang]} for why in REASONS
        },
        "verdicts": {verdict: label[lang] for verdict, label in VERDICT_LABELS.items()},
        "bases": {basis: label[lang] for basis, label in BASIS_LABELS.items()},
        "statuses": {status: label[lang] for status, label in STATUS_LABELS.items()},
        "roles": {role.id: role.label[lang] for role in vocabulary.roles},
        "headings": {key: text[lang] for key, text in _HEADINGS.items()},
        "words": {
            **{key: text[lang] for key, text in WORDS.table("script").items()},
            **shared_words(lang)["writing"],
        },
        "unofficial": UNOFFICIAL[lang],
    }


def _receipt(empty: Assessment, law: Mapping[str, str] | None) -> dict[str, Any]:
    """What a receipt says whatever the facts are, and the parts of the profile that it holds."""
    empty_receipt = receipt(empty, law)
    keys = {"profile": PROFILE, "particulars": PARTICULARS}
    hashes = {name: hash for name, hash in empty_receipt["hashes"].items() if name != "facts"}
    varying = ("profile", "verdicts", "receipt", "particulars")
    constant = {key: value for key, value in empty_receipt.items() if key not in varying}
    return {"receipt": {**constant, "hashes": hashes}, "receipt_keys": keys, "language": empty.checklist.lang}


def _fact(fact: Fact, is_question: bool, lang: Lang) -> dict[str, Any]:
    """The type of a fact; its words too, where it is asked for."""
    derived, words = fact.derived, fact.question[lang]
    entry = {
        "type": fact.type,
        "unit": fact.unit,
        "values": [value.id for value in fact.values],
        "none": fact.can_be_none,
        "judged": fact.judged,
        "reviewer_of": fact.reviewer_of,
        "counts_from": fact.counts_from,
        "true_from": fact.true_from,
        "derived": derived and {"how": derived.how, "of": derived.of, "entity": derived.entity, "by": derived.by},
        "sentence": derived and words,
        "question": is_question and words,
        "labels": is_question and [value.label[lang] for value in fact.values],
    }
    return {key: value for key, value in entry.items() if value}


def _thresholds(empty: Assessment, fact: Fact) -> dict[str, Any]:
    """The periods of the law that checks compare a period with, each with its words."""
    found: dict[tuple[int, int], str] = {}
    for duty in empty.every_duty if fact.type == "duration" else ():
        for check in compiled(duty.line.obligation):
            for node in walk(check.requires):
                match node:
                    case Compare(left=FactName(name=fact.id), right=ParamName(name=name)):
                        param = duty.line.obligation.params[name]
                        if time := period(param):
                            found[time.months, time.days] = param.quote
    every = [{"months": months, "days": days, "quote": quote} for (months, days), quote in found.items()]
    return {"thresholds": every} if every else {}


def _switch(empty: Assessment, fact: Fact) -> dict[str, Any]:
    """Whether an answer of no alone makes many duties not applicable, so that it needs a reason and an approver."""
    is_yes_no = (fact.entity, fact.type) == ("service", "boolean") and fact.derived is None
    checked = empty.checklist
    switches = is_yes_no and len(switched_off(checked.corpus, fact.id, False, checked.as_of)) >= MANY
    return {"switch": True} if switches else {}


def _duty(line: Line, checklist: Checklist, here: str) -> dict[str, Any]:
    first, lang, record = line.regulation.force.first_day, checklist.lang, line.obligation
    links = {"text": to.articles(line.regulation, record.eId), "duty": to.obligations(line.regulation, record)}
    bearers = (checklist.corpus.label("parties", name)[lang] for name in line.bearers if name in checklist.parties)
    return {
        "id": line.id,
        "state": line.standing.state,
        "title": record.title[lang],
        "cited": f"{line.regulation.short_title[lang]} {line.cited(lang)}",
        "bearers": listing(bearers, lang),
        "summary": record.summary[lang],
        "quotation": field(checklist, line, "quotation")[0],
        "translation": " ".join(unit.en for unit in cited_units(line.regulation, record.eId)) if lang == "en" else None,
        **_following(checklist, line),
        "parts": dict(_of_parts(checklist, line)),
        "evidence": [item[lang] for item in line.evidence],
        "links": {name: served(target, here) for name, target in links.items()},
        "in_force_from": first.isoformat() if isinstance(first, date) else None,
        "params": {
            name: {"months": time.months, "days": time.days} if (time := period(param)) else param.value
            for name, param in record.params.items()
        },
        "gate": record.gate,
        "conditions": [{"decides": condition.decides} for condition in record.turns_on],
        **({"turns": turning} if (turning := turns_on_fact(record)) else {}),
        "checks": [_check(check, lang) for check in compiled(record)],
    }


def _following(checklist: Checklist, line: Line) -> dict[str, Any]:
    penalties = list(ranges(checklist, line)) or field(checklist, line, "route")
    remedy = [step[checklist.lang] for step in line.remedy]
    return dict(zip(_OF_FAILURE, (heaviest(checklist, line), penalties, remedy), strict=True))


def _of_parts(checklist: Checklist, line: Line) -> Iterator[tuple[str, dict[str, Any]]]:
    """By the part that failed what it is, and what follows where it is something else than for the duty as a whole."""
    whole = _following(checklist, line)
    for id, failed in parts(checklist, [line]):
        own, what = _following(checklist, failed), failed_part(failed)
        said = (own if own != whole else {}) | ({"what": what[checklist.lang]} if what else {})
        if (part := id.partition("/")[2]) and said:
            yield part, said


def _check(check: CompiledCheck, lang: Lang) -> dict[str, Any]:
    return {
        "entity": check.check.entity,
        "part": check.check.part_id,
        "decides": check.check.decides,
        "reads": check.reads,
        "tests": check.check.tests_something,
        "needs_rows": check.check.needs_rows,
        "text": check.check.text,
        "remaining": check.check.remaining[lang] if check.check.remaining else None,
    }


def _predicates(duty: str, checks: tuple[CompiledCheck, ...]) -> Iterator[str]:
    for number, check in enumerate(checks):
        if check.applies_when is not None:
            yield f"{duty}.checks[{number}].applies = (row, t) => {javascript(check.applies_when)};"
        yield f"{duty}.checks[{number}].requires = (row, t) => {javascript(check.requires)};"


def _whens(of: str, entries: Sequence[ServiceCondition | DerivedFact]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        yield f"{of}[{number}].when = (row, t) => {javascript(parse(entry.when))};"


def _contradictions(checklist: Checklist, to_ask: FactsByEntity) -> Iterator[Contradiction]:
    """Those of facts that the form asks for."""
    for entry in checklist.corpus.vocabulary.contradictions:
        named = facts_named(parse(entry.when), entry.entity)
        if any(fact in to_ask.get(entity, {}) for entity, fact in named):
            yield entry


def _contradiction(entry: Contradiction, lang: Lang) -> dict[str, Any]:
    named = dict.fromkeys(facts_named(parse(entry.when), entry.entity))
    return {"entity": entry.entity, "facts": list(named), "message": entry.message[lang]}


def wordings(sample: AssessedDuty, lang: Lang) -> dict[str, str]:
    """How a verdict is worded: "verdict decided_by basis reviewed partly" → words, as guiju.assessment has them."""
    bases: tuple[Basis | None, ...] = ("measured", "reported", "inferred", "declared", None)
    tested: tuple[Verdict, ...] = ("met", "breached", "not_applicable")
    stands: list[tuple[Verdict, Decider, Basis | None]] = [("undetermined", "none", None)]
    stands += [(verdict, "test", basis) for verdict, basis in product(tested, bases)]
    stands += [(verdict, "declaration", "declared") for verdict in tested]
    sentences = {}
    for (verdict, by, basis), reviewed, partly in product(stands, (False, True), (False, True)):
        line = replace(
            sample,
            verdict=verdict,
            decided_by=by,
            basis=basis,
            reviewed=reviewed,
            declaration=Declaration("partly_met" if partly else "met", "R"),
        )
        key = (verdict, by, basis or "", "reviewed" if reviewed else "", "partly" if partly else "")
        sentences[" ".join(key)] = wording(line)[lang]
    return sentences
