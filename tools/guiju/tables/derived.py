"""Facts counted over rows, as the vocabulary says: rows with the same value, rows of another table that name this one.

A number that the table gives is taken as it is: whoever has counted already need not count again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from guiju.model import Fact
from guiju.tables.bound import BoundTable
from guiju.tables.cells import FactExpression
from guiju.tables.sources import Ask


@dataclass(frozen=True)
class _Count:
    """How a fact is counted: the query of the numbers, its name, the number of a row, and the condition of the join."""

    query: str
    name: str
    value: str
    match: str


def with_derived(ask: Ask, table: BoundTable, others: Mapping[str, BoundTable]) -> BoundTable:
    """The table with the derived facts that its duties read and that it lacks, in all rows or in some."""
    for name in table.wanted:
        fact, column = table.known[name], table.columns.get(name)
        count = _count(fact, table, others)
        if count is None or (column is not None and not _has_gaps(ask, table, column)):
            continue
        ask(table.dialect.keep.format(count.name, count.query), f"{table.source.location}: {name}")
        table = _joined(table, fact, count, count.name)
    return table


def inline(table: BoundTable, others: Mapping[str, BoundTable]) -> BoundTable:
    """The same in one query, for the engine of a user: the counts are subqueries in FROM."""
    for name in table.wanted:
        count = _count(table.known[name], table, others)
        if count is not None:
            table = _joined(table, table.known[name], count, f"({count.query}) AS {count.name}")
    return table


def _has_gaps(ask: Ask, table: BoundTable, column: FactExpression) -> bool:
    """Whether a row lacks the number: then it is counted there, as in a profile."""
    gaps = f"SELECT count(*) FROM {table.relation} WHERE ({column.value}) IS NULL"
    return bool(ask(gaps, f"{table.source.location}: {column.fact.id}").fetchone()[0])


def _joined(table: BoundTable, fact: Fact, count: _Count, relation: str) -> BoundTable:
    """The table with the numbers joined to it, for the rows that lack them."""
    column = table.columns.get(fact.id)
    if column is None:
        column = FactExpression(fact, fact.id, count.value, None, None)
    else:
        column = replace(column, value=f"coalesce({column.value}, {count.value})")
    joins = {**table.joins, fact.id: f"{relation} ON {count.match}"}
    return replace(table, columns={**table.columns, fact.id: column}, joins=joins)


def _count(fact: Fact, table: BoundTable, others: Mapping[str, BoundTable]) -> _Count | None:
    """How the fact is counted; None where it is not, or what it is counted from is not there."""
    if fact.derived is None:
        return None
    same = fact.derived.how == "count_same"
    source = table if same else others.get(fact.derived.entity or "")
    by = source.columns.get((fact.derived.of if same else fact.derived.by) or "") if source else None
    if source is None or by is None:
        return None
    # Names that no table of a user has, so that the join makes nothing ambiguous.
    stored, value, count = (table.dialect.identifier(f"guiju__{fact.id}{end}") for end in ("", "__value", "__count"))
    numbers = f"SELECT {by.value} AS {value}, count(*) AS {count} FROM {source.relation} WHERE {by.value} IS NOT NULL"
    if same:  # only values that occur twice are kept, so that a table of unique ones stays small
        number = f"CASE WHEN {by.value} IS NULL THEN NULL ELSE coalesce({count}, 1) END"
        return _Count(f"{numbers} GROUP BY 1 HAVING count(*) > 1", stored, number, f"{by.value} = {value}")
    key = f"CAST({table.dialect.identifier(table.mapping.key)} AS {table.dialect.text})"
    # A row without a name may be anybody's: then no number is known.
    unnamed = f"SELECT count(*) FROM {source.relation} WHERE {by.value} IS NULL"
    number = f"CASE WHEN ({unnamed}) = 0 THEN coalesce({count}, 0) END"
    return _Count(f"{numbers} GROUP BY 1", stored, number, f"{key} = {value}")
