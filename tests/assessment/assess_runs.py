"""Runs of guiju assess, for tests of the command."""

import json
from pathlib import Path
from typing import Any

import pytest

from checklist_samples import GOOD
from guiju.cli import main
from places import TESTS

Captured = pytest.CaptureFixture[str]
FILLED = TESTS / "workbooks" / "filled-en.xlsx"
DAY = "2024-05-06"


def run(capsys: Captured, *arguments: str | Path, base: Path = GOOD) -> tuple[int, str, str]:
    capsys.readouterr()
    return main(["assess", *map(str, arguments), "--base", str(base), "--as-of", DAY]), *capsys.readouterr()


def verdicts(file: Path) -> dict[str, str]:
    told = json.loads(file.read_text("utf-8"))
    return {entry["obligation"].partition("#")[2]: entry["verdict"] for entry in told["receipt"]["verdicts"]}


def profile(folder: Path, content: dict[str, Any], name: str = "p.yaml") -> Path:
    file = folder / name
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return file
