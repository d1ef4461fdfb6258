"""Workflow commands that GitHub shows as annotations beside the lines of a pull request."""

from collections.abc import Sequence

from guiju.files.finding import Finding


def render(findings: Sequence[Finding], colour: bool) -> str:
    return "".join(
        f"::error file={_property(f.at.path)},line={f.at.line},col={f.at.column},title={_property(f.code)}::"
        f"{_data(f.message)}\n"
        for f in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
