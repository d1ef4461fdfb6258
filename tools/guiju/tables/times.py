"""Times in the columns of a table as SQL: China time without an offset, and only such as a profile can say, of the years 1 to 9999."""

from __future__ import annotations

from datetime import date, timedelta

from guiju.predicates.dialects import Dialect

MICROSECONDS = {"epoch_seconds": 1_000_000, "epoch_milliseconds": 1_000, "epoch_microseconds": 1}
_FIRST, _LAST = -62_135_596_800, 253_402_243_199
"""Seconds since 1970-01-01T00:00:00Z, of the years 1 to 9999 in China."""
_WRITTEN = r"\s*\d{4}-\d{1,2}-\d{1,2}%s\s*"
_CLOCK = r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"
_OFFSET = r" ?(Z|[+-]\d\d(:?\d\d)?)"


def counted(number: str, unit: str, dialect: Dialect) -> str:
    """The time that a number counts since 1970; NULL for one beyond the calendar."""
    factor = MICROSECONDS[unit]
    a_second = 1_000_000 // factor
    # The bounds keep the product within 64 bits, which a column of 32 bits would overflow too.
    made = dialect.from_epoch.format(f"(CAST({number} AS BIGINT) * {factor})")
    return f"CASE WHEN {number} BETWEEN {_FIRST * a_second} AND {_LAST * a_second} THEN {made} END"


def written(text: str, unit: str | None, dialect: Dialect) -> str:
    """A time written as text: with an offset it is moved to China, without one it is taken as the unit says; NULL for any other text.

    DuckDB leaves out an offset where no instant is asked for, and reads words such as `epoch` and `infinity` besides.
    """
    without = f"TRY_CAST({text} AS TIMESTAMP)"
    moved = f"({without} + INTERVAL '8' HOUR)" if unit == "utc" else without
    instant = dialect.from_instant.format(f"TRY_CAST({text} AS TIMESTAMPTZ)")
    return (
        f"CASE WHEN regexp_full_match({text}, '{_WRITTEN % f'({_CLOCK})?'}') THEN {moved} "
        f"WHEN regexp_full_match({text}, '{_WRITTEN % (_CLOCK + _OFFSET)}') THEN {instant} END"
    )


def until(value: str, as_of: date, dialect: Dialect) -> str:
    """A moment that has been by the end of the day; NULL for a later one, and for the infinities that databases know."""
    name = "TIMESTAMP_NTZ" if dialect.name == "spark" else "TIMESTAMP"
    after = f"{name} '{as_of + timedelta(days=1)} 00:00:00'"
    return f"CASE WHEN {value} >= {name} '0001-01-01 00:00:00' AND {value} < {after} THEN {value} END"


def day(value: str) -> str:
    """A day of the calendar; NULL for the infinities."""
    return f"CASE WHEN {value} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {value} END"
