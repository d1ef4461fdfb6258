"""A report in a format other than JSON, which names the JSON report of the same assessment: its hash, and how to make it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from guiju.assessment import Assessment
from guiju.documents.report import Audience, Report, data, report
from guiju.documents.report.verification import JSON_REPORT, beside


def report_beside_json(assessment: Assessment, audience: Audience = "internal") -> Report:
    """The report, with the hash of its JSON before those of what it was made from."""
    found, checked = report(assessment, audience), assessment.checklist
    named = (JSON_REPORT[checked.lang], json_hash(assessment, found))
    return replace(
        found,
        verification=(*found.verification, beside(audience, checked)),
        hashes=(named, *found.hashes),
    )


def json_hash(assessment: Assessment, found: Report) -> str:
    """The SHA-256 of the JSON report."""
    return hashlib.sha256(data.written(assessment, found)).hexdigest()
