"""An editor checks and completes the files of a fresh repository, with the language server that editors run."""

from pathlib import Path

import pytest

from guiju.cli import main
from language_server import editor
from places import ROOT

LAW = "示例规定\n2026年1月1日示例机关发布\n第一条　为了示例，制定本规定。\n第二条　提供者应当留存日志。\n"


@pytest.fixture
def repository(here: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A repository in which somebody has imported a law."""
    Path("law.txt").write_text(LAW, "utf-8")
    assert main(["import", "law.txt", "-o", ".", "--id", "example-rule"]) == 0
    assert main(["new", "schemas"]) == 0
    assert "schemas/regulation.schema.json\n" in capsys.readouterr().out
    return here


def test_an_editor_marks_a_wrong_key_of_a_fresh_repository_and_proposes_right_ones(repository: Path) -> None:
    file = repository / "regulations" / "example-rule" / "regulation.yaml"
    text = file.read_text("utf-8")
    last = text.count("\n") + 1
    with editor(repository) as opened:
        assert opened.errors(file, text) == []
    with editor(repository) as opened:
        assert opened.errors(file, f"{text}shorttitle: x\n") == [(last, "Property shorttitle is not allowed.")]
        assert {"aliases", "relations"} <= set(opened.completions(file, last, 1))


def test_every_kind_of_file_leads_an_editor_to_its_schema(repository: Path) -> None:
    """What `guiju new` writes, too: a wrong key is marked in each."""
    assert main(["new", "regulation", "other-rule", "--base", "."]) == 0
    files = [*(repository / "regulations").rglob("*.yaml")]
    assert len(files) == 3
    with editor(repository) as opened:
        for file in files:
            marked = opened.errors(file, f"{file.read_text('utf-8')}\nno-such-key: 1\n")
            assert any("no-such-key" in message for _, message in marked), file


def test_an_editor_knows_the_facts_of_a_base_with_its_own_vocabulary(here: Path) -> None:
    assert main(["questions", "--base", str(ROOT / "examples"), "--lang", "en", "-o", "profile.yaml"]) == 0
    file = here / "profile.yaml"
    header = file.read_text("utf-8").splitlines()[0]
    with editor(here) as opened:
        marked = opened.errors(file, f"{header}\nfacts:\n  makes_log: true\n  log_retention: six months\n")
        assert sorted(line for line, _ in marked) == [3, 4]
    with editor(here) as opened:
        assert opened.errors(file, f"{header}\nfacts:\n  makes_logs: true\n  \n") == []
        assert {"log_retention", "logs_contain_passwords"} <= set(opened.completions(file, 4, 3))
