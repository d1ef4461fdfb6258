"""Profiles and workbooks merged: the facts and declarations of all; a conflict between two of them is a finding.

Several people may fill in one row: of rows it is facts that are merged, not keys or kinds of things.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from guiju.assessment.profile import profile, whole_fact
from guiju.files.finding import Finding, Unsound, one_line
from guiju.files.source import Document, PlacedElsewhere, Steps
from guiju.model.profile import Profile

_ENTRIES: Mapping[str, int] = {
    "report": 1, "facts": 1, "coverage": 1, "rows": 3, "declarations": 1, "plans": 1, "assignees": 1,
}  # fmt: skip
"""The sections, and how many levels below each its entries are: in rows entity, key and fact."""
_OF_FACTS = ("facts", "rows")


def merge(first: Profile, second: Profile) -> Profile:
    """The two as one profile. Unsound, at the entries of the second, where they say different things."""
    beneath, above = first.where.document, second.where.document
    if findings := [one for name, depth in _ENTRIES.items() for one in _differences(beneath, above, (name,), depth)]:
        raise Unsound(findings)
    value = {}
    for section, depth in _ENTRIES.items():
        below, over = (document.value.get(section) or {} for document in (beneath, above))
        both = _united(below, over, depth)
        if section == "report" and below.get("scope", over.get("scope")) != over.get("scope", below.get("scope")):
            both["scope"] = f"{below['scope']} / {over['scope']}"  # what one covers, and what the other does
        if both or section == "facts":
            value[section] = both

    def place_of(path: Steps) -> tuple[Document, Steps]:
        entry = path[: 1 + _ENTRIES[str(path[0])]] if len(path) > 1 else ()
        return (above if entry and _entry(above.value, entry) is not None else beneath), path

    return profile(PlacedElsewhere(above.path, value, place_of=place_of))


def _united(below: Mapping[str, Any], over: Mapping[str, Any], depth: int) -> dict[str, Any]:
    deeper = {key: _united(below[key], over[key], depth - 1) for key in over if key in below} if depth > 1 else {}
    return {**below, **over, **deeper}


def _entry(value: Any, path: Steps) -> Any:
    """What a value has at a path; None where it has nothing there."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _differences(first: Document, second: Document, path: Steps, depth: int) -> Iterator[Finding]:
    there: Mapping[str, Any] = _entry(first.value, path) or {}
    for name, entry in (_entry(second.value, path) or {}).items():
        here = (*path, name)
        if name not in there or here == ("report", "scope"):
            continue
        if depth > 1:
            yield from _differences(first, second, here, depth - 1)
        elif there[name] != entry and not (path[0] in _OF_FACTS and whole_fact(there[name]) == whole_fact(entry)):
            other = first.key_at(*here)
            message = f"{one_line(name)} differs in {other}; keep one of the two, or make them agree"
            yield Finding("profile", message, second.at(*here), (("the other", other),))
