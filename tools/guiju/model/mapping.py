"""A mapping file as records: which columns of a table hold which facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from guiju.model.record import Record

TimeUnit = Literal["epoch_seconds", "epoch_milliseconds", "epoch_microseconds", "utc", "day"]
DateOrder = Literal["day_month_year", "month_day_year", "year_month_day"]


@dataclass(frozen=True)
class MappedColumn(Record):
    """The column of a fact. `codes` are keyed by the code as text; the value `missing` means no fact.

    `order` is that of days not written as ISO 8601.

    `reviewer_column` names who made a finding: without a name, what only a person can find does not count.
    """

    column: str
    unit: TimeUnit | None = None
    order: DateOrder | None = None
    codes: Mapping[str, str | bool] = field(default_factory=dict)
    empty: Literal["missing", "none"] = "missing"
    none_values: tuple[str, ...] = ()
    missing_values: tuple[str, ...] = ()
    none_column: str | None = None
    reviewer_column: str | None = None

    def columns(self) -> tuple[str, ...]:
        """Every column that it reads."""
        return tuple(name for name in (self.column, self.none_column, self.reviewer_column) if name)


@dataclass(frozen=True)
class ChangedColumn(Record):
    """The column that says when a row changed last."""

    column: str
    unit: TimeUnit | None = None
    order: DateOrder | None = None


@dataclass(frozen=True)
class TableMapping(Record):
    """A mapping file: the entity, the column of its key, and the facts with their columns."""

    entity: str
    key: str
    facts: Mapping[str, MappedColumn]
    changed: ChangedColumn | None = None

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        changed = (self.changed.column,) if self.changed else ()
        return tuple(dict.fromkeys((self.key, *(c for fact in self.facts.values() for c in fact.columns()), *changed)))
