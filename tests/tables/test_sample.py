"""Sample tables: the same on every machine, and a scan finds exactly what was planted, on each engine."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guiju.assessment.profile import profile
from guiju.assessment.rows import effective_facts
from guiju.assessment.scanned import ScanResults
from guiju.files.source import Document
from guiju.model import Corpus
from guiju.reasoning import facts, verdicts
from guiju.reasoning.verdicts import RowVerdict, TableVerdict, combined
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.sample import draws, rows, writing
from guiju.tables.sample.planting import FEWEST
from guiju.tables.sources import parse
from guiju.tables.spark_engine import scan_in_spark
from kept_cache import main
from places import ROOT
from planted_tables import AS_OF, ENTITIES, SAMPLED, Sample, current, made
from table_samples import Captured, run, stored

pytest_plugins = ["table_servers", "planted_tables"]


def breaching(tables: ScanResults) -> dict[str, set[str]]:
    """The keys that break each duty."""
    keys = {name: {breach.key for one in own for breach in one.breaches} for name, own in tables.verdicts.items()}
    return {name: found for name, found in keys.items() if found}


def planted(sample: Sample) -> dict[str, set[str]]:
    return {name: set(keys) for name, keys in sample.breached.items()}


def counts(tables: ScanResults) -> dict[tuple[str, str], TableVerdict]:
    every = [(name, one) for name, own in tables.verdicts.items() for one in own]
    return {(name, one.entity): replace(one, breaches=()) for name, one in every}


def test_a_scan_in_duckdb_finds_exactly_the_planted_breaches(sample: Sample, duckdb_results: ScanResults) -> None:
    assert breaching(duckdb_results) == planted(sample)
    assert all(len(keys) == len(set(keys)) for keys in sample.breached.values())


def test_every_duty_that_rows_can_break_is_broken_in_the_sample_and_every_tested_entity_is_in_it(
    sample: Sample, corpus: Corpus
) -> None:
    duties = [(rule.global_id(record), record) for rule in corpus.with_articles() for record in rule.obligations]
    checks = [(name, compiled.check) for name, record in duties for compiled in verdicts.compiled(record)]
    breakable = {name for name, check in checks if check.entity in ENTITIES and check.decides in ("both", "breached")}
    assert set(sample.breached) == breakable
    assert all(sample.breached.values())
    assert {check.entity for _, check in checks} - {"service", "conduct"} == set(ENTITIES)
    assert len({entity.prefix for entity in SAMPLED.values()}) == len(ENTITIES)


def test_the_spread_of_a_sample_names_what_the_vocabulary_has(corpus: Corpus) -> None:
    known = {fact.id: fact for fact in corpus.vocabulary.facts if fact.entity in ENTITIES}
    assert set(rows.SPREAD["one_row_for"]) <= set(ENTITIES)
    assert all(known[name].can_be_none for name in rows.SPREAD["none"])
    assert all(known[name].type == "boolean" for name in rows.SPREAD["true_for"])
    for name, weights in rows.SPREAD["facts"].items():
        assert all(facts.value(known[name], value) == value for value in weights), name


OWN_RULES = {"max_members_per_group": 50, "max_groups_joined_per_user": 3, "committed_complaint_days": 3}


def with_empty_cells(entity: str, sample: Sample, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Some rows of an entity of which every ninth cell or so is empty: as a table, and as rows of a profile."""
    columns = pq.read_table(sample.folder / f"{entity}.parquet").slice(0, 120).to_pydict()
    key, *names = columns
    for place, name in enumerate(names):
        columns[name] = [None if (n + place * 5) % 9 == 0 else cell for n, cell in enumerate(columns[name])]
    rows: dict[str, Any] = {}
    for n, name in enumerate(columns[key]):
        cells = {fact: columns[fact][n] for fact in names}
        said = {fact: "none" if cells.get(f"{fact}__none") else None for fact in names if "__" not in fact}
        said |= {fact: cells[fact] for fact in said if cells[fact] is not None}
        rows[name] = {
            fact: {"value": value.isoformat() if isinstance(value, date) else value, "basis": "measured"}
            | ({"reviewer": cells[f"{fact}__reviewer"]} if cells.get(f"{fact}__reviewer") else {})
            for fact, value in said.items()
            if value is not None
        }
    return stored(folder / f"{entity}.parquet", columns), rows


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_table_says_of_a_duty_what_its_rows_say_one_by_one(
    entity: str, sample: Sample, corpus: Corpus, tmp_path: Path
) -> None:
    path, rows = with_empty_cells(entity, sample, tmp_path)
    asked = replace(sample.question(corpus), service={**sample.question(corpus).service, **OWN_RULES})
    facts = {name: {"value": value, "basis": "measured"} for name, value in asked.service.items()}
    written = profile(Document("p.yaml", {"facts": facts, "rows": {entity: rows}, "coverage": {entity: "all"}}))
    given = effective_facts(written, corpus.vocabulary, AS_OF)
    found = scan_in_duckdb([parse(f"{entity}={path}", ENTITIES)], {}, asked, run)[0].verdicts
    for name, (table,) in found.items():
        rule, record = corpus.obligation(name) or pytest.fail(name)
        judgement = verdicts.judge(rule, record, given.rows, AS_OF, given.complete)
        mine = sorted((row for row in judgement.rows if row.entity == entity), key=lambda row: row.key)
        by_row = {key: list(several) for key, several in groupby(mine, key=lambda row: row.key)}
        outcomes = {key: combined([row.verdict for row in several]) for key, several in by_row.items()}
        blank = {row.key for row in mine if row.check.decides != "neither" and lacks(row)}
        held = Counter(id(row.check) for row in mine if row.applies and row.holds)
        checks = [check for check in record.checks if (check.entity, check.decides) == (entity, "breached")]
        assert Counter(outcomes.values()) == Counter({v: n for v, n in table.counts.items() if n}), name
        assert judgement.own_rule_not_kept == table.own_rule_not_kept, name
        assert sum(outcomes[key] == "undetermined" for key in blank) == table.incomplete, name
        assert [held[id(check)] for check in checks] == list(table.rows_holding), name
    own = {name for name, (table,) in found.items() if table.own_rule_not_kept}
    assert bool(own) == (entity in ("group", "account", "complaint"))


