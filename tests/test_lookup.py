"""`guiju find` and `guiju show`: the right place first, and of it what was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.cli import main
from real_corpus import real

ROOT = Path(__file__).parents[1]


GOOD = Path(__file__).parent / "corpora" / "good"


def test_find_shows_the_duty_to_keep_logs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["find", "日志"]) == 0
    out = capsys.readouterr().out
    assert "第十三条第二款" in out
    assert "cac-group-services-2017#retain-network-logs" in out


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("六个月", "cac-group-services-2017#art_13__para_2"),
        ("第九条第二款", "cac-group-services-2017#art_9__para_2"),
        ("群组识别编码", "cac-group-services-2017#art_8__para_2"),
        ("seven bottom lines", "cac-account-names-2015#art_5__para_2"),
    ],
)
def test_find_answers_with_the_right_place_first(
    query: str, first: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["find", query, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["hits"][0]["id"] == first
    assert answer["total"] == len(answer["hits"])


def test_find_says_that_nothing_was_found(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["find", "量子"]) == 1
    assert "nothing contains '量子'" in capsys.readouterr().err


def test_show_reads_an_article_with_its_obligations(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["show", "art_13", "--as-of", "2026-01-01"]) == 0
    out = capsys.readouterr().out.replace("\n", "")
    assert "互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。" in out
    assert "尚未确认" in out
    assert "2026-01-01" in out


def test_show_says_how_the_words_of_an_excerpt_were_seen_and_what_is_not_here(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GOOD)
    assert main(["show", "部分规第一条"]) == 0
    out = capsys.readouterr().out
    assert "原文见于2个互不转引的来源，标点不作依据" in out
    assert "另有一处只见前半。" in out
    assert "后半句未见。" in out


def test_show_says_of_a_missing_article_what_was_seen_and_summarises_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GOOD)
    assert main(["show", "部分规第二条", "--json"]) == 0
    entry, summary = json.loads(capsys.readouterr().out)["result"]
    assert (entry["kind"], summary["kind"]) == ("missing", "provision")
    assert entry["text"] == ["条文未收入：见于转述，或者没有条号"]
    assert "受理投诉。" in summary["text"]
    assert entry["obligations"] == []


def test_show_says_of_a_rule_in_part_which_articles_are_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GOOD)
    assert main(["show", "rule-part", "--lang", "en"]) == 0
    assert "missing: art. 1 (in part), arts. 2–3, art. 4(1), art. 5." in capsys.readouterr().out


@pytest.mark.parametrize("what", ["art_9", "第九条"])
def test_show_shows_every_rule_that_has_the_article(
    what: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["show", what, "--json"]) == 0
    ids = [entry["id"] for entry in json.loads(capsys.readouterr().out)["result"]]
    assert ids == [
        "cac-account-information-2022#art_9",
        "cac-account-names-2015#art_9",
        "cac-group-services-2017#art_9",
    ]


@pytest.mark.parametrize(
    "what",
    ["群组规定第九条", "群组规定9条", "《互联网群组信息服务管理规定》第九条", "cac-group-services-2017#art_9"],
)
def test_show_keeps_to_the_rule_that_is_named(
    what: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["show", what, "--json"]) == 0
    ids = [entry["id"] for entry in json.loads(capsys.readouterr().out)["result"]]
    assert ids == ["cac-group-services-2017#art_9"]


@pytest.mark.parametrize(
    ("what", "id_", "lines", "obligations"),
    [
        ("第九条第二款", "cac-group-services-2017#art_9__para_2", 1, 3),
        ("账号名称规定第六条第八项", "cac-account-names-2015#art_6__para_1__point_8", 2, 1),
        ("cybersecurity-law#log-duty-penalty", "cybersecurity-law#log-duty-penalty", 3, 0),
    ],
)
def test_show_shows_the_place_that_is_named_and_no_more(
    what: str,
    id_: str,
    lines: int,
    obligations: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["show", what, "--json"]) == 0
    [entry] = json.loads(capsys.readouterr().out)["result"]
    assert (entry["id"], len(entry["text"]), len(entry["obligations"])) == (id_, lines, obligations)


@pytest.mark.parametrize(
    ("lang", "penalty"),
    [
        ("zh", "责令改正、警告，可以并处1万元以上5万元以下罚款"),
        (
            "en",
            "order to correct, warning, to which an administrative fine of 10,000 to 50,000 yuan may be added",
        ),
    ],
)
def test_show_says_of_a_penalty_its_tiers_with_their_amounts_and_when_they_apply(
    lang: str, penalty: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["show", "cybersecurity-law#log-duty-penalty", "--lang", lang, "--json"]) == 0
    [entry] = json.loads(capsys.readouterr().out)["result"]
    corpus = real()
    [provision] = [p for p in corpus.regulations["cybersecurity-law"].provisions if p.id == "log-duty-penalty"]
    assert [told["id"] for told in entry["sanctions"]] == [f"cybersecurity-law#{s.id}" for s in provision.sanctions]
    [told] = [told for told in entry["sanctions"] if told["penalty"] == penalty]
    assert "2026-01-01" in told["in_time"]
    assert main(["show", "cybersecurity-law#log-duty-penalty", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert penalty in out
    assert {"zh": "没有导致危害网络安全等后果", "en": "network security not endangered, nor the like"}[lang] in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_says_of_a_duty_of_another_law_under_which_provisions_its_breach_is_penalised(
    lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["show", "cybersecurity-law#log-duty", "--lang", lang, "--json"]) == 0
    [entry] = json.loads(capsys.readouterr().out)["result"]
    assert entry["penalised_by"] == [
        "cybersecurity-law#log-duty-penalty",
        "cybersecurity-law#log-duty-consequences-penalty",
        "criminal-law#refusing-network-security-duties",
    ]
    assert main(["show", "cybersecurity-law#log-duty", "--lang", lang]) == 0
    led = {"zh": "罚则见：网络安全法 ", "en": "Penalised under: Cybersecurity Law "}[lang]
    [line] = [line.strip() for line in capsys.readouterr().out.splitlines() if led in line]
    assert line.startswith(led) and line.endswith("(criminal-law#refusing-network-security-duties)")


@pytest.mark.parametrize("words", [f"第{'9' * 5000}条", "a\nb", "a" * 5000], ids=["number", "lines", "long"])
def test_odd_words_are_found_nowhere_in_one_line(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", words, "--base", str(GOOD)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
