"""The gaps of two reports beside each other, by their ids: closed, no longer found, new, still open, lost sight of.

A gap is closed only where its plan records when, by whom and on which evidence, where no fact is lost on which its
verdict may rest, and where its duty is not to be verified now. Of two files of which one has no ids of gaps (a receipt
alone, an older report), duties are compared in place of gaps.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, Literal

from guiju.assessment.comparison import Comparison
from guiju.assessment.lost_facts import LostFact
from guiju.assessment.planned import closest
from guiju.files.display import Displayed

GapState = Literal["lost", "new", "open", "unexplained", "closed", "not_compared"]
"""`unexplained`: no longer found, and nothing shows that it was closed."""
Doubt = Literal[
    "fact_lost", "to_be_verified", "not_assessed", "displaced", "law_changed", "rows_not_listed", "closed_before",
    "not_before", "not_looked_at",
]  # fmt: skip
"""Why a gap is lost sight of or not compared; of a closing, that the earlier report still found the gap after it; of a
new gap, that its duty was not assessed before."""

Plan = Mapping[str, Any]


@dataclass(frozen=True)
class ComparedGap(Displayed):
    """What became of the gaps of one part: `ids` are those of its rows. `plan` is the id under which the later profile
    has the plan that counts, `plan_before` that of the earlier one; `facts` are those that were lost."""

    part: str
    state: GapState
    ids: tuple[str, ...]
    plan: str | None = None
    plan_before: str | None = None
    why: Doubt | None = None
    facts: tuple[LostFact, ...] = ()

    @property
    def duty(self) -> str:
        """The id of the duty."""
        return self.part.partition("/")[0]


@dataclass(frozen=True)
class ReportSide:
    """A receipt, and the report around it if there is one."""

    receipt: Mapping[str, Any]
    report: Mapping[str, Any] | None

    @cached_property
    def lines(self) -> Mapping[str, Mapping[str, Any]]:
        """What the report says of each duty."""
        return {line["obligation"]: line for line in (self.report or {}).get("lines", ())}

    @cached_property
    def listed_first(self) -> Mapping[str, Mapping[str, Any]]:
        """What page one of the report says of each part that failed, by its id, in the order of the page."""
        return {gap["gap"]: gap for gap in (self.report or {}).get("page_one", {}).get("gaps", ())}

    @cached_property
    def questions(self) -> Mapping[tuple[str, str], str]:
        """How the facts that its profile states are asked for, by entity and fact; empty for a receipt alone."""
        stated = (self.report or {}).get("stated_facts", ())
        return {(one["entity"], one["fact"]): one["question"] for one in stated}

    @cached_property
    def verdicts(self) -> Mapping[str, Mapping[str, Any]]:
        """What the receipt says of each duty."""
        return {entry["obligation"]: entry for entry in self.receipt["verdicts"]}

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans of its profile."""
        return (self.receipt.get("particulars") or {}).get("plans") or {}

    @property
    def unsupported(self) -> Sequence[Mapping[str, Any]] | None:
        """The answers that page one calls declared, not supported; None for what has no such list."""
        several: Sequence[Mapping[str, Any]] | None = (self.report or {}).get("page_one", {}).get("unsupported")
        return several

    @property
    def service(self) -> tuple[str, ...]:
        """The entity and the services that it is of, as far as it says."""
        stated = (self.receipt.get("particulars") or {}).get("report") or {}
        return (stated.get("entity") or "", *stated.get("services", ()))

    @cached_property
    def has_gaps(self) -> bool:
        """Whether it lists gaps by their ids."""
        return bool(self.lines) and all("gaps" in line for line in self.lines.values())

    @cached_property
    def listed(self) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
        """The gaps by their ids, each with that of its part."""
        every = ((name, gap) for name, line in self.lines.items() for gap in line.get("gaps", ()))
        return {gap["id"]: (f"{name}/{gap['part']}", gap) for name, gap in every}

    def gaps(self, by_id: bool) -> dict[str, str]:
        """The ids of gaps, each with that of its part; not `by_id`, the duties that have one."""
        if by_id:
            return {id: part for id, (part, _) in self.listed.items()}
        breached = (one for one in self.verdicts.values() if one["verdict"] == "breached")
        return {one["obligation"]: one["obligation"] for one in breached if one.get("state") != "displaced"}

    def looked_at_some_rows(self, duty: str) -> bool:
        """Whether a table from which the duty was judged has rows that were not looked at."""
        tables = (table for table in self.receipt.get("tables") or () if duty in table["counts"])
        return any(table.get("since", {}).get("not_looked_at") for table in tables)

    def reads(self, duty: str) -> frozenset[str] | None:
        """The facts on which the verdict of a duty rests, as entity.fact; None where it does not say so."""
        line = self.lines.get(duty, {})
        if "proof" not in line:
            return None
        read = (*line["proof"], *line["tables"])
        return frozenset(name for one in read for name in (*one["used"], *one["missing"]))


