"""An assessment as JSON: every duty with its verdict and proof, counts, findings, plans, the facts to supply next, limits, and the receipt.

Codes beside words; schemas/assessment-export.schema.json describes every key. The regulator edition holds neither keys nor facts of
single rows, and of the receipt only its hashes: guiju verify needs the internal edition beside it, guiju compare needs that alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from guiju.assessment import Assessed, Assessment
from guiju.assessment.proof import proof
from guiju.assessment.receipt import receipt
from guiju.assessment.table_sentences import others
from guiju.assessment.tables import Table
from guiju.checklist import Line
from guiju.exports.fields import displacement, later_rule
from guiju.exports.law_in_place import law_in_place
from guiju.exports.report import Audience, Report, report
from guiju.exports.report.audience import LEFT_OUT
from guiju.exports.report.counts import Tallies, Tally
from guiju.exports.report.statutes import fields as statutes
from guiju.json_text import json_text
from guiju.labels import NOT_LEGAL_ADVICE
from guiju.model import BearerConsequence, Lang
from guiju.standing import standing
from guiju.verdicts import TableVerdict

SCHEMA_VERSION = 1


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The assessment as JSON, UTF-8. The same assessment gives the same bytes."""
    return written(assessment, report(assessment, audience))


def written(assessment: Assessment, told: Report) -> bytes:
    """A report of this assessment as JSON, UTF-8."""
    checked, lang = assessment.checklist, assessment.checklist.lang
    audience, internal = told.audience, told.audience == "internal"
    answer: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "data_version": checked.corpus.data_version,
        "as_of": checked.as_of.isoformat(),
        "language": lang,
        "disclaimer": NOT_LEGAL_ADVICE[lang],
        "edition": {
            "id": audience,
            "label": told.edition,
            "notice": told.face,
            "left_out": [] if internal else [left[lang] for left in LEFT_OUT],
        },
        "report": _report(assessment),
        "roles": [role.id for role in checked.roles],
        "topics": list(checked.topics),
        "regulations": list(_regulations(assessment)),
        "methods": list(told.methods),
        "law_in_place": law_in_place(checked),
        "counts": dict(assessment.counts) | {"total": len(assessment.lines), "displaced": len(assessment.historical)},
        "counts_by_wording": [{"words": words, "count": count} for words, count in told.wording],
        "counts_by_reason": [{"reason": why, "words": words, "count": count} for why, words, count in told.reasons],
        "counts_by": {tallies.key: _tallies(tallies) for tallies in (*told.breakdowns, *told.by_method)},
        "findings": [{"number": f.number, "obligation": f.duty.id} for f in told.findings],
        "statutes": list(statutes(assessment)),
        "lines": [_line(assessment, line, internal) for line in assessment.every_line],
        "informative": [_informative(assessment, line) for line in assessment.informative],
        "next_facts": list(_next_facts(assessment)),
        "plans": list(_plans(assessment, told)),
        "set_aside": [asdict(entry) if internal else _without_key(asdict(entry)) for entry in told.set_aside],
        "limitations": list(told.limits),
        "sign_off": [{"step": step, "who": who, "signature": None, "date": None} for step, who in told.signers],
        "verification": list(told.verification),
        "tables": [_table(table) for table in assessment.tables.scanned],
        "others": [{"obligation": name, "words": words} for name, words in others(assessment)],
        "receipt": _receipt(assessment, internal),
    }
    return (json_text(answer) + "\n").encode()


def _report(assessment: Assessment) -> dict[str, Any]:
    """What the profile says of its report; null where it says nothing."""
    return _fields(assessment.profile.report) or {}


def _regulations(assessment: Assessment) -> Iterator[dict[str, Any]]:
    lang, skipped = assessment.checklist.lang, {rule.id for rule, _ in assessment.checklist.skipped}
    for rule in assessment.checklist.regulations:
        stands = standing(rule, assessment.checklist.as_of)
        yield {
            "id": rule.id,
            "title": rule.title[lang],
            "document_type": rule.document_type,
            "standing": stands.words[lang],
            "note": rule.force.note[lang],
            "assessed": rule.id not in skipped,
        }


