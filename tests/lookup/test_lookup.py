"""`guiju find` and `guiju show`: the right place first, and of it what was asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from case_tables import cases, each
from guiju.cli import main
from guiju.model import Regulation
from kept_cache import kept_index
from places import GOOD, ROOT
from real_corpus import real

CASES = cases(__file__)

__all__ = ["kept_index"]
Captured = pytest.CaptureFixture[str]


def answer(capsys: Captured, *arguments: str, base: Path = ROOT) -> str:
    assert main([*arguments, "--base", str(base)]) == 0
    return capsys.readouterr().out


def entries(capsys: Captured, *arguments: str, base: Path = ROOT) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(capsys, "show", *arguments, "--json", base=base))["result"]
    return found


@each(CASES["answers"])
def test_the_answer_holds_the_place_its_duties_and_how_far_it_was_seen(
    command: str, base: str, words: list[str], capsys: Captured
) -> None:
    out = answer(capsys, *command.split(), base=ROOT / base).replace("\n", "")
    assert [word for word in words if word not in out] == []


@each(CASES["found"])
def test_find_answers_with_the_right_place_first(query: str, first: str, capsys: Captured) -> None:
    found = json.loads(answer(capsys, "find", query, "--json"))
    assert found["hits"][0]["id"] == first
    assert found["total"] == len(found["hits"])


def test_show_says_of_a_missing_article_what_was_seen_and_summarises_it(capsys: Captured) -> None:
    entry, summary = entries(capsys, "部分规第二条", base=GOOD)
    assert (entry["kind"], summary["kind"]) == ("missing", "provision")
    assert entry["text"] == ["条文未收入：见于转述，或者没有条号"]
    assert "受理投诉。" in summary["text"]
    assert entry["obligations"] == []


def test_where_only_a_law_that_is_not_here_answers_find_says_so_first_and_names_it(capsys: Captured) -> None:
    assert main(["find", "酒驾怎么处罚", "--base", str(ROOT)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("本库没有找到回答这个问题的条文") and "道路交通安全法" in told


def _has(rule: Regulation, eId: str) -> bool:
    return rule.unit(eId) is not None or eId in {article.eId for article in rule.articles}


@each(CASES["everywhere"])
def test_show_shows_a_place_of_every_rule_that_has_it_those_of_the_source_document_first(
    what: str, eId: str, first: list[str], capsys: Captured
) -> None:
    having = {f"{rule.id}#{eId}" for rule in real().with_articles() if _has(rule, eId)}
    ids = [entry["id"] for entry in entries(capsys, what)]
    assert ids == [*first, *sorted(having - {*first})]
    assert len(ids) > len(first)


@each(CASES["articles"])
def test_show_shows_the_article_of_the_rule_that_is_named(what: str, ids: list[str], capsys: Captured) -> None:
    assert [entry["id"] for entry in entries(capsys, what)] == ids


@each(CASES["places"])
def test_show_shows_the_place_that_is_named_and_no_more(
    what: str, id_: str, lines: int, obligations: int, capsys: Captured
) -> None:
    [entry] = entries(capsys, what)
    assert (entry["id"], len(entry["text"]), len(entry["obligations"])) == (id_, lines, obligations)


PENALTY = CASES["penalty"]


@pytest.mark.parametrize("lang", PENALTY)
def test_show_says_of_a_penalty_its_tiers_with_their_amounts_and_when_they_apply(lang: str, capsys: Captured) -> None:
    law, name = real().regulations["cybersecurity-law"], "cybersecurity-law#log-duty-penalty"
    [entry] = entries(capsys, name, "--lang", lang)
    [provision] = [p for p in law.provisions if p.id == "log-duty-penalty"]
    assert [tier["id"] for tier in entry["sanctions"]] == [f"{law.id}#{s.id}" for s in provision.sanctions]
    [tier] = [tier for tier in entry["sanctions"] if tier["penalty"] == PENALTY[lang][0]]
    assert "2026-01-01" in tier["in_time"]
    out = answer(capsys, "show", name, "--lang", lang)
    assert all(words in out for words in PENALTY[lang])


@each(CASES["led"])
def test_show_says_of_a_duty_of_another_law_under_which_provisions_its_breach_is_penalised(
    lang: str, led: str, capsys: Captured
) -> None:
    penalised_by = [
        "cybersecurity-law#log-duty-penalty",
        "cybersecurity-law#log-duty-consequences-penalty",
        "criminal-law#refusing-network-security-duties",
    ]
    [entry] = entries(capsys, "cybersecurity-law#log-duty", "--lang", lang)
    assert entry["penalised_by"] == penalised_by
    out = answer(capsys, "show", "cybersecurity-law#log-duty", "--lang", lang)
    [line] = [line.strip() for line in out.splitlines() if led in line]
    assert line.startswith(led) and line.endswith(f"({penalised_by[-1]})")


@pytest.mark.parametrize("words", [f"第{'9' * 5000}条", "a\nb", "a" * 5000], ids=["number", "lines", "long"])
def test_odd_words_are_found_nowhere_in_one_line(words: str, capsys: Captured) -> None:
    assert main(["find", words, "--base", str(GOOD)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
