"""The checklist sheet → declarations and plans, and the rows that are stale because their law text has changed since.

status and applicability → status; evidence, basis, custodian and policy → evidence; gap, present control or the reason
of a not applicable → reason; prepared by (else that of the cover) → by; reviewed by → reviewer; remediation, owner, due
date and risk → a plan. Retest dates, approvals and their dates stay in the workbook: a profile has no place for them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from guiju.assessment.workbook.draft import Draft, DraftEntry
from guiju.assessment.workbook.entry import choice, day, text, written
from guiju.assessment.workbook.made_from import Legend
from guiju.assessment.workbook.table import Table
from guiju.files.finding import Location, close_to, one_line
from guiju.model import APPLICABILITIES, FINDING_BASES, RISKS, STATUSES, Corpus, Lang
from guiju.reasoning.checklist import Checklist
from guiju.wording.labels import COLON, SEMICOLON

CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": (*STATUSES, "undetermined", "for_information", "historical"),
    "applicability": APPLICABILITIES,
    "basis": FINDING_BASES,
    "risk": RISKS,
}
DAYS = ("evidence_cut_off_on", "due_on", "prepared_on")
TEXTS = (
    "applicability_reason", "applicability_approver", "evidence_id", "evidence_location", "evidence_custodian",
    "policy", "policy_version", "present_control", "gap", "remediation", "owner", "prepared_by", "reviewed_by",
    "approved_by",
)  # fmt: skip
COLUMNS = ("id", "text_hash", *CHOICES, *DAYS, *TEXTS)
_EVIDENCE = (
    "basis", "evidence_id", "evidence_location", "evidence_cut_off_on", "evidence_custodian", "policy",
    "policy_version",
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
    report: Mapping[str, Any]


def read_declarations(source: Source, checklist: Checklist, draft: Draft) -> Iterator[StaleRow]:
    """Put the declarations and plans of all rows into the draft; findings go to the table."""
    hashes = {line.id: line.text_hash for line in checklist.lines}
    retired = {f"{rule.id}#{gone.id}" for rule in checklist.corpus.regulations.values() for gone in rule.retired}
    for at, name in source.table.rows.items():
        known = checklist.corpus.obligation(name)
        if known is None and name not in retired:
            source.table.report(at, "id", _unknown(name, checklist.corpus))
            continue
        row = _read(source, at)
        if known is None or (name in hashes and row["text_hash"] != hashes[name]):
            if row["status"] not in (*_OPEN, *_NO_STATUS) or row["remediation"] is not None:
                yield StaleRow(name, source.table.at(at, "id"), known is None)
        elif known[1].binds:
            _declaration(source, at, name, row, draft)
            _plan(source, at, name, row, draft)
        elif row["status"] not in (None, *_NO_STATUS):
            source.table.report(at, "status", "is filled in for a power or a recommendation, which has none; clear it")


def _unknown(name: str, corpus: Corpus) -> str:
    names = [rule.global_id(duty) for rule, duty in corpus.obligations()]
    remedy = close_to(name, names, "delete the row, or export the checklist again")
    return f"there is no obligation {one_line(name)}; {remedy}"


def _read(source: Source, at: int) -> FilledRow:
    """What was filled in: keys of words, days, texts; None where a cell is empty."""
    table, legend = source.table, source.legend
    row = {"text_hash": table.read(at, "text_hash", written)}
    row |= {key: table.read(at, key, partial(choice, of=legend.choice(key, known))) for key, known in CHOICES.items()}
    return row | {key: table.read(at, key, day) for key in DAYS} | {key: table.read(at, key, text) for key in TEXTS}


def _declaration(source: Source, at: int, name: str, row: FilledRow, draft: Draft) -> None:
    status = _status(source, at, row)
    if status is None:
        return
    by = row["prepared_by"] or source.report.get("prepared_by")
    values: dict[str, tuple[str | None, str]] = {
        "status": (status, "status"),
        "by": (by, "prepared_by"),
        "reviewer": (row["reviewed_by"], "reviewed_by"),
        "evidence": (_evidence(source, row), "evidence_id"),
        "date": (row["prepared_on"], "prepared_on"),
        "reason": (row[_REASON[status]], _REASON[status]),
    }
    needed = ["by"]
    if status == "not_applicable":
        values["approver"] = (row["applicability_approver"] or row["approved_by"], "applicability_approver")
        needed += ["reason", "approver"]
    for value, column in (values[key] for key in needed):
        if value is None:
            _report_empty(source, at, column, "the status needs it")
    draft.put_entry("declarations", name, _entry(source, at, values), source.table.at(at, "status"))


def _status(source: Source, at: int, row: FilledRow) -> str | None:
    """The status that counts; None where the row is open still."""
    status, applicability = row["status"], row["applicability"]
    if applicability == "not_applicable" and status in _OPEN:
        return "not_applicable"
    if status in _OPEN or status == "historical":
        return None
    if status == "for_information":
        source.table.report(at, "status", "is only for powers, but the row is a duty; choose another status")
        return None
    excluded = {"applicable": False, "not_applicable": True}.get(applicability or "")
    if excluded is not None and excluded != (status == "not_applicable"):
        source.table.report(at, "applicability", "contradicts the status; make the two agree")
    return status


def _evidence(source: Source, row: FilledRow) -> str | None:
    """What was said of the evidence, each with its heading, on one line."""
    said = {**row, "basis": source.legend.entries.get(f"basis.{row['basis']}")}
    parts = [f"{source.table.headings[key]}{COLON[source.lang]}{said[key]}" for key in _EVIDENCE if said[key]]
    return SEMICOLON[source.lang].join(parts) or None


def _plan(source: Source, at: int, name: str, row: FilledRow, draft: Draft) -> None:
    if row["remediation"] is None:
        return
    for column in ("owner", "due_on"):
        if row[column] is None:
            _report_empty(source, at, column, "a remediation needs it")
    columns = {"action": "remediation", "owner": "owner", "due": "due_on", "risk": "risk", "note": "gap"}
    values: dict[str, tuple[str | None, str]] = {"kind": ("remediation", "remediation")}
    values |= {key: (row[column], column) for key, column in columns.items()}
    draft.put_entry("plans", name, _entry(source, at, values), source.table.at(at, "remediation"))


def _entry(source: Source, at: int, values: Mapping[str, tuple[str | None, str]]) -> DraftEntry:
    return {key: (value, source.table.at(at, column)) for key, (value, column) in values.items()}


def _report_empty(source: Source, at: int, column: str, why: str) -> None:
    """A cell that must not be empty; one that does not fit has its finding already."""
    if source.table.cell(at, column) is None:
        source.table.report(at, column, f"{source.table.headings[column]} is empty; {why}")
