"""A case as an executable precedent: its story, its facts, what was reported, and what replay must find."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from guiju.model.enumerations import Answer, Basis, Body, LawInTime, Liability, RangeComparison, Verdict
from guiju.model.reading import RecordedValue
from guiju.model.record import Bilingual, Bound, Record


@dataclass(frozen=True)
class Period(Record):
    earliest: Bound
    latest: Bound


@dataclass(frozen=True)
class CaseSource(Record):
    description: Bilingual
    verification: Literal["independent", "source_only", "unverified"]


@dataclass(frozen=True)
class OtherFinding(Record):
    """The finding of another body on a fact."""

    value: RecordedValue
    found_by: Body


@dataclass(frozen=True)
class CaseFact(Record):
    value: RecordedValue
    basis: Basis
    note: Bilingual | None = None
    found_by: Body | None = None
    otherwise: tuple[OtherFinding, ...] = ()


@dataclass(frozen=True)
class CaseEntity(Record):
    entity: str
    facts: Mapping[str, CaseFact]
    label: Bilingual


@dataclass(frozen=True)
class Outcome(Record):
    """One outcome as reported. Periods are ISO 8601, amounts yuan."""

    about: str
    outcome: Bilingual
    asserted_by: Literal["police", "court", "authority", "press", "company", "party_organ"]
    contested: bool
    detention: str | None = None
    fine: int | None = None
    fine_cap_cited: int | None = None
    imprisonment: str | None = None
    suspended_for: str | None = None
    criminal_fine: int | None = None
    stage: str | None = None
    final: Literal["known", "unknown"] | None = None
    confiscation_of_property: bool = False
    liability: Liability | None = None
    decided: Period | None = None
    compensation: int | None = None
    measures: tuple[str, ...] = ()
    licences: tuple[Bilingual, ...] = ()


@dataclass(frozen=True)
class Discrepancy(Record):
    source_says: Bilingual
    law_says: Bilingual
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Safeguard(Record):
    title: Bilingual
    text: Bilingual


@dataclass(frozen=True)
class Figure(Record):
    label: Bilingual
    value: str
    note: Bilingual | None = None


@dataclass(frozen=True)
class Expectation(Record):
    """What a replay must give: a verdict, how an outcome compares with a sanction, or which law applies."""

    about: str
    obligation: str | None = None
    as_of: date | Literal["conduct"] = "conduct"
    as_if_in_force: bool = False
    verdict: Verdict | None = None
    reason: Bilingual | None = None
    sanction: str | None = None
    applies: Answer | None = None
    detention: RangeComparison | None = None
    fine: RangeComparison | None = None
    imprisonment: RangeComparison | None = None
    criminal_fine: RangeComparison | None = None
    fine_cap_cited: Literal["agrees", "differs", "not_comparable"] | None = None
    combination: Literal["allowed", "not_allowed"] | None = None
    measures: Literal["listed", "not_listed"] | None = None
    findings_of: Body | None = None
    provision: str | None = None
    law: LawInTime | None = None


@dataclass(frozen=True)
class Case(Record):
    """One case; `id` is its file."""

    id: str
    title: Bilingual
    kind: Literal["group_owner", "investigation", "disclosure"]
    story: tuple[Bilingual, ...]
    period: Period
    place: Bilingual
    sources: tuple[CaseSource, ...]
    entities: Mapping[str, CaseEntity]
    expect: tuple[Expectation, ...]
    owner_conduct: tuple[Literal["posted", "tolerated", "organised"], ...] = ()
    applied: tuple[str, ...] = ()
    illustrates: tuple[str, ...] = ()
    reported: tuple[Outcome, ...] = ()
    differences: tuple[Discrepancy, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    figures: tuple[Figure, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """The global ids of what it illustrates or applied, or its replay looks at."""
        looked_at = (name for e in self.expect for name in (e.obligation, e.provision, e.sanction) if name)
        differing = (name for difference in self.differences for name in difference.provisions)
        return frozenset((*self.illustrates, *self.applied, *looked_at, *differing))
