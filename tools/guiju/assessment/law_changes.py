"""What changed in the law between two reports, as far as they tell: the words or our reading of a duty, the provisions
under which its gaps are penalised, a later rule in its place, and the standing of a rule."""

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
    quoted = _penalties(new)
    for (duty, provision), words in _penalties(old).items():
        again = quoted.get((duty, provision), words)
        if words.keys() != again.keys():
            yield ChangedLaw("penalty", provision, "; ".join(words.values()), "; ".join(again.values()), duty)
    before, after = ((side.report or {}) for side in (old, new))
    if before.get("language") == after.get("language"):  # else the words differ anyway
        rules = {rule["id"]: rule["standing"] for rule in before.get("regulations", ())}
        for rule in after.get("regulations", ()):
            if (was := rules.get(rule["id"], rule["standing"])) != rule["standing"]:
                yield ChangedLaw("standing", rule["title"], was, rule["standing"])


def _penalties(side: ReportSide) -> dict[tuple[str, str], dict[str, str]]:
    """(duty, provision) → the hashes of the words that the report quotes of it, each with its place and version."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in (side.report or {}).get("statutes", ()):
        for duty in one["obligations"]:
            found.setdefault((duty, one["provision"]), {})[str(one["sha256"])] = one["place"]
    return found
