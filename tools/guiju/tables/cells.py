"""The cells of one column as SQL expressions of a fact: typed by the vocabulary, misfits apart from missing values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guiju.files.finding import Misuse
from guiju.model import Fact
from guiju.model.mapping import MappedColumn
from guiju.predicates.dialects import Dialect
from guiju.tables import times
from guiju.tables.kinds import ColumnType, kind, null, sql_type

_CODES = "give the meaning of its values under codes: in a mapping"
_REMEDIES = {
    "boolean": _CODES,
    "integer": "map a column of whole numbers",
    "number": "map a column of numbers",
    "string": "map a column of text",
    "enum": _CODES,
    "date": "map a column of dates or times, or give its unit in a mapping",
    "datetime": "map a column of times, or give its unit in a mapping (epoch_seconds, epoch_milliseconds, utc, day)",
    "duration": "do not map it: periods are facts of the service",
}


@dataclass(frozen=True)
class FactExpression:
    """A fact of a table. `value` is NULL where it is missing or none; `none` is true where it is explicitly none.

    `misfit` is true for a cell that fits neither the fact nor the mapping, whose `value` means nothing; `misfit_none`
    for one of the column that marks what is none; None where there can be no such cell. A scan refuses misfits.
    """

    fact: Fact
    column: str
    value: str
    none: str | None
    misfit: str | None
    misfit_none: str | None = None

    def forgiving(self) -> FactExpression:
        """The same for a table that nobody refuses: a number that does not fit is missing, like any other misfit."""
        if not (self.misfit and self.fact.unit):
            return self
        return replace(self, value=f"CASE WHEN {self.misfit} THEN NULL ELSE {self.value} END")


@dataclass(frozen=True)
class Cells:
    """The cells of a column of this `type` that gives a fact; `table` is for messages."""

    fact: Fact
    mapped: MappedColumn
    type: str
    none_type: str | None
    dialect: Dialect
    table: str

    def expression(self) -> FactExpression:
        """The fact. Misuse where no cell of this type can give it."""
        value, fallible = self._coded() if self.mapped.codes else self._converted()
        below = None
        if self.fact.unit and self.fact.type in ("integer", "number"):  # a count is never below 0
            if fallible:
                value = f"CASE WHEN {value} >= 0 THEN {value} END"
            else:
                below, fallible = f"{value} < 0", True
        absent, missing = (self._is_among(texts) for texts in (self.mapped.none_values, self.mapped.missing_values))
        stated = [condition for condition in (absent, missing) if condition]
        if stated:
            value = f"CASE WHEN {' OR '.join(stated)} THEN NULL ELSE {value} END"
        misfit = None
        if fallible:
            parts = [below] if below else [f"{self._raw} IS NOT NULL", f"({value}) IS NULL"]
            parts += [f"NOT ({condition})" for condition in stated]
            if codes := [code for code, meaning in self.mapped.codes.items() if meaning == "missing"]:
                parts.append(f"{self._as_text} NOT IN ({self._listed(codes)})")
            if self._kind == "real":
                parts.append(f"NOT {self.dialect.not_a_number.format(self._raw)}")
            misfit = " AND ".join(parts)
        return FactExpression(self.fact, self.mapped.column, value, self._none(absent), misfit, self._misfit_none())

    @property
    def _kind(self) -> ColumnType:
        return kind(self.type, self.dialect)

    @property
    def _raw(self) -> str:
        # Where a mapping gives a blank cell a meaning, the cell is taken as it is.
        blank_means = any(not text.strip() for text in (*self.mapped.none_values, *self.mapped.codes))
        return self.dialect.identifier(self.mapped.column) if self._kind != "text" or blank_means else self._written

    @property
    def _written(self) -> str:
        """The text of a cell. One of nothing but white space is an empty cell, as in CSV; a profile refuses it."""
        text, is_text = self.dialect.identifier(self.mapped.column), r"(var|bp)?char|text|string"
        if not re.fullmatch(is_text, self.type, re.IGNORECASE):
            text = f"CAST({text} AS {self.dialect.text})"
        # Most texts begin with an ASCII character, or with one that comes after all white space, as Chinese ones do:
        # only the others are looked at to their end, since a scan reads millions.
        first = self.dialect.bytewise.format(text)
        signed = f"WHEN {first} >= '!' AND {first} < '~' THEN {text} WHEN {first} >= '、' THEN {text}"
        return f"CASE {signed} WHEN NOT {self.dialect.blank.format(text)} THEN {text} END"

    @property
    def _as_text(self) -> str:
        return self._raw if self._kind == "text" else self._cast()

    def _cast(self) -> str:
        return f"CAST({self._raw} AS {self.dialect.text})"

    def _listed(self, texts: Sequence[str]) -> str:
        return ", ".join(self.dialect.string(text) for text in texts)

    def _is_among(self, texts: Sequence[str]) -> str | None:
        return f"{self._as_text} IN ({self._listed(texts)})" if texts else None

    def _none(self, absent: str | None) -> str | None:
        if not self.fact.can_be_none:
            return None
        ways = [absent] if absent else []
        if self.mapped.none_column and self.none_type:
            name, none_kind = self.dialect.identifier(self.mapped.none_column), kind(self.none_type, self.dialect)
            if none_kind == "text":
                name = f"lower(trim({name})) IN ('true', '1')"
            elif none_kind in ("integer", "wide"):
                name = f"{name} <> 0"
            # False there means that nobody knows. It is seldom true, and only then is the cell looked at.
            ways.append(f"CASE WHEN {name} THEN {self._raw} IS NULL END")
        elif self.mapped.empty == "none":
            ways.append(f"{self._raw} IS NULL")
        return f"({' OR '.join(ways)})" if ways else "FALSE"

    def _misfit_none(self) -> str | None:
        if not self.mapped.none_column or not self.none_type or kind(self.none_type, self.dialect) != "text":
            return None
        name = self.dialect.identifier(self.mapped.none_column)
        return f"lower(trim({name})) NOT IN ('true', '1', 'false', '0') AND NOT {self.dialect.blank.format(name)}"

    def _coded(self) -> tuple[str, bool]:
        """By the list of codes; a code that is not listed does not fit."""
        whens = [
            f"WHEN {self.dialect.string(code)} THEN {self._constant(meaning)}"
            for code, meaning in self.mapped.codes.items()
            if meaning != "missing"
        ]
        return f"CASE {self._as_text} {' '.join(whens)} ELSE NULL END" if whens else null(self.fact, self.dialect), True

    def _constant(self, meaning: str | bool) -> str:
        return str(meaning).upper() if isinstance(meaning, bool) else self.dialect.string(meaning)

    def _converted(self) -> tuple[str, bool]:
        """The column in the type of the fact, and whether a cell may fail to be one."""
        match self.fact.type, self._kind:
            case _, "nothing":
                return null(self.fact, self.dialect), False
            case "boolean", "boolean":
                return self._raw, False
            case "boolean", "text":
                words = "WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE"
                # Nearly all are written like this: only the others are looked at closely.
                return f"CASE {self._as_text} {words} ELSE CASE lower(trim({self._as_text})) {words} END END", True
            case "integer", _:
                return self._integer()
            case "number", _:
                return self._number()
            case "string", "text":
                return self._written, False
            case "string", "integer" | "wide":
                return self._as_text, False
            case "enum", "text":
                values = self._listed([v.id for v in self.fact.values])
                return f"CASE WHEN {self._as_text} IN ({values}) THEN {self._as_text} END", True
            case "date" | "datetime", _:
                moment, fallible = self._moment()
                is_day = self.fact.type == "date" and self._kind != "date"
                return f"CAST({moment} AS DATE)" if is_day else moment, fallible
        raise self._unfit()

    def _integer(self) -> tuple[str, bool]:
        raw, try_cast, is_nan = self._raw, self.dialect.try_cast, self.dialect.not_a_number
        match self._kind:
            case "integer":
                return raw, False
            case "real":
                # Tools that know no missing whole number write them as reals, and a missing one as NaN.
                whole = f"{raw} = floor({raw}) AND abs({raw}) < 9e18"
                return f"CASE WHEN {is_nan.format(raw)} THEN NULL WHEN {whole} THEN CAST({raw} AS BIGINT) END", True
            case "wide" if try_cast:
                return try_cast.format(raw, "BIGINT"), True
            case "wide":
                return f"CASE WHEN abs({raw}) < 9000000000000000000 THEN CAST({raw} AS BIGINT) END", True
            case "text" if try_cast:
                return self._whole(try_cast), True
        raise self._unfit()

    def _number(self) -> tuple[str, bool]:
        raw, try_cast, is_nan = self._raw, self.dialect.try_cast, self.dialect.not_a_number
        match self._kind:
            case "integer" | "wide":
                return raw, False
            case "real":
                return f"CASE WHEN {is_nan.format(raw)} THEN NULL WHEN abs({raw}) < 1e308 THEN {raw} END", True
            case "text" if try_cast:
                number = try_cast.format(raw, "DOUBLE")
                return f"CASE WHEN abs({number}) < 1e308 THEN {number} END", True
        raise self._unfit()

    def _whole(self, try_cast: str) -> str:
        """The whole number in a text; DuckDB would round one with a fraction, and Spark reads none with a point."""
        number = try_cast.format(self.dialect.numeral.format(self._raw), "BIGINT")
        return f"CASE WHEN {number} = {try_cast.format(self._raw, 'DOUBLE')} THEN {number} END"

    def _moment(self) -> tuple[str, bool]:
        """A time in China without an offset; for a fact that is a day, the day itself."""
        unit, order, counts = self.mapped.unit, self.mapped.order, self.mapped.unit in times.MICROSECONDS
        match self._kind:
            case "integer" | "wide" if unit and counts and not order:
                return times.counted(self._raw, unit, self.dialect), True
            case "text" if order and not counts:
                return self.dialect.time(times.ordered(self._cast(), order, self.dialect), unit), True
            case "text" if self.dialect.try_cast and unit and counts:
                return times.counted(self._whole(self.dialect.try_cast), unit, self.dialect), True
            case "text" if self.dialect.try_cast:
                return self.dialect.time(self._cast(), unit), True
            case "moment" if unit in (None, "utc") and not order:
                moment = self._in_microseconds("TIMESTAMP")
                return (f"({moment} + INTERVAL '8' HOUR)" if unit else moment), False
            case "instant" if unit is None and not order:
                return self.dialect.from_instant.format(self._in_microseconds("TIMESTAMPTZ")), False
            case "date" if not order and (unit == "day" or (unit is None and self.fact.type == "date")):
                is_day = self.fact.type == "date"
                return self._raw if is_day else f"CAST({self._raw} AS {sql_type(self.fact, self.dialect)})", False
        raise self._unfit()

    def _in_microseconds(self, name: str) -> str:
        """A time in nanoseconds, as of pandas, reaches from 1677 to 2262; what it is compared with need not fit."""
        return f"CAST({self._raw} AS {name})" if self.type.lower().endswith("_ns") else self._raw

    def _unfit(self) -> Misuse:
        options = "".join(f" with {key} {value}" for key in ("unit", "order") if (value := getattr(self.mapped, key)))
        return Misuse(
            f"{self.table}: column {self.mapped.column} is {self.type}{options}, which cannot supply {self.fact.id} "
            f"({self.fact.type}); {_REMEDIES[self.fact.type]}"
        )
