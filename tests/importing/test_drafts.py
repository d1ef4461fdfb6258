"""Drafts of obligations: written for a person, checked, kept, and seen by nothing else."""

import shutil
from pathlib import Path

import pytest

from case_tables import cases, each
from guiju.importing.drafts import files
from guiju.importing.proposals import proposals
from guiju.law.contents import current_digest
from guiju.law.load import load
from laws import guiju
from places import files_below

CASES = cases(__file__)

Captured = pytest.CaptureFixture[str]
LAW = "样本法\n2016年11月7日公布\n第一条 为了示例，制定本法。\n第二条 网络运营者应当留存日志，并向主管部门报告。\n"
SECOND = Path("drafts/yang-ben-fa-2016/art_002.yaml")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a law, imported with drafts; it is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "law.txt").write_text(LAW, "utf-8")
    assert guiju("import law.txt -o . --propose") == 0
    return tmp_path


def test_import_writes_a_file_of_drafts_for_each_article(here: Path, capsys: Captured) -> None:
    assert guiju("import law.txt -o other --propose") == 0
    assert "drafts of obligations for 2 articles in other/drafts, 0 articles kept" in capsys.readouterr().out
    text = SECOND.read_text("utf-8")
    assert "move the file to regulations/yang-ben-fa-2016/obligations/art_002.yaml" in text
    assert text.endswith(
        "obligations:\n"
        "- eId: art_2__para_1\n  quote:\n  - 网络运营者应当\n  - 留存日志\n"
        "  modality: obligation\n  subject: 网络运营者\n  status: draft\n"
        "- eId: art_2__para_1\n  quote:\n  - 网络运营者应当\n  - 并向主管部门报告\n"
        "  modality: obligation\n  subject: 网络运营者\n  status: draft\n"
    )
    assert guiju("check") == 0
    out = capsys.readouterr().out
    assert "in 1 rules with 0 obligations; data version" in out
    assert out.endswith("; 3 drafts that nobody has read\n")


def test_what_a_person_edited_or_read_is_never_written_over(here: Path, capsys: Captured) -> None:
    SECOND.write_text(edited := SECOND.read_text("utf-8").replace("留存日志", "留存"), "utf-8")
    first = SECOND.with_name("art_001.yaml")
    read = Path("regulations/yang-ben-fa-2016/obligations/art_001.yaml")
    read.parent.mkdir()
    first.rename(read)
    assert guiju("import law.txt -o . --propose") == 0
    written = capsys.readouterr()
    assert "drafts of obligations for 0 articles in drafts, 2 articles kept as they are" in written.out
    assert f"{SECOND}: kept; this article is not proposed again" in written.err
    assert f"{read}: kept" in written.err
    assert SECOND.read_text("utf-8") == edited
    assert not first.exists()


def test_where_all_is_drafted_nothing_new_is(here: Path, capsys: Captured) -> None:
    assert guiju("new drafts yang-ben-fa-2016") == 2
    assert "each article that binds somebody has drafts or obligations" in capsys.readouterr().err


def test_drafts_of_a_rule_that_is_there_are_those_of_its_import(here: Path, capsys: Captured) -> None:
    imported = files_below(SECOND.parent)
    shutil.rmtree("drafts")
    capsys.readouterr()
    assert guiju("new drafts yang-ben-fa-2016") == 0
    assert str(SECOND) in capsys.readouterr().out.splitlines()
    assert files_below(SECOND.parent) == imported


def test_only_the_text_that_is_read_is_proposed_from(here: Path) -> None:
    later = LAW.replace("公布\n", "公布\n2020年5月6日修正\n").replace("第二条", "第二条 银行应当保密。\n第三条")
    Path("later.txt").write_text(later, "utf-8")
    assert guiju("import later.txt -o . --propose") == 0
    assert sorted(file.name for file in SECOND.parent.glob("art_*")) == ["art_001.yaml", "art_002.yaml"]


@each(CASES["findings"])
def test_the_check_finds_what_is_wrong_in_a_draft(
    old: str, new: str, finding: str, here: Path, capsys: Captured
) -> None:
    SECOND.write_text(SECOND.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert guiju("check") == 1
    assert any(line.startswith(str(SECOND)) and finding in line for line in capsys.readouterr().out.splitlines())


def test_drafts_of_no_rule_are_found(here: Path, capsys: Captured) -> None:
    SECOND.parent.rename("drafts/other-law")
    assert guiju("check") == 1
    assert (
        "drafts/other-law/art_002.yaml:1:1: unknown-file: drafts of a rule that is not there" in capsys.readouterr().out
    )


def test_a_draft_that_was_only_moved_is_no_obligation(here: Path, capsys: Captured) -> None:
    Path("regulations/yang-ben-fa-2016/obligations").mkdir()
    SECOND.rename("regulations/yang-ben-fa-2016/obligations/art_002.yaml")
    assert guiju("check") == 1
    out = capsys.readouterr().out
    for missing in ("status", "subject", "title", "bearers", "evidence"):
        assert missing in out


COMMANDS = CASES["commands"]


def outputs(base: Path, capsys: Captured) -> dict[str, object]:
    """What each command prints, and the files that it writes."""
    made: dict[str, object] = {}
    for command in COMMANDS:
        code = guiju(command if command == "check kb" else f"{command} --base {base}")
        made[command] = (code, *capsys.readouterr())
    for file in sorted(path for path in Path.cwd().rglob("*") if path.is_file() and not path.is_relative_to(base)):
        made[file.as_posix()] = file.read_bytes()
    return made


@pytest.mark.cost(3, "runs every command that reads a base, twice")
def test_drafts_change_no_output_but_the_sum_of_the_check(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    before, corpus, version = outputs(base, capsys), load(base), current_digest(base)
    count = 0
    for rule in corpus.with_articles():
        for name, text in files(rule.id, drafted := list(proposals(rule)), corpus.vocabulary.parties):
            (base / name).parent.mkdir(parents=True, exist_ok=True)
            (base / name).write_text(text, "utf-8")
        count += len(drafted)
    assert count > 10
    after = outputs(base, capsys)
    key = "check kb"
    assert str(after[key]) == str(before[key]).replace(r"\n", rf"; {count} drafts that nobody has read\n")
    assert {name: made for name, made in after.items() if name != key} == {
        name: made for name, made in before.items() if name != key
    }
    assert load(base) == corpus
    assert current_digest(base) == version
