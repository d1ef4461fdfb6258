"""Facts over several rows, counted as the vocabulary says: how many rows have the same value, how many rows of another table name this one.

A number that the table gives is taken as it is: whoever has counted already need not count again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guiju.model import Fact
from guiju.predicates.dialects import Dialect
from guiju.tables.bound import BoundTable
from guiju.tables.cells import FactExpression
from guiju.tables.scan import Run


def with_derived(connection: Any, table: BoundTable, others: Mapping[str, BoundTable], run: Run) -> BoundTable:
    """The table with the derived facts that its duties read and that it lacks, in all rows or in some, where what they are counted from is there."""
    for name in table.wanted:
        fact, column = table.known[name], table.columns.get(name)
        if fact.derived is None or (column is not None and not _has_gaps(connection, table, column, run)):
            continue
        counted = _counted(fact, table, others)
        if counted is not None:
            numbers, value, match = counted
            stored = table.dialect.identifier(f"guiju__{fact.id}")
            run(connection, table.dialect.keep.format(stored, numbers), f"{table.source.shown}: {name}")
            table = _beside(table, fact, value, f"{stored} ON {match}")
    return table


def inline(table: BoundTable, others: Mapping[str, BoundTable]) -> BoundTable:
    """The same in one query, for the engine of a user: what is counted is in FROM."""
    for name in table.wanted:
        fact = table.known[name]
        counted = _counted(fact, table, others) if fact.derived is not None else None
        if counted is not None:
            numbers, value, match = counted
            stored = table.dialect.identifier(f"guiju__{fact.id}")
            table = _beside(table, fact, value, f"({numbers}) AS {stored} ON {match}")
    return table


def _has_gaps(connection: Any, table: BoundTable, column: FactExpression, run: Run) -> bool:
    """Whether a row lacks the number: then it is counted there, as in a profile."""
    asked = f"SELECT count(*) FROM {table.relation} WHERE ({column.value}) IS NULL"
    return bool(run(connection, asked, f"{table.source.shown}: {column.fact.id}").fetchone()[0])


def _beside(table: BoundTable, fact: Fact, value: str, joined: str) -> BoundTable:
    """The table with the numbers joined to it, for the rows that lack them."""
    column = table.columns.get(fact.id)
    if column is None:
        column = FactExpression(fact, fact.id, value, None, None)
    else:
        column = replace(column, value=f"coalesce({column.value}, {value})")
    return replace(table, columns={**table.columns, fact.id: column}, joins={**table.joins, fact.id: joined})


def _counted(fact: Fact, table: BoundTable, others: Mapping[str, BoundTable]) -> tuple[str, str, str] | None:
    """How the fact is counted: the query of the numbers, the number of a row, and which numbers belong to it. None where what it is counted from is not there."""
    assert fact.derived is not None
    return _same(fact, table) if fact.derived.how == "count_same" else _named(fact, table, others)


def _same(fact: Fact, table: BoundTable) -> tuple[str, str, str] | None:
    """How often each value occurs in the table; only those that occur twice are kept, so a table of unique ones stays small."""
    assert fact.derived is not None and fact.derived.of is not None
    of = table.columns.get(fact.derived.of)
    if of is None:
        return None
    value, count = _columns(fact, table.dialect)
    numbers = f"SELECT {of.value} AS {value}, count(*) AS {count} FROM {table.relation} WHERE {of.value} IS NOT NULL GROUP BY 1 HAVING count(*) > 1"
    return numbers, f"CASE WHEN {of.value} IS NULL THEN NULL ELSE coalesce({count}, 1) END", f"{of.value} = {value}"


def _named(fact: Fact, table: BoundTable, others: Mapping[str, BoundTable]) -> tuple[str, str, str] | None:
    """How many rows of the other table name this row by its key."""
    assert fact.derived is not None
    other = others.get(fact.derived.entity or "")
    by = other.columns.get(fact.derived.by or "") if other else None
    if other is None or by is None:
        return None
    value, count = _columns(fact, table.dialect)
    numbers = f"SELECT {by.value} AS {value}, count(*) AS {count} FROM {other.relation} WHERE {by.value} IS NOT NULL GROUP BY 1"
    key = f"CAST({table.dialect.identifier(table.mapping.key)} AS {table.dialect.text})"
    # A row that does not say whose it is may be anybody's: then no number is known.
    silent = f"SELECT count(*) FROM {other.relation} WHERE {by.value} IS NULL"
    return numbers, f"CASE WHEN ({silent}) = 0 THEN coalesce({count}, 0) END", f"{key} = {value}"


def _columns(fact: Fact, dialect: Dialect) -> tuple[str, str]:
    """Names that no table of a user has, so that the join makes nothing ambiguous."""
    return dialect.identifier(f"guiju__{fact.id}__value"), dialect.identifier(f"guiju__{fact.id}__count")