def either_reads(old: ReportSide, new: ReportSide, duty: str) -> frozenset[str] | None:
    """The facts on which the verdict of a duty rests in one of two reports; None where neither says so."""
    several = [read for side in (old, new) if (read := side.reads(duty)) is not None]
    return frozenset().union(*several) if several else None


def compared_gaps(old: ReportSide, new: ReportSide, comparison: Comparison) -> tuple[ComparedGap, ...]:
    """What became of each gap, those of one part that fared alike together; in the order of the two reports."""

    @cache
    def missed(duty: str) -> tuple[LostFact, ...]:
        reads = either_reads(old, new, duty)
        return tuple(fact for fact in comparison.lost_facts if fact.touches(duty, reads))

    by_id = old.has_gaps and new.has_gaps
    before, after = old.gaps(by_id), new.gaps(by_id)
    parts = {True: {*after.values()}, False: {*before.values()}}  # those of the other side, by where an id is
    found: dict[ComparedGap, list[str]] = {}
    for id, part in {**before, **after}.items():
        one = ComparedGap(part, "open", (), closest(new.plans, id), closest(old.plans, id))
        if not (id in before and id in after):
            others = after if id in before else before
            # Rows without keys, or beyond those that are listed, are one gap: which they are nobody knows.
            if part in (others if id != part else parts[id in before]):
                one = replace(one, state="not_compared", why="rows_not_listed")
            elif id in after:
                is_stale = one.duty in comparison.stale_duties
                why: Doubt | None = "law_changed" if is_stale else None if one.duty in old.verdicts else "not_before"
                one = replace(one, state="new", why=why)
            else:
                one = _gone(id, one, old, new, comparison.stale_duties, missed(one.duty))
        found.setdefault(one, []).append(id)
    return tuple(replace(one, ids=tuple(ids)) for one, ids in found.items())


def _gone(
    id: str, one: ComparedGap, old: ReportSide, new: ReportSide, stale: Container[str], facts: tuple[LostFact, ...]
) -> ComparedGap:
    """What became of a gap that the later report does not list. `stale` are the duties whose text or reading changed,
    `facts` what was lost on which its verdict may rest."""
    now = new.verdicts.get(one.duty)
    if now is None:
        return replace(one, state="not_compared", why="not_assessed")
    if now.get("state") == "displaced":
        return replace(one, state="not_compared", why="displaced")
    if facts:
        return replace(one, state="lost", why="fact_lost", facts=facts)
    if new.looked_at_some_rows(one.duty):
        return replace(one, state="lost", why="not_looked_at")
    is_stale, closed = one.duty in stale, closing(new.plans.get(one.plan or "", {}), new)
    if now["verdict"] == "undetermined" and not is_stale and not _was_tested(id, one, old, new):
        return replace(one, state="lost", why="to_be_verified")
    if closed and closed["date"] >= old.receipt["as_of"]:
        return replace(one, state="closed")
    if is_stale:
        return replace(one, state="not_compared", why="law_changed")
    return replace(one, state="unexplained", why="closed_before" if closed else None)


def _was_tested(id: str, one: ComparedGap, old: ReportSide, new: ReportSide) -> bool:
    """Whether the checks that found the gap ran again, and knew at least what they knew then: that the duty as a whole
    is to be verified is then no reason to doubt that they do not fail."""
    before, after = old.lines.get(one.duty, {}), new.lines.get(one.duty, {})
    _, gap = old.listed.get(id, ("", {}))
    if not gap or "proof" not in after:
        return False
    key = "service" if gap["entity"] == "service" else gap["key"]
    failed = [
        row
        for row in before["proof"]
        if (row["entity"], row["key"], row["verdict"]) == (gap["entity"], key, "breached")
    ]
    if failed:
        return all(any(_knows(again, row) for again in after["proof"]) for row in failed)
    tables = [[table for table in line["tables"] if table["entity"] == gap["entity"]] for line in (before, after)]
    return bool(tables[0]) and any(
        {*again["missing"]} <= {*tables[0][0]["missing"]} and again["incomplete"] <= tables[0][0]["incomplete"]
        for again in tables[1]
    )


def _knows(row: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a line of a proof is of the same check and row as an earlier one, with no fact unknown that was known."""
    parts = ("entity", "key", "applies_when", "requires")
    return all(row[part] == before[part] for part in parts) and {*row["missing"]} <= {*before["missing"]}


def closing(plan: Plan, side: ReportSide) -> Plan:
    """How a plan says that its gap was closed by the day of the report; empty where it does not."""
    closed: Plan = plan.get("closed") or {}
    return closed if closed and closed["date"] <= side.receipt["as_of"] else {}