def lacks(row: RowVerdict) -> bool:
    """Whether it is not known whether a check applies, or whether it holds."""
    return row.applies is None or (row.applies and row.holds is None)


def test_every_verdict_is_in_the_sample_and_no_row_is_impossible(duckdb_results: ScanResults) -> None:
    every = [one for own in duckdb_results.verdicts.values() for one in own]
    seen = {verdict for one in every for verdict, count in one.counts.items() if count}
    assert seen == {"met", "breached", "undetermined", "not_applicable"}
    assert not any(table.impossible for table in duckdb_results.scanned)


def test_postgresql_gives_the_same_counts_and_breaches(
    sample: Sample, corpus: Corpus, duckdb_results: ScanResults, loaded_address: str
) -> None:
    sources = [parse(f"{entity}={loaded_address}#{entity}", ENTITIES) for entity in ENTITIES]
    found = scan_in_duckdb(sources, {}, sample.question(corpus), run)[0]
    assert counts(found) == counts(duckdb_results)
    assert breaching(found) == planted(sample)


@pytest.mark.cost(14, "scans every table of the sample in Spark")
def test_spark_gives_the_same_counts_breaches_and_findings(
    sample: Sample, corpus: Corpus, duckdb_results: ScanResults, spark: Any, tmp_path: Path
) -> None:
    files = tmp_path / "spark.parquet", tmp_path / "duckdb.parquet"
    found, written = scan_in_spark(spark, sample.sources(), {}, sample.question(corpus), run, files[0])
    assert counts(found) == counts(duckdb_results)
    assert breaching(found) == planted(sample)
    sample.scanned(corpus, files[1])
    spark_lines, duckdb_lines = (duckdb.sql(f"FROM '{file}' ORDER BY ALL").fetchall() for file in files)
    assert spark_lines == duckdb_lines
    assert written.count == sum(len(keys) for name, keys in sample.breached.items() if current(name))


