"""An assessment as JSON: every duty with its verdict and proof, counts, findings, plans, the facts to supply next, limits, and the receipt.

Codes beside words; schemas/assessment-export.schema.json describes every key. The regulator edition holds neither keys nor facts of
single rows, and of the receipt only its hashes: guiju verify needs the internal edition beside it, guiju compare needs that alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from guiju.assessment import Assessment
from guiju.assessment.receipt import receipt
from guiju.assessment.table_sentences import breaches_of_others
from guiju.assessment.tables import ScannedTable
from guiju.documents.content.law_in_place import law_in_place
from guiju.documents.report import Audience, Report, report
from guiju.documents.report.assessed_duty import duty, fields, place
from guiju.documents.report.audience import LEFT_OUT
from guiju.documents.report.counts import Tallies, Tally
from guiju.documents.report.statutes import fields as statutes
from guiju.documents.report.unused import UnusedFact
from guiju.files.json_text import json_text
from guiju.law.labels import NOT_LEGAL_ADVICE
from guiju.reasoning.checklist import Line
from guiju.reasoning.standing import standing

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
        "lines": [duty(assessment, line, internal) for line in assessment.every_line],
        "informative": [_informative(assessment, line) for line in assessment.informative],
        "next_facts": list(_next_facts(assessment)),
        "plans": list(_plans(assessment, told)),
        "set_aside": [asdict(entry) if internal else _without_key(asdict(entry)) for entry in told.set_aside],
        "unused_facts": [_unused(entry, internal) for entry in told.unused],
        "limitations": list(told.limits),
        "sign_off": [{"step": step, "who": who, "signature": None, "date": None} for step, who in told.signers],
        "verification": list(told.verification),
        "tables": [_table(table) for table in assessment.tables.scanned],
        "others": [{"obligation": name, "words": words} for name, words in breaches_of_others(assessment)],
        "receipt": _receipt(assessment, internal),
    }
    return (json_text(answer) + "\n").encode()


def _report(assessment: Assessment) -> dict[str, Any]:
    """What the profile says of its report; null where it says nothing."""
    return fields(assessment.profile.report) or {}


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


def _informative(assessment: Assessment, line: Line) -> dict[str, Any]:
    return {**place(assessment, line), "modality": line.obligation.modality}


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


def _table(table: ScannedTable) -> dict[str, Any]:
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


def _unused(entry: UnusedFact, internal: bool) -> dict[str, Any]:
    """A fact that decides nothing; the keys of its rows only for the house itself."""
    told = {
        "entity": entry.entity,
        "fact": entry.fact,
        "question": entry.question,
        "why": entry.why,
        "words": entry.reason,
        "count": entry.count,
        "duties": list(entry.ids),
    }
    return told | ({"keys": list(entry.keys)} if internal else {})


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


def _without_key(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "key"}
