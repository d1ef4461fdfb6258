"""What the JSON of an assessment says of one duty: where it is, its verdict and why it is not known, what is missing, and the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from guiju.assessment import AssessedDuty, Assessment
from guiju.assessment.proof import proof
from guiju.documents.content.fields import displacement, later_rule
from guiju.model import BearerConsequence, Lang
from guiju.reasoning.checklist import Line
from guiju.reasoning.verdicts import TableVerdict


def duty(assessment: Assessment, line: AssessedDuty, internal: bool) -> dict[str, Any]:
    """A duty with its verdict, why it is not known, and its proof."""
    lang, record = assessment.checklist.lang, line.line.obligation
    return {
        **place(assessment, line.line),
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
        "declaration": fields(line.declaration),
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


def _set_aside(line: AssessedDuty, internal: bool) -> Iterator[dict[str, str]]:
    """The facts of a duty that do not count; for a regulator each once, without the key of its row."""
    if internal:
        yield from ({"entity": entity, "key": key, "fact": name} for entity, key, name in line.set_aside)
    else:
        facts = dict.fromkeys((entity, name) for entity, _, name in line.set_aside)
        yield from ({"entity": entity, "fact": name} for entity, name in facts)


def _missing(line: AssessedDuty) -> dict[str, Any]:
    """What could still change the verdict."""
    facts = [{"entity": f.entity, "fact": f.fact, "decides_alone": f.alone} for f in line.missing.facts]
    return {"facts": facts, "rows": list(line.missing.rows), "cells": list(line.missing.cells)}


def place(assessment: Assessment, line: Line) -> dict[str, Any]:
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


def _rows(assessment: Assessment, line: AssessedDuty) -> list[dict[str, Any]]:
    """What each check says of each row."""
    lang = assessment.checklist.lang
    return [
        {
            "entity": row.entity,
            "key": row.key,
            "verdict": row.verdict,
            "applies_when": row.check.applies_when,
            "requires": row.check.requires,
            "used": names(row.used),
            "missing": names(row.missing),
            "remaining": row.check.remaining[lang] if row.check.remaining else None,
        }
        for row in line.judgement.rows
    ]


def _counted(assessment: Assessment, line: AssessedDuty) -> list[dict[str, Any]]:
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
                "used": names(dict.fromkeys(name for row in rows for name in row.used)),
                "missing": names(dict.fromkeys(name for row in rows for name in row.missing)),
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
        "used": names(table.used),
        "missing": names(table.missing),
        "breaches": breaches if internal else [],
    }


def fields(record: Any) -> dict[str, Any] | None:
    """A record of the profile, field by field; None where there is none."""
    if record is None:
        return None
    return {key: _plain(value) for key, value in vars(record).items() if key != "where"}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def names(entries: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{entity}.{name}" for entity, name in entries]
