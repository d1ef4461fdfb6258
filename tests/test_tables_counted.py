"""What a scan reads of tables as people save them, and counts of a duty: of any format, in any number of files.

A file in tests/tables/counted/ has cases of a kind; a case that is added there is a test.
"""

from pathlib import Path
from typing import Any

import pytest

from table_cases import cases, laid_out
from table_samples import assessed, line_of


@pytest.mark.parametrize("case", cases("counted"))
def test_a_table_is_read_and_counted(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = assessed(tmp_path, *laid_out(tmp_path, case), "--show-keys")
    (table, *_) = report["tables"]
    assert table["rows"] == case.get("rows", table["rows"])
    assert set(case.get("unsaid", ())) <= set(table["unsaid"])
    for duty, expected in case.get("duties", {}).items():
        line = line_of(report, duty)
        (count,) = line["tables"]
        breaches = {
            "keys": [breach["key"] for breach in count["breaches"]],
            "codes": [breach["facts"].get("group_code") for breach in count["breaches"]],
        }
        seen = {"verdict": line["verdict"], **count["counts"], "missing": count["missing"], **breaches}
        assert {name: seen[name] for name in expected} == expected, duty
