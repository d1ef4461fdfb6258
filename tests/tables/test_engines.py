"""One predicate, one meaning: our evaluator, DuckDB, PostgreSQL and Spark agree on every cell, missing values too."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_tables import cases
from guiju.model import Fact
from guiju.model import Param as LawNumber
from guiju.model.durations import Duration
from guiju.predicates import kleene, parse
from guiju.predicates.dialects import Dialect
from guiju.predicates.kleene import Absent, Row
from guiju.predicates.sql import Constants, sql, where
from guiju.predicates.types import Scope, type_defects
from table_engines import FACTS, columns, fact, in_duckdb, in_postgres, in_spark

CASES = cases(__file__)

pytest_plugins = ["table_engines", "table_servers"]

AS_OF, IN_FORCE = date(2026, 8, 31), date(2017, 10, 8)
Cells = list[list[bool | None]]

SERVICE_FACTS = {
    "cap": fact("cap", "integer", unit="person"),
    "retention": fact("retention", "duration"),
    "offers": fact("offers", "boolean"),
    "rules_on": fact("rules_on", "date", none=True),
}
PARAMS = {"limit": LawNumber(30, "person", "三十人"), "period": LawNumber(6, "month", "六个月")}
SCOPE = Scope("group", FACTS, SERVICE_FACTS, PARAMS)
NUMBERS: dict[str, int | float | Duration] = {"limit": 30, "period": Duration(6, 0)}
SERVICES: list[dict[str, Any]] = [
    {},
    {"cap": 100, "retention": Duration(6, 0), "offers": True, "rules_on": date(2020, 2, 29)},
    {"cap": 0, "retention": Duration(0, 183), "offers": False, "rules_on": Absent.NONE},
]

WHOLE = st.sampled_from([0, 1, 29, 30, 31, 100, 2**31 - 1, 2**31, 2**53 + 1, 2**60, -1, -(2**31), -(2**60)])
DAYS = st.sampled_from(
    [
        *(date(1, 1, 1), date(1582, 10, 10), date(1969, 12, 31), date(1970, 1, 1), date(2017, 10, 7), IN_FORCE),
        *(date(2020, 2, 29), date(2024, 2, 29), date(2026, 2, 28), date(2026, 3, 1), AS_OF, date(9999, 12, 31)),
    ]
)
CLOCK = st.sampled_from(CASES["clocks"])
MOMENTS = st.builds(lambda day, clock: datetime(day.year, day.month, day.day, *clock), DAYS, CLOCK)
TEXTS = st.sampled_from(CASES["texts"])
PERIODS = st.sampled_from([Duration(5, 0), Duration(6, 0), *(Duration(0, n) for n in (0, 180, 181, 183, 184, 366))])
OF_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "integer": WHOLE,
    "string": TEXTS,
    "boolean": st.booleans(),
    "enum": st.sampled_from(["open", "approval"]),
    "date": DAYS,
    "datetime": MOMENTS,
    "duration": PERIODS,
}


def cell(one: Fact) -> st.SearchStrategy[Any]:
    """A value of a fact; often missing, and where it can be, explicitly none."""
    absent = [st.none(), st.just(Absent.NONE)] if one.can_be_none else [st.none()]
    return st.one_of(*absent, OF_TYPE[one.type], OF_TYPE[one.type])


ROW = st.fixed_dictionaries({name: cell(one) for name, one in FACTS.items()})
ROWS = st.lists(ROW, min_size=20, max_size=20)

ORDER = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
SMALL = st.sampled_from(CASES["numbers"])
NUMBER = st.sampled_from(["members", "managers", "$limit", "$service.cap"])
SUM = st.one_of(
    NUMBER,
    SMALL,
    st.builds(lambda a, o, b: f"{a} {o} {b}", NUMBER, st.sampled_from(["+", "-"]), NUMBER),
    st.builds(lambda a, b: f"{a} + {b} * 2", NUMBER, NUMBER),
)
TIME = st.sampled_from(CASES["times"])
MOMENT = st.sampled_from(["checked_at", "founded_at"])
DAY = st.sampled_from(CASES["days"])
PERIOD = st.sampled_from(["kept_for", "$service.retention", "$period"])
ATOMS = st.one_of(
    st.sampled_from(["shown", "verified", "$service.offers", "shown = TRUE", "verified <> FALSE", "code IS NULL"]),
    st.sampled_from(["checked_at IS NOT NULL", "$service.rules_on IS NULL", "join = 'open'", "join <> 'approval'"]),
    st.sampled_from(["join IN ('open', 'approval')", "join NOT IN ('open')", "code <> ''", "code IN ('', 'a', '群')"]),
    st.sampled_from(["code = 'a'", "code NOT IN ('A', '100')", "members NOT IN (1, 30)", "members IN (2147483648, 0)"]),
    st.builds(lambda a, o, b: f"{a} {o} {b}", SUM, ORDER, SUM),
    st.builds(lambda a, low, high: f"{a} BETWEEN {low} AND {high}", NUMBER, SMALL, SMALL),
    st.builds(lambda a, o, b: f"{a} {o} {b}", DAY, ORDER, DAY),
    st.builds(lambda a, o, b: f"{a} {o} {b}", MOMENT, ORDER, MOMENT),
    st.builds(lambda a, b, o, n: f"days_between({a}, {b}) {o} {n}", TIME, TIME, ORDER, SMALL),
    st.builds(lambda a, o, b: f"{a} {o} {b}", PERIOD, st.sampled_from(["<", "<=", ">", ">="]), PERIOD),
)
PREDICATES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(lambda a: f"NOT ({a})", inner),
        st.builds(lambda a: f"(NOT ({a})) IS TRUE", inner),
        st.builds(lambda a, o, b: f"({a}) {o} ({b})", inner, st.sampled_from(["AND", "OR"]), inner),
    ),
    max_leaves=4,
)


def well_typed(text: str) -> bool:
    return list(type_defects(parse(text), SCOPE)) == []


def constants(service: Mapping[str, Any]) -> Constants:
    return Constants(NUMBERS, AS_OF, IN_FORCE, periods=frozenset({"kept_for", "retention"}), service=service)


def evaluated(predicates: Sequence[str], rows: Sequence[Mapping[str, Any]], service: Mapping[str, Any]) -> Cells:
    known = [{name: value for name, value in row.items() if value is not None} for row in rows]
    trees = [parse(text) for text in predicates]
    return [[kleene.evaluate(tree, Row(row, service, NUMBERS, AS_OF, IN_FORCE)) for tree in trees] for row in known]


def with_conditions(cells: Cells) -> Cells:
    """The three values, then whether each holds, then whether each does not."""
    return [[*row, *(cell is True for cell in row), *(cell is False for cell in row)] for row in cells]


def as_table(rows: Sequence[Mapping[str, Any]]) -> Any:
    return pa.table({"number": pa.array(range(len(rows)), pa.int64()), **columns(FACTS, rows)})


def asked(predicates: Sequence[str], service: Mapping[str, Any], dialect: Dialect, table: str) -> str:
    """The three values of each predicate; then the conditions that are counted, true and false."""
    trees, known = [parse(text) for text in predicates], constants(service)
    found = [sql(tree, known, dialect) for tree in trees]
    found += [f"coalesce({where(tree, known, dialect, holds)}, FALSE)" for holds in (True, False) for tree in trees]
    # A cast, because a predicate on the service alone may be an untyped NULL.
    parts = [f"CAST({one} AS BOOLEAN) AS p{n}" for n, one in enumerate(found)]
    return f"SELECT {', '.join(parts)} FROM {table} ORDER BY {dialect.identifier('number')}"


def differing(found: Cells, told: Cells, predicates: Sequence[str], rows: Sequence[Any]) -> list[Any]:
    return [
        (predicates[place % len(predicates)], place // len(predicates), row, cell, said)
        for row, cells, saids in zip(rows, found, told, strict=True)
        for place, (cell, said) in enumerate(zip(cells, saids, strict=True))
        if cell != said
    ][:3]


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(PREDICATES.filter(well_typed), min_size=15, max_size=15), ROWS, st.sampled_from(SERVICES))
def test_duckdb_and_postgresql_give_the_three_values_of_our_evaluator(
    postgres_address: str, predicates: list[str], rows: list[dict[str, Any]], service: dict[str, Any]
) -> None:
    table, told = as_table(rows), with_conditions(evaluated(predicates, rows, service))

    def query(dialect: Dialect, name: str) -> str:
        return asked(predicates, service, dialect, name)

    assert differing(in_duckdb(table, query), told, predicates, rows) == []
    assert differing(in_postgres(table, query, postgres_address), told, predicates, rows) == []


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(st.lists(PREDICATES.filter(well_typed), min_size=40, max_size=40), ROWS, st.sampled_from(SERVICES))
def test_spark_gives_the_three_values_of_our_evaluator(
    spark: Any, files: Iterator[Path], predicates: list[str], rows: list[dict[str, Any]], service: dict[str, Any]
) -> None:
    found = in_spark(as_table(rows), lambda d, name: asked(predicates, service, d, name), spark, next(files))
    assert differing(found, with_conditions(evaluated(predicates, rows, service)), predicates, rows) == []
