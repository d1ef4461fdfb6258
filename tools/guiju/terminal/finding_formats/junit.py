"""A JUnit report, which every CI server shows: a failed test for each finding; what is no error is a test that passes
and says so. Without findings one test passes, since many servers take an empty report for a broken one."""

from collections.abc import Sequence
from html import escape

from guiju.files.characters import escaped
from guiju.files.finding import Finding


def render(findings: Sequence[Finding], colour: bool) -> str:
    cases = "".join(map(_case, findings)) or '    <testcase classname="guiju" name="no findings"/>\n'
    failures = sum(f.level == "error" for f in findings)
    counts = f'tests="{len(findings) or 1}" failures="{failures}" errors="0"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n'
        f'  <testsuite name="guiju" {counts}>\n{cases}  </testsuite>\n</testsuites>\n'
    )


def _case(f: Finding) -> str:
    path, message = _attribute(f.at.path), _attribute(f.message)
    words = _attribute(str(f))
    outcome = (
        f'<failure type="{_attribute(f.code)}" message="{message}">{words}</failure>'
        if f.level == "error"
        else f"<system-out>{f.level}: {words}</system-out>"
    )
    name = _attribute(f"{f.code} {f.at}")
    return (
        f'    <testcase classname="{path}" name="{name}" file="{path}" line="{f.at.line}">\n'
        f"      {outcome}\n    </testcase>\n"
    )


def _attribute(text: str) -> str:
    """The text as XML; what XML cannot hold at all is an escape."""
    return escape(escaped(text))
