"""The same findings whatever format and engine, on tables whose columns and keys have any name."""

import csv
import json
import resource
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from case_tables import cases
from guiju.files.finding import Misuse
from guiju.files.schema_errors import validator
from guiju.model import Corpus
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.tables.breach_file import duties_beside
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.question import Keys, Question
from guiju.tables.sources import TableSource, parse
from guiju.tables.spark_engine import scan_in_spark
from table_samples import question, run, written

pytest_plugins = ["table_servers"]

Findings = list[dict[str, Any]]
COLUMNS = {"group_code": "key", "founder_account_id": "place", "member_count": "rows", "group_code_shown": "told"}
MAPPINGS = {"group": TableMapping("group", "entity", {fact: MappedColumn(name) for fact, name in COLUMNS.items()})}
KEYS = cases(__file__)["keys"]
NUMBERS = ("findings", "left_out")
SCHEMA = validator("findings-export")
SECRET = Keys(salt="73656372657473656372657473656372")


@pytest.fixture
def sources(tmp_path: Path) -> list[TableSource]:
    """Groups in columns named as those of findings are, whose codes stand twice, and the accounts that founded them."""
    listed = ", ".join("'" + key.replace("'", "''") + "'" for key in KEYS)
    groups = (
        "SELECT key AS entity, 'c' || i % 4 AS key, 'a' || i % 2 AS place, 3 + i AS rows, i % 3 = 0 AS told, "
        "'x' AS finding, 'y' AS facts, 1 AS \"table\", 'z' AS group_code, 'v' AS verdict, i AS misfit_0 "
        f"FROM (SELECT unnest([{listed}]) AS key, unnest(range({len(KEYS)})) AS i)"
    )
    accounts = (
        "SELECT 'a' || i AS account_id, 0 AS groups_joined_count, NULL::TIMESTAMP AS agreement_accepted_at, "
        "TRUE AS agreement_accepted_at__none, i AS place, 'k' AS key, i AS rows FROM range(3) AS numbers(i)"
    )
    queries = {"group": groups, "account": accounts}
    return [parse(f"{e}={written(tmp_path / f'{e}s.parquet', query)}", [e]) for e, query in queries.items()]


def read(file: Path) -> Findings:
    """The lines of a file with the values that they stand for."""
    if file.suffix == ".parquet":
        return [
            {k: v.isoformat() if k == "as_of" else v for k, v in r.items()} for r in pq.read_table(file).to_pylist()
        ]
    text = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines()]
    words = {"true": True, "false": False, "": None}
    rows = csv.DictReader(text.splitlines(keepends=True))
    return [
        {name: int(cell) if name in NUMBERS else words.get(cell, cell) for name, cell in row.items()} for row in rows
    ]


def here(target: Path, found: list[TableSource], of_what: Question) -> Findings:
    """The findings as this machine writes them."""
    _, file = scan_in_duckdb(found, MAPPINGS, of_what, run, target)
    told = read(target)
    assert len(told) == file.count > len(KEYS) and not file.left_out
    return told


@pytest.mark.parametrize("keys", [Keys(plain=True), SECRET, Keys()])
def test_every_format_holds_the_same_findings_in_the_same_order(
    tmp_path: Path, corpus: Corpus, sources: list[TableSource], keys: Keys
) -> None:
    of_what = question(corpus, keys=keys)
    told = {ending: here(tmp_path / f"findings.{ending}", sources, of_what) for ending in ("parquet", "jsonl", "csv")}
    assert told["parquet"] == told["jsonl"]
    duties = {ending: read(tmp_path / f"findings.duties.{ending}") for ending in told}
    assert duties["parquet"] == duties["jsonl"] == duties["csv"]
    known = {(duty["obligation"], duty["entity"]): duty["findings"] for duty in duties["csv"]}
    assert known == Counter((line["obligation"], line["entity"]) for line in told["csv"])
    assert not [error for line in (*told["jsonl"], *duties["jsonl"]) for error in SCHEMA.iter_errors(line)]
    # A spreadsheet takes what begins with one of these for a formula.
    as_text = [{**line, "key": f"'{line['key']}" if line["key"] == "=1+1" else line["key"]} for line in told["jsonl"]]
    assert told["csv"] == as_text
    if keys.plain:
        codes = [line["key"] for line in told["csv"] if line["obligation"].endswith("#set-group-code")]
        assert codes == sorted(codes, key=lambda key: key.lstrip("'").encode() if key == "'=1+1" else key.encode())
        assert len(codes) == len(KEYS)


