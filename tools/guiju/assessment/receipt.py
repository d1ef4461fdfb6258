"""A receipt of an assessment: all that its report is made from, against which text and reading, with which verdicts, so
that anybody can make it again.

Hashes are SHA-256 over canonical JSON (RFC 8785). The profile is in the receipt; reports for others may leave it out.
"""

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import rfc8785

from guiju import __version__
from guiju.assessment import Assessment
from guiju.assessment.scanned import RowsSince, ScannedTable
from guiju.model import Regulation
from guiju.model.mapping import ChangedColumn, MappedColumn
from guiju.reasoning.facts import canonical_value

KIND = "guiju-receipt"
SCHEMA_VERSION = 3
READABLE = (2, SCHEMA_VERSION)
"""The versions of which a report can be made again; of an earlier one, what was not made again is listed."""
PROFILE = ("facts", "coverage", "rows", "declarations")
"""The parts of a profile on which verdicts rest."""
PARTICULARS = ("report", "plans")
"""The parts on which none does. They have a hash of their own: that of the receipt goes to a regulator, and must not
depend on a grade or a note."""


def receipt(assessment: Assessment, law: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The receipt as a JSON value; its `receipt` is the hash over the verdicts and all that they rest on. `law` is what
    `hashes` gives for the rules of the checklist, where it is known already."""
    checked = assessment.checklist
    stated = assessment.profile.where.document.value
    facts = {key: _plain(stated.get(key) or {}) for key in PROFILE}
    tables = [_table(assessment, table) for table in assessment.tables.scanned]
    # Those of which the report speaks: of other data, or with rows that do not count.
    books = [b for b in assessment.profile.workbooks if b.stale or b.data_version != checked.corpus.data_version]
    workbooks = [{"data_version": book.data_version, "stale": [row.id for row in book.stale]} for book in books]
    particulars = {
        "language": checked.lang,
        **{key: stated.get(key) or {} for key in PARTICULARS},
        **({"workbooks": workbooks} if workbooks else {}),
    }
    content = {
        "kind": KIND,
        "schema_version": SCHEMA_VERSION,
        "guiju": __version__,
        "data_version": checked.corpus.data_version,
        "as_of": checked.as_of.isoformat(),
        "roles": [role.id for role in checked.roles],
        "regulations": [regulation.id for regulation in checked.regulations],
        "topics": list(checked.topics),
        "hashes": {
            **(law or hashes(checked.regulations)),
            "facts": digest(facts),
            **({"tables": digest(tables)} if tables else {}),
            # Each duty by itself: one that changes leaves the others as they are.
            "duties": {
                duty.id: {"text": duty.line.text_hash, "reading": _digest_of(_Same(duty.line.obligation.where.value))}
                for duty in assessment.every_duty
            },
        },
        "profile": facts,
        **({"tables": tables} if tables else {}),
        "verdicts": [
            {"obligation": duty.id} | {key: getattr(duty, key) for key in ("state", "verdict", "decided_by", "basis")}
            for duty in assessment.every_duty
        ],
    }
    return {**content, "receipt": digest(content), "particulars": particulars | {"sha256": digest(particulars)}}


def content_hash(receipt: Mapping[str, Any]) -> str:
    """The hash that a receipt has: over all but that hash itself, and the particulars."""
    return digest({key: value for key, value in receipt.items() if key not in ("receipt", "particulars")})


def particulars_hash(particulars: Mapping[str, Any]) -> str:
    """The hash that the particulars of a receipt have."""
    return digest({key: value for key, value in particulars.items() if key != "sha256"})


def digest(value: Any) -> str:
    """SHA-256 over the canonical JSON of a value, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def hashes(regulations: Sequence[Regulation]) -> dict[str, str]:
    """The hashes of the text of these rules, and of their obligations as their files have them."""
    parts = [_canonical(_Same(rule)) for rule in regulations]
    text, reading = (b"[%b]" % b",".join(part[which] for part in parts) for which in (0, 1))
    return {"text": hashlib.sha256(text).hexdigest(), "obligations": hashlib.sha256(reading).hexdigest()}


class _Same:
    """What was read from a file and nobody changes, as a key: itself, not what equals it."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


@functools.lru_cache(maxsize=1024)
def _canonical(rule: _Same) -> tuple[bytes, bytes]:
    """The canonical JSON of the text of a rule, and of its obligations: most of the work of a receipt."""
    regulation: Regulation = rule.value
    text = [regulation.id, [[unit.eId, unit.zh] for unit in regulation.units()]]
    reading = [regulation.id, [duty.where.value for duty in regulation.obligations]]
    return rfc8785.dumps(text), rfc8785.dumps(reading)


@functools.lru_cache(maxsize=16_384)
def _digest_of(record: _Same) -> str:
    return digest(record.value)


def _plain(value: Any) -> Any:
    """A value of a profile with its numbers as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return canonical_value(value)


def _table(assessment: Assessment, table: ScannedTable) -> dict[str, Any]:
    """What was counted in a table; its rows are not in a receipt, but their source is named and hashed."""
    breaches = {
        duty.id: [{"key": breach.key or None, "facts": dict(breach.facts)} for breach in one.breaches]
        for duty in assessment.every_duty
        for one in duty.judgement.tables
        if one.entity == table.entity and one.breaches
    }
    counts = {
        name: {
            **one.counts,
            "own_rule_not_kept": one.own_rule_not_kept,
            "incomplete": one.incomplete,
            "rows_holding": [*one.rows_holding],
            **({"since": one.since.isoformat()} if one.since else {}),
        }
        for name, several in assessment.tables.verdicts.items()
        for one in several
        if one.entity == table.entity
    }
    return {
        "entity": table.entity,
        "table": table.location,
        "engine": table.engine,
        "sha256": list(table.sha256) if table.sha256 is not None else [_hash_of(file) for file in table.files],
        "rows": table.rows,
        "key": table.mapping.key,
        "facts": {name: _as_written(column) for name, column in table.mapping.facts.items()},
        "unsaid": list(table.unsaid),
        "keys_checked": table.keys_checked,
        "impossible": {entry.id: count for entry, count in table.impossible},
        "first": table.first,
        "keys": table.keys,
        "breaches": digest(breaches),
        "counts": counts,
        **({"since": since_data(table.since)} if table.since else {}),
    }


def since_data(since: RowsSince) -> dict[str, Any]:
    """Which rows were looked at, as a receipt and a report say it."""
    written = _as_written(since.changed)
    return {"day": since.day.isoformat(), "changed": written, "not_looked_at": since.not_looked_at}


def _as_written(column: MappedColumn | ChangedColumn) -> dict[str, Any]:
    """A column as a mapping file writes it: two mappings that read cells differently give two receipts."""
    given = {f.name: getattr(column, f.name) for f in fields(column) if f.compare}
    stated = {name: value for name, value in given.items() if value != getattr(type(column)(""), name)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in stated.items()}


@functools.cache
def _hash_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
