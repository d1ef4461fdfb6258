"""One line a finding, `path:line:column: code: message`, for people and editors."""

from collections.abc import Sequence

from guiju.files.characters import escaped
from guiju.files.finding import Finding

_BOLD, _RED, _OFF = "\x1b[1m", "\x1b[31m", "\x1b[0m"


def render(findings: Sequence[Finding], colour: bool) -> str:
    if not colour:
        return "".join(f"{escaped(str(finding))}\n" for finding in findings)
    return "".join(f"{_BOLD}{escaped(str(f.at))}{_OFF}: {_RED}{f.code}{_OFF}: {escaped(f.message)}\n" for f in findings)
