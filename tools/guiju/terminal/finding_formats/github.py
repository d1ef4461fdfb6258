"""Workflow commands that GitHub shows as annotations beside the lines of a pull request."""

from collections.abc import Mapping, Sequence

from guiju.files.characters import visible
from guiju.files.finding import Finding, Level

_COMMANDS: Mapping[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(findings: Sequence[Finding], colour: bool) -> str:
    return "".join(
        f"::{_COMMANDS[f.level]} file={_property(f.at.path)},line={f.at.line},col={f.at.column},"
        f"title={_property(f.code)}::{_data(f.message)}\n"
        for f in findings
    )


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