@pytest.mark.cost(15, "starts Spark as a user does")
def test_a_user_gets_the_same_report_from_spark_as_from_duckdb(sample: Sample, tmp_path: Path) -> None:
    tables = [f"--table=group={sample.folder / 'group.parquet'}", "--role=group-provider", f"--as-of={AS_OF}"]
    given = ["assess", str(sample.folder / "profile.yaml"), *tables, "-o"]
    assert main([*given, str(tmp_path / "duckdb.json")]) == 1
    spark = ["spark.json", "--engine", "spark", "--master", "local[2]"]
    command = [sys.executable, "-m", "guiju", *given, *spark]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr  # Spark keeps its log to itself
    one, other = (json.loads((tmp_path / f"{engine}.json").read_text("utf-8")) for engine in ("duckdb", "spark"))
    assert one["lines"] == other["lines"]


@pytest.mark.cost(8, "makes the smallest sample twice")
def test_the_same_seed_gives_the_same_rows_in_every_process(tmp_path: Path) -> None:
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    given = ["sample-data", "--rows", "300", "--seed", "7", "-o"]
    command = [sys.executable, "-m", "guiju", *given, str(tmp_path / "there")]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
    assert main([*given, str(tmp_path / "here")]) == 0
    here, there = (
        {file.name: pq.read_table(file).to_pylist() for file in (tmp_path / name).glob("*.parquet")}
        | {"answers": json.loads((tmp_path / name / "answers.json").read_text("utf-8"))}
        for name in ("here", "there")
    )
    assert here == there


def test_draws_are_the_same_on_every_machine() -> None:
    one_by_one = draws.Draws("seed")
    assert [one_by_one.below(1000) for _ in range(5)] == [508, 517, 639, 96, 321]
    assert draws.below(pa.array(range(5), pa.uint64()), "seed", 1000).to_pylist() == [249, 598, 209, 122, 620]


@pytest.mark.cost(7, "makes the smallest sample twice")
def test_another_seed_gives_other_rows_and_plants_elsewhere(tmp_path: Path) -> None:
    one, other = (made(tmp_path / seed, "--rows", "300", "--seed", seed).breached for seed in ("1", "2"))
    assert one.keys() == other.keys()
    assert sum(one[name] == other[name] for name in one) < 5  # of a hundred rows, two may be drawn alike


def test_the_smallest_sample_has_every_breach_too(tmp_path: Path, sample: Sample, corpus: Corpus) -> None:
    small = made(tmp_path / "small", "--rows", str(FEWEST))
    assert breaching(small.scanned(corpus)) == planted(small)
    assert small.breached.keys() == sample.breached.keys()


def test_of_each_rule_the_sample_says_how_many_duties_its_rows_can_break(
    tmp_path: Path, sample: Sample, corpus: Corpus, capsys: Captured
) -> None:
    """A reader of rules that are tested on the service alone is told so, and not left to find no breach."""
    made(tmp_path / "small", "--rows", str(FEWEST), "--entity", "inspection")
    said = dict(re.findall(r"(\S+): (\d+) of \d+ tested duties are tested on rows", capsys.readouterr().err))
    assert said.keys() == {rule.id for rule, duty in corpus.obligations() if duty.checks}
    broken = Counter(name.partition("#")[0] for name in sample.breached)
    assert all(broken[rule] <= int(count) for rule, count in said.items())
    assert sum(map(int, said.values())) < sum(bool(duty.checks) for _, duty in corpus.obligations())


def test_a_table_alone_answers_for_what_it_alone_can_tell(tmp_path: Path, corpus: Corpus) -> None:
    alone = made(tmp_path / "alone", "--rows", "2000", "--entity", "account")
    assert breaching(alone.scanned(corpus)) == planted(alone)


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, corpus: Corpus) -> None:
    def interrupted(entity: str, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writing.write(tmp_path / "made", 1000, 1, ["group"], corpus, interrupted)
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
    assert said in error and error.count("\n") == 1
    assert "kept-to-itself" not in error and "wrong-one" not in error
