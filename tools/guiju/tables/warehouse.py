"""The queries for a user's own warehouse: what a scan asks, as text in the dialect of the warehouse, for a console or a dbt model.

The table is taken to have the columns that the mapping names, typed as the vocabulary types the facts, or as the mapping's units and codes say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from guiju.model import Corpus, Fact
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.predicates.dialects import Dialect
from guiju.reasoning import facts
from guiju.tables.bound import BoundTable, bind_mapping
from guiju.tables.mapping import by_name
from guiju.tables.query import Conditions
from guiju.tables.sources import TableSource, name_parts

_TYPES = {
    "boolean": "boolean",
    "integer": "bigint",
    "number": "double precision",
    "date": "date",
    "datetime": "timestamp_ntz",
}
_TYPES_OF_UNITS = {"utc": "timestamp_ntz", "day": "date"}


def table_named(
    name: str,
    entity: str,
    given: TableMapping | None,
    corpus: Corpus,
    found: Sequence[Conditions],
    dialect: Dialect,
    as_of: date,
) -> BoundTable:
    """A table of the warehouse (`schema.table`) as its mapping says it is; without one, as `named_as_facts` says."""
    known = facts.by_entity(corpus.vocabulary.facts)[entity]
    mapping = given or named_as_facts(entity, corpus)
    types = {said.column: _type(known[fact], said) for fact, said in mapping.facts.items()}
    types |= {said.none_column: "boolean" for said in mapping.facts.values() if said.none_column}
    types |= {said.reviewer_column: "text" for said in mapping.facts.values() if said.reviewer_column}
    types.setdefault(mapping.key, "text")
    relation = ".".join(dialect.identifier(part) for part in name_parts(name))
    source = TableSource(entity, "catalogue", name, table=name)
    table = bind_mapping(source, types, relation, mapping, corpus, found, as_of, dialect)
    return replace(table, columns={name: column.forgiving() for name, column in table.columns.items()})


def named_as_facts(entity: str, corpus: Corpus) -> TableMapping:
    """The mapping of a table with a column for each fact that rows tell of themselves, and beside it what else a column can say of it."""
    known = facts.by_entity(corpus.vocabulary.facts)[entity]
    reviewed = {name for fact in known.values() for name in fact.reviewer_of}
    names = []
    for name, fact in known.items():
        if fact.derived is None:
            names.append(name)
            names += [f"{name}__none"] if fact.can_be_none else []
            names += [f"{name}__reviewer"] if fact.judged and name not in reviewed else []
    return by_name(entity, names, corpus.vocabulary)


def count_query(table: BoundTable, found: Sequence[Conditions]) -> str:
    """One row an obligation: how many rows of the table are met, breached, undetermined and not applicable."""
    dialect = table.dialect
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
        f"{_with(table)},\ncounted AS (\n  SELECT count(*) AS total,\n    {counted}\n  FROM told\n)\n"
        + "\nUNION ALL ".join(lines)
        + "\nORDER BY obligation\n"
    )


def breach_query(table: BoundTable, found: Sequence[Conditions]) -> str:
    """One row a breach: the obligation, and the key of the row that breaches it."""
    key = table.dialect.identifier("key")
    lines = [
        f"SELECT {table.dialect.string(one.id)} AS obligation, {key} FROM told WHERE {one.breached}"
        for one in found
        if one.breached
    ]
    nothing = f"SELECT CAST(NULL AS {table.dialect.text}) AS obligation, {key} FROM told WHERE FALSE"
    return f"{_with(table)}\n" + "\nUNION ALL ".join(lines or [nothing]) + "\n"


def _with(table: BoundTable) -> str:
    return f"WITH told AS (\n  {table.select()}\n)"


def _type(fact: Fact, said: MappedColumn) -> str:
    if said.codes:
        return "unknown"  # its codes are compared as text, whatever it is
    if said.order:
        return "text"
    if said.unit:
        return _TYPES_OF_UNITS.get(said.unit, "bigint")
    return _TYPES.get(fact.type, "text")
