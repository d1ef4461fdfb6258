"""Times in the columns of a table as SQL: China time without an offset, of the years 1 to 9999, as in a profile."""

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
"""Spark needs seconds in a time with an offset, and minutes in the offset; ISO 8601 does not."""
_DAY_FIRST = r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_ORDERS: dict[DateOrder, tuple[str, tuple[int, int, int]]] = {
    "day_month_year": (_DAY_FIRST, (3, 2, 1)),
    "month_day_year": (_DAY_FIRST, (3, 1, 2)),
    "year_month_day": (r"^\s*(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?", (1, 2, 3)),
}
"""How a day is found in a text, and which of its groups are year, month and day."""
_END = r"\z"
"""The end of a text for Java, whose `$` also matches before a line break at the end."""
_PARTS = (
    "^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ]([0-9]{1,2}):([0-9]{2})(:([0-9]{2})(\\.([0-9]+))?)?"
    "(Z|([+-][0-9]{2})(:?([0-9]{2}))?)?)?$"
)
_PLACES = {"year": 1, "month": 2, "day": 3, "hour": 5, "minute": 6, "second": 8, "ahead": 12, "beyond": 14}
_FRACTION, _WHOLE_OFFSET = "(m)[10]", "(m)[11]"
"""The parts of a time in PostgreSQL, and their places; its `\\d` would match digits of other scripts too."""


def counted(number: str, unit: str, dialect: Dialect) -> str:
    """The time that a number counts since 1970; NULL for one beyond the calendar, and for 0 and below.

    Nothing is that old: tables write 0 or -1 for a time that is not set, to which a mapping may give a meaning.
    """
    factor = MICROSECONDS[unit]
    # The bounds keep the product within 64 bits; a column of 32 bits would overflow.
    moment = dialect.from_epoch.format(f"(CAST({number} AS BIGINT) * {factor})")
    return f"CASE WHEN {number} BETWEEN 1 AND {_LAST * (1_000_000 // factor)} THEN {moment} END"


def ordered(text: str, order: DateOrder, dialect: Dialect) -> str:
    """A text whose day is in this order, with the day as in ISO 8601; a text that begins otherwise is left as it is."""
    pattern, groups = _ORDERS[order]
    mark = "$" if dialect.name == "spark" else "\\"
    if dialect.name == "postgres":  # its classes match characters of other scripts too
        pattern = pattern.replace(r"\s", r"[\t\n\f\r ]").replace(r"\d", "[0-9]")
    day = "-".join(f"{mark}{group}" for group in groups)
    return f"regexp_replace({text}, {dialect.string(pattern)}, {dialect.string(day)})"


def written(text: str, unit: str | None, dialect: Dialect) -> str:
    """A time in ISO 8601, moved to China by its offset; without one, taken as the unit says; NULL for any other text.

    DuckDB ignores an offset where no instant is asked for, and also reads `epoch`, `infinity` and blanks inside a time.
    """
    if dialect.name == "postgres":
        return _built(text, unit)
    spark, trimmed = dialect.name == "spark", f"trim({text})"
    whole = trimmed
    for pattern, completed in _COMPLETED if spark else ():
        whole = f"regexp_replace({whole}, {dialect.string(pattern)}, '{completed}')"
    instant = dialect.from_instant.format(f"TRY_CAST({whole} AS {'TIMESTAMP_LTZ' if spark else 'TIMESTAMPTZ'})")

    def without_offset(text: str) -> str:
        moment = f"TRY_CAST({text} AS {_moment(dialect)})"
        return f"({moment} + INTERVAL '8' HOUR)" if unit == "utc" else moment

    def like(pattern: str, of: str = trimmed) -> str:
        if spark:
            return f"{of} RLIKE {dialect.string(f'^({pattern}){_END}')}"
        return f"regexp_full_match({of}, {dialect.string(pattern)})"

    return (
        # Most are written like this, which is found sooner.
        f"CASE WHEN {like(_USUAL, text)} THEN {without_offset(text)} "
        f"WHEN {like(_WRITTEN % f'({_CLOCK})?')} THEN {without_offset(trimmed)} "
        f"WHEN {like(_WRITTEN % (_CLOCK + _OFFSET))} THEN {instant} END"
    )


def _built(text: str, unit: str | None) -> str:
    """The same in PostgreSQL, where a cast of another text ends the query: the time is made of its parts, if they fit.

    A day beyond its month falls into the next one, whose number then differs. 24:00 is the next day, as in DuckDB.
    """
    numbers = ", ".join(f"CAST(coalesce((m)[{at}], '0') AS INTEGER) AS {name}" for name, at in _PLACES.items())
    fraction = f"CAST(rpad(left(coalesce({_FRACTION}, ''), 6), 6, '0') AS INTEGER) AS fraction"
    offset = f"{_WHOLE_OFFSET} AS whole_offset, left((m)[{_PLACES['ahead']}], 1) AS sign"
    matched = f"SELECT regexp_match(trim({text}), '{_PARTS}') AS m"
    parts = f"SELECT {numbers}, {fraction}, {offset} FROM ({matched}) AS matched"
    clock = "(minute < 60 AND second < 60 AND (hour < 24 OR (hour = 24 AND minute + second + fraction = 0)))"
    # China is eight hours ahead.
    ahead = "28800 - (ahead * 3600 + CASE sign WHEN '-' THEN -beyond ELSE beyond END * 60)"
    away = f"CASE WHEN whole_offset IS NOT NULL THEN {ahead} ELSE {28800 if unit == 'utc' else 0} END"
    seconds = f"CAST((hour * 3600 + minute * 60 + second) + {away} AS BIGINT) * interval '1 second'"
    moment = f"(first + (day - 1) + {seconds} + fraction * interval '1 microsecond')"
    first = "CASE WHEN year > 0 AND month BETWEEN 1 AND 12 THEN make_date(year, month, 1) END AS first"
    fits = f"{clock} AND extract(month FROM first + (day - 1)) = month"
    return f"(SELECT CASE WHEN {fits} THEN {moment} END FROM (SELECT *, {first} FROM ({parts}) AS parts) AS begun)"


def until(value: str, as_of: date, dialect: Dialect) -> str:
    """A moment no later than the end of the day; NULL for a later one, and for the infinities that databases know."""
    name = _moment(dialect)
    # The last day of the calendar has none after it.
    last = as_of == date.max
    end = f"<= {name} '{as_of} 23:59:59.999999'" if last else f"< {name} '{as_of + timedelta(days=1)} 00:00:00'"
    return f"CASE WHEN {value} >= {name} '0001-01-01 00:00:00' AND {value} {end} THEN {value} END"


def day(value: str) -> str:
    """A day of the calendar; NULL for the infinities."""
    return f"CASE WHEN {value} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {value} END"


def _moment(dialect: Dialect) -> str:
    return "TIMESTAMP_NTZ" if dialect.name == "spark" else "TIMESTAMP"
