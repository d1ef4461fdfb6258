"""Times in the columns of a table as SQL: China time without an offset, of the years 1 to 9999, as in a profile."""

from datetime import date, timedelta

from guiju.model.mapping import DateOrder
from guiju.predicates.dialects import Dialect

MICROSECONDS = {"epoch_seconds": 1_000_000, "epoch_milliseconds": 1_000, "epoch_microseconds": 1}
_LAST = 253_402_243_199
"""Seconds since 1970-01-01T00:00:00Z, of the last second of the year 9999 in China."""
_DAY_FIRST = r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_ORDERS: dict[DateOrder, tuple[str, tuple[int, int, int]]] = {
    "day_month_year": (_DAY_FIRST, (3, 2, 1)),
    "month_day_year": (_DAY_FIRST, (3, 1, 2)),
    "year_month_day": (r"^\s*(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?", (1, 2, 3)),
}
"""How a day is found in a text, and which of its groups are year, month and day."""


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
    return dialect.rewritten(text, *_ORDERS[order])


def until(value: str, as_of: date, dialect: Dialect) -> str:
    """A moment no later than the end of the day; NULL for a later one, and for the infinities that databases know."""
    name = dialect.moment
    # The last day of the calendar has none after it.
    last = as_of == date.max
    end = f"<= {name} '{as_of} 23:59:59.999999'" if last else f"< {name} '{as_of + timedelta(days=1)} 00:00:00'"
    return f"CASE WHEN {value} >= {name} '0001-01-01 00:00:00' AND {value} {end} THEN {value} END"


def day(value: str) -> str:
    """A day of the calendar; NULL for the infinities."""
    return f"CASE WHEN {value} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {value} END"
