"""`guiju diff`: two files, two versions, two knowledge bases; formats, exit codes and what it refuses."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from case_tables import cases
from guiju.files.schema_errors import validator
from kept_cache import main
from law_texts import written
from places import ROOT

__all__ = ["written"]
CASES = cases(__file__)
Captured = pytest.CaptureFixture[str]
EXPORT = validator("amendment-export")
OLD = """示例管理规定
（2024年5月6日示例部公布）
第一条　为了规范示例服务，制定本规定。
第二条　示例服务提供者应当留存日志不少于六个月。
第三条　用户应当在三日内报告。
第四条　违反本规定第二条的，由主管部门处一万元以上五万元以下罚款。
第五条　本规定自2024年7月1日起施行。
"""
NEW = (
    OLD.replace("不少于六个月", "不少于十二个月").replace("五万元", "十万元").replace("规定。\n第二条", "规定;\n第二条")
)


@pytest.fixture
def amended(written: Callable[..., str]) -> tuple[str, str]:
    return written(OLD, "old.txt"), written(NEW, "new.txt")


def answer(capsys: Captured, *arguments: str) -> dict[str, Any]:
    main(["diff", *arguments, "--format", "json", "--base", str(ROOT), "--as-of", "2026-11-25"])
    value: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [error.message for error in EXPORT.iter_errors(value)] == []
    return value


def test_words_that_changed_are_marked_and_what_they_are_about_is_said(
    amended: tuple[str, str], capsys: Captured
) -> None:
    assert main(["diff", *amended, "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "留存日志不少于[-六个月-]{+十二个月+}。" in out
    assert "deadline or period: art. 2 [-六个月-]{+十二个月+}" in out
    assert "penalty: art. 4 [-五万元-]{+十万元+}" in out
    assert "3 unchanged, 2 amended" in out


def test_a_text_and_itself_with_other_punctuation_do_not_differ(written: Callable[..., str], capsys: Captured) -> None:
    noisy = OLD.replace("。\n", "；\n").replace("，", ", ").replace("六个月", "六 个 月")
    assert main(["diff", written(OLD, "a.txt"), written(noisy, "b.txt")]) == 0
    assert "没有差别" in capsys.readouterr().out


def test_what_moved_is_apart_from_what_changed(written: Callable[..., str], capsys: Captured) -> None:
    moved = OLD.replace("第五条　本规定", "第六条　本规定").replace(
        "第四条　违反本规定第二条", "第五条　违反本规定第三条"
    )
    moved = moved.replace("第三条　用户", "第四条　用户")
    moved = moved.replace("第二条　示例", "第二条　本规定适用于境内的示例服务。\n第三条　示例")
    (law_change,) = answer(capsys, written(OLD, "a.txt"), written(moved, "b.txt"))["laws"]
    kinds = {tuple(row["old"] + row["new"]): row["kind"] for row in law_change["articles"]}
    assert kinds["art_3", "art_4"] == "renumbered"
    assert kinds[("art_2",)] == "added"
    assert [effect["kind"] for effect in law_change["seen"]] == ["wording", "reference"]


def test_two_versions_of_a_law_are_compared_by_our_reading_too(capsys: Captured) -> None:
    value = answer(capsys, "网安法@2016-11-07", "cybersecurity-law", "--lang", "en")
    found = [
        [effect["id"].partition("#")[2], *(effect[key] for key in ("kind", "old", "new"))]
        for effect in value["computed"]["effects"]
    ]
    assert [effect for effect in CASES["effects"] if effect not in found] == []
    states = {entry["id"]: entry["state"] for entry in value["laws"][0]["rests_on_it"]}
    assert states["cybersecurity-law#orders-penalty"] == "words"
    resting = {(entry["kind"], entry["id"], entry["state"]) for entry in value["laws"][0]["rests_on_it"]}
    assert ("provisions", "cybersecurity-law#log-duty", "moved") in resting
    assert ("sanctions", "cybersecurity-law#log-duty-base-2017", "words") in resting


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_comparison_says_first_from_when_how_much_and_whom_it_concerns(lang: str, capsys: Captured) -> None:
    sides = ("cybersecurity-law@2016-11-07", "cybersecurity-law@2025-10-28")
    main(["diff", *sides, "--base", str(ROOT), "--lang", lang])
    _, first = capsys.readouterr().out.splitlines()[:2]

    opened = CASES["opening"]
    assert first == opened[lang]
    kinds = [pair["kind"] for law in answer(capsys, *sides)["laws"] for pair in law["articles"]]
    assert {kind: kinds.count(kind) for kind in opened["kinds"]} == opened["kinds"]


def test_a_comparison_of_texts_whose_first_day_is_not_known_says_so(
    written: Callable[..., str], capsys: Captured
) -> None:
    undated = OLD.replace("自2024年7月1日起施行", "施行日期另行公布")
    main(["diff", written(undated, "a.txt"), written(undated.replace("六个月", "一年"), "b.txt"), "--lang", "zh"])

    assert CASES["opening"]["unknown"] in capsys.readouterr().out


def test_a_text_of_the_base_is_called_by_its_title_and_day(capsys: Captured) -> None:
    main(["diff", "网安法@2016-11-07", "网安法", "--base", str(ROOT)])
    heading = "中华人民共和国网络安全法（2016-11-07） → 中华人民共和国网络安全法（2025-10-28）"
    assert capsys.readouterr().out.startswith(f"{heading}\n")


def test_what_of_ours_rests_on_an_article_that_a_draft_changes_is_listed(
    written: Callable[..., str], capsys: Captured
) -> None:
    text = "群组规定\n第十三条　互联网群组信息服务提供者应当按规定留存网络日志不少于九个月。\n"
    (change,) = answer(capsys, "cac-group-services-2017", written(text, "draft.txt"))["laws"]
    states = {(entry["kind"], entry["id"]): entry["state"] for entry in change["rests_on_it"]}
    assert states["obligations", "cac-group-services-2017#retain-network-logs"] == "quotation"
    assert states["translations", "cac-group-services-2017#art_1__para_1"] == "gone"


@pytest.fixture
def bases(tmp_path: Path) -> tuple[Path, Path]:
    """The knowledge base of the tests, twice; in the second a duty has another period."""
    old, new = (shutil.copytree(ROOT / "tests" / "corpora" / "good", tmp_path / name) for name in ("old", "new"))
    return old, new


def test_two_knowledge_bases_that_are_the_same_do_not_differ(bases: tuple[Path, Path], capsys: Captured) -> None:
    assert main(["diff", *map(str, bases), "--lang", "en"]) == 0
    assert "Our reading does not change." in capsys.readouterr().out


def test_a_base_with_defects_is_trouble_and_no_difference(bases: tuple[Path, Path]) -> None:
    next(bases[1].rglob("regulation.yaml")).write_text("title: [", "utf-8")
    assert main(["diff", *map(str, bases)]) == 3


def test_the_verdicts_of_a_service_that_flip_are_listed(
    bases: tuple[Path, Path], tmp_path: Path, capsys: Captured
) -> None:
    old, new = bases
    for file in ("regulation.yaml", "obligations/art_002.yaml"):
        path = new / "regulations" / "rule-old" / file
        path.write_text(path.read_text("utf-8").replace("六个月", "九个月").replace("value: 6", "value: 9"), "utf-8")
    profile = tmp_path / "profile.yaml"
    facts = ("keeps_logs: {value: true, basis: declared}", "log_retention: {value: P7M, basis: declared}")
    profile.write_text(f"facts: {{{', '.join(facts)}}}", "utf-8")
    service = ("--profile", str(profile), "--role", "platform", "--as-of", "2020-01-01")
    assert main(["diff", str(old), str(new), *service, "--format", "json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert [error.message for error in EXPORT.iter_errors(value)] == []
    computed = value["computed"]
    assert [(effect["kind"], effect["id"]) for effect in computed["effects"]] == [("deadline", "rule-old#keep-logs")]
    assert computed["verdicts"] == [
        {"obligation": "rule-old#keep-logs", "change": "worse", "old": "met", "new": "breached"}
    ]


def test_every_format_has_the_same_words_and_a_page_marks_them(amended: tuple[str, str], tmp_path: Path) -> None:
    for form in ("md", "html", "docx", "json"):
        file = tmp_path / f"diff.{form}"
        assert main(["diff", *amended, "-o", str(file)]) == 1
        data = zipfile.ZipFile(file).read("word/document.xml") if form == "docx" else file.read_bytes()
        text = re.sub("<[^>]*>", "", data.decode())
        assert "六个月" in text and "十二个月" in text
    page = (tmp_path / "diff.html").read_text("utf-8")
    assert "<del>六个月</del>" in page and "<ins>十二个月</ins>" in page and "<script" not in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.txt", "网安法"], "the rule 'nothing.txt' is not in this knowledge base"),
        (
            ["网安法@1990-01-01", "网安法"],
            "there is no text of '网安法@1990-01-01'; known: cybersecurity-law@2016-11-07",
        ),
        (["网安法@2025-10-28", "网安法"], "are one text here, cybersecurity-law@2025-10-28"),
        ([str(ROOT), "网安法"], "a knowledge base is compared with another one; name two folders"),
        (["网安法@2016-11-07", "网安法", "--profile", "p.yaml"], "no duty of cybersecurity-law is read"),
        (["网安法@2016-11-07", "网安法", "--table", "group=x.csv"], "--table: needs facts of the service too"),
        (["网安法@2016-11-07", "网安法", "--mapping", "m.yaml"], "--mapping: needs a table"),
        (
            ["网安法@2016-11-07", "网安法", "--format", "xlsx"],
            "there is no format 'xlsx'; known: text, docx, html, json, md",
        ),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(arguments: list[str], message: str, capsys: Captured) -> None:
    assert main(["diff", *arguments, "--base", str(ROOT)]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1
