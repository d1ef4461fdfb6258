"""Periods as calendar time: six months is 181 to 184 days, so P180D falls short of P6M and P184D does not."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

ISO = r"P([0-9]{1,4})([DWMY])"
"""How a period is written."""
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Y": 12}


@dataclass(frozen=True)
class Duration:
    """A period of whole months or of whole days, never of both."""

    months: int
    days: int

    @property
    def shortest(self) -> int:
        """Days of the period where the calendar makes it shortest."""
        return self.days or _span(self.months)[0]

    @property
    def longest(self) -> int:
        """Days of the period where the calendar makes it longest."""
        return self.days or _span(self.months)[1]


@lru_cache(maxsize=1024)
def parse(text: str) -> Duration | None:
    """An ISO 8601 period of one unit: P6M, P180D, P1Y, P2W. None for anything else."""
    match = re.fullmatch(ISO, text)
    if match is None:
        return None
    count, unit = int(match[1]), match[2]
    return Duration(count * _MONTHS.get(unit, 0), count * _DAYS.get(unit, 0))


def at_least(one: Duration, other: Duration) -> bool | None:
    """Whether `one` is at least as long as `other` from whatever day it runs; None where that depends on the day."""
    short, long = one.shortest >= other.shortest, one.longest >= other.longest
    return short if short == long else None


def before(day: date, period: Duration) -> date:
    """The first day from which the period, counted forward, has not run out before `day`.

    A period of months ends on the corresponding day of its last month, or on the last of that month where there is none
    (Civil Code, arts. 201 and 202, by analogy): six months from 28 February run to 28 August, so on 31 August they are
    still running only for what began on 1 March or later. Where the calendar does not reach that far back, its first
    day.
    """
    if period.days:
        return day - timedelta(days=period.days) if period.days < day.toordinal() else date.min
    year, month = divmod(day.year * 12 + day.month - 1 - period.months, 12)
    if year < date.min.year:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    # What began in that month ran out on its last day at the latest; the next month has begun since.
    return date(year, month + 1, day.day) if day.day <= last else date(year, month + 1, last) + timedelta(days=1)


def after(day: date, period: Duration) -> date:
    """The last day of the period that begins on `day`: of months the corresponding day of the last month, or the last
    of that month where there is none. The last day of the calendar where it does not reach that far."""
    if period.days:
        return day + timedelta(days=min(period.days, date.max.toordinal() - day.toordinal()))
    year, month = divmod(day.year * 12 + day.month - 1 + period.months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@cache
def _span(months: int) -> tuple[int, int]:
    """Days of the shortest and the longest run of that many months; four years hold every case of a leap year."""
    starts = [(year, month) for year in range(2000, 2004) for month in range(1, 13)]
    lengths = [_first(y, m + months) - _first(y, m) for y, m in starts]
    return min(lengths), max(lengths)


def _first(year: int, month: int) -> int:
    """The first of a month as a day number. The calendar ends with 9999, but repeats itself every 400 years."""
    cycles, year = divmod(year + (month - 1) // 12, 400)
    return date(400 + year, (month - 1) % 12 + 1, 1).toordinal() + cycles * 146_097
