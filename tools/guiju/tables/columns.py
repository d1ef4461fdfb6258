"""The facts of a table as SQL expressions over its own columns: typed as the vocabulary says, with what does not fit told apart from what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from guiju.files.finding import Misuse
from guiju.model import Fact
from guiju.model.mapping import TableMapping
from guiju.predicates.dialects import Dialect
from guiju.tables import times
from guiju.tables.cells import Cells
from guiju.tables.kinds import kind, sql_type


@dataclass(frozen=True)
class FactColumn:
    """A fact of a table. `value` is NULL where it is missing or explicitly none; `none` is true where it is that, else false or NULL;
    `misfit` is true for a cell whose content fits neither the fact nor the mapping, and whose `value` is then of no meaning; None where there can be no
    such cell; `misfit_none` is the same for the column that says where there is none. A scan refuses a table that has one.
    """

    fact: Fact
    column: str
    value: str
    none: str | None
    misfit: str | None
    misfit_none: str | None = None

    def forgiving(self) -> FactColumn:
        """The same for a table that nobody refuses: a number that does not fit says nothing, as other cells that do not."""
        if not (self.misfit and self.fact.unit):
            return self
        return replace(self, value=f"CASE WHEN {self.misfit} THEN NULL ELSE {self.value} END")


def fact_columns(
    mapping: TableMapping,
    known: Mapping[str, Fact],
    types: Mapping[str, str],
    dialect: Dialect,
    table: str,
    as_of: date,
) -> dict[str, FactColumn]:
    """The facts that a table says and that count on the day, by id. `types` are its columns with their types.

    As in a profile (guiju.assessment.rows), a moment after the day does not count, nor a finding that nobody is named for.
    Misuse where the mapping names a column that is not there, or one whose type cannot say the fact.
    """
    for name, said in mapping.facts.items():
        for column in said.columns():
            if column not in types:
                raise Misuse(f"{table}: has no column {column} (for {name}); columns: {', '.join(list(types)[:20])}")
    _refuse_key(mapping.key, types, dialect, table)
    made = {name: _column(mapping, known[name], types, dialect, table) for name in mapping.facts}
    counted = {name: _counting(column, mapping, known, made, dialect, as_of) for name, column in made.items()}
    return counted | _reviewers(mapping, known, counted, dialect)


def _refuse_key(key: str, types: Mapping[str, str], dialect: Dialect, table: str) -> None:
    """Misuse for a key of real numbers: beyond 2^53 two of them are one, and 1 would be named 1.0; and for one that is no single value."""
    if key in types and kind(types[key], dialect) == "other" and types[key] != "unknown":
        raise Misuse(f"{table}: the key column {key} is {types[key]}; store keys as whole numbers or text")
    if key in types and kind(types[key], dialect) == "real":
        raise Misuse(
            f"{table}: the key column {key} is {types[key]}, which cannot hold every whole number; store keys as whole numbers or text"
        )


def _column(mapping: TableMapping, fact: Fact, types: Mapping[str, str], dialect: Dialect, table: str) -> FactColumn:
    said = mapping.facts[fact.id]
    none_kind = kind(types[said.none_column], dialect) if said.none_column else None
    told = types[said.column]
    cells = Cells(fact, said, kind(told, dialect), told, none_kind, dialect, table).read()
    return FactColumn(fact, said.column, cells.value, cells.none, cells.misfit, cells.misfit_none)


def _counting(
    column: FactColumn,
    mapping: TableMapping,
    known: Mapping[str, Fact],
    made: Mapping[str, FactColumn],
    dialect: Dialect,
    as_of: date,
) -> FactColumn:
    """The column, silent where its fact does not count."""
    value, none = column.value, column.none
    if column.fact.type in ("date", "datetime"):
        value = times.day(value) if column.fact.type == "date" else times.until(value, as_of, dialect)
    if column.fact.judged:
        said = mapping.facts[column.fact.id].reviewer_column
        named = [_name(said, dialect)] if said else []
        named += [made[n].value for n in made if column.fact.id in known[n].reviewer_of]
        reviewed = " OR ".join(f"{name} IS NOT NULL" for name in named) or "FALSE"
        value = f"CASE WHEN {reviewed} THEN {value} END"
        none = none and f"(({reviewed}) AND {none})"
    return replace(column, value=value, none=none)


def _reviewers(
    mapping: TableMapping, known: Mapping[str, Fact], counted: Mapping[str, FactColumn], dialect: Dialect
) -> dict[str, FactColumn]:
    """Who reviewed, where the row does not say so itself: the reviewer named with the first finding that counts."""
    made = {}
    for fact in known.values():
        found = [(n, mapping.facts[n].reviewer_column) for n in fact.reviewer_of if n in counted]
        whens = [
            f"WHEN ({counted[n].value}) IS NOT NULL OR coalesce({counted[n].none or 'FALSE'}, FALSE) "
            f"THEN {_name(reviewer, dialect)}"
            for n, reviewer in found
            if reviewer
        ]
        if whens:
            own = counted.get(fact.id) or FactColumn(fact, fact.id, missing(fact, dialect), None, None)
            explicit = f"coalesce({own.none or 'FALSE'}, FALSE)"
            value = f"CASE WHEN NOT {explicit} THEN coalesce({own.value}, CASE {' '.join(whens)} END) END"
            made[fact.id] = replace(own, value=value)
    return made


def _name(column: str, dialect: Dialect) -> str:
    """The name in a column; one of nothing but white space names nobody."""
    text = f"CAST({dialect.identifier(column)} AS {dialect.text})"
    return f"CASE WHEN NOT {dialect.blank.format(text)} THEN trim({text}) END"


def missing(fact: Fact, dialect: Dialect) -> str:
    """The value of a fact that no column says."""
    return f"CAST(NULL AS {sql_type(fact, dialect)})"
