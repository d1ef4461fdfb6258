"""The checklist sheet → declarations and plans, and the rows that are stale because their law text has changed since.

status and applicability → status; evidence, basis, custodian and policy → evidence; gap, present control or the reason
of a not applicable → reason; prepared by (else that of the cover) → by; reviewed by → reviewer; remediation, owner, due
date and risk → a plan. Retest dates, approvals and their dates stay in the workbook: a profile has no place for them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from guiju.assessment.workbook.draft import Draft
from guiju.assessment.workbook.made_from import Legend
from guiju.files.finding import Location, close_to, one_line
from guiju.model import APPLICABILITIES, FINDING_BASES, RISKS, STATUSES, Corpus
from guiju.model.profile import StaleRow
from guiju.reading.entry import choice, day, text, written
from guiju.reading.table import Table
from guiju.reading.workbook import Cell
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


@dataclass(frozen=True)
class FilledRow:
    """A row of the checklist sheet: keys of words, days and texts by column; None where a cell is empty."""

    table: Table
    row: int
    values: Mapping[str, str | None]

    def __getitem__(self, column: str) -> str | None:
        return self.values[column]

    def at(self, column: str) -> Location:
        return self.table.at(self.row, column)

    def report(self, column: str, message: str) -> None:
        self.table.report(self.row, column, message)

    def require(self, column: str, value: str | None, why: str) -> None:
        """Report a cell that must not be empty; one that does not fit has its finding already."""
        if value is None and self.table.cell(self.row, column) is None:
            self.report(column, f"{self.table.headings[column]} is empty; {why}")


def read_declarations(table: Table, legend: Legend, checklist: Checklist, draft: Draft) -> Iterator[StaleRow]:
    """Put the declarations and plans of all rows into the draft; findings go to the table."""
    hashes = {line.id: line.text_hash for line in checklist.lines}
    retired = {f"{rule.id}#{gone.id}" for rule in checklist.corpus.regulations.values() for gone in rule.retired}
    for place, name in table.rows.items():
        known = checklist.corpus.obligation(name)
        if known is None and name not in retired:
            table.report(place, "id", _unknown(name, checklist.corpus))
            continue
        row = _read(table, place, legend)
        if known is None or (name in hashes and row["text_hash"] != hashes[name]):
            if row["status"] not in (*_OPEN, *_NO_STATUS) or row["remediation"] is not None:
                yield StaleRow(name, row.at("id"), known is None)
        elif known[1].binds:
            if (status := _status(row)) is not None:
                _declare(draft, name, row, status, _evidence(row, legend))
            if row["remediation"] is not None:
                _plan(draft, name, row)
        elif row["status"] not in (None, *_NO_STATUS):
            row.report("status", "is filled in for a power or a recommendation, which has none; clear it")


def _unknown(name: str, corpus: Corpus) -> str:
    names = [rule.global_id(duty) for rule, duty in corpus.obligations()]
    remedy = close_to(name, names, "delete the row, or export the checklist again")
    return f"there is no obligation {one_line(name)}; {remedy}"


def _read(table: Table, place: int, legend: Legend) -> FilledRow:
    readers: dict[str, Callable[[Cell], str]] = {"text_hash": written}
    readers |= {key: partial(choice, of=legend.choice(key, known)) for key, known in CHOICES.items()}
    readers |= dict.fromkeys(DAYS, day) | dict.fromkeys(TEXTS, text)
    return FilledRow(table, place, {key: table.read(place, key, reader) for key, reader in readers.items()})


def _declare(draft: Draft, name: str, row: FilledRow, status: str, evidence: str | None) -> None:
    columns = {"status": "status", "by": "prepared_by", "reviewer": "reviewed_by", "date": "prepared_on"}
    columns |= {"evidence": "evidence_id", "reason": _REASON[status], "approver": "applicability_approver"}
    values = {key: row[column] for key, column in columns.items()} | {"status": status, "evidence": evidence}
    values["by"] = row["prepared_by"] or draft.value["report"].get("prepared_by")
    values["approver"] = row["applicability_approver"] or row["approved_by"]
    if status != "not_applicable":
        del values["approver"]
    for key in ("by", "reason", "approver") if status == "not_applicable" else ("by",):
        row.require(columns[key], values[key], "the status needs it")
    draft.put_entry("declarations", name, values, {key: row.at(columns[key]) for key in values}, row.at("status"))


def _status(row: FilledRow) -> str | None:
    """The status that counts; None where the row is open still."""
    status, applicability = row["status"], row["applicability"]
    if applicability == "not_applicable" and status in _OPEN:
        return "not_applicable"
    if status in _OPEN or status == "historical":
        return None
    if status == "for_information":
        row.report("status", "is only for powers, but the row is a duty; choose another status")
        return None
    excluded = {"applicable": False, "not_applicable": True}.get(applicability or "")
    if excluded is not None and excluded != (status == "not_applicable"):
        row.report("applicability", "contradicts the status; make the two agree")
    return status


def _evidence(row: FilledRow, legend: Legend) -> str | None:
    """The cells about the evidence on one line, each after its heading; a location alone needs no heading."""
    lang, answers = legend.made_from.language, {**row.values, "basis": legend.entries.get(f"basis.{row['basis']}")}
    if [key for key in _EVIDENCE if answers[key]] == ["evidence_location"]:
        return answers["evidence_location"]
    parts = [f"{row.table.headings[key]}{COLON[lang]}{answers[key]}" for key in _EVIDENCE if answers[key]]
    return SEMICOLON[lang].join(parts) or None


def _plan(draft: Draft, name: str, row: FilledRow) -> None:
    for column in ("owner", "due_on"):
        row.require(column, row[column], "a remediation needs it")
    columns = {"action": "remediation", "owner": "owner", "due": "due_on", "risk": "risk", "note": "gap"}
    values = {"kind": "remediation"} | {key: row[column] for key, column in columns.items()}
    places = {key: row.at(columns.get(key, "remediation")) for key in values}
    draft.put_entry("plans", name, values, places, row.at("remediation"))
