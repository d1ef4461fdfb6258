"""`guiju show` and `guiju find` in time: which version of a law answers, and where its words are in the other one."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from case_tables import cases, each
from guiju.cli import main
from guiju.lookup.version_query import earlier
from guiju.model import HistoryEvent
from kept_cache import kept_index
from places import ROOT
from real_corpus import real

__all__ = ["kept_index"]
CASES = cases(__file__)

Captured = pytest.CaptureFixture[str]
CSL_2016, CSL_2025 = "cybersecurity-law@2016-11-07", "cybersecurity-law@2025-10-28"


def answer(capsys: Captured, *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json", "--base", str(ROOT)]) == 0
    answered: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answered


def first(capsys: Captured, *arguments: str) -> dict[str, Any]:
    entry: dict[str, Any] = answer(capsys, "show", *arguments)["result"][0]
    return entry


@each(CASES["articles"])
def test_the_article_is_that_of_the_law_of_the_day(what: str, day: str, id: str, capsys: Captured) -> None:
    assert first(capsys, what, "--as-of", day)["id"] == id


def test_an_article_says_which_version_it_is_of_and_where_the_other_one_has_it(capsys: Captured) -> None:
    shown = first(capsys, f"{CSL_2016}#art_21", "--as-of", "2026-03-01")

    assert shown["version"] == {"id": CSL_2016, "from": "2017-06-01", "until": "2026-01-01", "in_force": False}
    assert f"2026-03-01的法律是{CSL_2025}" in shown["standing"]
    (other,) = shown["other_versions"]
    assert (other["id"], other["kind"]) == (f"{CSL_2025}#art_23", "renumbered")


def test_a_new_article_says_that_the_former_version_has_none(capsys: Captured) -> None:
    assert [(o["id"], o["kind"]) for o in first(capsys, f"{CSL_2025}#art_73")["other_versions"]] == [(None, "added")]


def test_a_paragraph_that_went_into_another_article_is_named(capsys: Captured) -> None:
    new = first(capsys, f"{CSL_2025}#art_20")["other_versions"]
    old = first(capsys, f"{CSL_2016}#art_18")["other_versions"]

    assert [other["id"] for other in new] == [f"{CSL_2016}#art_18__para_2", None]
    assert [other["id"] for other in old] == [f"{CSL_2025}#art_20__para_2", f"{CSL_2025}#art_19"]


def test_an_article_says_what_the_one_that_had_its_number_has_become(capsys: Captured) -> None:
    assert "2016年11月7日通过的文本第二十一条：在本文本中是第二十三条" in first(capsys, f"{CSL_2025}#art_21")["text"]
    assert not [line for line in first(capsys, f"{CSL_2025}#art_1")["text"] if "在本文本中" in line]


@each(CASES["before"])
def test_a_day_before_the_first_text_is_before_the_law_or_under_an_earlier_text(
    what: str, day: str, said: str, unsaid: str, capsys: Captured
) -> None:
    entry = first(capsys, what, "--as-of", day)
    words = entry["standing"] + "".join(passage["remark"] for passage in entry.get("words", ()))
    assert said in words and unsaid not in words


@pytest.mark.parametrize("day", ["2024-12-05", "2024-12-06"])
def test_a_provision_quotes_the_version_that_is_law_on_the_day(day: str, capsys: Captured) -> None:
    name = "互联网信息服务管理办法第十五条"
    entries = answer(capsys, "show", name, "--as-of", day)["result"]
    article, provision = entries[0], next(entry for entry in entries if entry["kind"] == "provision")
    made = str(date.fromisoformat(article["version"]["id"].partition("@")[2]).year)
    assert all(made in passage["place"] for passage in provision["words"])


def test_a_law_that_was_amended_before_its_only_text_was_there_in_an_earlier_one() -> None:
    history = (HistoryEvent("adopted", date(1994, 10, 27), ""), HistoryEvent("amended", date(2021, 4, 29), ""))
    force = replace(real().regulations["assembly-law"].force, from_=date(2015, 9, 1))
    rule = replace(real().regulations["cac-group-services-2017"], force=force, history=history, promulgated=None)
    assert [bool(earlier(rule, day, "zh")) for day in (date(1990, 1, 1), date(2010, 1, 1), date(2022, 1, 1))] == [
        False, True, False,
    ]  # fmt: skip


def test_a_law_lists_its_versions_and_the_contents_of_the_one_that_is_meant(capsys: Captured) -> None:
    lines = first(capsys, CSL_2016)["text"]

    assert [line.split()[0] for line in lines if line.startswith("cybersecurity-law@")] == [CSL_2016, CSL_2025]
    assert sum(line.startswith("第") and "条" in line for line in lines) == 79


def test_a_version_that_is_not_there_is_refused_with_those_that_are(capsys: Captured) -> None:
    assert main(["show", "网安法@2010-01-01", "--base", str(ROOT)]) == 2
    assert f"it has {CSL_2016}, {CSL_2025}" in capsys.readouterr().err


def found(capsys: Captured, *arguments: str) -> list[str]:
    return [hit["id"] for hit in answer(capsys, "find", *arguments)["hits"]]


NEW_WORDS = "随意殴打他人"
"""In 治安管理处罚法 since 2026."""
OLD_WORDS = "其他寻衅滋事行为"
"""In it until then."""


@each(CASES["words"])
def test_find_looks_in_the_texts_of_the_day(
    words: str, options: list[str], versions: list[str], capsys: Captured
) -> None:
    ids = [id.partition("#")[0] for id in found(capsys, words, *options)]
    assert {id.partition("@")[2] for id in ids if "@" in id} == {*versions}


def test_words_of_a_superseded_version_are_not_found_by_default(capsys: Captured) -> None:
    hits = answer(capsys, "find", OLD_WORDS)["hits"]
    assert hits and not any(hit["literal"] or hit["standing"] == "superseded" for hit in hits)


def test_rules_that_are_read_here_come_before_laws_that_are_not(capsys: Captured) -> None:
    ours = ["cac-" in id or id.startswith("glossary#") for id in found(capsys, "网络日志")]

    assert False in ours
    assert ours[:4] == [True] * 4
    assert main(["find", "网络", "--all", "--as-of", "2020-01-01", "--base", str(ROOT)]) == 2


def test_what_find_names_can_be_shown(capsys: Captured) -> None:
    id, *_ = found(capsys, NEW_WORDS)

    assert any(NEW_WORDS in line for line in first(capsys, id)["text"])
