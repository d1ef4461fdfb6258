"""A scaffold passes the check, and names every key that the schema has."""

import shutil
from pathlib import Path

import pytest

from case_tables import cases
from guiju import checks
from guiju.cli import main
from guiju.files.bundled import schema
from guiju.law.load import load
from guiju.maintenance.scaffold import regulation_files, with_record

CASES = cases(__file__)

Captured = pytest.CaptureFixture[str]
HEADER = "# yaml-language-server: $schema=../../../schemas/obligations.schema.json\n"


def test_a_new_rule_passes_the_check(base: Path, capsys: Captured) -> None:
    assert main(["new", "regulation", "cac-live-streaming-2016", "--base", str(base)]) == 0
    assert main(["check", str(base)]) == 0
    corpus = load(base)
    assert "cac-live-streaming-2016" in corpus.regulations
    assert checks.findings(corpus) == []
    (file,) = (base / "regulations" / "cac-live-streaming-2016" / "obligations").iterdir()
    assert "possible here: obligations" in file.read_text("utf-8")
    assert main(["new", "obligation", "cac-live-streaming-2016", "art_1", "--base", str(base)]) == 0
    assert "possible here: obligations" not in file.read_text("utf-8")


def test_every_key_of_the_schemas_is_named_in_the_scaffold() -> None:
    files = regulation_files()
    for name, file in (("regulation", "regulation.yaml"), ("obligations", "obligations/art_001.yaml")):
        assert [key for key in schema(name)["properties"] if key not in files[file]] == []
    record = with_record("x", "", "art_1", "").replace(":\n", ": ")
    keys = schema("obligations")["$defs"]["obligation"]["properties"]
    assert [key for key in keys if f" {key}: " not in record] == []


@pytest.mark.parametrize("word", ["Cac", "2016", "a b", "../x", "", "-a", "规定"])
def test_a_word_that_is_no_id_is_refused(base: Path, word: str, capsys: Captured) -> None:
    before = sorted(base.rglob("*"))
    assert main(["new", "regulation", "--base", str(base), "--", word]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert sorted(base.rglob("*")) == before


def test_a_rule_that_exists_is_not_overwritten(base: Path, capsys: Captured) -> None:
    file = base / "regulations" / "rule-old" / "regulation.yaml"
    before = file.read_bytes()
    assert main(["new", "regulation", "rule-old", "--base", str(base)]) == 2
    assert file.read_bytes() == before
    assert "already exists" in capsys.readouterr().err


RECORDS = [
    (("rule-old", "art_2", "keep-more"), "rule-old/obligations/art_002.yaml", "art_2"),
    (("rule-old", "第二条第二款", "keep-more"), "rule-old/obligations/art_002.yaml", "art_2__para_2"),
    (("rule-old", "1"), "rule-old/obligations/art_001.yaml", "art_1__para_1"),  # has spans only, and one 款
]


@pytest.mark.parametrize(("arguments", "name", "eId"), RECORDS)
def test_a_new_record_follows_the_others_and_each_placeholder_is_a_finding(
    arguments: tuple[str, ...], name: str, eId: str, base: Path, capsys: Captured
) -> None:
    file = base / "regulations" / name
    before = file.read_text("utf-8")
    assert main(["new", "obligation", *arguments, "--base", str(base)]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    after = file.read_text("utf-8")
    record = with_record("", "", eId, dict(enumerate(arguments)).get(2, "")).removeprefix(f"{HEADER}obligations:\n")
    kept = after.replace(record, "", 1)
    assert kept in (before, before.replace("spans:", "obligations:\nspans:"))
    assert main(["check", str(base)]) == 1
    found = capsys.readouterr().out
    blank = [number for number, line in enumerate(after.splitlines(), 1) if line.endswith("''")]
    assert len(blank) >= 17
    assert [number for number in blank if f"{file}:{number}:" not in found] == []


@pytest.mark.parametrize(("arguments", "message"), CASES["refused"])
def test_a_record_that_cannot_be_added_changes_nothing(
    arguments: tuple[str, ...], message: str, base: Path, capsys: Captured
) -> None:
    rule = base / "regulations" / "rule-old"
    before = {file: file.read_bytes() for file in rule.rglob("*.yaml")}
    assert main(["new", "obligation", *arguments, "--base", str(base)]) == 2
    assert message in capsys.readouterr().err.replace(str(rule), "PATH")
    assert {file: file.read_bytes() for file in rule.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    "text", ["obligations:\n  - id: a\n", "obligations: []\n", "{spans: []}\n", "- id: a\n", "obligations: [\n"]
)
def test_a_file_that_is_written_otherwise_is_never_broken(text: str, base: Path) -> None:
    file = base / "regulations" / "rule-old" / "obligations" / "art_002.yaml"
    file.write_text(text, "utf-8")
    assert main(["new", "obligation", "rule-old", "art_2", "--base", str(base)]) in (1, 2)
    assert file.read_text("utf-8") == text


def test_the_first_record_of_an_article_makes_its_file_whole_or_not_at_all(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = base / "regulations" / "rule-old" / "obligations"
    shutil.rmtree(folder)
    arguments = ["new", "obligation", "rule-old", "art_3__para_1__point_1", "keep-more", "--base", str(base)]
    with monkeypatch.context() as full:
        full.setattr("guiju.files.output._beside", lambda _: Path("/no/room"))
        assert main(arguments) == 2
    assert not folder.exists()
    assert main(arguments) == 0
    (file,) = folder.iterdir()
    assert file.name == "art_003.yaml"
    assert file.read_text("utf-8") == with_record("", "", "art_3__para_1__point_1", "keep-more")
