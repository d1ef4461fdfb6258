"""A statement of applicability as JSON: totals, every duty with applicability, reasons, implementation, status, plan and role, and the receipt's hashes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from guiju.assessment import Assessment
from guiju.assessment.receipt import receipt
from guiju.documents.applicability import APPLIES, Stated, stated, statement
from guiju.documents.content.law_in_place import law_in_place
from guiju.documents.report import Audience
from guiju.files.json_text import json_text

SCHEMA_VERSION = 2


def render(assessment: Assessment, audience: Audience = "internal") -> bytes:
    """The statement as JSON, UTF-8."""
    checked, told, rows = assessment.checklist, statement(assessment, audience), stated(assessment, audience)
    made = receipt(assessment)
    answer: dict[str, Any] = {
        "kind": "guiju-statement-of-applicability",
        "schema_version": SCHEMA_VERSION,
        "title": told.title,
        "audience": audience,
        "edition": told.face,
        "data_version": checked.corpus.data_version,
        "as_of": checked.as_of.isoformat(),
        "language": checked.lang,
        "disclaimers": list(told.cover.disclaimers),
        "particulars": [{"heading": heading, "text": text} for heading, text in told.particulars],
        "basis": [{"heading": heading, "text": text} for heading, text in told.basis],
        "counts": {
            "total": len(rows),
            "applicable": {name: sum(row.applies == name for row in rows) for name in APPLIES},
            "verdicts": dict(assessment.counts),
            "displaced": len(told.historical),
        },
        "law_in_place": law_in_place(assessment.checklist),
        "duties": [_duty(row) for row in rows],
        "historical": [
            {
                "id": h.duty.id,
                "place": h.duty.place,
                "title": h.duty.title,
                "words": h.duty.words,
                "later_rule": h.duty.later,
            }
            for h in told.historical
        ],
        "for_information": [{"id": h.id, "place": h.place, "title": h.title} for h in told.informative],
        "limitations": list(told.limits),
        "hashes": {
            **{key: value for key, value in made["hashes"].items() if key != "duties"},
            "json_report": told.hashes[0][1],
            "receipt": made["receipt"],
        },
        "verification": list(told.verification),
        "sign_off": [{"step": step, "who": who, "signature": None, "date": None} for step, who in told.signers],
    }
    return (json_text(answer) + "\n").encode()


def _duty(row: Stated) -> dict[str, Any]:
    duty, rest = row.duty, asdict(row)
    del rest["duty"]
    head = {"id": duty.id, "title": duty.title, "place": duty.place, "verdict": duty.verdict, "later_rule": duty.later}
    return head | {"applicable": rest.pop("applies")} | rest
