"""A release records its ids; the check lost-id finds those that go."""

import shutil
from pathlib import Path

import pytest

from guiju import checks
from guiju.cli import main
from guiju.law.load import load


def test_a_release_adds_exactly_the_ids_that_are_new(base: Path) -> None:
    assert main(["release", "0.2.0", "--base", str(base)]) == 0
    corpus = load(base)
    assert [r.version for r in corpus.releases] == ["0.1.0", "0.2.0"]
    of_rules = {"rule-new": "keep-records", "rule-old": "no-insults no-passing-off report supervise"}
    new = of_rules | {"rule-part": "keep-records verify"}
    new["answers"] = "no-records two-accounts"
    assert set(corpus.releases[1].ids) == {f"{rule}#{name}" for rule, names in new.items() for name in names.split()}
    assert checks.findings(corpus) == []


def test_the_first_release_begins_the_file(base: Path) -> None:
    (base / "regulations" / "released.yaml").unlink()
    assert main(["release", "0.1.0", "--base", str(base)]) == 0
    corpus = load(base)
    assert len(corpus.releases[0].ids) == 11


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "first", "1.0"])
def test_a_version_that_is_none_or_not_later_is_refused(version: str, base: Path) -> None:
    before = (base / "regulations" / "released.yaml").read_bytes()
    assert main(["release", version, "--base", str(base)]) == 2
    assert (base / "regulations" / "released.yaml").read_bytes() == before


@pytest.mark.parametrize("layout", ["indented", "in one line", "no last line break"])
def test_a_list_of_releases_written_otherwise_is_never_broken(layout: str, base: Path) -> None:
    file = base / "regulations" / "released.yaml"
    texts = {
        "indented": "releases:\n  - version: 0.1.0\n    ids: []\n",
        "in one line": "releases: [{version: 0.1.0, ids: []}]\n",
        "no last line break": "releases:\n- version: 0.1.0\n  ids: []",
    }
    file.write_text(texts[layout], "utf-8")
    assert main(["release", "0.2.0", "--base", str(base)]) == (0 if layout == "no last line break" else 2)
    load(base)


def test_a_version_that_says_less_than_its_changes_is_refused_with_the_one_to_choose(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = shutil.copytree(base, tmp_path / "before")
    released = base / "regulations" / "released.yaml"
    for folder in (before, base):
        file = folder / "regulations" / "released.yaml"
        file.write_text(file.read_text("utf-8").replace("0.1.0", "1.1.0"), "utf-8")
    duties = base / "regulations" / "rule-new" / "obligations"
    (file,) = [file for file in duties.iterdir() if "id: keep-records" in file.read_text("utf-8")]
    end = "consequence: {route: none_found}\n  topics: [logs]"
    text = file.read_text("utf-8").replace(end, f"condition: {{zh: 有条件, en: conditional}}\n  {end}")
    file.write_text(text, "utf-8")
    unchanged = released.read_bytes()
    assert main(["release", "1.2.0", "--base", str(base), "--since", str(before)]) == 2
    assert "a major change: condition of rule-new#keep-records; choose 2.0.0 or later" in capsys.readouterr().err
    assert released.read_bytes() == unchanged
    assert main(["release", "2.0.0", "--base", str(base), "--since", str(before)]) == 0
