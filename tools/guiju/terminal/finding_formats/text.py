"""One line a finding, `path:line:column: code: message`, for people and editors."""

from collections.abc import Mapping, Sequence

from guiju.files.characters import escaped
from guiju.files.finding import Finding, Level

_BOLD, _OFF = "\x1b[1m", "\x1b[0m"
_COLOURS: Mapping[Level, str] = {"error": "\x1b[31m", "warning": "\x1b[33m", "note": "\x1b[36m"}


def render(findings: Sequence[Finding], colour: bool) -> str:
    if not colour:
        return "".join(f"{escaped(str(finding))}\n" for finding in findings)
    return "".join(
        f"{_BOLD}{escaped(str(f.at))}{_OFF}: {_COLOURS[f.level]}{f.code}{_OFF}: {escaped(f.message)}\n"
        for f in findings
    )
