"""Periods of calendar time: compared by their shortest and longest run of days, and read from ISO 8601."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.model import durations
from guiju.model.durations import Duration

TABLES = cases(__file__)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@each(TABLES["compared"])
def test_periods_are_calendar_time(one: str, other: str, at_least: bool | None) -> None:
    left, right = durations.parse(one), durations.parse(other)
    assert left and right
    assert durations.at_least(left, right) is at_least


@given(DAYS, st.integers(1, 24))
def test_a_number_of_months_before_a_day_is_within_its_shortest_and_longest(day: date, months: int) -> None:
    period = Duration(months, 0)
    span = (day - durations.before(day, period)).days
    assert period.shortest - 3 <= span <= period.longest + 3
    assert durations.before(day, Duration(0, months)) == day - timedelta(days=months)


@each(TABLES["none"])
def test_what_is_no_period_of_one_unit_is_none(text: str) -> None:
    assert durations.parse(text) is None


def test_a_period_longer_than_the_calendar_still_compares() -> None:
    assert durations.at_least(Duration(9999 * 12, 0), Duration(6, 0)) is True
    assert durations.before(date(2026, 1, 1), Duration(9999 * 12, 0)) == date.min
    assert durations.before(date(2026, 1, 1), Duration(0, 10**15)) == date.min
