"""A scaffold passes the check, and names every key that the schema has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guiju import checks
from guiju.cli import main
from guiju.files.bundled import schema
from guiju.law.load import load
from guiju.maintenance.scaffold import regulation_files

GOOD = Path(__file__).parent / "corpora" / "good"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_new_rule_passes_the_check(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "regulation", "cac-live-streaming-2016", "--base", str(base)]) == 0
    assert main(["check", str(base)]) == 0
    corpus = load(base)
    assert "cac-live-streaming-2016" in corpus.regulations
    assert checks.findings(corpus) == []


def test_every_key_of_the_schemas_is_named_in_the_scaffold() -> None:
    files = regulation_files()
    for name in ("regulation", "obligations"):
        for key in schema(name)["properties"]:
            assert key in files[f"{name}.yaml"]
    for key in schema("obligations")["$defs"]["obligation"]["properties"]:
        assert f"#   {key}: " in files["obligations.yaml"]


@pytest.mark.parametrize("word", ["Cac", "2016", "a b", "../x", "", "-a", "规定"])
def test_a_word_that_is_no_id_is_refused(base: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "regulation", "--base", str(base), "--", word]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert {p.name for p in (base / "regulations").iterdir() if p.is_dir()} == {
        "rule-law",
        "rule-new",
        "rule-old",
        "rule-part",
    }


def test_a_rule_that_exists_is_not_overwritten(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (base / "regulations" / "rule-old" / "regulation.yaml").read_bytes()
    assert main(["new", "regulation", "rule-old", "--base", str(base)]) == 2
    assert (base / "regulations" / "rule-old" / "regulation.yaml").read_bytes() == before
    assert "exists already" in capsys.readouterr().err