def _tallies(tallies: Tallies) -> list[dict[str, Any]]:
    return [_tally(tally) for tally in tallies.rows]


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "name": tally.name,
        **{str(verdict): count for verdict, count in tally.counts.items()},
        "total": tally.total,
    }


def _line(assessment: Assessment, line: Assessed, internal: bool) -> dict[str, Any]:
    lang, record = assessment.checklist.lang, line.line.obligation
    return {
        **_place(assessment, line.line),
        "quotation": list(record.quote),
        "method": record.method,
        "automation": record.automation.level if record.automation else None,
        "verdict": line.verdict,
        "words": line.words[lang],
        "why": line.why,
        "missing": _missing(line),
        "decided_by": line.decided_by,
        "basis": line.basis,
        "reviewed": line.reviewed,
        "declaration": _fields(line.declaration),
        "disagreement": line.disagreement,
        "set_aside": list(_set_aside(line, internal)),
        "consequence": _consequence(assessment.checklist.consequences(line.line), lang),
        "remedy": [step[lang] for step in line.line.remedy] if line.verdict == "breached" else [],
        "proof": _rows(assessment, line) if internal else _counted(assessment, line),
        "tables": [_in_table(table, internal) for table in line.judgement.tables],
        "sentences": list(proof(assessment, line, keys=internal)),
    }


def _consequence(groups: tuple[BearerConsequence, ...], lang: Lang) -> dict[str, Any] | None:
    """What the first group of bearers faces; `by_bearer` has all groups where there are several."""
    if not groups:
        return None
    apart = [{"bearers": list(group.bearers), **_faced(group, lang)} for group in groups] if len(groups) > 1 else []
    return {**_faced(groups[0], lang), "by_bearer": apart}


def _faced(group: BearerConsequence, lang: Lang) -> dict[str, Any]:
    note = group.note[lang] if group.note else None
    return {"route": group.route, "provisions": list(group.provisions), "note": note}


def _set_aside(line: Assessed, internal: bool) -> Iterator[dict[str, str]]:
    """The facts of a duty that do not count; for a regulator each once, without the key of its row."""
    if internal:
        yield from ({"entity": entity, "key": key, "fact": name} for entity, key, name in line.set_aside)
    else:
        facts = dict.fromkeys((entity, name) for entity, _, name in line.set_aside)
        yield from ({"entity": entity, "fact": name} for entity, name in facts)


def _missing(line: Assessed) -> dict[str, Any]:
    """What could still change the verdict."""
    facts = [{"entity": f.entity, "fact": f.fact, "decides_alone": f.alone} for f in line.missing.facts]
    return {"facts": facts, "rows": list(line.missing.rows)}


def _informative(assessment: Assessment, line: Line) -> dict[str, Any]:
    return {**_place(assessment, line), "modality": line.obligation.modality}


