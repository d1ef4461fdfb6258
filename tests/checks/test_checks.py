"""Every check catches what its corpora show, alone; the good corpus and the real data are clean."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from guiju import checks
from guiju.files.finding import UnsoundBase
from guiju.law.load import load
from places import TESTS

HERE = TESTS
GOOD = HERE / "corpora" / "good"
BAD = sorted((HERE / "corpora" / "bad").glob("*/*.yaml"))


def findings_in(root: Path) -> list[str]:
    try:
        found = checks.findings(load(root))
    except UnsoundBase as unsound:
        found = list(unsound.findings)
    # Paths are shown as one would type them, from wherever the tests run; here they begin below regulations/.
    shown = [re.sub(r"^\S*?(regulations|cases)/", r"\1/", str(f)) for f in found]
    return [
        line.removeprefix("regulations/").replace("cases/", "../cases/", line.startswith("cases/")) for line in shown
    ]


def test_the_good_corpus_has_no_findings() -> None:
    assert findings_in(GOOD) == []


def test_the_real_knowledge_base_has_no_findings() -> None:
    assert findings_in(HERE.parent) == []


@pytest.mark.parametrize("case", BAD, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_bad_corpus_is_caught_by_its_check_and_by_no_other(case: Path, tmp_path: Path) -> None:
    told = yaml.safe_load(case.read_text("utf-8"))
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    for before, after in told.get("moves", {}).items():
        (tmp_path / "regulations" / before).rename(tmp_path / "regulations" / after)
    for edit in told["edits"]:
        file = tmp_path / "regulations" / edit["file"]
        before = file.read_text("utf-8")
        assert edit["old"] in before, f"{edit['old']} is not in {edit['file']}: the edit changes nothing"
        file.write_text(before.replace(edit["old"], edit["new"]), "utf-8")
    found = findings_in(tmp_path)
    assert found == told["findings"]
    assert {line.split(": ")[1] for line in found} == {case.parent.name}


def test_each_check_has_a_corpus_that_it_alone_rejects() -> None:
    assert {case.parent.name for case in BAD} == set(checks.codes())
