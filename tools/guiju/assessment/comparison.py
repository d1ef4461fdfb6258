"""Two assessments compared: what got better or worse, and what cannot be compared because law or reading changed.

What a later rule displaces gets neither better nor worse; what it displaces in between is reported so.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guiju.assessment.lost_facts import LostFact, losses, unsupported
from guiju.assessment.receipt import content_hash

VerdictChange = Literal["better", "worse", "lost", "changed", "displaced", "new", "gone"]

# A duty that is to be verified is between one that is not met and one that is.
_RANK = {"breached": 0, "undetermined": 1, "met": 2}


@dataclass(frozen=True)
class Difference:
    """A duty whose verdict changed, or that was displaced in between; None for a verdict that one side lacks. "lost":
    it is no gap any more, and nobody has shown that it was closed."""

    obligation: str
    change: VerdictChange
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Comparison:
    """The duties that differ, how many are the same or displaced in both, and whether text or obligations changed.

    `stale_duties`: whose text or reading changed; empty where a receipt has no hashes of duties (format 1).
    `lost_facts`: what the earlier profile states and the later one leaves out, or has on weaker evidence.
    """

    differences: tuple[Difference, ...]
    same: int
    historical: int
    stale: tuple[str, ...]
    stale_duties: tuple[str, ...] = ()
    lost_facts: tuple[LostFact, ...] = ()


Reads = Callable[[str], frozenset[str] | None]
"""The facts on which the verdict of a duty may rest, as entity.fact; None where nobody knows."""


def compare(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    reads: Reads = lambda duty: None,
    switches: Collection[str] | None = None,
) -> Comparison:
    """Compare two receipts. `switches` are the answers that the later report calls declared, not supported; None where
    there is no report. ValueError for one that was edited; KeyError or TypeError for anything else."""
    for receipt in (old, new):
        if content_hash(receipt) != receipt["receipt"]:
            raise ValueError("the receipt was edited: its hash is not that of its content")
    before, after = ({entry["obligation"]: entry for entry in receipt["verdicts"]} for receipt in (old, new))
    differences, same, historical = [], 0, 0
    missed = (*losses(old, new), *unsupported(old, new, switches))
    for name in dict.fromkeys((*before, *after)):
        entries = before.get(name), after.get(name)
        displaced = [entry.get("state") == "displaced" for entry in entries if entry is not None]
        was, now = (entry and entry["verdict"] for entry in entries)
        if all(displaced):
            historical += 1
        elif was == now and not any(displaced):
            same += 1
        else:
            is_lost = any(fact.touches(name, reads(name)) for fact in missed)
            change = "displaced" if any(displaced) else _change(*entries, is_lost)
            differences.append(Difference(name, change, was, now))
    return Comparison(tuple(differences), same, historical, *_stale(old["hashes"], new["hashes"]), missed)


def _stale(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether text and obligations changed, and of which duties; without duties that only one of the receipts has."""
    if "duties" not in old or "duties" not in new:
        return tuple(name for name in ("text", "obligations") if old[name] != new[name]), ()
    both = [(name, old["duties"][name], new["duties"][name]) for name in old["duties"] if name in new["duties"]]
    kinds = {"text": "text", "obligations": "reading"}
    stale = tuple(name for name, key in kinds.items() if any(was[key] != now[key] for _, was, now in both))
    return stale, tuple(name for name, was, now in both if was != now)


def _change(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, is_lost: bool) -> VerdictChange:
    """`is_lost`: whether facts of the earlier profile are not in the later one, on which either may rest."""
    if before is None or after is None:
        return "new" if before is None else "gone"
    old, new = before["verdict"], after["verdict"]
    is_ranked = old in _RANK and new in _RANK
    if is_ranked and _RANK[new] < _RANK[old]:
        return "worse"
    if (old == "breached" and new == "undetermined") or (is_lost and (is_ranked or old == "breached")):
        return "lost"
    return "better" if is_ranked else "changed"  # to or from not applicable: neither better nor worse
