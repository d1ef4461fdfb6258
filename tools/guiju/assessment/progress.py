"""Two reports on one service, or their receipts, compared: gaps, facts that were lost, law that changed, verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from guiju.assessment.comparison import Comparison, Difference, compare
from guiju.assessment.gap_changes import ComparedGap, ReportSide, compared_gaps, either_reads
from guiju.assessment.law_changes import ChangedLaw, law_changes
from guiju.files.display import Displayed, Records
from guiju.model import Lang


@dataclass(frozen=True)
class Progress(Displayed):
    """What became of everything between the two: of each gap, of the law as far as the reports tell, of verdicts."""

    _columns = ("days", "gaps", "law", "differences", "is_lost")

    old: ReportSide
    new: ReportSide
    verdicts: Comparison
    gaps: Records[ComparedGap]
    law: Records[ChangedLaw]

    @property
    def differences(self) -> list[Difference]:
        """The verdicts that differ. Where no gap of a duty was lost sight of, the duty was not either."""
        kept = {gap.duty for gap in self.gaps} - {gap.duty for gap in self.gaps if gap.state == "lost"}
        return [
            replace(one, change="changed") if one.change == "lost" and one.obligation in kept else one
            for one in self.verdicts.differences
        ]

    @property
    def others(self) -> list[Difference]:
        """The verdicts that differ, of duties without a gap in either report."""
        covered = {gap.duty for gap in self.gaps}
        return [one for one in self.differences if one.obligation not in covered]

    @property
    def is_lost(self) -> bool:
        """Whether a duty got worse, a gap is new, or a fact, duty or gap was lost sight of or not assessed again."""
        changes = {*(one.change for one in self.differences), *(gap.state for gap in self.gaps)}
        return bool(self.verdicts.lost_facts or changes & {"worse", "lost", "new"} or self.uncovered)

    @property
    def uncovered(self) -> int:
        """How many gaps of the earlier report are of duties that the later one did not assess."""
        return sum(len(gap.ids) for gap in self.gaps if gap.why == "not_assessed")

    @property
    def by_id(self) -> bool:
        """Whether gaps were compared by their ids; else duties with a gap were."""
        return self.old.has_gaps and self.new.has_gaps

    @property
    def days(self) -> int:
        """The days from the earlier report to the later one."""
        old, new = (date.fromisoformat(side.receipt["as_of"]) for side in (self.old, self.new))
        return (new - old).days

    @property
    def lang(self) -> Lang:
        """The language of the later report."""
        known: Lang = (self.new.receipt.get("particulars") or {}).get("language", "zh")
        return known

    def line(self, duty: str) -> Mapping[str, Any]:
        """What the later report says of a duty, else the earlier one; empty where neither is more than a receipt."""
        return self.new.lines.get(duty) or self.old.lines.get(duty) or {}

    def place(self, duty: str) -> str:
        """The rule and the article of a duty, as a report has it; empty for a receipt alone."""
        rules = (*(self.old.report or {}).get("regulations", ()), *(self.new.report or {}).get("regulations", ()))
        title = {rule["id"]: rule["title"] for rule in rules}.get(duty.partition("#")[0], "")
        return f"{title} {self.line(duty).get('place', '')}".strip()


def progress(old: ReportSide, new: ReportSide) -> Progress:
    """Compare two reports, or receipts. ValueError for one that was edited; KeyError, TypeError or AttributeError for
    what is none."""
    switches = None if new.unsupported is None else [one["fact"] for one in new.unsupported]
    verdicts = compare(old.receipt, new.receipt, partial(either_reads, old, new), switches)
    gaps, law = compared_gaps(old, new, verdicts), law_changes(old, new, verdicts)
    return Progress(old, new, verdicts, Records(gaps), Records(law))
