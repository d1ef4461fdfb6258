"""Small tables for tests of scans: written with DuckDB into a temporary folder, and the command that assesses them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jsonschema_rs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guiju.files.bundled import schema
from guiju.model import Corpus
from guiju.predicates.dialects import DUCKDB
from guiju.tables.question import Keys, Question
from kept_cache import main

Captured = pytest.CaptureFixture[str]

_NAME = "assessment-export"
_PARTS = [(f"{name}.schema.json", schema(name)) for name in ("common", "profile", "mapping", "receipt", _NAME)]
SCHEMA = jsonschema_rs.Draft202012Validator(schema(_NAME), registry=jsonschema_rs.Registry(_PARTS))

FACTS = "facts:\n  offers_user_groups: {value: true, basis: measured}\n"
GROUPS = (
    "SELECT 'g' || i AS group_id, 'c' || (i // 2 * 2 + i % 2) AS group_code, TIMESTAMP '2020-01-01' + to_days(i::INT) "
    "AS founded_at,"
    " 'a' || (i % 3) AS founder_account_id, 2 + i AS member_count FROM range(6) AS numbers(i)"
)

SHARED_CODE = GROUPS.replace("'c' || (i // 2 * 2 + i % 2)", "'c' || (i // 2)")
"""The same, but every code stands twice."""
MAPPING = "entity: group\nkey: group_id\nfacts:\n"

SERVICE: Mapping[str, Any] = {"offers_user_groups": True}


def run(connection: Any, query: str, _: str) -> Any:
    """How a scan runs a query: with nobody watching."""
    return connection.execute(query)


def question(
    corpus: Corpus,
    service: Mapping[str, Any] = SERVICE,
    among: Sequence[str] | None = None,
    keys: Keys = Keys(plain=True),  # noqa: B008  # nobody can change it
) -> Question:
    """The question of an assessment to its tables: of these duties, or of all."""
    return Question(corpus, service, date(2026, 11, 1), among, 100, keys)


def outcomes(tables: Any) -> dict[str, Any]:
    """What a scan counted and listed of each duty."""
    return {name: [(dict(one.counts), one.breaches) for one in several] for name, several in tables.verdicts.items()}


def written(path: Path, query: str = GROUPS) -> Path:
    """The rows of a query as a file; the format is that of the ending."""
    how = {".parquet": "FORMAT parquet", ".csv": "FORMAT csv, HEADER", ".jsonl": "FORMAT json"}[path.suffix]
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO {DUCKDB.string(str(path))} ({how})")
    return path


def stored(path: Path, columns: Mapping[str, Any]) -> Path:
    """The columns as a Parquet file."""
    pq.write_table(pa.table(columns), path)
    return path


def profile(folder: Path, facts: str = FACTS) -> Path:
    path = folder / "profile.yaml"
    path.write_text(facts, "utf-8")
    return path


def assess(folder: Path, *arguments: str, role: str = "group-provider", facts: str = FACTS) -> int:
    """Run `guiju assess` on a profile with these facts; returns its exit code."""
    given = ["assess", str(profile(folder, facts)), "--role", role, "--as-of", "2026-11-01", "--lang", "en"]
    return main([*given, *arguments])


def assessed(folder: Path, *arguments: str, role: str = "group-provider", facts: str = FACTS) -> dict[str, Any]:
    """The assessment as JSON, which fits its schema."""
    report = folder / "report.json"
    assert assess(folder, *arguments, "-o", str(report), role=role, facts=facts) in (0, 1)
    assessment: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert [error.message for error in SCHEMA.iter_errors(assessment)] == []
    return assessment


def line_of(assessment: dict[str, Any], duty: str) -> Any:
    """The line of one duty, by the end of its id."""
    return next(line for line in assessment["lines"] if line["obligation"].endswith(f"#{duty}"))


def counted(folder: Path, table: Path | str, *options: str, duty: str = "set-group-code", entity: str = "group") -> Any:
    """What an assessment counts of one duty in one table, and the breaches that it lists."""
    return line_of(assessed(folder, "--table", f"{entity}={table}", *options), duty)["tables"][0]


def refusal(capsys: Captured, folder: Path, *arguments: str, facts: str = FACTS) -> str:
    """The one line that refuses the arguments; nothing is written but the profile."""
    profile(folder, facts)

    def times() -> dict[Path, int]:
        return {path: path.lstat().st_mtime_ns for path in folder.rglob("*") if path.name != "profile.yaml"}

    before = times()
    assert assess(folder, *arguments, facts=facts) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert times() == before
    return line


def mapped(folder: Path, facts: str) -> Path:
    path = folder / "mapping.yaml"
    path.write_text(MAPPING + facts, "utf-8")
    return path
