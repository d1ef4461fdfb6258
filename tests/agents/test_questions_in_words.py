"""Questions in everyday words, which no text has literally: search leads to the places that may answer them."""

import pytest

from answers import ask, kinds
from guiju import Misuse
from kept_cache import kept_index

__all__ = ["kept_index"]


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("日志留存多久", "cac-group-services-2017#art_13__para_2"),
        ("how long must logs be kept", "cac-group-services-2017#art_13__para_2"),
        ("群主 责任", "cac-group-services-2017#art_9__para_1"),
        ("how fast must complaints be handled", "cac-group-services-2017#art_12__para_1"),
        ("注册 账号 手机号", "cac-account-information-2022#art_9__para_1"),
    ],
)
def test_a_question_leads_to_what_answers_it_and_is_said_to_be_no_literal_hit(query: str, id: str) -> None:
    answer = ask("search", query=query)
    assert answer.result["hits"][0]["id"] == id
    assert not any(hit["literal"] or hit["weak"] for hit in answer.result["hits"][:1])
    assert answer.result["hits"][0]["claims"]
    assert "not_literal" in kinds(answer)


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("不留日志会罚多少钱", "cybersecurity-law#log-duty-penalty"),
        ("Could I be locked up for passing on fake news", "public-security-penalties#rumours"),
        ("What is a network log exactly", "glossary#network-log"),
    ],
)
def test_a_question_leads_to_provisions_of_other_laws_and_to_terms_too(query: str, id: str) -> None:
    hit = ask("search", query=query).result["hits"][0]
    assert hit["id"] == id
    assert bool(hit["claims"]) == (not id.startswith("glossary"))
    assert id.endswith(ask("get_article", what=id).result["entries"][0]["id"])


def test_what_a_question_leads_to_is_law_on_the_day() -> None:
    def laws(day: str, texts: str) -> set[str]:
        hits = ask("search", query="怎样做网络安全等级保护", as_of=day, texts=texts, limit=10).result["hits"]
        return {hit["id"].partition("#")[0] for hit in hits}

    old, new = "cybersecurity-law@2016-11-07", "cybersecurity-law@2025-10-28"
    assert laws("2020-01-01", "not_superseded") & {old, new} == {old}
    assert laws("2026-11-25", "not_superseded") & {old, new} == {new}
    assert laws("2026-11-25", "all") & {old, new} == {old, new}
    assert laws("2010-01-01", "of_the_day") & {old, new, "cac-group-services-2017"} == set()


def test_a_question_about_something_else_has_no_answer() -> None:
    answer = ask("search", query="今天天气")
    assert all(hit["weak"] for hit in answer.result["hits"])
    assert "unanswered" in kinds(answer)


def test_what_sounds_like_words_of_law_is_taken_for_them_and_said_to_be() -> None:
    for query in ("shi ming zhi", "实铭制", "實銘制"):
        answer = ask("search", query=query)
        assert answer.result["hits"][0]["id"] == ask("search", query="实名制").result["hits"][0]["id"]
        assert "taken_for" in kinds(answer)


def test_two_words_side_by_side_are_not_taken_for_one_that_sounds_like_them() -> None:
    for query in ("图发", "AI图发小红书", "把图发给客户"):  # no 突发
        assert "taken_for" not in kinds(ask("search", query=query))


def test_what_reads_the_law_says_which_tool_opens_a_case_a_leaflet_or_a_card() -> None:
    for id in ("cases#red-packet-gambling-2015", "leaflets#group-owner", "answers#prices-by-algorithm"):
        with pytest.raises(Misuse, match="is no part of a law; find or search shows it by ") as refused:
            ask("get_article", what=id)
        _, how, named = str(refused.value).partition("its title: ")
        words = named if how else str(refused.value).rpartition("answers: ")[2]
        answer = ask("search", query=words, lang="en" if words.isascii() else "zh").result
        found = {answer["hits"][0]["id"], (answer.get("answer") or {}).get("id")}
        assert {id, id.partition("#")[2]} & found, words
