"""What changed in the law between two reports, as far as they tell: the words or our reading of a duty, the provisions
under which its gaps are penalised, a later rule in its place, and how a rule stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guiju.assessment.comparison import Comparison
from guiju.assessment.gap_changes import ReportSide

LawKind = Literal["text", "reading", "penalty", "displaced", "standing"]


@dataclass(frozen=True)
class ChangedLaw:
    """A change: `old` and `new` are the versions or words of both sides, empty where there is none; `duty` is the one
    whose verdict or penalties it concerns, empty for a rule; `place` the provision or rule, empty for the duty's."""

    kind: LawKind
    place: str
    old: str
    new: str
    duty: str = ""


def law_changes(old: ReportSide, new: ReportSide, comparison: Comparison) -> Iterator[ChangedLaw]:
    """What changed, duty by duty, then rule by rule."""
    data = (old.receipt["data_version"], new.receipt["data_version"])
    hashes = [side.receipt["hashes"].get("duties", {}) for side in (old, new)]
    for duty in comparison.stale_duties:
        for kind in ("text", "reading"):
            if hashes[0][duty][kind] != hashes[1][duty][kind]:
                yield ChangedLaw(kind, "", *data, duty)
    for duty, line in new.lines.items():
        was = old.verdicts.get(duty, line).get("state")
        if line["state"] == "displaced" != was and line["later_rule"]:
            yield ChangedLaw("displaced", "", "", line["later_rule"]["words"], duty)
    before, after = _penalties(old), _penalties(new)
    for at, was in before.items():
        now = after.get(at, was)
        if was.keys() != now.keys():
            old_text, new_text = ("; ".join(quoted.values()) for quoted in (was, now))
            yield ChangedLaw("penalty", at[1], old_text, new_text, at[0])
    rules = [{rule["id"]: rule for rule in (side.report or {}).get("regulations", ())} for side in (old, new)]
    for name, rule in rules[1].items():
        was, now = rules[0].get(name, rule)["standing"], rule["standing"]
        if was != now:
            yield ChangedLaw("standing", rule["title"], was, now)


def _penalties(side: ReportSide) -> dict[tuple[str, str], dict[str, str]]:
    """(duty, provision) → the hashes of the words that the report quotes of it, each with its place and version."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in (side.report or {}).get("statutes", ()):
        for duty in one["obligations"]:
            found.setdefault((duty, one["provision"]), {})[str(one["sha256"])] = one["place"]
    return found
