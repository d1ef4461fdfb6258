"""A Code Quality report, which GitLab shows in a merge request and beside its lines."""

from collections.abc import Mapping, Sequence
from posixpath import normpath

from guiju.files.finding import Finding, Level
from guiju.files.json_text import json_text
from guiju.terminal.finding_formats import fingerprints, on_a_line

_SEVERITIES: Mapping[Level, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(findings: Sequence[Finding], colour: bool) -> str:
    entries = []
    for f, fingerprint in zip(findings, fingerprints(findings), strict=True):
        line, message = on_a_line(f)
        # GitLab knows a file by its path in the repository, which never begins with ./
        place = {"path": normpath(f.at.path), "lines": {"begin": line}}
        names = {"description": message, "check_name": f.code, "fingerprint": fingerprint}
        entries.append({**names, "severity": _SEVERITIES[f.level], "location": place})
    return json_text(entries) + "\n"
