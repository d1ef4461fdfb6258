"""Times in the columns of a table as SQL: China time without an offset, and only such as a profile can say, of the years 1 to 9999."""

from __future__ import annotations

from datetime import date, timedelta

from guiju.model.mapping import DateOrder
from guiju.predicates.dialects import Dialect

MICROSECONDS = {"epoch_seconds": 1_000_000, "epoch_milliseconds": 1_000, "epoch_microseconds": 1}
_LAST = 253_402_243_199
"""Seconds since 1970-01-01T00:00:00Z, of the last second of the year 9999 in China."""
_WRITTEN = r"\d{4}-\d{1,2}-\d{1,2}%s"
_USUAL = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_CLOCK = r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"
_OFFSET = r" ?(Z|[+-]\d\d(:?\d\d)?)"
_COMPLETED = ((r"([T ]\d{1,2}:\d{2}) ?([Z+-])", "$1:00$2"), (r"([+-]\d\d)$", "$1:00"))
"""What Spark wants in a time with an offset, and ISO 8601 does not: seconds, and minutes of the offset."""
_ORDERS: dict[DateOrder, tuple[str, tuple[int, int, int]]] = {
    "day_month_year": (r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (3, 2, 1)),
    "month_day_year": (r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (3, 1, 2)),
    "year_month_day": (r"^\s*(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?", (1, 2, 3)),
}
"""How a day is found in a text, and which of its groups are year, month and day."""
_END = r"\z"
"""Where a text ends, for Java, whose `$` also stands before a line break at the end."""
_PLACES = {
    "year": 1,
    "month": 2,
    "day": 3,
    "hour": 5,
    "minute": 6,
    "second": 8,
    "fraction": 10,
    "offset": 11,
    "ahead": 12,
    "beyond": 14,
}
_PARTS = (
    "^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ]([0-9]{1,2}):([0-9]{2})(:([0-9]{2})(\\.([0-9]+))?)?"
    "(Z|([+-][0-9]{2})(:?([0-9]{2}))?)?)?$"
)
"""The parts of a time, for PostgreSQL: year, month, day, all of the clock, hour, minute, seconds with their mark, seconds, fraction with its mark, fraction,
offset, its hours, its minutes with their mark, its minutes. Its `\\d` would be digits of other scripts too.
"""


def counted(number: str, unit: str, dialect: Dialect) -> str:
    """The time that a number counts since 1970; NULL for one beyond the calendar, and for 0 and below.

    No service, group or account is that old: tables write 0 or -1 for a time that is not set, which a mapping may say (missing_values, none_values).
    """
    factor = MICROSECONDS[unit]
    a_second = 1_000_000 // factor
    # The bounds keep the product within 64 bits, which a column of 32 bits would overflow too.
    made = dialect.from_epoch.format(f"(CAST({number} AS BIGINT) * {factor})")
    return f"CASE WHEN {number} BETWEEN 1 AND {_LAST * a_second} THEN {made} END"


def ordered(text: str, order: DateOrder, dialect: Dialect) -> str:
    """A text whose day stands in this order, with the day as ISO 8601 writes it; a text that begins otherwise is left as it is."""
    pattern, groups = _ORDERS[order]
    mark = "$" if dialect.name == "spark" else "\\"
    if dialect.name == "postgres":  # whose classes hold signs of other scripts too
        pattern = pattern.replace(r"\s", r"[\t\n\f\r ]").replace(r"\d", "[0-9]")
    day = "-".join(f"{mark}{group}" for group in groups)
    return f"regexp_replace({text}, {dialect.string(pattern)}, {dialect.string(day)})"


