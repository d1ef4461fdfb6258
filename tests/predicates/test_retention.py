"""A retention of six months is counted forward, at the ends of months too, and alike in every engine."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers, none

from case_tables import cases, each
from guiju.model import Corpus
from guiju.model.durations import Duration, before
from guiju.predicates import parse
from guiju.predicates.dialects import DIALECTS
from guiju.predicates.kleene import Absent, Row, evaluate
from guiju.predicates.sql import Constants, sql
from guiju.reasoning.verdicts import judge

SIX = Duration(6, 0)
DAYS = [date(2023, 3, 1) + timedelta(days=n) for n in range(1461)]
KEPT = "earliest_network_log_on <= $as_of - $min_retention"


ENDS = cases(__file__)["ends"]
"""The latest day from which on all logs must be there, by the day on which one looks."""


def last_day(log: date) -> date:
    """The last day of a log: six months on, or the end of that month (Civil Code, arts. 201 and 202)."""
    year, month = divmod(log.year * 12 + log.month - 1 + 6, 12)
    return date(year, month + 1, min(log.day, calendar.monthrange(year, month + 1)[1]))


def test_nothing_is_missing_exactly_where_the_log_before_the_oldest_has_run_out() -> None:
    for as_of in DAYS:
        due = before(as_of, SIX)
        assert last_day(due) >= as_of > last_day(due - timedelta(days=1)), as_of


@each(ENDS.items())
@pytest.mark.parametrize("kept", [True, False], ids=["kept", "a day short"])
def test_the_ends_of_months(as_of: str, last: str, kept: bool, corpus: Corpus) -> None:
    day, log = date.fromisoformat(as_of), date.fromisoformat(last) + timedelta(days=not kept)
    assert evaluate(parse(KEPT), Row({"earliest_network_log_on": log}, {}, {"min_retention": SIX}, day)) is kept
    for dialect in DIALECTS.values():
        written = sql(parse(KEPT), Constants({"min_retention": SIX}, day, None), dialect)
        assert (log <= date.fromisoformat(written.split("DATE '")[1][:10])) is kept
    rule = corpus.regulations["cac-group-services-2017"]
    record = rule.obligation("retain-network-logs")
    facts = {
        "offers_user_groups": True,
        "network_log_retention_policy": SIX,
        "service_launched_on": date(2018, 1, 1),
        "earliest_network_log_on": log,
    }
    found = judge(rule, record, {"service": {"service": facts}}, day).verdict
    assert found == ("undetermined" if kept else "breached")


RULE_FROM = date(2017, 10, 8)


@given(
    launched=dates(date(2017, 1, 1), date(2018, 12, 31)),
    age=integers(0, 400),
    oldest=none() | integers(-30, 400),
)
def test_a_gap_is_a_day_since_launch_and_commencement_whose_log_is_owed_and_gone(
    corpus: Corpus, launched: date, age: int, oldest: int | None
) -> None:
    rule = corpus.regulations["cac-group-services-2017"]
    first = max(launched, RULE_FROM)
    as_of = first + timedelta(days=age)
    log = None if oldest is None else min(launched + timedelta(days=oldest), as_of)
    logged = [first + timedelta(days=n) for n in range(age)]  # what is logged on the day itself is not over
    gone = [day for day in logged if last_day(day) >= as_of and (log is None or day < log)]
    facts = {
        "offers_user_groups": True,
        "network_log_retention_policy": SIX,
        "service_launched_on": launched,
        "earliest_network_log_on": log or Absent.NONE,
    }
    found = judge(rule, rule.obligation("retain-network-logs"), {"service": {"service": facts}}, as_of).verdict
    assert found == ("breached" if gone else "undetermined")
