"""Laws that come in several files, laws of which only a part came, and texts that are no law."""

from pathlib import Path

import pytest

from case_tables import cases, each
from guiju.law.load import load
from laws import guiju, write

Captured = pytest.CaptureFixture[str]
FILES: dict[str, str] = cases(__file__)["code"]


@pytest.fixture
def code(here: Path) -> Path:
    """A folder with the files of a code."""
    folder = here / "code"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_files_that_go_on_with_one_numbering_are_one_law_in_its_order(code: Path, capsys: Captured) -> None:
    assert guiju("import code -o base") == 0
    assert "code/2-contracts.md:5:1: repeated-number" not in capsys.readouterr().err
    assert guiju("check base") == 0
    (rule,) = load(Path("base")).regulations.values()
    assert (rule.title.zh, rule.missing) == ("中华人民共和国样本法典", ())
    assert [article.eId for article in rule.articles] == [f"art_{number}" for number in range(1, 7)]
    assert [division.heading.zh for article in rule.articles for division in article.divisions] == [
        "总则", "一般规定", "合同", "通则", "附则",
    ]  # fmt: skip
    assert rule.preamble[-1] == "样本国历史悠久。"
    assert all(name in rule.provenance.source.zh for name in FILES)
    assert guiju("show 样本法典第五条 --base base") == 0


@each(cases(__file__)["in_part"])
def test_of_a_law_that_is_here_in_part_no_door_says_that_the_rest_does_not_exist(
    name: str, missing: list[str], place: str, code: Path, capsys: Captured
) -> None:
    (code / name).rename("part.md")
    Path("part.md").write_text("# 中华人民共和国样本法典\n" + Path("part.md").read_text("utf-8"), "utf-8")
    assert guiju("import part.md -o base") == 0
    assert "partial: " in capsys.readouterr().err
    assert guiju("check base") == 0
    (rule,) = load(Path("base")).regulations.values()
    assert [entry.number for entry in rule.missing] == missing
    assert guiju(f"show 样本法典{place} --base base") in (0, 2)
    shown = "".join(capsys.readouterr())
    assert "条文未收入" in shown or "is here in part" in shown
    assert guiju(f"find 样本法典{place} --base base") in (0, 1)  # 1 where nothing else has its words
    said = "".join(capsys.readouterr())
    assert "没有找到回答这个问题的条文" in said or "is here in part" in said
    assert "条文未收入" in said or "is here in part" in said
    Path("memo.md").write_text(f"依照《样本法典》{place}。", "utf-8")
    guiju("cite-check memo.md --base base --lang en")
    assert "not_checked" in (said := capsys.readouterr().out)
    assert "no_such_provision" not in said


@each(cases(__file__)["no_laws"].items())
def test_what_is_no_law_is_refused_in_one_line_with_what_to_do(
    text: str, words: str, here: Path, capsys: Captured
) -> None:
    write(here, text_md=text)
    assert guiju("import text.md -o base") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("text.md:") and words in line
    assert not (here / "base").exists()
