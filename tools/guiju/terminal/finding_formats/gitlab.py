"""A Code Quality report, which GitLab shows in a merge request and beside its lines."""

from collections.abc import Mapping, Sequence
from posixpath import normpath

from guiju.files.finding import Finding, Level
from guiju.files.json_text import json_text
from guiju.terminal.finding_formats import fingerprints

_SEVERITIES: Mapping[Level, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(findings: Sequence[Finding], colour: bool) -> str:
    entries = [
        {
            "description": f.message,
            "check_name": f.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[f.level],
            # GitLab knows a file by its path in the repository, which never begins with ./
            "location": {"path": normpath(f.at.path), "lines": {"begin": f.at.line}},
        }
        for f, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json_text(entries) + "\n"
