"""How the columns of a table say facts: a mapping file as records."""

from collections.abc import Mapping as Keyed
from dataclasses import dataclass, field
from typing import Literal

from guiju.model.record import Record

Unit = Literal["epoch_seconds", "epoch_milliseconds", "epoch_microseconds", "utc", "day"]
Order = Literal["day_month_year", "month_day_year", "year_month_day"]


@dataclass(frozen=True)
class Said(Record):
    """A column that says a fact. `codes` are by the code as text; `missing` among their values says nothing. `order` is that of days not written as ISO 8601.

    `reviewer_column` names who made a finding: without a name, what only a person can find does not count.
    """

    column: str
    unit: Unit | None = None
    order: Order | None = None
    codes: Keyed[str, str | bool] = field(default_factory=dict)
    empty: Literal["missing", "none"] = "missing"
    none_values: tuple[str, ...] = ()
    missing_values: tuple[str, ...] = ()
    none_column: str | None = None
    reviewer_column: str | None = None

    def columns(self) -> tuple[str, ...]:
        """Every column that it reads."""
        return tuple(name for name in (self.column, self.none_column, self.reviewer_column) if name)


@dataclass(frozen=True)
class Mapping(Record):
    """A mapping file: the entity, the column of its key, and the facts with their columns."""

    entity: str
    key: str
    facts: Keyed[str, Said]
