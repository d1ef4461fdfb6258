"""One JSON object: `schema_version`, `total`, and `findings` with code, level, message, path, line, column, related."""

from collections.abc import Sequence
from typing import Any

from guiju.files.finding import Finding, Location
from guiju.files.json_text import json_text


def render(findings: Sequence[Finding], colour: bool) -> str:
    entries = [
        {
            "code": f.code,
            "level": f.level,
            "message": f.message,
            **_place(f.at),
            "related": [{"message": words, **_place(at)} for words, at in f.related],
        }
        for f in findings
    ]
    return json_text({"schema_version": 1, "total": len(entries), "findings": entries}) + "\n"


def _place(at: Location) -> dict[str, Any]:
    return {"path": at.path, "line": at.line, "column": at.column}
