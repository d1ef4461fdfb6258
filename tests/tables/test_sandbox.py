"""The sandbox: no predicate, mapping, name or value in a table reaches a file, network, setting or another table."""

import csv
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from case_tables import cases
from guiju.files.formula import looks_like_formula
from guiju.tables import sandbox
from table_samples import assess, counted, stored, written

SECRET = "the secret of this machine"
HOSTILE = cases(__file__)
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


def mapping_file(folder: Path, entity: str, key: str, facts: dict[str, Any]) -> str:
    (folder / "mapping.yaml").write_text(json.dumps({"entity": entity, "key": key, "facts": facts}), "utf-8")
    return str(folder / "mapping.yaml")


@pytest.mark.parametrize("hostile", ESCAPES)
def test_a_value_in_a_table_stays_a_value(tmp_path: Path, hostile: str) -> None:
    columns = {"group_id": ["g1", "g2", hostile], "group_code": [hostile, hostile, "c"], "member_count": [2, 3, 4]}
    code = counted(tmp_path, stored(tmp_path / "groups.parquet", columns), "--show-keys")
    assert code["counts"]["breached"] == 2 and code["counts"]["met"] == 1
    assert {breach["facts"]["group_code"] for breach in code["breaches"]} == {hostile}


@pytest.mark.parametrize("hostile", ESCAPES)
def test_a_name_of_a_column_stays_a_name(tmp_path: Path, hostile: str) -> None:
    table = stored(tmp_path / "groups.parquet", {hostile: ["g1", "g2"], f"{hostile} code": ["c", "c"]})
    mapping = mapping_file(tmp_path, "group", hostile, {"group_code": {"column": f"{hostile} code"}})
    code = counted(tmp_path, table, "--mapping", mapping, "--show-keys")
    assert [breach["key"] for breach in code["breaches"]] == ["g1", "g2"]


@pytest.mark.parametrize("hostile", ESCAPES)
def test_a_code_in_a_mapping_stays_a_text(tmp_path: Path, hostile: str) -> None:
    table = stored(tmp_path / "complaints.parquet", {"complaint_id": ["k1", "k2"], "about": [hostile, "other"]})
    codes = {"column": "about", "codes": {hostile: "group", "other": "other"}}
    options = "--mapping", mapping_file(tmp_path, "complaint", "complaint_id", {"complaint_about": codes})
    counts = counted(tmp_path, table, *options, duty="handle-complaints-promptly", entity="complaint")["counts"]
    assert counts["not_applicable"] == 1 and counts["undetermined"] == 1


@pytest.mark.cost(9, "assesses 25 tables")
@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20))
@example(" ")
def test_any_text_in_a_table_is_counted_as_the_same_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    columns = {"group_id": ["g1", "g2", "g3"], "group_code": [text, text, text + "x"]}
    code = counted(folder, stored(folder / "groups.parquet", columns))
    is_blank = all(unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs") for character in text)  # and so no fact
    assert code["counts"]["breached"] == (0 if is_blank else 2)


def test_findings_for_a_spreadsheet_hold_no_formula(tmp_path: Path) -> None:
    formulas = HOSTILE["formulas"]
    assert all(map(looks_like_formula, formulas)) and not looks_like_formula("x=1")
    columns = {"group_id": [*formulas, "x=1"], "group_code": ["c"] * (len(formulas) + 1)}
    table, findings = stored(tmp_path / "groups.parquet", columns), tmp_path / "findings.csv"
    assert assess(tmp_path, "--table", f"group={table}", "--show-keys", "--findings", str(findings)) == 1
    with findings.open(encoding="utf-8", newline="") as opened:
        keys = [row["key"] for row in csv.DictReader(opened)]
    assert sorted(keys) == sorted([*(f"'{key}" for key in formulas), "x=1"])
