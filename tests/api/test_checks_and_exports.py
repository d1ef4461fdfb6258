"""What a program checks, replays and exports: as the commands do, and refused for the same reasons."""

import shutil
from pathlib import Path

import pytest

import guiju
from case_tables import cases
from conftest import AS_OF
from guiju import exports
from guiju.cli import main
from places import GOOD


@pytest.fixture(scope="module")
def kb() -> guiju.KnowledgeBase:
    return guiju.load(GOOD)


@pytest.fixture
def misquoting(tmp_path: Path) -> guiju.KnowledgeBase:
    """A base with a quotation that is not in its law."""
    base = shutil.copytree(GOOD, tmp_path / "kb")
    (file,) = (file for file in base.rglob("art_002.yaml") if "不少于六个月]" in file.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace("不少于六个月]", "不少于九个月]", 1), "utf-8")
    return guiju.load(base)


def test_a_defect_is_found_with_its_place_and_not_exported(misquoting: guiju.KnowledgeBase) -> None:
    (finding,) = (finding for finding in misquoting.check() if finding.code == "broken-quotation")
    assert finding.at.path.endswith("art_002.yaml") and finding.at.line > 1
    with pytest.raises(guiju.Unsound) as refused:
        misquoting.export("oscal")
    assert [each.code for each in refused.value.findings] == ["broken-quotation"]


@pytest.mark.parametrize("name", exports.names())
def test_an_export_has_the_files_that_the_command_writes(name: str, kb: guiju.KnowledgeBase, here: Path) -> None:
    assert main(["export", name, "-o", "out", "--base", str(GOOD), "--as-of", AS_OF]) == 0
    for path, content in kb.export(name, as_of=AS_OF):
        assert (here / "out" / path).read_bytes() == content


def test_a_case_is_replayed_alone_and_all_are_without_a_name(kb: guiju.KnowledgeBase) -> None:
    every = kb.replay()
    assert {result.case.id for result in every} == set(kb.corpus.cases)
    for case in kb.corpus.cases:
        assert kb.replay(case) == tuple(result for result in every if result.case.id == case)


def assessed(kb: guiju.KnowledgeBase) -> guiju.Assessment:
    return kb.assess({}, kb.roles[0].id, as_of=AS_OF)


def test_an_assessment_is_exported_with_its_day(kb: guiju.KnowledgeBase) -> None:
    files = dict(kb.export("oscal", assessment=assessed(kb)))
    assert f'"start": "{AS_OF}T00:00:00+08:00"'.encode() in files["assessment-results.zh.json"]


@pytest.mark.parametrize(("call", "message"), cases(__file__))
def test_misuse_says_what_to_do(call: str, message: str, kb: guiju.KnowledgeBase) -> None:
    with pytest.raises(guiju.Misuse) as refused:
        eval(call, {**globals(), "kb": kb})
    assert message in str(refused.value) and "\n" not in str(refused.value)
