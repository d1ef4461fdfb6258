"""The checklist sheet → declarations and plans, and the rows that are stale because their law text has changed since.

status and applicability → status; evidence, basis, custodian and policy → evidence; gap, present control or the reason
of a not applicable → reason; prepared by (else that of the cover) → by; reviewed by → reviewer; remediation, owner, due
date and risk → a plan. Retest dates, approvals and their dates stay in the workbook: a profile has no place for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.entry import choice, day, text, written
from guiju.assessment.workbook.made_from import Legend
from guiju.assessment.workbook.table import Table
from guiju.files.finding import Location, close_to, one_line
from guiju.law.labels import COLON
from guiju.model import APPLICABILITIES, FINDING_BASES, RISKS, STATUSES, Corpus, Lang
from guiju.reasoning.checklist import Checklist

CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": (*STATUSES, "undetermined", "for_information", "historical"),
    "applicability": APPLICABILITIES,
    "basis": FINDING_BASES,
    "risk": RISKS,
}
DAYS = ("evidence_cut_off_on", "due_on", "prepared_on")
TEXTS = (
    "applicability_reason", "applicability_approver", "evidence_id", "evidence_location", "evidence_custodian", "policy",
    "policy_version", "present_control", "gap", "remediation", "owner", "prepared_by", "reviewed_by", "approved_by",
)  # fmt: skip
COLUMNS = ("id", "text_hash", *CHOICES, *DAYS, *TEXTS)
_EVIDENCE = (
    "basis", "evidence_id", "evidence_location", "evidence_cut_off_on", "evidence_custodian", "policy", "policy_version",
)  # fmt: skip
_REASON = {"met": "present_control", "partly_met": "gap", "not_met": "gap", "not_applicable": "applicability_reason"}
_OPEN = (None, "to_verify", "undetermined")  # workbooks of 0.1.0 have the latter
_NO_STATUS = ("for_information", "historical")

FilledRow = Mapping[str, str | None]


@dataclass(frozen=True, order=True)
class StaleRow:
    """A row that does not count: the text of its law has changed since it was filled in, or its duty was `retired`."""

    id: str
    at: Location
    retired: bool


@dataclass(frozen=True)
class Source:
    """The table of the checklist sheet, and what is needed to read its rows."""

    table: Table
    legend: Legend
    lang: Lang
    from_1904: bool
    report: Mapping[str, Any]


def declare(source: Source, asked: Checklist, draft: Draft) -> Iterator[StaleRow]:
    """Put the declarations and plans of all rows into the draft; findings go to the table."""
    hashes = {line.id: line.text_hash for line in asked.lines}
    retired = {f"{rule.id}#{gone.id}" for rule in asked.corpus.regulations.values() for gone in rule.retired}
    for at, name in source.table.rows.items():
        found = asked.corpus.obligation(name)
        if found is None and name not in retired:
            source.table.find(at, "id", _unknown(name, asked.corpus))
            continue
        row = _read(source, at)
        answered = row["status"] not in (*_OPEN, *_NO_STATUS) or row["remediation"] is not None
        changed = name in hashes and row["text_hash"] != hashes[name]
        if found is None or changed:
            if answered:
                yield StaleRow(name, source.table.at(at, "id"), found is None)
        elif found[1].binds:
            _declaration(source, at, name, row, draft)
            _plan(source, at, name, row, draft)
        elif row["status"] not in (None, *_NO_STATUS):
            source.table.find(at, "status", "is filled in for a power or a recommendation, which has none; clear it")


def _unknown(name: str, corpus: Corpus) -> str:
    names = [rule.global_id(o) for rule in corpus.regulations.values() for o in rule.obligations]
    remedy = close_to(name, names, "delete the row, or export the checklist again")
    return f"there is no obligation {one_line(name)}; {remedy}"


def _read(source: Source, at: int) -> FilledRow:
    """What was filled in: keys of words, days, texts; None where a cell is empty."""
    table, legend = source.table, source.legend
    row: dict[str, str | None] = {"text_hash": table.take(at, "text_hash", written)}
    for key, known in CHOICES.items():
        row[key] = table.take(at, key, partial(choice, words=legend.words(key, known), shown=legend.shown(key)))
    for key in DAYS:
        row[key] = table.take(at, key, partial(day, from_1904=source.from_1904))
    for key in TEXTS:
        row[key] = table.take(at, key, partial(text, from_1904=source.from_1904))
    return row


def _declaration(source: Source, at: int, name: str, row: FilledRow, draft: Draft) -> None:
    status = _status(source, at, row)
    if status is None:
        return
    by = row["prepared_by"] or source.report.get("prepared_by")
    told: dict[str, str | None] = {
        "status": status,
        "by": by,
        "reviewer": row["reviewed_by"],
        "evidence": _evidence(source, row),
        "date": row["prepared_on"],
        "reason": row[_REASON[status]],
    }
    needed = {"by": "prepared_by"}
    if status == "not_applicable":
        told["approver"] = row["applicability_approver"] or row["approved_by"]
        needed |= {"reason": "applicability_reason", "approver": "applicability_approver"}
    places = {
        "reviewer": "reviewed_by", "evidence": "evidence_id", "date": "prepared_on", "reason": _REASON[status], **needed,
    }  # fmt: skip
    for key, column in needed.items():
        if told[key] is None:
            _lacks(source, at, column, "the status needs it")
    kept = {key: value for key, value in told.items() if value is not None}
    inner = {key: source.table.at(at, column) for key, column in places.items()}
    draft.put("declarations", name, kept, source.table.at(at, "status"), **inner)


def _status(source: Source, at: int, row: FilledRow) -> str | None:
    """The status that counts; None where the row is open still."""
    status, applicability = row["status"], row["applicability"]
    if applicability == "not_applicable" and status in _OPEN:
        return "not_applicable"
    if status in _OPEN or status == "historical":
        return None
    told = {"applicable": False, "not_applicable": True}.get(applicability or "")
    if status == "for_information":
        source.table.find(at, "status", "is only for powers, but the row is a duty; choose another status")
        return None
    if told is not None and told != (status == "not_applicable"):
        source.table.find(at, "applicability", "contradicts the status; make the two agree")
    return status


def _evidence(source: Source, row: FilledRow) -> str | None:
    """What was said of the evidence, each with its heading, on one line."""
    told = {**row, "basis": source.legend.entries.get(f"basis.{row['basis']}")}
    parts = [f"{source.table.headings[key]}{COLON[source.lang]}{told[key]}" for key in _EVIDENCE if told[key]]
    return ("；" if source.lang == "zh" else "; ").join(parts) or None


def _plan(source: Source, at: int, name: str, row: FilledRow, draft: Draft) -> None:
    if row["remediation"] is None:
        return
    for column in ("owner", "due_on"):
        if row[column] is None:
            _lacks(source, at, column, "a remediation needs it")
    plan = {
        "kind": "remediation",
        "action": row["remediation"],
        "owner": row["owner"],
        "due": row["due_on"],
        "risk": row["risk"],
        "note": row["gap"],
    }
    places = {"action": "remediation", "owner": "owner", "due": "due_on", "risk": "risk", "note": "gap"}
    inner = {key: source.table.at(at, column) for key, column in places.items()}
    kept = {key: value for key, value in plan.items() if value is not None}
    draft.put("plans", name, kept, source.table.at(at, "remediation"), **inner)


def _lacks(source: Source, at: int, column: str, why: str) -> None:
    """An empty cell that must not be; one that does not fit has its finding already."""
    if source.table.cell(at, column) is None:
        source.table.find(at, column, f"{source.table.headings[column]} is empty; {why}")
