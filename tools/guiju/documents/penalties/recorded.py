"""The heaviest penalty to which a gap may lead, as a report in JSON records it."""

from collections.abc import Mapping
from typing import Any

_CLOSURES = ("closure_of_site", "closure_of_groups", "temporary_closure_of_site", "suspension_of_business")
KINDS = ("imprisonment", "detention", "closure", "licence", "fine", "other")
"""The kinds of penalties, the gravest first."""


def recorded(report: Mapping[str, Any], line: Mapping[str, Any], part: str) -> Mapping[str, Any] | None:
    """Its kind, words, amount (the most of any, in yuan; None where there is none) and reach; None where none is
    recorded. The first page has it, else the line of the duty."""
    for gap in report.get("page_one", {}).get("gaps", ()):
        if gap["gap"] == part:
            found: Mapping[str, Any] | None = gap["consequence"]
            return found
    several = [_consequence(one) for one in line.get("penalties", ()) if one["reach"] in ("applies", "open")]
    most = max((one["amount"] or 0 for one in several), default=0)
    return {**sorted(several, key=rank)[0], "amount": most or None} if several else None


def rank(consequence: Mapping[str, Any] | None) -> tuple[float, ...]:
    """The less, the earlier to read: what could apply, then by kind, then by amount."""
    if consequence is None:
        return (2.0,)
    is_open, kind = consequence["reach"] != "applies", KINDS.index(consequence["kind"])
    return (float(is_open), kind, -(consequence["amount"] or 0))


def _consequence(penalty: Mapping[str, Any]) -> Mapping[str, Any]:
    measures = {*penalty["measures"], *penalty["optional_measures"]}
    held = (
        penalty["imprisonment"], penalty["detention"], measures.intersection(_CLOSURES),
        "revocation_of_licence" in measures, penalty["fine"] or penalty["criminal_fine"], True,
    )  # fmt: skip
    amounts = [fine["max"] for fine in (penalty["fine"], penalty["criminal_fine"]) if fine and fine["max"]]
    kind = next(name for name, one in zip(KINDS, held, strict=True) if one)
    return {
        "kind": kind,
        "words": penalty["words"],
        "amount": max(amounts, default=None),
        "reach": penalty["reach"],
        "authority": penalty["authority"],
    }
