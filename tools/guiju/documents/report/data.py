"""An assessment as JSON; schemas/assessment-export.schema.json describes every key.

The regulator edition has neither keys nor facts of single rows, and of the receipt only its hashes: guiju verify needs
the internal edition beside it, guiju compare needs that alone.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from guiju.assessment import Assessment
from guiju.assessment.receipt import receipt, since_data
from guiju.assessment.scanned import ScannedTable
from guiju.assessment.table_sentences import breaches_of_others
from guiju.documents.content import sign_off
from guiju.documents.content.cover import law_in_place
from guiju.documents.content.plain import picked, plain
from guiju.documents.report import counts
from guiju.documents.report.assessed_duty import assessed_duty, place
from guiju.documents.report.audience import EDITIONS, LEFT_OUT, Audience, edition_notice
from guiju.documents.report.doubts import set_aside
from guiju.documents.report.gaps import numbers
from guiju.documents.report.limits import limits, methods
from guiju.documents.report.page_one import page_one
from guiju.documents.report.plans import plans
from guiju.documents.report.scope import signers
from guiju.documents.report.statutes import statutes
from guiju.documents.report.unused import UnusedFactLine, unused
from guiju.documents.report.verification import how
from guiju.model import Lang
from guiju.reasoning.standing import standing
from guiju.wording.labels import NOT_LEGAL_ADVICE

SCHEMA_VERSION = 3


def value(assessment: Assessment, audience: Audience = "internal") -> dict[str, Any]:
    """The assessment as JSON: the same assessment gives the same value."""
    checked, lang, internal = assessment.checklist, assessment.lang, audience == "internal"
    return {
        "schema_version": SCHEMA_VERSION,
        "data_version": checked.corpus.data_version,
        "as_of": checked.as_of.isoformat(),
        "language": lang,
        "disclaimer": NOT_LEGAL_ADVICE[lang],
        "edition": {
            "id": audience,
            "label": EDITIONS[audience][lang],
            "notice": edition_notice(audience, lang),
            "left_out": [] if internal else [words[lang] for words in LEFT_OUT],
        },
        "page_one": _page_one(assessment, audience),
        "report": plain(assessment.profile.report, lang),
        "roles": [role.id for role in checked.roles],
        "topics": list(checked.topics),
        "regulations": list(_regulations(assessment)),
        "methods": list(methods(assessment)),
        "law_in_place": law_in_place(checked),
        "counts": dict(assessment.counts) | {"total": len(assessment.duties), "displaced": len(assessment.historical)},
        "counts_by_reason": [
            {"reason": why, "words": words, "count": n} for why, words, n in counts.by_reason(assessment)
        ],
        "counts_by": {
            key: [{"name": tally.name, **tally.counts, "total": tally.total} for tally in bars.rows]
            for key, bars in (counts.breakdowns(assessment) | counts.by_method(assessment)).items()
        },
        "findings": [
            {"number": number, "gap": name, "obligation": name.partition("/")[0]}
            for name, number in numbers(assessment).items()
            if "/" in name
        ],
        "statutes": list(statutes(assessment)),
        "lines": [assessed_duty(assessment, duty, internal) for duty in assessment.every_duty],
        "informative": [
            place(assessment, line) | {"modality": line.obligation.modality} for line in assessment.informative
        ],
        "next_facts": list(_next_facts(assessment)),
        "stated_facts": list(_stated_facts(assessment)),
        "plans": list(_plans(assessment, audience)),
        "set_aside": [
            {key: value for key, value in asdict(entry).items() if internal or key != "key"}
            for entry in set_aside(assessment, audience)
        ],
        "unused_facts": [_unused(entry, lang, internal) for entry in unused(assessment, audience)],
        "limitations": list(limits(assessment)),
        "sign_off": sign_off.data(signers(assessment), lang),
        "verification": list(how(audience, lang)),
        "tables": [_table(table, lang) for table in assessment.tables.scanned],
        "others": [{"obligation": name, "words": words} for name, words in breaches_of_others(assessment)],
        "receipt": _receipt(assessment, internal),
    }  # fmt: skip


def _regulations(assessment: Assessment) -> Iterator[dict[str, Any]]:
    lang, skipped = assessment.lang, {rule.id for rule, _ in assessment.checklist.skipped}
    for rule in assessment.checklist.regulations:
        yield {
            **picked(rule, lang, "id title document_type"),
            "standing": standing(rule, assessment.checklist.as_of).words[lang],
            "note": rule.force.note[lang],
            "assessed": rule.id not in skipped,
        }


def _stated_facts(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """The facts that the profile states, of whichever rows, as they are asked for: a later comparison names them so."""
    known = {(fact.entity, fact.id): fact for fact in assessment.checklist.corpus.vocabulary.facts}
    names = {
        (entity, name) for entity, rows in assessment.profile.rows.items() for row in rows.values() for name in row
    }
    for entity, name in sorted(names & known.keys()):
        yield {"entity": entity, "fact": name, "question": known[entity, name].question[assessment.lang]}


def _next_facts(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """All facts that open duties wait for, the one that decides most first."""
    lang = assessment.lang
    for entry in assessment.next_facts():
        fact = assessment.checklist.corpus.fact(entry.entity, entry.fact)
        numbers = {"decides": entry.decides, "undetermined_duties": entry.waiting}
        yield {**picked(entry, lang, "entity fact"), **picked(fact, lang, "question usual_source"), **numbers}


def _page_one(assessment: Assessment, audience: Audience) -> dict[str, Any]:
    """Page one; a gap says how it was closed only where its plan does."""
    page: dict[str, Any] = plain(page_one(assessment, audience), assessment.lang)
    gaps = [{key: value for key, value in gap.items() if key != "closed" or value} for gap in page["gaps"]]
    return {**page, "gaps": gaps}


def _table(table: ScannedTable, lang: Lang) -> dict[str, Any]:
    return {
        "entity": table.entity,
        "table": table.location,
        **picked(table, lang, "engine rows"),
        "key": table.mapping.key,
        "columns": {name: fact.column for name, fact in table.mapping.facts.items()},
        **picked(table, lang, "unsaid keys_checked"),
        "impossible": {entry.id: count for entry, count in table.impossible},
        **({"since": since_data(table.since)} if table.since else {}),
    }


def _unused(entry: UnusedFactLine, lang: Lang, internal: bool) -> dict[str, Any]:
    """A fact that does not affect the result; the keys of its rows only for the house itself."""
    texts = {"words": entry.reason, "count": entry.count, "duties": list(entry.ids)}
    keys = {"keys": list(entry.keys)} if internal else {}
    return {**picked(entry, lang, "entity fact question why"), **texts, **keys}


def _plans(assessment: Assessment, audience: Audience) -> Iterator[dict[str, Any]]:
    """What is planned, row by row; a gap without a plan has no kind. Risk, note and why it is borne are internal."""
    internal, as_of = audience == "internal", assessment.checklist.as_of
    for entry in plans(assessment, audience):
        plan, gap = entry.plan, entry.id if "/" in entry.id else None
        row: dict[str, Any] = {"obligation": entry.duty.id, "gap": gap, "kind": plan.kind if plan else None}
        if plan is not None:
            action = plan.action if internal or plan.kind == "remediation" else None
            row |= {"action": action, "owner": plan.owner, "due": plan.due.isoformat(), "state": entry.state}
            row |= {"acceptance": plan.acceptance, "closed": plain(plan.closing(as_of), assessment.lang)}
            row |= {"risk": plan.risk, "note": plan.note} if internal else {}
        yield {**row, "overdue": entry.overdue}


def _receipt(assessment: Assessment, internal: bool) -> dict[str, Any]:
    """The receipt; for a regulator its hash and those of what it was made from, without the facts."""
    full = receipt(assessment)
    return full if internal else {"hash": full["receipt"], "hashes": full["hashes"], "guiju": full["guiju"]}