def written(text: str, unit: str | None, dialect: Dialect) -> str:
    """A time written as ISO 8601 writes one: with an offset it is moved to China, without one it is taken as the unit says; NULL for any other text.

    DuckDB leaves out an offset where no instant is asked for, and reads words such as `epoch` and `infinity` besides, and a part of a time that holds a blank.
    """
    if dialect.name == "postgres":
        return _built(text, unit)
    spark, trimmed = dialect.name == "spark", f"trim({text})"
    whole = trimmed
    for pattern, completed in _COMPLETED if spark else ():
        whole = f"regexp_replace({whole}, {dialect.string(pattern)}, '{completed}')"
    instant = dialect.from_instant.format(f"TRY_CAST({whole} AS {'TIMESTAMP_LTZ' if spark else 'TIMESTAMPTZ'})")

    def without(told: str) -> str:
        moment = f"TRY_CAST({told} AS {'TIMESTAMP_NTZ' if spark else 'TIMESTAMP'})"
        return f"({moment} + INTERVAL '8' HOUR)" if unit == "utc" else moment

    def like(pattern: str, of: str = trimmed) -> str:
        if spark:
            return f"{of} RLIKE {dialect.string(f'^({pattern}){_END}')}"
        return f"regexp_full_match({of}, {dialect.string(pattern)})"

    return (
        # Most are written like this, which is told sooner.
        f"CASE WHEN {like(_USUAL, text)} THEN {without(text)} "
        f"WHEN {like(_WRITTEN % f'({_CLOCK})?')} THEN {without(trimmed)} "
        f"WHEN {like(_WRITTEN % (_CLOCK + _OFFSET))} THEN {instant} END"
    )


def _built(text: str, unit: str | None) -> str:
    """The same in PostgreSQL, where a text that is no time ends the query when it is cast: the time is made of its parts, and only of such as make one.

    A day beyond its month falls into the next one, whose number then differs. 24:00 is the begin of the next day, as DuckDB takes it.
    """
    at = {name: f"(m)[{place}]" for name, place in _PLACES.items()}
    numbers = ", ".join(
        f"CAST(coalesce({at[name]}, '0') AS INTEGER) AS {name}"
        for name in ("year", "month", "day", "hour", "minute", "second", "ahead", "beyond")
    )
    fraction = f"CAST(rpad(left(coalesce({at['fraction']}, ''), 6), 6, '0') AS INTEGER) AS fraction"
    parts = f"SELECT {numbers}, {fraction}, {at['offset']} AS told, left({at['ahead']}, 1) AS sign FROM (SELECT regexp_match(trim({text}), '{_PARTS}') AS m) AS matched"
    clock = "(minute < 60 AND second < 60 AND (hour < 24 OR (hour = 24 AND minute + second + fraction = 0)))"
    seconds = "(hour * 3600 + minute * 60 + second)"
    # China is eight hours ahead.
    away = f"CASE WHEN told IS NOT NULL THEN 28800 - (ahead * 3600 + CASE sign WHEN '-' THEN -beyond ELSE beyond END * 60) ELSE {28800 if unit == 'utc' else 0} END"
    moment = f"(first + (day - 1) + CAST({seconds} + {away} AS BIGINT) * interval '1 second' + fraction * interval '1 microsecond')"
    begun = f"SELECT *, CASE WHEN year > 0 AND month BETWEEN 1 AND 12 THEN make_date(year, month, 1) END AS first FROM ({parts}) AS parts"
    fits = f"{clock} AND extract(month FROM first + (day - 1)) = month"
    return f"(SELECT CASE WHEN {fits} THEN {moment} END FROM ({begun}) AS begun)"


def until(value: str, as_of: date, dialect: Dialect) -> str:
    """A moment that has been by the end of the day; NULL for a later one, and for the infinities that databases know."""
    name = "TIMESTAMP_NTZ" if dialect.name == "spark" else "TIMESTAMP"
    # The last day of the calendar has none after it.
    end = (
        f"<= {name} '{as_of} 23:59:59.999999'"
        if as_of == date.max
        else f"< {name} '{as_of + timedelta(days=1)} 00:00:00'"
    )
    return f"CASE WHEN {value} >= {name} '0001-01-01 00:00:00' AND {value} {end} THEN {value} END"


def day(value: str) -> str:
    """A day of the calendar; NULL for the infinities."""
    return f"CASE WHEN {value} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {value} END"
