"""What the JSON of an assessment says of one duty: place, verdict, why it is not known, what is missing, the proof."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.gaps import gaps
from guiju.assessment.proof import proof
from guiju.documents.content.fields import displacement, later_rule
from guiju.documents.content.plain import picked, plain
from guiju.documents.penalties.tier_data import tier_data
from guiju.documents.report.lifting import in_words, lifting
from guiju.model import BearerConsequence, Lang
from guiju.places import citation
from guiju.reasoning.checklist import Line
from guiju.reasoning.verdicts import TableVerdict


def assessed_duty(assessment: Assessment, duty: AssessedDuty, internal: bool) -> dict[str, Any]:
    """A duty with its verdict, why it is not known, and its proof."""
    lang, record = assessment.lang, duty.line.obligation
    return {
        **place(assessment, duty.line),
        "quotation": list(record.quote),
        "method": record.method,
        "automation": record.automation.level if record.automation else None,
        **picked(duty, lang, "verdict words why"),
        "missing": {
            "facts": [{"entity": f.entity, "fact": f.fact, "decides_alone": f.alone} for f in duty.missing.facts],
            "rows": list(duty.missing.rows),
            "cells": list(duty.missing.cells),
        },
        **picked(duty, lang, "decided_by basis reviewed declaration disagreement"),
        "set_aside": list(_set_aside(duty, internal)),
        "gaps": list(_gaps(duty, internal)),
        "lifted_by": list(_lifted_by(assessment, duty)) if duty.verdict == "breached" else [],
        "consequence": _consequence(assessment.checklist.consequences(duty.line), lang),
        "penalties": list(tier_data(assessment.checklist, duty.line)) if duty.verdict == "breached" else [],
        "remedy": plain(duty.line.remedy, lang) if duty.verdict == "breached" else [],
        "proof": _rows(duty, lang) if internal else _counts(duty, lang),
        "tables": [_in_table(table, internal) for table in duty.judgement.tables],
        "sentences": list(proof(assessment, duty, keys=internal)),
    }


def _gaps(duty: AssessedDuty, internal: bool) -> Iterator[dict[str, Any]]:
    """The gaps by their ids; for a regulator each part once, without the keys of its rows."""
    for gap in gaps(duty, keys=internal):
        yield {"id": gap.id, "part": gap.part, "entity": gap.entity or None, "key": gap.key or None, "rows": gap.rows}


def _lifted_by(assessment: Assessment, duty: AssessedDuty) -> Iterator[dict[str, Any]]:
    """The permissions that could lift the duty, which no verdict rests on."""
    checked, lang = assessment.checklist, assessment.lang
    for id, rule, record in lifting(checked, duty.line):
        where = {
            "obligation": id,
            "place": citation.label(rule, record.eId, lang),
            **picked(record, lang, "title condition"),
        }
        yield where | {"words": in_words(checked, id, record)}


def _consequence(groups: tuple[BearerConsequence, ...], lang: Lang) -> dict[str, Any] | None:
    """What the first group of bearers faces; `by_bearer` has all groups where there are several."""
    if not groups:
        return None
    apart = [picked(group, lang, "bearers route provisions note") for group in groups] if len(groups) > 1 else []
    return {**picked(groups[0], lang, "route provisions note"), "by_bearer": apart}


def _set_aside(duty: AssessedDuty, internal: bool) -> Iterator[dict[str, str]]:
    """The facts of a duty that do not count; for a regulator each once, without the key of its row."""
    if internal:
        yield from ({"entity": entity, "key": key, "fact": name} for entity, key, name in duty.set_aside)
    else:
        facts = dict.fromkeys((entity, name) for entity, _, name in duty.set_aside)
        yield from ({"entity": entity, "fact": name} for entity, name in facts)


def place(assessment: Assessment, line: Line) -> dict[str, Any]:
    """Which duty it is, and what a later rule made of it."""
    checked, lang, displaced, later = assessment.checklist, assessment.lang, displacement(line), None
    if displaced:
        later = {
            "words": later_rule(checked, line),
            **picked(displaced, lang, "regulation change certainty places note"),
            "assessed": any(other.regulation.id == displaced.regulation for other in checked.lines),
        }
    return {
        "obligation": line.id,
        "state": line.standing.state,
        "title": line.obligation.title[lang],
        "place": line.cited(lang),
        "bearers": list(line.bearers),
        "topics": list(line.obligation.topics),
        "later_rule": later,
    }


def _rows(duty: AssessedDuty, lang: Lang) -> list[dict[str, Any]]:
    """What each check says of each row."""
    return [
        {
            **picked(row, lang, "entity key verdict"),
            **picked(row.check, lang, "applies_when requires"),
            "used": _names(row.used),
            "missing": _names(row.missing),
            "remaining": plain(row.check.remaining, lang),
        }
        for row in duty.judgement.rows
    ]


def _counts(duty: AssessedDuty, lang: Lang) -> list[dict[str, Any]]:
    """What each check says, and of how many rows, without saying of which."""
    counts = []
    gate = {id(row.check): row.check for row in duty.judgement.rows if not row.check.tests_something}
    for check in (*duty.line.obligation.checks, *gate.values()):
        rows = [row for row in duty.judgement.rows if row.check is check]
        counts.append(
            {
                "entity": check.entity,
                "rows": dict(Counter(row.verdict for row in rows if row.key)),
                **picked(check, lang, "applies_when requires"),
                "used": _names(dict.fromkeys(name for row in rows for name in row.used)),
                "missing": _names(dict.fromkeys(name for row in rows for name in row.missing)),
                "remaining": plain(check.remaining, lang),
            }
        )
    return counts


def _in_table(table: TableVerdict, internal: bool) -> dict[str, Any]:
    """What was counted of a duty in one table, and the first rows that breach; a key that was left out is null."""
    breaches = [{"key": breach.key or None, "facts": dict(breach.facts)} for breach in table.breaches]
    return {
        "entity": table.entity,
        "counts": dict(table.counts) | {"total": table.rows},
        "own_rule_not_kept": table.own_rule_not_kept,
        "incomplete": table.incomplete,
        "used": _names(table.used),
        "missing": _names(table.missing),
        "breaches": breaches if internal else [],
    }


def _names(entries: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{entity}.{name}" for entity, name in entries]
