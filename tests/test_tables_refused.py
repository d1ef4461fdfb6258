"""Tables, mappings and options that cannot be used: each is refused in one line with its place, and nothing is written.

A file in tests/tables/refused/ has cases of a kind; a case that is added there is a test.
"""

from pathlib import Path
from typing import Any

import pytest

from table_cases import cases, laid_out
from table_samples import FACTS, Captured, refusal


@pytest.mark.parametrize("case", cases("refused"))
def test_a_table_that_cannot_be_assessed_is_refused_without_its_cells_and_passwords(
    case: dict[str, Any], tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = laid_out(tmp_path, case)
    line = refusal(capsys, tmp_path, *arguments, facts=case.get("profile", FACTS)).replace(f"{tmp_path}/", "")
    assert [text for text in case["says"] if text not in line] == []
    assert "secret" not in line
