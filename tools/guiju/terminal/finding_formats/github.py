"""Workflow commands that GitHub shows as annotations beside the lines of a pull request."""

from collections.abc import Mapping, Sequence

from guiju.files.characters import escaped_lines
from guiju.files.finding import Finding, Level
from guiju.terminal.finding_formats import on_a_line

_COMMANDS: Mapping[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(findings: Sequence[Finding], colour: bool) -> str:
    return "".join(map(_annotation, findings))


def _annotation(f: Finding) -> str:
    line, message = on_a_line(f)
    place = f"file={_property(f.at.path)},line={line},col={1 if f.at.sheet else f.at.column}"
    return f"::{_COMMANDS[f.level]} {place},title={_property(f.code)}::{_data(message)}\n"


def _data(text: str) -> str:
    return escaped_lines(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
