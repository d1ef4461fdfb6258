"""Two assessments compared: what got better, worse or otherwise, and what cannot be compared because law or reading changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guiju.assessment.receipt import digest

Change = Literal["better", "worse", "changed", "new", "gone"]

# A duty that is to be verified lies between one that is not met and one that is.
_RANK = {"breached": 0, "undetermined": 1, "met": 2}


@dataclass(frozen=True)
class Difference:
    """One duty whose verdict differs: `old` and `new` are verdicts, None where it was not asked."""

    obligation: str
    change: Change
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Comparison:
    """The duties that differ, how many are the same, and which of text and obligations changed in between."""

    differences: tuple[Difference, ...]
    same: int
    stale: tuple[str, ...]


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """Compare two receipts. ValueError for one that was edited; KeyError or TypeError for what is none."""
    for told in (old, new):
        if digest({key: value for key, value in told.items() if key != "receipt"}) != told["receipt"]:
            raise ValueError("the receipt was edited: its hash is not that of its content")
    before = {entry["obligation"]: entry["verdict"] for entry in old["verdicts"]}
    after = {entry["obligation"]: entry["verdict"] for entry in new["verdicts"]}
    found = tuple(_differences(before, after))
    stale = tuple(name for name in ("text", "obligations") if old["hashes"][name] != new["hashes"][name])
    return Comparison(found, sum(before.get(name) == verdict for name, verdict in after.items()), stale)


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield Difference(name, _change(old, new), old, new)


def _change(old: str | None, new: str | None) -> Change:
    if old is None or new is None:
        return "new" if old is None else "gone"
    if old in _RANK and new in _RANK:
        return "better" if _RANK[new] > _RANK[old] else "worse"
    return "changed"  # to or from not applicable: neither better nor worse
