"""The sandbox: no predicate, mapping, name or value in a table reaches a file, network, setting or another table."""

import csv
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pyarrow.parquet
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guiju.files.formula import looks_like_formula
from guiju.tables import sandbox
from table_samples import assess, assessed, line_of, written

SECRET = "the secret of this machine"
HOSTILE = yaml.safe_load((Path(__file__).parent / "tables" / "hostile.yaml").read_text("utf-8"))
ESCAPES, ATTEMPTS = HOSTILE["texts"], HOSTILE["attempts"]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.csv"
    path.write_text(f"a\n{SECRET}\n", "utf-8")
    return path


@pytest.fixture
def engine(tmp_path: Path, secret: Path) -> Iterator[Any]:
    allowed = written(tmp_path / "groups.parquet")
    (tmp_path / "aside").mkdir()
    with sandbox.connected([allowed], tmp_path / "aside") as connection:
        assert connection.execute(f"SELECT count(*) FROM read_parquet(['{allowed}'])").fetchone() == (6,)
        yield connection


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_engine_of_a_scan_refuses(engine: Any, tmp_path: Path, name: str) -> None:
    engine_of_the_test = pyarrow.table({"a": [SECRET]})
    assert engine_of_the_test.num_rows == 1  # it stands where DuckDB would look for names, were it let
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(duckdb.Error) as refused:
        engine.execute(ATTEMPTS[name].format(folder=tmp_path)).fetchall()
    assert SECRET not in str(refused.value)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("hostile", ESCAPES)
def test_a_value_in_a_table_stays_a_value(tmp_path: Path, hostile: str) -> None:
    table = pyarrow.table(
        {"group_id": ["g1", "g2", hostile], "group_code": [hostile, hostile, "c"], "member_count": [2, 3, 4]}
    )
    pyarrow.parquet.write_table(table, tmp_path / "groups.parquet")
    told = assessed(tmp_path, "--table", f"group={tmp_path / 'groups.parquet'}", "--show-keys")
    found = line_of(told, "set-group-code")["tables"][0]
    assert found["counts"]["breached"] == 2 and found["counts"]["met"] == 1
    assert {breach["facts"]["group_code"] for breach in found["breaches"]} == {hostile}


@pytest.mark.parametrize("hostile", ESCAPES)
def test_a_name_of_a_column_stays_a_name(tmp_path: Path, hostile: str) -> None:
    table = pyarrow.table({hostile: ["g1", "g2"], f"{hostile} code": ["c", "c"]})
    pyarrow.parquet.write_table(table, tmp_path / "groups.parquet")
    mapping = {"entity": "group", "key": hostile, "facts": {"group_code": {"column": f"{hostile} code"}}}
    (tmp_path / "mapping.yaml").write_text(json.dumps(mapping), "utf-8")
    arguments = (
        "--table",
        f"group={tmp_path / 'groups.parquet'}",
        "--mapping",
        str(tmp_path / "mapping.yaml"),
        "--show-keys",
    )
    found = line_of(assessed(tmp_path, *arguments), "set-group-code")["tables"][0]
    assert [breach["key"] for breach in found["breaches"]] == ["g1", "g2"]


@pytest.mark.parametrize("hostile", ESCAPES)
def test_a_code_in_a_mapping_stays_a_text(tmp_path: Path, hostile: str) -> None:
    table = pyarrow.table({"complaint_id": ["k1", "k2"], "about": [hostile, "other"]})
    pyarrow.parquet.write_table(table, tmp_path / "complaints.parquet")
    codes = {hostile: "group", "other": "other"}
    mapping = {
        "entity": "complaint",
        "key": "complaint_id",
        "facts": {"complaint_about": {"column": "about", "codes": codes}},
    }
    (tmp_path / "mapping.yaml").write_text(json.dumps(mapping), "utf-8")
    arguments = ("--table", f"complaint={tmp_path / 'complaints.parquet'}", "--mapping", str(tmp_path / "mapping.yaml"))
    counts = line_of(assessed(tmp_path, *arguments), "handle-complaints-promptly")["tables"][0]["counts"]
    assert counts["not_applicable"] == 1 and counts["undetermined"] == 1


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20))
@example(" ")
def test_any_text_in_a_table_is_counted_as_the_same_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    table = pyarrow.table({"group_id": ["g1", "g2", "g3"], "group_code": [text, text, text + "x"]})
    pyarrow.parquet.write_table(table, folder / "groups.parquet")
    told = assessed(folder, "--table", f"group={folder / 'groups.parquet'}")
    is_blank = all(unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs") for character in text)  # and so no fact
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["breached"] == (0 if is_blank else 2)


def test_findings_for_a_spreadsheet_hold_no_formula(tmp_path: Path) -> None:
    formulas = HOSTILE["formulas"]
    assert all(map(looks_like_formula, formulas)) and not looks_like_formula("x=1")
    table = pyarrow.table({"group_id": [*formulas, "x=1"], "group_code": ["c"] * (len(formulas) + 1)})
    pyarrow.parquet.write_table(table, tmp_path / "groups.parquet")
    findings = tmp_path / "findings.csv"
    assert (
        assess(tmp_path, "--table", f"group={tmp_path / 'groups.parquet'}", "--show-keys", "--findings", str(findings))
        == 1
    )
    with findings.open(encoding="utf-8", newline="") as opened:
        keys = [row["key"] for row in csv.DictReader(opened)]
    assert sorted(keys) == sorted([*(f"'{key}" for key in formulas), "x=1"])


def test_an_engine_may_hold_what_each_of_its_processors_needs(engine: Any) -> None:
    found = engine.execute("SELECT current_setting('threads'), current_setting('memory_limit')").fetchone()
    threads, (number, unit) = found[0], found[1].split()
    expected = max(sandbox.MEMORY, sandbox.MEMORY_A_THREAD * threads) * 1_000_000
    assert float(number) * 1024 ** {"MiB": 2, "GiB": 3}[unit] == pytest.approx(expected, rel=0.05)