def _next_facts(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """All facts that open duties wait for, the one that decides most first."""
    corpus, lang = assessment.checklist.corpus, assessment.checklist.lang
    for entry in assessment.next_facts():
        fact = corpus.fact(entry.entity, entry.fact)
        yield {
            "entity": entry.entity,
            "fact": entry.fact,
            "question": fact.question[lang],
            "usual_source": fact.usual_source[lang],
            "decides": entry.decides,
            "undetermined_duties": entry.waiting,
        }


def _place(assessment: Assessment, line: Line) -> dict[str, Any]:
    """Which duty it is, and what a later rule made of it."""
    checked, lang, displaced = assessment.checklist, assessment.checklist.lang, displacement(line)
    return {
        "obligation": line.id,
        "state": line.standing.state,
        "title": line.obligation.title[lang],
        "place": line.cited(lang),
        "bearers": list(line.bearers),
        "topics": list(line.obligation.topics),
        "later_rule": {
            "words": later_rule(checked, line),
            "regulation": displaced.regulation,
            "change": displaced.change,
            "certainty": displaced.certainty,
            "places": list(displaced.places),
            "note": displaced.note[lang],
            "assessed": any(other.regulation.id == displaced.regulation for other in checked.lines),
        }
        if displaced
        else None,
    }


def _rows(assessment: Assessment, line: Assessed) -> list[dict[str, Any]]:
    """What each check says of each row."""
    lang = assessment.checklist.lang
    return [
        {
            "entity": row.entity,
            "key": row.key,
            "verdict": row.verdict,
            "applies_when": row.check.applies_when,
            "requires": row.check.requires,
            "used": _names(row.used),
            "missing": _names(row.missing),
            "remaining": row.check.remaining[lang] if row.check.remaining else None,
        }
        for row in line.judgement.rows
    ]


def _counted(assessment: Assessment, line: Assessed) -> list[dict[str, Any]]:
    """What each check says, and of how many rows, without saying of which."""
    lang, found = assessment.checklist.lang, []
    gate = {id(row.check): row.check for row in line.judgement.rows if not row.check.tests_something}
    for check in (*line.line.obligation.checks, *gate.values()):
        rows = [row for row in line.judgement.rows if row.check is check]
        found.append(
            {
                "entity": check.entity,
                "rows": dict(Counter(row.verdict for row in rows if row.key)),
                "applies_when": check.applies_when,
                "requires": check.requires,
                "used": _names(dict.fromkeys(name for row in rows for name in row.used)),
                "missing": _names(dict.fromkeys(name for row in rows for name in row.missing)),
                "remaining": check.remaining[lang] if check.remaining else None,
            }
        )
    return found


def _in_table(table: TableVerdict, internal: bool) -> dict[str, Any]:
    """What was counted of a duty in one table, and the first rows that breach; a key that was left out is null."""
    breaches = [{"key": breach.key or None, "facts": dict(breach.facts)} for breach in table.breaches]
    return {
        "entity": table.entity,
        "counts": dict(table.counts) | {"total": table.rows},
        "used": _names(table.used),
        "missing": _names(table.missing),
        "breaches": breaches if internal else [],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "entity": table.entity,
        "table": table.shown,
        "engine": table.engine,
        "rows": table.rows,
        "key": table.mapping.key,
        "columns": {name: said.column for name, said in table.mapping.facts.items()},
        "unsaid": list(table.unsaid),
        "keys_checked": table.keys_checked,
        "impossible": {entry.id: count for entry, count in table.impossible},
    }


def _plans(assessment: Assessment, told: Report) -> Iterator[dict[str, Any]]:
    """What is planned, row by row; a gap without a plan has no kind. Risk, note and why a risk is borne only for the house itself."""
    internal = told.audience == "internal"
    for entry in told.plans:
        plan = assessment.profile.plans.get(entry.duty.id)
        row = {"obligation": entry.duty.id, "kind": plan.kind if plan else None}
        if plan is not None:
            action = plan.action if internal or plan.kind == "remediation" else None
            row |= {"action": action, "owner": plan.owner, "due": plan.due.isoformat(), "state": entry.state}
            row |= {"risk": plan.risk, "note": plan.note} if internal else {}
        yield {**row, "overdue": entry.overdue}


def _receipt(assessment: Assessment, internal: bool) -> dict[str, Any]:
    """The receipt; for a regulator its hash and those of what it was made from, without the facts."""
    full = receipt(assessment)
    return full if internal else {"hash": full["receipt"], "hashes": full["hashes"], "guiju": full["guiju"]}


def _fields(record: Any) -> dict[str, Any] | None:
    """A record of the profile, field by field; None where there is none."""
    if record is None:
        return None
    return {key: _plain(value) for key, value in vars(record).items() if key != "where"}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _names(entries: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{entity}.{name}" for entity, name in entries]


def _without_key(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "key"}
