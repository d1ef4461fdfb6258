"""`guiju find` of a sentence: whose words these are, verbatim or nearly, and what differs."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.cli import main
from guiju.search.word_diff import word_diff
from kept_cache import kept_index
from places import ROOT

__all__ = ["kept_index"]
Captured = pytest.CaptureFixture[str]
LOGS = "互联网群组信息服务提供者应当按规定留存网络日志不少于六个月。"
PLACE = "cac-group-services-2017#art_13__para_2"


def hits(capsys: Captured, sentence: str) -> list[dict[str, Any]]:
    main(["find", sentence, "--json", "--base", str(ROOT)])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["hits"]
    return found


def test_a_sentence_as_the_law_has_it_is_a_text_without_a_difference(capsys: Captured) -> None:
    first, *_ = hits(capsys, LOGS)
    assert (first["kind"], first["id"], first.get("difference")) == ("text", PLACE, None)


@each(cases(__file__)["sentences"])
def test_a_sentence_that_differs_is_shown_beside_the_law(
    sentence: str, law: list[str], query: list[str], capsys: Captured
) -> None:
    first, *_ = hits(capsys, sentence)
    pieces = first["difference"]
    assert (first["kind"], first["id"]) == ("near", PLACE)
    assert [piece["text"] for piece in pieces if piece["in"] == "law"] == law
    assert [piece["text"] for piece in pieces if piece["in"] == "query"] == query


def test_a_translation_that_differs_is_shown_by_words(capsys: Captured) -> None:
    main(["find", "seven bottom lines", "--json", "--base", str(ROOT)])
    text = json.loads(capsys.readouterr().out)["hits"][0]
    english = word_diff("observe the eight bottom lines", "shall observe the seven bottom lines and")
    assert [f"{side}: {words}" for side, words in english.pieces] == cases(__file__)["english"]
    assert text["id"] == "cac-account-names-2015#art_5__para_2"


@pytest.mark.parametrize("sentence", ["abcdefgh ijkl mnop", "〇" * 40, "饕餮"])
def test_words_of_no_law_are_nobodys(sentence: str, capsys: Captured) -> None:
    assert main(["find", sentence, "--base", str(ROOT)]) == 1
    assert "no match for '" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["今天天气很好我们去公园玩吧", "今天天气很好我们去爬山吧", "量子", "被狗咬伤"])
def test_what_has_little_in_common_with_law_is_weak_and_said_to_be_no_answer(words: str, capsys: Captured) -> None:
    assert main(["find", words, "--json", "--base", str(ROOT)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert not found["answered"]
    assert found["hits"] and all(hit["weak"] and not hit["literal"] for hit in found["hits"])


TEXTS = st.text("应当不得留存日志网络信息ab 。，", min_size=1, max_size=60)


@given(query=TEXTS, law=TEXTS)
def test_the_pieces_are_the_sentence_and_a_stretch_of_the_law(query: str, law: str) -> None:
    found = word_diff(query, law)
    assert "".join(text for side, text in found.pieces if side != "law") == query
    assert "".join(text for side, text in found.pieces if side != "query") in law
    assert 0 <= found.likeness <= 1


@given(query=TEXTS)
def test_what_is_the_same_does_not_differ(query: str) -> None:
    assert word_diff(query, f"前{query}后").pieces == (("both", query),)
