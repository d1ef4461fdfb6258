"""The facts of a table that count on a day, as SQL expressions over its own columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from guiju.files.finding import Misuse
from guiju.model import Fact
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import Dialect
from guiju.tables import times
from guiju.tables.cells import Cells, FactExpression
from guiju.tables.kinds import kind, sql_type


def fact_expressions(
    mapping: TableMapping,
    known: Mapping[str, Fact],
    types: Mapping[str, str],
    dialect: Dialect,
    table: str,
    as_of: date,
) -> dict[str, FactExpression]:
    """The facts that a table gives and that count on the day, by id. `types` are its columns with their types.

    As in a profile (guiju.assessment.rows), a moment after the day does not count, nor a finding that nobody is named for.
    Misuse where the mapping names a column that is not there, or one whose type cannot give the fact.
    """
    for name, mapped in mapping.facts.items():
        for column in mapped.columns():
            if column not in types:
                raise Misuse(f"{table}: has no column {column} (for {name}); columns: {', '.join(list(types)[:20])}")
    _refuse_key(mapping.key, types, dialect, table)
    made = {
        name: Cells(
            known[name], mapped, types[mapped.column], types.get(mapped.none_column or ""), dialect, table
        ).expression()
        for name, mapped in mapping.facts.items()
    }
    counted = {name: _counting(column, mapping, known, made, dialect, as_of) for name, column in made.items()}
    return counted | _reviewers(mapping, known, counted, dialect)


def _refuse_key(key: str, types: Mapping[str, str], dialect: Dialect, table: str) -> None:
    """Misuse for a key of real numbers: beyond 2^53 two of them are one, and 1 would be named 1.0; and for one of several values."""
    held = kind(types[key], dialect) if types.get(key, "unknown") != "unknown" else None
    if held in ("other", "real"):
        why = ", which cannot hold every whole number" if held == "real" else ""
        raise Misuse(f"{table}: the key column {key} is {types[key]}{why}; store keys as whole numbers or text")


def _counting(
    column: FactExpression,
    mapping: TableMapping,
    known: Mapping[str, Fact],
    made: Mapping[str, FactExpression],
    dialect: Dialect,
    as_of: date,
) -> FactExpression:
    """The column, empty where its fact does not count."""
    value, none = column.value, column.none
    if column.fact.type in ("date", "datetime"):
        value = times.day(value) if column.fact.type == "date" else times.until(value, as_of, dialect)
    if column.fact.judged:
        reviewer = mapping.facts[column.fact.id].reviewer_column
        named = [_name(reviewer, dialect)] if reviewer else []
        named += [made[n].value for n in made if column.fact.id in known[n].reviewer_of]
        reviewed = " OR ".join(f"{name} IS NOT NULL" for name in named) or "FALSE"
        value = f"CASE WHEN {reviewed} THEN {value} END"
        none = none and f"(({reviewed}) AND {none})"
    return replace(column, value=value, none=none)


def _reviewers(
    mapping: TableMapping, known: Mapping[str, Fact], counted: Mapping[str, FactExpression], dialect: Dialect
) -> dict[str, FactExpression]:
    """The reviewer, where the row has no fact of its own for that: the one named with the first finding that counts."""
    made = {}
    for fact in known.values():
        whens = [
            f"WHEN ({counted[n].value}) IS NOT NULL OR coalesce({counted[n].none or 'FALSE'}, FALSE) "
            f"THEN {_name(reviewer, dialect)}"
            for n in fact.reviewer_of
            if n in counted and (reviewer := mapping.facts[n].reviewer_column)
        ]
        if whens:
            own = counted.get(fact.id) or FactExpression(fact, fact.id, missing(fact, dialect), None, None)
            explicit = f"coalesce({own.none or 'FALSE'}, FALSE)"
            value = f"CASE WHEN NOT {explicit} THEN coalesce({own.value}, CASE {' '.join(whens)} END) END"
            made[fact.id] = replace(own, value=value)
    return made


def _name(column: str, dialect: Dialect) -> str:
    """The name in a column; white space names nobody."""
    text = f"CAST({dialect.identifier(column)} AS {dialect.text})"
    return f"CASE WHEN NOT {dialect.blank.format(text)} THEN trim({text}) END"


def missing(fact: Fact, dialect: Dialect) -> str:
    """The value of a fact without a column."""
    return f"CAST(NULL AS {sql_type(fact, dialect)})"
