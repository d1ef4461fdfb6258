"""The query that `guiju sql` writes for a warehouse: it answers what a scan answers, on the engine of the warehouse."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from adbc_driver_postgresql import dbapi

from guiju.assessment.scanned import ScanResults
from guiju.model import Corpus
from guiju.predicates.dialects import DUCKDB
from guiju.tables.warehouse import count_query, table_named
from kept_cache import main
from planted_tables import AS_OF, ENTITIES, Sample, current
from table_samples import Captured, mapped, profile, question

pytest_plugins = ["table_servers", "planted_tables"]


def queries(sample: Sample, entity: str, dialect: str, *more: str, capsys: Captured) -> str:
    tables = [f"--table={entity}={entity}", *([] if entity == "group" else ["--table=group=group"])]
    given = ["sql", "--entity", entity, "--dialect", dialect, *tables, f"--as-of={AS_OF}"]
    capsys.readouterr()
    assert main([*given, *more, str(sample.folder / "profile.yaml")]) == 0
    return capsys.readouterr().out


def expected(scanned: ScanResults, entity: str) -> list[tuple[Any, ...]]:
    """The answer to the query of an entity: a row a duty."""
    return sorted(
        (name, *map(one.counts.get, ("met", "breached", "undetermined", "not_applicable")), one.own_rule_not_kept)
        for name, several in scanned.verdicts.items()
        for one in several
        if one.entity == entity and current(name)
    )


def planted_in(sample: Sample, entity: str) -> list[tuple[str, str]]:
    """The planted rows of one entity: two entities may break one duty."""
    keys = set(pq.read_table(sample.folder / f"{entity}.parquet").column(0).to_pylist())
    return sorted(
        (name, key) for name, found in sample.breached.items() for key in found if key in keys and current(name)
    )


def answered(sample: Sample, dialect: str, query: str, request: pytest.FixtureRequest) -> list[tuple[Any, ...]]:
    """What the warehouse of this dialect, with the sample in it, answers."""
    if dialect == "duckdb":
        with duckdb.connect() as connection:
            for one in ENTITIES:
                connection.execute(f"CREATE VIEW \"{one}\" AS FROM '{sample.folder / one}.parquet'")
            return connection.execute(query).fetchall()
    if dialect == "postgres":
        with dbapi.connect(request.getfixturevalue("loaded_address")) as server, server.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())
    spark = request.getfixturevalue("spark")
    for one in ENTITIES:
        spark.session.read.parquet(f"{sample.folder / one}.parquet").createOrReplaceTempView(one)
    return [tuple(row) for row in spark.execute(query).fetchall()]


@pytest.mark.cost(37, "asks Spark each query of the sample")
@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_the_query_for_a_warehouse_counts_and_lists_the_same_when_the_warehouse_runs_it(
    sample: Sample, duckdb_results: ScanResults, dialect: str, capsys: Captured, request: pytest.FixtureRequest
) -> None:
    for entity in ENTITIES:
        if not expected(duckdb_results, entity):  # each of its duties is displaced
            assert main(["sql", "--entity", entity, "--dialect", dialect, f"--as-of={AS_OF}"]) == 2
            assert "name an earlier day with --as-of" in capsys.readouterr().err
            continue
        count, breaches = (queries(sample, entity, dialect, *more, capsys=capsys) for more in ([], ["--breaches"]))
        assert answered(sample, dialect, count, request) == expected(duckdb_results, entity), entity
        assert sorted(answered(sample, dialect, breaches, request)) == planted_in(sample, entity), entity


def test_a_profile_that_is_not_there_is_one_line(capsys: Captured) -> None:
    assert main(["sql", "--entity", "group", "--dialect", "spark", "nothing.yaml"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("name", ['g"; DROP TABLE x; --', "g`; DROP TABLE x; --", "g\\' OR 1 = 1"])
@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_a_name_of_a_table_stays_one_name(capsys: Captured, dialect: str, name: str) -> None:
    assert main(["sql", "--entity", "group", "--dialect", dialect, "--table", f"group={name}"]) == 0
    quote = "`" if dialect == "spark" else '"'
    assert f"FROM {quote}{name.replace(quote, quote * 2)}{quote}" in capsys.readouterr().out


def test_without_a_profile_what_depends_on_the_service_is_undetermined(sample: Sample, capsys: Captured) -> None:
    assert main(["sql", "--entity", "complaint", "--dialect", "duckdb", f"--as-of={AS_OF}"]) == 0
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW complaint AS FROM '{sample.folder}/complaint.parquet'")
        found = connection.execute(capsys.readouterr().out).fetchall()
    assert all(met == breached == 0 for _, met, breached, *_ in found)
    assert all(undetermined > 0 for _, _, _, undetermined, *_ in found)


def test_a_warehouse_that_refuses_no_number_below_0_counts_none(corpus: Corpus) -> None:
    service = {"offers_user_groups": True, "info_page_member_threshold": 100}
    duty = ["cac-group-services-2017#set-group-information-page"]
    table = table_named("groups", "group", None, question(corpus, service, duty), DUCKDB)
    columns = {said.column: "NULL" for said in table.mapping.facts.values()} | {"member_count": "-1"}
    with duckdb.connect() as connection:
        listed = ", ".join(f"{value} AS {name}" for name, value in columns.items())
        nones = ", ".join(f"NULL AS {said.none_column}" for said in table.mapping.facts.values() if said.none_column)
        connection.execute(f"CREATE TABLE groups AS SELECT 'g1' AS group_id, {listed}, {nones}")
        counted = connection.execute(count_query(table, table.conditions)).fetchall()
    assert counted == [(table.conditions[0].id, 0, 0, 1, 0, 0)]


def test_a_query_reads_days_in_the_order_of_the_mapping(tmp_path: Path, capsys: Captured) -> None:
    """The rule was in force from 8 October 2017: the group of 10 August is before it."""
    mapping = mapped(tmp_path, "  founded_at: {column: m, order: day_month_year}\n")
    given = ["sql", "--entity", "group", "--dialect", "duckdb", "--mapping", str(mapping), str(profile(tmp_path))]
    assert main(given) == 0
    days = "('a', '08/10/2017 09:00'), ('b', '10/08/2017'), ('c', 'no day'), ('d', '31/02/2018'), ('e', NULL)"
    with duckdb.connect() as connection:
        connection.execute(f'CREATE VIEW "group" AS SELECT * FROM (VALUES {days}) AS t (group_id, m)')
        answers = {row[0].partition("#")[2]: row[1:] for row in connection.execute(capsys.readouterr().out).fetchall()}
    assert answers["review-founder-qualification"] == (0, 0, 4, 1, 0)
