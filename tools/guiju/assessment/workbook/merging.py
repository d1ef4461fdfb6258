"""A profile and a workbook taken together: the facts and declarations of both; what the two say differently is a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.assessment.profile import profile
from guiju.assessment.workbook.draft import SheetDocument
from guiju.finding import Finding, one_line
from guiju.model.profile import Profile
from guiju.source import Document, Steps

_SECTIONS = ("report", "facts", "coverage", "rows", "declarations", "plans")


def together(first: Profile, second: Profile) -> Profile | list[Finding]:
    """The two as one profile; `second` is that of a workbook. Findings at its cells where the two differ."""
    yaml, sheets = first.where.document, second.where.document
    if findings := list(_differences(yaml, sheets)):
        return findings
    value = {}
    for section in _SECTIONS:
        both = {**(yaml.value.get(section) or {}), **(sheets.value.get(section) or {})}
        if both or section == "facts":
            value[section] = both
    places = sheets.places if isinstance(sheets, SheetDocument) else {}
    return profile(SheetDocument(sheets.path, value, places=places, beneath=yaml))


def _differences(yaml: Document, sheets: Document) -> Iterator[Finding]:
    for section in _SECTIONS:
        there: Mapping[str, Any] = yaml.value.get(section) or {}
        for name, entry in (sheets.value.get(section) or {}).items():
            if name in there and _whole(section, there[name]) != _whole(section, entry):
                path: Steps = (section, name)
                message = f"{one_line(name)} stands otherwise in {yaml.path}; keep one of the two, or make them agree"
                related = (("the other", yaml.key_at(*path)),)
                yield Finding("workbook", message, sheets.at(*path), related)


def _whole(section: str, entry: Any) -> Any:
    """An entry with what it leaves unsaid: a bare fact is declared."""
    return {"value": entry, "basis": "declared"} if section == "facts" and not isinstance(entry, dict) else entry
