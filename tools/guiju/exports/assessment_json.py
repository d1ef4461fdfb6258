"""An assessment as JSON: every duty with its verdict and proof, counts, the facts to supply next, and the receipt."""

from __future__ import annotations

import json
from typing import Any

from guiju.assessment import Assessed, Assessment
from guiju.assessment.receipt import receipt
from guiju.labels import NOT_LEGAL_ADVICE

SCHEMA_VERSION = 1


def render(assessment: Assessment) -> bytes:
    """The assessment as JSON, UTF-8."""
    checked, lang = assessment.checklist, assessment.checklist.lang
    answer: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "data_version": checked.corpus.data_version,
        "as_of": checked.as_of.isoformat(),
        "language": lang,
        "disclaimer": NOT_LEGAL_ADVICE[lang],
        "counts": dict(assessment.counts) | {"total": len(assessment.lines)},
        "lines": [_line(assessment, line) for line in assessment.lines],
        "next_facts": [{"entity": e, "fact": f, "undetermined_duties": n} for e, f, n in assessment.next_facts()],
        "receipt": receipt(assessment),
    }
    return (json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode()


def _line(assessment: Assessment, line: Assessed) -> dict[str, Any]:
    lang = assessment.checklist.lang
    return {
        "obligation": line.line.id,
        "title": line.line.obligation.title[lang],
        "place": line.line.cited(lang),
        "quotation": list(line.line.obligation.quote),
        "verdict": line.verdict,
        "words": line.words[lang],
        "decided_by": line.decided_by,
        "basis": line.basis,
        "disagreement": line.disagreement,
        "set_aside": [{"entity": e, "key": k, "fact": f} for e, k, f in line.set_aside],
        "proof": [
            {
                "entity": row.entity,
                "key": row.key,
                "verdict": row.verdict,
                "applies_when": row.check.applies_when,
                "requires": row.check.requires,
                "used": [f"{entity}.{name}" for entity, name in row.used],
                "missing": [f"{entity}.{name}" for entity, name in row.missing],
                "remaining": row.check.remaining[lang] if row.check.remaining else None,
            }
            for row in line.judgement.rows
        ],
    }
