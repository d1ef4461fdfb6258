"""The queries for a user's own warehouse: what a scan asks, as text in the dialect of the warehouse, for a console or a dbt model.

The table is taken to have the columns that the mapping names, typed as the vocabulary types the facts, or as the mapping's units and codes say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from guiju.model import Fact
from guiju.model.mapping import Mapping as TableMapping
from guiju.model.mapping import Said
from guiju.predicates.dialects import Dialect
from guiju.tables import query
from guiju.tables.columns import FactColumn, fact_columns
from guiju.tables.query import Conditions

_TYPES = {
    "boolean": "boolean",
    "integer": "bigint",
    "number": "double precision",
    "date": "date",
    "datetime": "timestamp_ntz",
}
_TYPES_OF_UNITS = {"utc": "timestamp_ntz", "day": "date"}


def count_query(
    mapping: TableMapping,
    known: Mapping[str, Fact],
    found: Sequence[Conditions],
    table: str,
    dialect: Dialect,
    as_of: date,
) -> str:
    """One row an obligation: how many rows of the table are met, breached, undetermined and not applicable."""
    wanted = tuple(dict.fromkeys(name for one in found for name in one.facts))
    asked = {
        f"{outcome}_{place}": condition
        for place, one in enumerate(found)
        for outcome, condition in (("met", one.met), ("breached", one.breached), ("not_applicable", one.not_applicable))
    }
    counted = ",\n    ".join(
        f"{dialect.count_if.format(condition) if condition else '0'} AS {name}" for name, condition in asked.items()
    )
    lines = [
        f"SELECT {dialect.string(one.id)} AS obligation, met_{place} AS met, breached_{place} AS breached, "
        f"total - met_{place} - breached_{place} - not_applicable_{place} AS undetermined, "
        f"not_applicable_{place} AS not_applicable FROM counted"
        for place, one in enumerate(found)
    ]
    # One CTE, one pass: the lines below only lay its single row out.
    return (
        f"WITH told AS (\n  {_rows(mapping, known, wanted, table, dialect, as_of)}\n),\n"
        f"counted AS (\n  SELECT count(*) AS total,\n    {counted}\n  FROM told\n)\n"
        + "\nUNION ALL ".join(lines)
        + "\nORDER BY obligation\n"
    )


def breach_query(
    mapping: TableMapping,
    known: Mapping[str, Fact],
    found: Sequence[Conditions],
    table: str,
    dialect: Dialect,
    as_of: date,
) -> str:
    """One row a breach: the obligation, and the key of the row that breaches it."""
    wanted = tuple(dict.fromkeys(name for one in found for name in one.facts))
    lines = [
        f"SELECT {dialect.string(one.id)} AS obligation, {dialect.identifier('key')} FROM told WHERE {one.breached}"
        for one in found
        if one.breached
    ]
    return (
        f"WITH told AS (\n  {_rows(mapping, known, wanted, table, dialect, as_of)}\n)\n"
        + "\nUNION ALL ".join(lines)
        + "\n"
    )


def _rows(
    mapping: TableMapping, known: Mapping[str, Fact], wanted: Sequence[str], table: str, dialect: Dialect, as_of: date
) -> str:
    columns = _columns(mapping, known, dialect, table, as_of)
    source = ".".join(dialect.identifier(part) for part in table.split("."))
    return query.rows(columns, known, wanted, mapping.key, source, dialect)


def _columns(
    mapping: TableMapping, known: Mapping[str, Fact], dialect: Dialect, table: str, as_of: date
) -> dict[str, FactColumn]:
    types = {said.column: _type(known[name], said) for name, said in mapping.facts.items()}
    types |= {said.none_column: "boolean" for said in mapping.facts.values() if said.none_column}
    types |= {said.reviewer_column: "text" for said in mapping.facts.values() if said.reviewer_column}
    return fact_columns(mapping, known, types, dialect, table, as_of)


def _type(fact: Fact, said: Said) -> str:
    if said.codes:
        return "unknown"  # its codes are compared as text, whatever it is
    if said.unit:
        return _TYPES_OF_UNITS.get(said.unit, "bigint")
    return _TYPES.get(fact.type, "text")
