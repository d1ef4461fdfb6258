"""Tables as people save them: what a scan reads and counts of them, or a refusal in one line that writes nothing.

A file in tests/tables/counted/ or tests/tables/refused/ has cases of a kind; a case that is added there is a test.
"""

from pathlib import Path
from typing import Any

import pytest

from table_cases import cases, laid_out
from table_samples import FACTS, Captured, assessed, line_of, refusal


@pytest.mark.parametrize("case", cases("counted"))
def test_a_table_is_read_and_counted(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = laid_out(tmp_path, case)
    report = assessed(tmp_path, *given, "--show-keys", facts=case.get("profile", FACTS))
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
        why = {"why": line["why"], "cells": line["missing"]["cells"]}
        seen = {"verdict": line["verdict"], **count, **count["counts"], **breaches, **why}
        assert {name: seen[name] for name in expected} == expected, duty


@pytest.mark.parametrize("case", cases("refused"))
def test_a_table_that_cannot_be_assessed_is_refused_without_its_cells_and_passwords(
    case: dict[str, Any], tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = laid_out(tmp_path, case)
    line = refusal(capsys, tmp_path, *arguments, facts=case.get("profile", FACTS)).replace(f"{tmp_path}/", "")
    assert [text for text in case["says"] if text not in line] == []
    assert "secret" not in line
