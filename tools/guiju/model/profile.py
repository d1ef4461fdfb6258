"""A service as its operator sees it: facts with their basis, declarations, plans, and the particulars of its report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from typing import Literal

from guiju.files.finding import Location
from guiju.model.enumerations import Basis, Risk, Status
from guiju.model.reading import RecordedValue
from guiju.model.record import Record


@dataclass(frozen=True)
class ProfileFact(Record):
    value: RecordedValue
    basis: Basis
    evidence: str | None = None
    date: Day | None = None
    expires: Day | None = None
    reviewer: str | None = None
    reason: str | None = None
    approver: str | None = None


@dataclass(frozen=True)
class Particulars(Record):
    entity: str | None = None
    services: tuple[str, ...] = ()
    licence_numbers: tuple[str, ...] = ()
    scope: str | None = None
    exclusions: str | None = None
    period_from: Day | None = None
    period_until: Day | None = None
    data_cut_off: Day | None = None
    prepared_by: str | None = None
    reviewed_by: str | None = None
    approved_by: str | None = None


@dataclass(frozen=True)
class Declaration(Record):
    status: Status
    by: str
    reviewer: str | None = None
    evidence: str | None = None
    date: Day | None = None
    reason: str | None = None
    approver: str | None = None


@dataclass(frozen=True)
class Closing(Record):
    """That a plan was carried out; there is none without a day, somebody who says so, and evidence."""

    date: Day
    by: str
    evidence: str
    sign_off: str | None = None


@dataclass(frozen=True)
class Plan(Record):
    kind: Literal["remediation", "risk_acceptance"]
    action: str
    owner: str
    due: Day
    risk: Risk | None = None
    note: str | None = None
    acceptance: str | None = None
    closed: Closing | None = None

    def closing(self, as_of: Day) -> Closing | None:
        """How it was closed, as far as that was so on this day."""
        return self.closed if self.closed and self.closed.date <= as_of else None


@dataclass(frozen=True, order=True)
class StaleRow:
    """A row that does not count: the text of its law has changed since it was filled in, or its duty was `retired`."""

    id: str
    at: Location
    retired: bool


@dataclass(frozen=True)
class Workbook:
    """A filled workbook of a profile: the data version it was made from, its stale rows, the file if read."""

    data_version: str
    stale: tuple[StaleRow, ...] = ()
    file: str = ""


@dataclass(frozen=True)
class Profile(Record):
    """`rows` are facts by entity and key; those of the service are under service/service. `coverage` says of each
    entity whether all its rows are there or, by default, a sample of them. `plans` are by the id of a duty or gap,
    `assignees` say by name who answers what: topics, duties and facts by their ids."""

    report: Particulars
    rows: Mapping[str, Mapping[str, Mapping[str, ProfileFact]]]
    declarations: Mapping[str, Declaration]
    plans: Mapping[str, Plan]
    coverage: Mapping[str, Literal["all", "sample"]] = field(default_factory=dict)
    assignees: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    workbooks: tuple[Workbook, ...] = ()
