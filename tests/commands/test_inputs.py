"""No command writes over what it reads: every one that has -o, however the file is named."""

import json
import shutil
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from assessment_samples import CONTENT
from case_tables import cases
from guiju import commands
from guiju.cli import parser
from guiju.options import refuse_inputs
from kept_cache import main
from places import GOOD

CASES = cases(__file__)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a file of each kind that a command may read."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "b.yaml", "c.csv", "d.md", "in/e.md", "in/f.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(CONTENT), "utf-8")
    (tmp_path / "link.csv").symlink_to("c.csv")
    shutil.copytree(GOOD / "regulations", tmp_path / "kb" / "regulations")
    return tmp_path


@pytest.mark.parametrize("line", [line for lines in CASES["read"].values() for line in lines])
def test_a_file_that_is_read_is_not_written(line: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = line.split()
    option, target = next(pair for pair in pairwise(words) if pair[0] in CASES["options"])
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(words) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"guiju: {target}: is ") and said.endswith(f"; choose another name with {option}")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_every_command_that_writes_a_file_is_asked() -> None:
    def writes(name: str) -> bool:
        return '"-o --output"' in Path(str(import_module(f"guiju.commands.{name}").__file__)).read_text("utf-8")

    named = {name for name in commands.names() if writes(name.replace("-", "_"))}
    assert set(CASES["read"]) == named
    assert all(line.split()[0] == name for name, lines in CASES["read"].items() for line in lines)


@pytest.mark.parametrize("line", CASES["not read"])
def test_what_only_has_the_name_of_a_file_is_not_read(line: str, folder: Path) -> None:
    refuse_inputs(parser(line.split()).parse_args(line.split()))
