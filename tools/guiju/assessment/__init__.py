"""A profile held against the obligations of some roles on a day: one line a duty, with its verdict, its proof and its words.

A checklist is the same lines without facts; so both take their lines from `checklist`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju import facts, verdicts
from guiju.checklist import Checklist, Line
from guiju.model import Basis, Bilingual, Fact, Verdict
from guiju.model.profile import Declaration, Plan, Profile, ProfileFact
from guiju.predicates.kleene import Facts
from guiju.verdicts import Judgement

Standing = Literal["test", "declaration", "none"]

# From the firmest to the weakest: a verdict is worded by the weakest fact that decided it.
_FIRMNESS: tuple[Basis, ...] = ("measured", "reported", "inferred", "declared")


@dataclass(frozen=True)
class Assessed:
    """One duty assessed. `decided_by`: a test on facts, a person's declaration, or nothing.

    `basis` is that of the weakest fact used; `set_aside` are facts that count as missing: past their expiry, or a finding that only a named reviewer may
    make and none has, as (entity, key, fact); `disagreement` is set where a declaration says other than the test, which beats it.
    """

    line: Line
    judgement: Judgement
    verdict: Verdict
    decided_by: Standing
    basis: Basis | None
    reviewed: bool
    declaration: Declaration | None
    plan: Plan | None
    set_aside: tuple[tuple[str, str, str], ...]
    disagreement: bool

    @property
    def words(self) -> Bilingual:
        """How the verdict is worded, by its basis. Nothing says that the law was broken: that is for an authority."""
        return _words(self)


@dataclass(frozen=True)
class Assessment:
    """All duties of a checklist, assessed. `informative` are its powers and recommendations, which get no verdict."""

    checklist: Checklist
    profile: Profile
    lines: tuple[Assessed, ...]
    informative: tuple[Line, ...]

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many duties came out how; the four add up to all duties."""
        found = Counter(line.verdict for line in self.lines)
        return {v: found[v] for v in ("met", "breached", "undetermined", "not_applicable")}

    def next_facts(self) -> list[tuple[str, str, int]]:
        """(entity, fact, number of undetermined duties that wait for it), the one that decides most first."""
        waiting = Counter(
            missing
            for line in self.lines
            if line.verdict == "undetermined"
            for missing in {m for row in line.judgement.rows if row.verdict == "undetermined" for m in row.missing}
        )
        return [(entity, name, count) for (entity, name), count in sorted(waiting.items(), key=lambda w: (-w[1], w[0]))]


def assess(checklist: Checklist, profile: Profile) -> Assessment:
    """Hold the profile against the lines of a checklist; the day is the checklist's."""
    known = facts.by_entity(checklist.corpus.vocabulary.facts)
    rows, set_aside = _rows(profile, known, checklist.as_of)
    duties = [line for line in checklist.lines if line.obligation.binds]
    return Assessment(
        checklist,
        profile,
        tuple(_assessed(line, profile, rows, set_aside, checklist.as_of) for line in duties),
        tuple(line for line in checklist.lines if not line.obligation.binds),
    )


def _rows(
    profile: Profile, known: Mapping[str, Mapping[str, Fact]], as_of: date
) -> tuple[dict[str, dict[str, Facts]], set[tuple[str, str, str]]]:
    """The typed facts of every row that count, and those that do not: (entity, key, fact)."""
    typed: dict[str, dict[str, Facts]] = {}
    set_aside: set[tuple[str, str, str]] = set()
    for entity, keyed in profile.rows.items():
        for key, row in keyed.items():
            counting = {name: fact for name, fact in row.items() if _counts(fact, known[entity][name], as_of)}
            set_aside |= {(entity, key, name) for name in row.keys() - counting.keys()}
            values = facts.values(known.get(entity, {}), {name: fact.value for name, fact in counting.items()})
            typed.setdefault(entity, {})[key] = values
    return typed, set_aside


def _counts(fact: ProfileFact, entry: Fact, as_of: date) -> bool:
    """Whether a fact counts: not past its expiry, and where only a reviewer may find it, with one named."""
    stale = fact.expires is not None and as_of >= fact.expires
    return not stale and not (entry.judged and fact.reviewer is None)


def _assessed(
    line: Line,
    profile: Profile,
    rows: Mapping[str, Mapping[str, Facts]],
    set_aside: set[tuple[str, str, str]],
    as_of: date,
) -> Assessed:
    judgement = verdicts.judge(line.regulation, line.obligation, rows, as_of)
    declaration = profile.declarations.get(line.id)
    declared = _declared(declaration)
    tested = judgement.verdict != "undetermined"
    used = [
        _recorded(profile, row.key, entry)
        for row in judgement.rows
        if row.verdict == judgement.verdict
        for entry in row.used
    ]
    present = [fact for fact in used if fact is not None]
    verdict: Verdict = judgement.verdict if tested else declared or "undetermined"
    # A partial test that saw no breach does not make a declaration of "met" wrong.
    return Assessed(
        line,
        judgement,
        verdict,
        "test" if tested else "declaration" if declared else "none",
        max((f.basis for f in present), key=_FIRMNESS.index)
        if tested and present
        else "declared"
        if declared
        else None,
        all(f.reviewer for f in present) and bool(present) if tested else bool(declaration and declaration.reviewer),
        declaration,
        profile.plans.get(line.id),
        tuple(sorted(s for s in set_aside if any((s[0], s[2]) in r.used for r in judgement.rows))),
        tested and declared is not None and declared != judgement.verdict,
    )


def _declared(declaration: Declaration | None) -> Verdict | None:
    """A declaration as a verdict; partly met is not met; still to be verified is none."""
    if declaration is None or declaration.status == "to_verify":
        return None
    if declaration.status in ("partly_met", "not_met"):
        return "breached"
    return "met" if declaration.status == "met" else "not_applicable"


def _recorded(profile: Profile, key: str, entry: tuple[str, str]) -> ProfileFact | None:
    entity, name = entry
    row = profile.rows.get(entity, {}).get("service" if entity == "service" else key, {})
    return row.get(name)


def _words(assessed: Assessed) -> Bilingual:
    match assessed.verdict:
        case "undetermined":
            return Bilingual("待核实", "to be verified")
        case "not_applicable":
            return Bilingual("不适用", "not applicable")
        case "breached":
            partly = assessed.declaration is not None and assessed.declaration.status == "partly_met"
            if assessed.decided_by == "declaration" and partly:
                return Bilingual("自述部分符合（待复核）", "declared partly met, to be reviewed")
            if assessed.reviewed:
                return Bilingual("不符合", "not met")
            return Bilingual("疑似不符合（待复核）", "apparent gap, to be reviewed")
    if assessed.basis == "measured":
        return Bilingual("实测符合", "met, as measured")
    if assessed.basis == "declared":
        return Bilingual("自述符合，未核验", "declared met, not verified")
    return Bilingual("据推断或转述符合，未核验", "met as inferred or reported, not verified")
