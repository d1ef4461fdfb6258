"""`guiju concordance`: texts of a base and of files, formats, and what it refuses."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kept_cache import main
from law_texts import written
from places import ROOT

__all__ = ["written"]
Captured = pytest.CaptureFixture[str]
OLD = """示例管理规定
（2024年5月6日示例部公布）
第一条　为了规范示例服务，制定本规定。
第二条　示例服务提供者应当留存日志不少于六个月。
第三条　用户应当在三日内报告。
第四条　本规定自2024年7月1日起施行。
"""
NEW = (
    OLD.replace("第四条", "第五条")
    .replace("第三条", "第四条")
    .replace("第二条", "第二条　示例工作坚持科学发展。\n第三条")
    .replace("六个月", "十二个月")
)
BASE = ("--base", str(ROOT))
VERSIONS = ("cybersecurity-law@2016-11-07", "cybersecurity-law@2025-10-28")


@pytest.fixture
def two(written: Callable[..., str]) -> tuple[str, str]:
    return written(OLD, "old.txt"), written(NEW, "new.txt")


def test_two_files_are_aligned_in_columns(two: tuple[str, str], capsys: Captured) -> None:
    assert main(["concordance", *two]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [re.split(" +→ | {2,}", line)[:3] for line in lines[:-1]] == [
        ["第一条", "第一条", "未改"],
        ["—", "第二条", "新增"],
        ["第二条", "第三条", "修改"],
        ["第三条", "第四条", "仅条号变动"],
        ["第四条", "第五条", "仅条号变动"],
    ]
    assert lines[-1] == "未改 1、仅条号变动 2、修改 1、新增 1"


def test_json_and_csv_have_the_same_rows_and_json_their_words(two: tuple[str, str], tmp_path: Path) -> None:
    for form in ("json", "csv"):
        main(["concordance", *two, "-o", str(tmp_path / f"table.{form}")])
    articles = json.loads((tmp_path / "table.json").read_text("utf-8"))["articles"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "table.csv").read_text("utf-8-sig"))))
    told = [(article["old"] or "", article["new"] or "", article["kind"]) for article in articles]
    assert told[1:3] == [("", "art_2", "added"), ("art_2", "art_3", "amended")]
    assert told == [(row["old"], row["new"], row["kind"]) for row in rows]
    assert articles[2]["words"] == ["示例服务提供者应当留存日志不少于十二个月"]


def test_html_has_both_texts_side_by_side_and_no_script(two: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "table.html"
    main(["concordance", *two, "--lang", "en", "-o", str(page)])

    text = page.read_text("utf-8")
    assert '<td lang="zh-CN" data-heading="Old words">示例服务提供者应当留存日志不少于六个月。</td>' in text
    assert '<td lang="zh-CN" data-heading="New words">示例服务提供者应当留存日志不少于十二个月。</td>' in text
    assert "<script" not in text


def test_versions_of_the_base_are_named_by_id_title_and_day(capsys: Captured) -> None:
    answers = []
    for old, new in (VERSIONS, ("网络安全法@2016-11-07", "中华人民共和国网络安全法")):
        main(["concordance", old, new, "--format", "json", *BASE])
        answers.append(json.loads(capsys.readouterr().out)["articles"])
    assert answers[0] == answers[1]


def test_two_works_are_aligned_with_a_note(two: tuple[str, str], written: Callable[..., str], capsys: Captured) -> None:
    other = written(NEW.replace("示例管理规定", "其他管理规定"), "other.txt")

    assert main(["concordance", two[0], other, "--lang", "en"]) == 0
    assert "Their titles differ (示例管理规定, 其他管理规定)" in capsys.readouterr().err


def test_a_folder_is_no_text(two: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    assert main(["concordance", str(tmp_path), two[1], *BASE]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"guiju: {tmp_path}: is a folder, not a text of a law; name a file in it, or an id")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("示例管理规定\n没有条文。\n", "has no articles (第一条) to align; name a text that has"),
        ("hello\n", "no article (第一条, 一、) and no title of a law in it"),
    ],
    ids=["no articles", "no law"],
)
def test_what_cannot_be_aligned_is_refused_with_its_place(
    text: str, complaint: str, two: tuple[str, str], written: Callable[..., str], capsys: Captured
) -> None:
    assert main(["concordance", written(text, "odd.txt"), two[1]]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert "odd.txt" in line
    assert complaint in line


@pytest.mark.parametrize("name", ["no-such-law", "cybersecurity-law@2011-01-01", "cybersecurity-law@yesterday"])
def test_an_unknown_text_is_refused_with_those_that_are_known(name: str, capsys: Captured) -> None:
    assert main(["concordance", name, VERSIONS[1], *BASE]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert "known: " in line
