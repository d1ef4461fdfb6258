"""Which rows of a table changed since a day, by the column that says when each changed last.

A row whose cell is empty may have changed, so it is among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guiju.files.finding import Misuse, one_line
from guiju.model import Bilingual, Fact
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.predicates.dialects import Dialect
from guiju.tables.cells import Cells, FactExpression
from guiju.tables.mapping import changed_of

_UNASKED = Bilingual("", "")


@dataclass(frozen=True)
class ChangedRows:
    """`condition` is true of the rows of the table that changed since the day; `cell` gives the moment, in China time,
    where it fits."""

    since: date
    cell: FactExpression
    condition: str


def changed_rows(
    entity: str, mapping: TableMapping, types: Mapping[str, str], dialect: Dialect, location: str, since: date | None
) -> ChangedRows | None:
    """The rows that changed since the day; None where every row is asked for. Misuse where no column says so, or one
    that holds no times."""
    given = mapping.changed
    if given is not None and given.column not in types:
        listed = ", ".join(list(types)[:20])
        raise Misuse(f"{location}: has no column {one_line(given.column, 40)} (for changed); columns: {listed}")
    if since is None:
        return None
    if given is None:
        remedy = f"name its column under changed: in a mapping, or call it {changed_of(entity)}"
        raise Misuse(f"--since: no column of {location} says when a row changed; {remedy}, or leave --since out")
    # Read as the moment that a fact is, though it is none: no duty asks when a row was written.
    fact = Fact("changed", entity, "datetime", _UNASKED, _UNASKED, _UNASKED, ())
    mapped = MappedColumn(given.column, given.unit, given.order)
    cell = Cells(fact, mapped, types[given.column], None, dialect, location).expression()
    begin = f"{dialect.moment} '{since} 00:00:00'"
    return ChangedRows(since, cell, f"(({cell.value}) IS NULL OR ({cell.value}) >= {begin})")
