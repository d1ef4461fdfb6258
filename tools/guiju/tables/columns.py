"""The facts of a table as SQL expressions over its own columns: typed as the vocabulary says, with what does not fit told apart from what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from guiju.finding import Misuse
from guiju.model import Fact
from guiju.model.mapping import Mapping as TableMapping
from guiju.model.mapping import Said
from guiju.predicates.dialects import Dialect
from guiju.tables import times
from guiju.tables.kinds import Kind, kind

_SQL_TYPES = {
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE PRECISION",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}


@dataclass(frozen=True)
class FactColumn:
    """A fact of a table. `value` is NULL where it is missing or explicitly none; `none` is true, false, or NULL where it is missing;
    `misfit` is true for a cell whose content fits neither the fact nor the mapping; None where there can be no such cell.
    """

    fact: Fact
    column: str
    value: str
    none: str | None
    misfit: str | None


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
    made = {
        name: _Column(known[name], said, kind(types[said.column], dialect), types[said.column], dialect, table).made()
        for name, said in mapping.facts.items()
    }
    counted = {name: _counting(column, mapping, known, made, dialect, as_of) for name, column in made.items()}
    return counted | _reviewers(mapping, known, counted, dialect)


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
        none = none and f"CASE WHEN {none} THEN TRUE WHEN ({value}) IS NOT NULL THEN FALSE END"
    if column.fact.judged:
        said = mapping.facts[column.fact.id].reviewer_column
        named = [_name(said, dialect)] if said else []
        named += [made[n].value for n in made if column.fact.id in known[n].reviewer_of]
        reviewed = " OR ".join(f"{name} IS NOT NULL" for name in named) or "FALSE"
        value = f"CASE WHEN {reviewed} THEN {value} END"
        none = none and f"CASE WHEN {reviewed} THEN {none} END"
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
            none = f"CASE WHEN {explicit} THEN TRUE WHEN {value} IS NOT NULL THEN FALSE END"
            made[fact.id] = replace(own, value=value, none=none if fact.can_be_none else None)
    return made


def _name(column: str, dialect: Dialect) -> str:
    """The name in a column; an empty one names nobody."""
    return f"nullif(trim(CAST({dialect.identifier(column)} AS {dialect.text})), '')"


def missing(fact: Fact, dialect: Dialect) -> str:
    """The value of a fact that no column says."""
    return f"CAST(NULL AS {_type(fact, dialect)})"


def _type(fact: Fact, dialect: Dialect) -> str:
    name = _SQL_TYPES.get(fact.type, dialect.text)
    if dialect.name == "spark":
        return {"TIMESTAMP": "TIMESTAMP_NTZ", "DOUBLE PRECISION": "DOUBLE"}.get(name, name)
    return name


@dataclass(frozen=True)
class _Column:
    fact: Fact
    said: Said
    kind: Kind
    type: str
    dialect: Dialect
    table: str

    @property
    def raw(self) -> str:
        name = self.dialect.identifier(self.said.column)
        if self.kind != "text" or any(not text.strip() for text in (*self.said.none_values, *self.said.codes)):
            return name
        # A text of nothing but spaces is an empty cell, as nothing is in CSV; a profile refuses it.
        text = (
            name
            if re.fullmatch(r"(var|bp)?char|text|string", self.type, re.IGNORECASE)
            else f"CAST({name} AS {self.dialect.text})"
        )
        # Most texts begin with something: only the others are looked at to their end, since a scan reads millions.
        return f"CASE WHEN ({text} <> '' AND {text} NOT LIKE ' %') OR trim({text}) <> '' THEN {text} END"

    @property
    def as_text(self) -> str:
        return self.raw if self.kind == "text" else f"CAST({self.raw} AS {self.dialect.text})"

    def made(self) -> FactColumn:
        value, fallible = self.coded() if self.said.codes else self.converted()
        if self.fact.unit and self.fact.type in ("integer", "number"):
            value, fallible = f"CASE WHEN {value} >= 0 THEN {value} END", True  # what is counted is never below 0
        absent = f"{self.as_text} IN ({self.listed(self.said.none_values)})" if self.said.none_values else None
        if absent:
            value = f"CASE WHEN {absent} THEN NULL ELSE {value} END"
        misfit = None
        if fallible:
            parts = [f"{self.raw} IS NOT NULL", f"({value}) IS NULL", *([f"NOT ({absent})"] if absent else [])]
            silent = [code for code, meaning in self.said.codes.items() if meaning == "missing"]
            if silent:
                parts.append(f"{self.as_text} NOT IN ({self.listed(silent)})")
            if self.kind == "real" and self.dialect.not_a_number:
                parts.append(f"NOT {self.dialect.not_a_number.format(self.raw)}")
            misfit = " AND ".join(parts)
        return FactColumn(self.fact, self.said.column, value, self.none(value, absent), misfit)

    def none(self, value: str, absent: str | None) -> str | None:
        if not self.fact.can_be_none:
            return None
        whens = [f"WHEN {absent} THEN TRUE"] if absent else []
        if self.said.none_column:
            column = self.dialect.identifier(self.said.none_column)
            whens.append(f"WHEN ({value}) IS NOT NULL THEN FALSE WHEN {self.raw} IS NULL AND {column} THEN TRUE")
            return f"CASE {' '.join(whens)} END"  # false there says that nobody knows
        if self.said.empty == "none":
            if not whens and not self.said.codes:
                return f"({self.raw} IS NULL)"
            whens.append(f"WHEN {self.raw} IS NULL THEN TRUE")
        return f"CASE {' '.join(whens)} WHEN {value} IS NULL THEN NULL ELSE FALSE END"

    def coded(self) -> tuple[str, bool]:
        """By the list of codes; a code that is not listed does not fit."""
        whens = [
            f"WHEN {self.dialect.string(code)} THEN {self.constant(meaning)}"
            for code, meaning in self.said.codes.items()
            if meaning != "missing"
        ]
        return f"CASE {self.as_text} {' '.join(whens)} ELSE NULL END" if whens else missing(
            self.fact, self.dialect
        ), True

    def constant(self, meaning: str | bool) -> str:
        if isinstance(meaning, bool):
            return "TRUE" if meaning else "FALSE"
        return self.dialect.string(meaning)

    def listed(self, texts: tuple[str, ...] | list[str]) -> str:
        return ", ".join(self.dialect.string(text) for text in texts)

    def converted(self) -> tuple[str, bool]:
        """The column in the type of the fact, and whether a cell may fail to be one."""
        if self.kind == "nothing":
            return missing(self.fact, self.dialect), False
        match self.fact.type:
            case "boolean" if self.kind == "boolean":
                return self.raw, False
            case "integer":
                return self.integer()
            case "number":
                return self.number()
            case "string" if self.kind in ("text", "integer", "wide"):
                return self.as_text, False
            case "enum" if self.kind == "text":
                values = self.listed([v.id for v in self.fact.values])
                return f"CASE WHEN {self.as_text} IN ({values}) THEN {self.as_text} END", True
            case "date" | "datetime":
                return self.time()
        raise self.unfit()

    def integer(self) -> tuple[str, bool]:
        if self.kind == "integer":
            return self.raw, False
        if self.kind == "real" and self.dialect.not_a_number:
            # Tools that know no missing whole number write them as reals, and a missing one as NaN.
            is_nan = self.dialect.not_a_number.format(self.raw)
            whole = f"{self.raw} = floor({self.raw}) AND abs({self.raw}) < 9e18"
            return f"CASE WHEN {is_nan} THEN NULL WHEN {whole} THEN CAST({self.raw} AS BIGINT) END", True
        if self.kind == "wide" and self.dialect.try_cast:
            return self.dialect.try_cast.format(self.raw, "BIGINT"), True
        if self.kind == "text" and self.dialect.try_cast:
            return self.whole(self.dialect.try_cast), True
        if self.kind == "wide":
            return f"CASE WHEN abs({self.raw}) < 9000000000000000000 THEN CAST({self.raw} AS BIGINT) END", True
        raise self.unfit()

    def number(self) -> tuple[str, bool]:
        if self.kind in ("integer", "wide"):
            return self.raw, False
        if self.kind == "real" and self.dialect.not_a_number:
            is_nan = self.dialect.not_a_number.format(self.raw)
            return f"CASE WHEN {is_nan} THEN NULL WHEN abs({self.raw}) < 1e308 THEN {self.raw} END", True
        if self.kind == "text" and self.dialect.try_cast:
            number = self.dialect.try_cast.format(self.raw, "DOUBLE")
            return f"CASE WHEN abs({number}) < 1e308 THEN {number} END", True
        raise self.unfit()

    def whole(self, try_cast: str) -> str:
        """The whole number that a text writes; DuckDB would round one with a fraction."""
        number = try_cast.format(self.raw, "BIGINT")
        return f"CASE WHEN {number} = {try_cast.format(self.raw, 'DOUBLE')} THEN {number} END"

    def time(self) -> tuple[str, bool]:
        moment, fallible = self.moment()
        if self.fact.type == "date" and self.kind != "date":
            return f"CAST({moment} AS DATE)", fallible
        return moment, fallible

    def moment(self) -> tuple[str, bool]:
        """A time of China without an offset; for a fact that is a day, the day itself."""
        unit = self.said.unit
        if unit in times.MICROSECONDS and self.kind in ("integer", "wide"):
            return times.counted(self.raw, unit, self.dialect), True
        if unit in times.MICROSECONDS and self.kind == "text" and self.dialect.try_cast:
            return times.counted(self.whole(self.dialect.try_cast), unit, self.dialect), True
        if unit in (None, "utc") and self.kind == "moment":
            return (f"({self.raw} + INTERVAL '8' HOUR)" if unit else self.raw), False
        if unit is None and self.kind == "instant":
            return self.dialect.from_instant.format(self.raw), False
        if self.kind == "date" and (unit == "day" or (unit is None and self.fact.type == "date")):
            return (
                self.raw if self.fact.type == "date" else f"CAST({self.raw} AS {_type(self.fact, self.dialect)})"
            ), False
        if unit in (None, "utc") and self.kind == "text" and self.dialect.name == "duckdb":
            return times.written(f"CAST({self.raw} AS VARCHAR)", unit, self.dialect), True
        raise self.unfit()

    def unfit(self) -> Misuse:
        given = f" with unit {self.said.unit}" if self.said.unit else ""
        return Misuse(
            f"{self.table}: column {self.said.column} is {self.type}{given}, which cannot say {self.fact.id} "
            f"({self.fact.type}); {_REMEDIES[self.fact.type]}"
        )


_REMEDIES = {
    "boolean": "give the meaning of its values under codes: in a mapping",
    "integer": "map a column of whole numbers",
    "number": "map a column of numbers",
    "string": "map a column of text",
    "enum": "give the meaning of its values under codes: in a mapping",
    "date": "map a column of dates or times, or give its unit in a mapping",
    "datetime": "map a column of times, or give its unit in a mapping (epoch_seconds, epoch_milliseconds, utc, day)",
    "duration": "map no column: periods are facts of the service",
}