@pytest.mark.parametrize("keys", [Keys(plain=True), SECRET])
def test_spark_writes_the_same_findings_in_the_same_order(
    tmp_path: Path, corpus: Corpus, sources: list[TableSource], spark: Any, keys: Keys
) -> None:
    target, of_what = tmp_path / "findings.csv", question(corpus, keys=keys)
    told, duties = here(target, sources, of_what), read(duties_beside(target))
    target.unlink()
    duties_beside(target).unlink()
    scan_in_spark(spark, sources, MAPPINGS, of_what, run, target)
    assert (read(target), read(duties_beside(target))) == (told, duties)


def test_findings_of_spark_that_find_no_room_are_one_line_and_nothing_is_left(
    tmp_path: Path, corpus: Corpus, sources: list[TableSource], spark: Any
) -> None:
    target = tmp_path / "findings.csv"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Spark, a process of its own, may write what it likes.
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(Misuse, match=r"findings\.csv: cannot be written \(a file may not be that large\); make"):
            scan_in_spark(spark, sources, MAPPINGS, question(corpus, keys=Keys()), run, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["accounts.parquet", "groups.parquet"]


def test_no_findings_are_a_file_with_its_head_alone(tmp_path: Path, corpus: Corpus) -> None:
    table = written(tmp_path / "groups.parquet", "SELECT 'g' AS group_id, 'c' AS group_code, true AS group_code_shown")
    for ending in ("parquet", "jsonl", "csv"):
        target = tmp_path / f"findings.{ending}"
        _, file = scan_in_duckdb([parse(f"group={table}", ["group"])], {}, question(corpus, keys=Keys()), run, target)
        assert (file.count, read(target), read(duties_beside(target))) == (0, [], [])
    with duckdb.connect() as connection:
        names = [connection.execute(f"DESCRIBE FROM '{tmp_path}/findings.{e}'").fetchall() for e in ("parquet", "csv")]
    assert [name for name, *_ in names[0]] == [name for name, *_ in names[1]]


@pytest.mark.parametrize("keys", [Keys(plain=True), Keys()])
def test_findings_beyond_the_limit_are_counted_as_left_out_and_the_first_are_written(
    tmp_path: Path, corpus: Corpus, sources: list[TableSource], keys: Keys
) -> None:
    target, most = tmp_path / "findings.jsonl", 4
    every, whole = here(target, sources, question(corpus, keys=keys)), read(duties_beside(target))
    _, file = scan_in_duckdb(sources, MAPPINGS, replace(question(corpus, keys=keys), most=most), run, target)
    told, duties = read(target), read(duties_beside(target))
    assert (file.count, file.left_out) == (len(told), len(every) - len(told)) and file.left_out
    counted = [(duty["findings"], duty["left_out"]) for duty in duties]
    assert counted == [(min(duty["findings"], most), max(duty["findings"] - most, 0)) for duty in whole]
    for duty in duties:
        all_rows, rows = (
            Counter(line["gap"] for line in lines if line["obligation"] == duty["obligation"])
            for lines in (every, told)
        )
        assert rows <= all_rows and rows.total() == duty["findings"]
    assert len({line["finding"] for line in told}) == len(told)


def test_the_words_of_the_law_are_in_a_file_of_findings_once_however_many_rows_there_are(
    tmp_path: Path, corpus: Corpus, sources: list[TableSource]
) -> None:
    target = tmp_path / "findings.jsonl"
    here(target, sources, question(corpus))
    duties = read(duties_beside(target))
    for duty in duties:
        assert duty["quotation"] not in target.read_text("utf-8")
        assert duty["quotation"] and duty["citation_zh"] and duty["title_en"]
    assert len(duties) == len({(duty["obligation"], duty["entity"]) for duty in duties})
