"""What the cells of one column say of a fact, as SQL: typed as the vocabulary says, with what does not fit told apart from what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guiju.files.finding import Misuse
from guiju.model import Fact
from guiju.model.mapping import MappedColumn
from guiju.predicates.dialects import Dialect
from guiju.tables import times
from guiju.tables.kinds import Kind, sql_type


@dataclass(frozen=True)
class Reading:
    """The cells of a column as expressions: `value` is NULL where it is missing or explicitly none; `none` is true where it is that, else false or NULL;
    `misfit` is true for a cell whose content fits neither the fact nor the mapping, and whose `value` is then of no meaning; None where there can be no
    such cell. `misfit_none` is true for a cell of the column of what is none that is neither true nor false; None where there can be no such cell.
    """

    value: str
    none: str | None
    misfit: str | None
    misfit_none: str | None


@dataclass(frozen=True)
class Cells:
    """The cells of a column that says a fact. `kind` and `type` are those of the column, `none_kind` that of the column of what is none; `table` is for messages."""

    fact: Fact
    said: MappedColumn
    kind: Kind
    type: str
    none_kind: Kind | None
    dialect: Dialect
    table: str

    def read(self) -> Reading:
        """Misuse where no cell of this type can say the fact."""
        value, fallible = self._coded() if self.said.codes else self._converted()
        below = None
        if self.fact.unit and self.fact.type in ("integer", "number"):  # what is counted is never below 0
            if fallible:
                value = f"CASE WHEN {value} >= 0 THEN {value} END"
            else:
                below, fallible = f"{value} < 0", True
        absent, silent = (self._is_among(texts) for texts in (self.said.none_values, self.said.missing_values))
        if told := [condition for condition in (absent, silent) if condition]:
            value = f"CASE WHEN {' OR '.join(told)} THEN NULL ELSE {value} END"
        misfit = None
        if fallible:
            unread = [below] if below else [f"{self._raw} IS NOT NULL", f"({value}) IS NULL"]
            parts = [*unread, *(f"NOT ({condition})" for condition in told)]
            says_nothing = tuple(code for code, meaning in self.said.codes.items() if meaning == "missing")
            if says_nothing:
                parts.append(f"{self._as_text} NOT IN ({self._listed(says_nothing)})")
            if self.kind == "real" and self.dialect.not_a_number:
                parts.append(f"NOT {self.dialect.not_a_number.format(self._raw)}")
            misfit = " AND ".join(parts)
        return Reading(value, self._none(absent), misfit, self._misfit_none())

    @property
    def _raw(self) -> str:
        # Where a mapping says what a blank cell means, it is looked at as it is.
        blank_means = any(not text.strip() for text in (*self.said.none_values, *self.said.codes))
        return self.dialect.identifier(self.said.column) if self.kind != "text" or blank_means else self._written

    @property
    def _written(self) -> str:
        """The text of a cell. One of nothing but white space is an empty cell, as nothing is in CSV; a profile refuses it."""
        name = self.dialect.identifier(self.said.column)
        text = (
            name
            if re.fullmatch(r"(var|bp)?char|text|string", self.type, re.IGNORECASE)
            else f"CAST({name} AS {self.dialect.text})"
        )
        # Most texts begin with a sign of ASCII, or with one that comes after all white space, as those of Chinese do: only the others are looked at to
        # their end, since a scan reads millions.
        told = self.dialect.bytewise.format(text)
        signed = f"WHEN {told} >= '!' AND {told} < '~' THEN {text} WHEN {told} >= '、' THEN {text}"
        return f"CASE {signed} WHEN NOT {self.dialect.blank.format(text)} THEN {text} END"

    @property
    def _as_text(self) -> str:
        return self._raw if self.kind == "text" else f"CAST({self._raw} AS {self.dialect.text})"

    def _listed(self, texts: tuple[str, ...]) -> str:
        return ", ".join(self.dialect.string(text) for text in texts)

    def _is_among(self, texts: tuple[str, ...]) -> str | None:
        return f"{self._as_text} IN ({self._listed(texts)})" if texts else None

    def _none(self, absent: str | None) -> str | None:
        if not self.fact.can_be_none:
            return None
        ways = [absent] if absent else []
        if self.said.none_column:
            name = self.dialect.identifier(self.said.none_column)
            if self.none_kind == "text":
                name = f"lower(trim({name})) IN ('true', '1')"
            elif self.none_kind in ("integer", "wide"):
                name = f"{name} <> 0"
            # False there says that nobody knows. It is seldom true, and only then is the cell looked at.
            ways.append(f"CASE WHEN {name} THEN {self._raw} IS NULL END")
        elif self.said.empty == "none":
            ways.append(f"{self._raw} IS NULL")
        return f"({' OR '.join(ways)})" if ways else "FALSE"

    def _misfit_none(self) -> str | None:
        if not self.said.none_column or self.none_kind != "text":
            return None
        name = self.dialect.identifier(self.said.none_column)
        return f"lower(trim({name})) NOT IN ('true', '1', 'false', '0') AND NOT {self.dialect.blank.format(name)}"

    def _coded(self) -> tuple[str, bool]:
        """By the list of codes; a code that is not listed does not fit."""
        whens = [
            f"WHEN {self.dialect.string(code)} THEN {self._constant(meaning)}"
            for code, meaning in self.said.codes.items()
            if meaning != "missing"
        ]
        return f"CASE {self._as_text} {' '.join(whens)} ELSE NULL END" if whens else self._nothing(), True

    def _constant(self, meaning: str | bool) -> str:
        if isinstance(meaning, bool):
            return "TRUE" if meaning else "FALSE"
        return self.dialect.string(meaning)

    def _nothing(self) -> str:
        return f"CAST(NULL AS {sql_type(self.fact, self.dialect)})"

    def _converted(self) -> tuple[str, bool]:
        """The column in the type of the fact, and whether a cell may fail to be one."""
        if self.kind == "nothing":
            return self._nothing(), False
        match self.fact.type:
            case "boolean" if self.kind == "boolean":
                return self._raw, False
            case "boolean" if self.kind == "text":
                words = "WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE"
                # Nearly all are written like this: only the others are looked at closely.
                return f"CASE {self._as_text} {words} ELSE CASE lower(trim({self._as_text})) {words} END END", True
            case "integer":
                return self._integer()
            case "number":
                return self._number()
            case "string" if self.kind == "text":
                return self._written, False
            case "string" if self.kind in ("integer", "wide"):
                return self._as_text, False
            case "enum" if self.kind == "text":
                values = self._listed(tuple(v.id for v in self.fact.values))
                return f"CASE WHEN {self._as_text} IN ({values}) THEN {self._as_text} END", True
            case "date" | "datetime":
                return self._time()
        raise self._unfit()

    def _integer(self) -> tuple[str, bool]:
        if self.kind == "integer":
            return self._raw, False
        if self.kind == "real" and self.dialect.not_a_number:
            # Tools that know no missing whole number write them as reals, and a missing one as NaN.
            is_nan = self.dialect.not_a_number.format(self._raw)
            whole = f"{self._raw} = floor({self._raw}) AND abs({self._raw}) < 9e18"
            return f"CASE WHEN {is_nan} THEN NULL WHEN {whole} THEN CAST({self._raw} AS BIGINT) END", True
        if self.kind == "wide" and self.dialect.try_cast:
            return self.dialect.try_cast.format(self._raw, "BIGINT"), True
        if self.kind == "text" and self.dialect.try_cast:
            return self._whole(self.dialect.try_cast), True
        if self.kind == "wide":
            return f"CASE WHEN abs({self._raw}) < 9000000000000000000 THEN CAST({self._raw} AS BIGINT) END", True
        raise self._unfit()

    def _number(self) -> tuple[str, bool]:
        if self.kind in ("integer", "wide"):
            return self._raw, False
        if self.kind == "real" and self.dialect.not_a_number:
            is_nan = self.dialect.not_a_number.format(self._raw)
            return f"CASE WHEN {is_nan} THEN NULL WHEN abs({self._raw}) < 1e308 THEN {self._raw} END", True
        if self.kind == "text" and self.dialect.try_cast:
            number = self.dialect.try_cast.format(self._raw, "DOUBLE")
            return f"CASE WHEN abs({number}) < 1e308 THEN {number} END", True
        raise self._unfit()

    def _whole(self, try_cast: str) -> str:
        """The whole number that a text writes; DuckDB would round one with a fraction, and Spark reads none with a point."""
        text = try_cast.format(self._raw, "DECIMAL(38, 9)") if self.dialect.name == "spark" else self._raw
        number = try_cast.format(text, "BIGINT")
        return f"CASE WHEN {number} = {try_cast.format(self._raw, 'DOUBLE')} THEN {number} END"

    def _time(self) -> tuple[str, bool]:
        moment, fallible = self._moment()
        if self.fact.type == "date" and self.kind != "date":
            return f"CAST({moment} AS DATE)", fallible
        return moment, fallible

    def _moment(self) -> tuple[str, bool]:
        """A time of China without an offset; for a fact that is a day, the day itself."""
        unit = self.said.unit
        if self.said.order is not None and self.kind != "text":
            raise self._unfit()
        if unit in times.MICROSECONDS and self.kind in ("integer", "wide"):
            return times.counted(self._raw, unit, self.dialect), True
        if self.kind == "text" and self.said.order and unit not in times.MICROSECONDS:
            text = times.ordered(f"CAST({self._raw} AS {self.dialect.text})", self.said.order, self.dialect)
            return times.written(text, unit, self.dialect), True
        if self.kind == "text" and self.dialect.try_cast:
            if unit in times.MICROSECONDS:
                return times.counted(self._whole(self.dialect.try_cast), unit, self.dialect), True
            return times.written(f"CAST({self._raw} AS {self.dialect.text})", unit, self.dialect), True
        if unit in (None, "utc") and self.kind == "moment":
            moment = self._in_microseconds("TIMESTAMP")
            return (f"({moment} + INTERVAL '8' HOUR)" if unit else moment), False
        if unit is None and self.kind == "instant":
            return self.dialect.from_instant.format(self._in_microseconds("TIMESTAMPTZ")), False
        if self.kind == "date" and (unit == "day" or (unit is None and self.fact.type == "date")):
            return (
                self._raw if self.fact.type == "date" else f"CAST({self._raw} AS {sql_type(self.fact, self.dialect)})"
            ), False
        raise self._unfit()

    def _in_microseconds(self, name: str) -> str:
        """A time that is kept in nanoseconds, as pandas does, reaches from 1677 to 2262 only: what it is compared with need not fit in there."""
        return f"CAST({self._raw} AS {name})" if self.type.lower().endswith("_ns") else self._raw

    def _unfit(self) -> Misuse:
        given = "".join(f" with {key} {told}" for key in ("unit", "order") if (told := getattr(self.said, key)))
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
