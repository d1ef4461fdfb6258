"""A day in an order of its own, read by PostgreSQL: the same times as in DuckDB, and none ends the query."""

import random
from functools import partial

import pytest

from guiju.model.mapping import DateOrder, MappedColumn
from table_engines import cells_query, in_duckdb, in_postgres, numbered

pytest_plugins = ["table_servers"]

DAYS = (
    *("03/04/2020", "29.02.2020", "29-02-2021", "31/04/2020", "13/13/2020", "1/2/2020", "00/01/2020", "12/31/9999",
        "01/01/0001"),
    *("2020-04-03", "2020年4月3日", "2020.2.29", "2021/02/29", "2020/00/10", "9999-12-31", "２０２０-01-01", "20200403",
        "03/04/20"),
    *("epoch", "infinity", "", " ", "　", "03/04/2020 BC", "2020-01-01x", "１/２/2020", "\t03/04/2020", "03/04/2020 ",
        "03/04/2020\n"),
)  # fmt: skip
CLOCKS = (
    *("", " 10:00", "T10:00:00", " 5:03:07.25", " 10:00:59.1234567", " 24:00", " 24:00:00.0000001", " 24:00:01",
        " 25:00", " 10:60", " 10:00:60"),
    *("T10:00Z", " 10:00:00+05", " 10:00:00-0530", "T10:00:00.5-00:30", " 10:00+99:99", " 10:00:00 Z", " 10:00+5",
        " 10:00:00+05:", "Z"),
    *(" 10: 0", " 1 :00:00", "  1:00:00", " 10:00:00 UTC", " 10", " ab:cd", " 10:00:00.",
        " 10:00:00.99999999999999999999"),
)  # fmt: skip


def texts() -> list[str]:
    """All days with all clocks, and as many with a sign of theirs replaced by another."""
    written = [day + clock for day in DAYS for clock in CLOCKS]
    chance = random.Random(7)
    return written + [
        text[:place] + chance.choice("0123456789:-+./ TZ年\t") + text[place + 1 :]
        for text in written
        if text and (place := chance.randrange(len(text))) >= 0
    ]


@pytest.mark.parametrize("name", ["founded_at", "made_on"])
@pytest.mark.parametrize("order", ["day_month_year", "month_day_year", "year_month_day"])
@pytest.mark.parametrize("unit", [None, "utc"])
def test_postgresql_reads_a_day_in_an_order_of_its_own_as_duckdb_does(
    postgres_address: str, name: str, order: DateOrder, unit: str | None
) -> None:
    cells, query = texts(), partial(cells_query, name, MappedColumn("cell", unit=unit, order=order), True)
    here, there = in_duckdb(numbered(cells), query), in_postgres(numbered(cells), query, postgres_address)
    assert [pair for pair in zip(cells, here, there, strict=True) if pair[1] != pair[2]] == []
    assert len({value for value, _ in here}) > 10
