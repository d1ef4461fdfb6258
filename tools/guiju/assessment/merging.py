"""Profiles and workbooks merged: the facts and declarations of all; a conflict between two of them is a finding."""

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.assessment.profile import profile
from guiju.files.finding import Finding, Unsound, one_line
from guiju.files.source import Document, PlacedElsewhere, Steps
from guiju.model.profile import Profile

_SECTIONS = ("report", "facts", "coverage", "rows", "declarations", "plans")


def merge(first: Profile, second: Profile) -> Profile:
    """The two as one profile. Unsound, at the entries of the second, where they say different things."""
    beneath, above = first.where.document, second.where.document
    if findings := list(_differences(beneath, above)):
        raise Unsound(findings)
    value = {}
    for section in _SECTIONS:
        below, over = (document.value.get(section) or {} for document in (beneath, above))
        both = {**below, **over}
        if section == "report" and below.get("scope", over.get("scope")) != over.get("scope", below.get("scope")):
            both["scope"] = f"{below['scope']} / {over['scope']}"  # what one covers, and what the other does
        if both or section == "facts":
            value[section] = both

    def place_of(path: Steps) -> tuple[Document, Steps]:
        section, name = path[:2] if len(path) > 1 else ("", "")
        return (above if name in (above.value.get(section) or {}) else beneath), path

    return profile(PlacedElsewhere(above.path, value, place_of=place_of))


def _differences(first: Document, second: Document) -> Iterator[Finding]:
    for section in _SECTIONS:
        there: Mapping[str, Any] = first.value.get(section) or {}
        for name, entry in (second.value.get(section) or {}).items():
            if (section, name) == ("report", "scope"):
                continue
            if name in there and _whole(section, there[name]) != _whole(section, entry):
                other = first.key_at(section, name)
                message = f"{one_line(name)} differs in {other.path}; keep one of the two, or make them agree"
                yield Finding("profile", message, second.at(section, name), (("the other", other),))


def _whole(section: str, entry: Any) -> Any:
    """An entry with what it leaves unsaid: a bare fact is declared."""
    return {"value": entry, "basis": "declared"} if section == "facts" and not isinstance(entry, dict) else entry
