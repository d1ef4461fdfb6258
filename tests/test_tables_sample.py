"""Sample tables: the same on every machine, and a scan finds exactly what was planted, on DuckDB, on PostgreSQL and on Spark."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from adbc_driver_postgresql import dbapi

from guiju.assessment.tables import Tables
from guiju.cli import main
from guiju.model import Corpus
from guiju.reasoning import facts, verdicts
from guiju.reasoning.standing import standing_of
from guiju.tables import spark as on_spark
from guiju.tables.asked import Asked
from guiju.tables.sample import writing
from guiju.tables.scan import Keys
from guiju.tables.sources import Source, parse
from guiju.tables.tally import in_duckdb
from real_corpus import real

pytest_plugins = ["table_servers"]

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 25)
SERVICE = {
    "offers_user_groups": True,
    "registers_accounts_in_china": True,
    "offers_publishing_or_messaging": True,
    "offers_public_accounts": True,
    "info_page_member_threshold": 100,
    "max_members_per_group": 2_000,
    "max_groups_joined_per_user": 200,
    "founder_eligibility_tiered": True,
}
ROWS = 4_000
ENTITIES = list(writing.KINDS)

Captured = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Sample:
    folder: Path
    breached: Mapping[str, list[str]]

    def sources(self) -> list[Source]:
        return [parse(f"{entity}={self.folder / entity}.parquet", ENTITIES) for entity in ENTITIES]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("made") / "sample"
    assert main(["sample-data", "--rows", str(ROWS), "--seed", "20171008", "-o", str(folder)]) == 0
    return Sample(folder, json.loads((folder / "answers.json").read_text("utf-8"))["breached"])


@pytest.fixture(scope="module")
def loaded_address(postgres_address: str, sample: Sample) -> str:
    """The database with the tables of the sample in it."""
    with dbapi.connect(postgres_address) as connection, connection.cursor() as cursor:
        for entity in ENTITIES:
            cursor.adbc_ingest(entity, pq.read_table(sample.folder / f"{entity}.parquet"), mode="replace")
        connection.commit()
    return postgres_address


def asked(corpus: Corpus, first: int = 10_000) -> Asked:
    every = [rule.global_id(record) for rule in corpus.with_articles() for record in rule.obligations]
    return Asked(corpus, SERVICE, AS_OF, every, first, Keys(shown=True))


def run(connection: Any, query: str, _: str) -> Any:
    return connection.execute(query)


def breaching(tables: Tables) -> dict[str, list[str]]:
    """The keys that break each duty, in order."""
    found: dict[str, list[str]] = {}
    for name, told in tables.verdicts.items():
        if keys := [breach.key for one in told for breach in one.breaches]:
            found[name] = sorted(keys, key=lambda key: (key[0], int(key[1:])))
    return found


def counts(tables: Tables) -> dict[str, list[Mapping[Any, int]]]:
    return {name: [one.counts for one in told] for name, told in tables.verdicts.items()}


@pytest.fixture(scope="module")
def told_by_duckdb(sample: Sample, corpus: Corpus) -> Tables:
    return in_duckdb(sample.sources(), {}, asked(corpus), run)[0]


def test_a_scan_in_duckdb_finds_exactly_the_planted_breaches(sample: Sample, told_by_duckdb: Tables) -> None:
    assert breaching(told_by_duckdb) == sample.breached


def test_every_duty_that_rows_can_break_is_broken_in_the_sample(sample: Sample, corpus: Corpus) -> None:
    breakable = {
        rule.global_id(record)
        for rule in corpus.with_articles()
        for record in rule.obligations
        if any(c.check.entity in ENTITIES and c.check.decides != "met" for c in verdicts.compiled(record))
    }
    assert set(sample.breached) == breakable
    assert all(sample.breached.values())


def test_there_is_a_sample_of_every_entity_whose_rows_duties_are_tested_on(corpus: Corpus) -> None:
    tested = {
        c.check.entity
        for rule in corpus.with_articles()
        for record in rule.obligations
        for c in verdicts.compiled(record)
    }
    assert tested - {"service", "conduct"} == set(ENTITIES)


def test_rows_in_order_are_met_undetermined_and_not_applicable_as_a_platform_has_them(told_by_duckdb: Tables) -> None:
    seen = {
        verdict for told in told_by_duckdb.verdicts.values() for one in told for verdict, n in one.counts.items() if n
    }
    assert seen == {"met", "breached", "undetermined", "not_applicable"}
    code = told_by_duckdb.verdicts["cac-group-services-2017#set-group-code"][0].counts
    assert 0.95 < code["met"] / ROWS < 0.999
    assert 0 < code["undetermined"] < 0.05 * ROWS


def test_postgresql_gives_the_same_counts_and_breaches(
    sample: Sample, corpus: Corpus, told_by_duckdb: Tables, loaded_address: str
) -> None:
    sources = [parse(f"{entity}={loaded_address}#{entity}", ENTITIES) for entity in ENTITIES]
    found = in_duckdb(sources, {}, asked(corpus), run)[0]
    assert counts(found) == counts(told_by_duckdb)
    assert breaching(found) == sample.breached


def test_spark_gives_the_same_counts_breaches_and_findings(
    sample: Sample, corpus: Corpus, told_by_duckdb: Tables, spark: Any, tmp_path: Path
) -> None:
    found, written = on_spark.on(spark, sample.sources(), {}, asked(corpus), run, tmp_path / "spark.parquet")
    assert counts(found) == counts(told_by_duckdb)
    assert breaching(found) == sample.breached
    in_duckdb(sample.sources(), {}, asked(corpus), run, tmp_path / "duckdb.parquet")
    told = [f"FROM '{tmp_path / name}' ORDER BY ALL" for name in ("spark.parquet", "duckdb.parquet")]
    assert duckdb.sql(told[0]).fetchall() == duckdb.sql(told[1]).fetchall()
    assert written == sum(len(keys) for name, keys in sample.breached.items() if current(name))


def test_a_user_gets_the_same_report_from_spark_as_from_duckdb(sample: Sample, tmp_path: Path) -> None:
    tables = [f"--table=group={sample.folder / 'group.parquet'}", "--role=group-provider", f"--as-of={AS_OF}"]
    reports = []
    for engine in ("duckdb", "spark"):
        report = tmp_path / f"{engine}.json"
        command = [
            sys.executable,
            "-m",
            "guiju",
            "assess",
            str(sample.folder / "profile.yaml"),
            *tables,
            "-o",
            str(report),
        ]
        on = ["--engine", engine, *(["--master", "local[2]"] if engine == "spark" else [])]
        done = subprocess.run([*command, *on], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1, done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr  # Spark keeps its log to itself
        reports.append(json.loads(report.read_text("utf-8").replace(f'"{engine}"', '"engine"')))
    assert reports[0]["lines"] == reports[1]["lines"]


def queries(sample: Sample, entity: str, dialect: str, *more: str, capsys: Captured) -> str:
    tables = [f"--table={entity}={entity}", *([] if entity == "group" else ["--table=group=group"])]
    given = ["sql", "--entity", entity, "--dialect", dialect, *tables, f"--as-of={AS_OF}"]
    capsys.readouterr()
    assert main([*given, *more, str(sample.folder / "profile.yaml")]) == 0
    return capsys.readouterr().out


def expected(told: Tables, entity: str) -> list[tuple[Any, ...]]:
    """What the query of an entity answers: a row a duty."""
    order = ("met", "breached", "undetermined", "not_applicable")
    found = [
        (name, *(one.counts[verdict] for verdict in order))  # type: ignore[index]  # counts is keyed by the four verdicts, order holds just them
        for name, several in told.verdicts.items()
        for one in several
        if one.entity == entity and current(name)
    ]
    return sorted(found)


def current(name: str) -> bool:
    """Whether no later rule displaces the duty on the day: only then it is in a query or among findings."""
    found = real().obligation(name)
    assert found is not None
    return not standing_of(*found, AS_OF).displaced


def planted(sample: Sample, told: Tables, entity: str) -> list[tuple[str, str]]:
    of = {name for name, several in told.verdicts.items() if any(one.entity == entity for one in several)}
    letter = writing.KINDS[entity].letter  # two entities may break one duty
    mine = {name: keys for name, keys in sample.breached.items() if name in of and current(name)}
    return sorted((name, key) for name, keys in mine.items() for key in keys if key[0] == letter)


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_the_query_for_a_warehouse_counts_and_lists_the_same_when_the_warehouse_runs_it(
    sample: Sample,
    told_by_duckdb: Tables,
    dialect: str,
    capsys: Captured,
    request: pytest.FixtureRequest,
) -> None:
    for entity in ENTITIES:
        if not expected(told_by_duckdb, entity):  # each of its duties is displaced
            assert main(["sql", "--entity", entity, "--dialect", dialect, f"--as-of={AS_OF}"]) == 2
            assert "name an earlier day with --as-of" in capsys.readouterr().err
            continue
        count, breaches = (queries(sample, entity, dialect, *more, capsys=capsys) for more in ([], ["--breaches"]))
        if dialect == "duckdb":
            with duckdb.connect() as connection:
                for one in ENTITIES:
                    connection.execute(f"CREATE VIEW \"{one}\" AS FROM '{sample.folder / one}.parquet'")
                found, listed = connection.execute(count).fetchall(), connection.execute(breaches).fetchall()
        elif dialect == "postgres":
            with dbapi.connect(request.getfixturevalue("loaded_address")) as connection, connection.cursor() as cursor:
                cursor.execute(count)
                found = cursor.fetchall()
                cursor.execute(breaches)
                listed = cursor.fetchall()
        else:
            spark = request.getfixturevalue("spark")
            for one in ENTITIES:
                spark.session.read.parquet(f"{sample.folder / one}.parquet").createOrReplaceTempView(one)
            found, listed = spark.execute(count).fetchall(), spark.execute(breaches).fetchall()
        assert [tuple(row) for row in found] == expected(told_by_duckdb, entity), entity
        assert sorted((name, key) for name, key in listed) == planted(sample, told_by_duckdb, entity), entity


def test_the_same_seed_gives_the_same_rows_on_every_machine(tmp_path: Path) -> None:
    assert main(["sample-data", "--rows", "300", "--seed", "7", "-o", str(tmp_path / "made")]) == 0
    digests = {}
    for entity in ("group", "account", "violation"):
        rows = pq.read_table(tmp_path / "made" / f"{entity}.parquet").to_pylist()
        digests[entity] = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
    assert digests == {"group": "94b750cf2b0a7edd", "account": "b92cf43a5423477a", "violation": "73d498eabf9614be"}


def test_another_seed_gives_other_rows_and_plants_elsewhere(tmp_path: Path) -> None:
    told = []
    for seed in ("1", "2"):
        assert main(["sample-data", "--rows", "300", "--seed", seed, "-o", str(tmp_path / seed)]) == 0
        told.append(json.loads((tmp_path / seed / "answers.json").read_text("utf-8"))["breached"])
    assert told[0].keys() == told[1].keys()
    assert all(told[0][name] != told[1][name] for name in told[0])


def test_the_smallest_sample_has_every_breach_too(tmp_path: Path, corpus: Corpus) -> None:
    assert main(["sample-data", "--rows", str(writing.FEWEST), "-o", str(tmp_path / "small")]) == 0
    planted = json.loads((tmp_path / "small" / "answers.json").read_text("utf-8"))["breached"]
    found = Sample(tmp_path / "small", planted)
    assert breaching(in_duckdb(found.sources(), {}, asked(corpus), run)[0]) == planted


def test_a_table_alone_answers_for_what_it_alone_can_tell(tmp_path: Path, corpus: Corpus) -> None:
    made = tmp_path / "alone"
    assert main(["sample-data", "--rows", "2000", "--entity", "account", "-o", str(made)]) == 0
    planted = json.loads((made / "answers.json").read_text("utf-8"))["breached"]
    found = in_duckdb([parse(f"account={made}/account.parquet", ENTITIES)], {}, asked(corpus), run)[0]
    assert breaching(found) == planted


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rows", "99", "-o", "new"], "--rows 99: write a whole number from 100 to"),
        (["--rows", "1e3", "-o", "new"], "--rows 1e3: write a whole number"),
        (["--rows", "100", "--seed", "-1", "-o", "new"], "--seed -1: write a whole number"),
        (["--rows", "100", "--entity", "grup", "-o", "new"], "--entity grup: is none of group, account"),
        (["--rows", "100", "-o", "taken"], "taken: is there already; name a new or an empty folder"),
        (["--rows", "100", "-o", "taken/file"], "taken/file: is there already"),
        (["--rows", "100", "-o", "nowhere/new"], "no such file or directory"),
    ],
)
def test_what_cannot_be_made_is_one_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").write_text("mine", "utf-8")
    assert main(["sample-data", "--base", str(ROOT), *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "taken"]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, corpus: Corpus) -> None:
    def interrupted(entity: str, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writing.write(tmp_path / "made", 1000, 1, ["group"], facts.by_entity(corpus.vocabulary.facts), interrupted)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda a: a.replace("kept-to-itself", "wrong-one") + "#group", "cannot be read"),
        (lambda a: a + "#nothing_of_the_kind", "nothing_of_the_kind"),
        (lambda a: a.replace("/postgres", "/nowhere") + "#group", "nowhere"),
        (lambda a: a, "name its table"),
    ],
)
def test_a_server_that_refuses_is_one_line_without_the_password(
    sample: Sample, loaded_address: str, capsys: Captured, change: Any, said: str
) -> None:
    table = f"--table=group={change(loaded_address)}"
    assert main(["assess", str(sample.folder / "profile.yaml"), "--role", "group-provider", table]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert "kept-to-itself" not in error
    assert "wrong-one" not in error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--entity", "grup", "--dialect", "spark"], "--entity grup: is none of"),
        (["--entity", "group", "--dialect", "oracle"], "invalid choice"),
        (["--entity", "group", "--dialect", "spark", "--table", "group"], "write ENTITY=TABLE"),
        (["--entity", "group", "--dialect", "spark", "--table", "group=a.b.c.d"], "write ENTITY=TABLE"),
        (["--entity", "group", "--dialect", "spark", "nothing.yaml"], "nothing.yaml"),
    ],
)
def test_a_query_that_cannot_be_written_is_one_line(capsys: Captured, arguments: list[str], said: str) -> None:
    assert main(["sql", *arguments]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


@pytest.mark.parametrize("name", ['g"; DROP TABLE x; --', "g`; DROP TABLE x; --", "g\\' OR 1 = 1"])
@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_a_name_of_a_table_stays_one_name(capsys: Captured, dialect: str, name: str) -> None:
    assert main(["sql", "--entity", "group", "--dialect", dialect, "--table", f"group={name}"]) == 0
    quote = "`" if dialect == "spark" else '"'
    assert f"FROM {quote}{name.replace(quote, quote * 2)}{quote}" in capsys.readouterr().out


def test_without_a_profile_what_depends_on_the_service_is_undetermined(sample: Sample, capsys: Captured) -> None:
    assert main(["sql", "--entity", "complaint", "--dialect", "duckdb", f"--as-of={AS_OF}"]) == 0
    query = capsys.readouterr().out
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW complaint AS FROM '{sample.folder}/complaint.parquet'")
        found = connection.execute(query).fetchall()
    assert all(met == breached == 0 for _, met, breached, *_ in found)
    assert all(undetermined > 0 for _, _, _, undetermined, _ in found)
