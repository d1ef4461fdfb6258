"""Long answers: page by page, short unless more is asked for, and what is left is said."""

import json
from typing import Any

import pytest

from answers import ask, kb, kinds
from kept_cache import kept_index

__all__ = ["kept_index"]


@pytest.mark.parametrize(("key", "following"), [("offset", "next_offset"), ("more", "more")])
def test_a_whole_rule_is_read_page_by_page(key: str, following: str) -> None:
    more: dict[str, Any] = {"limit": 4} if key == "offset" else {}
    quotes, left = list[str](), 17
    while left:
        page = ask("get_article", what="群组规定", **more)
        quotes += [claim.quote for claim in page.claims]
        assert page.result["left"] < left and ("page" in kinds(page)) == bool(page.result["left"])
        more, left = {**more, key: page.result[following]}, page.result["left"]
    assert quotes == [unit.zh for unit in kb().rule("群组规定").units()]


LONG = [
    ("search", {"query": "群主不管会怎样"}),
    ("get_article", {"what": "网络安全法第四十一条第（二）项"}),
    ("obligations", {"lang": "en", "offset": 28}),
    ("questions", {"role": "group-provider"}),
    ("assess", {"role": "group-provider", "facts": {"offers_user_groups": True}, "lang": "en"}),
    ("cite_check", {"text": "依照《网络安全法》第二十一条。" * 60}),
    ("diff", {"rule": "网络安全法", "lang": "en", "offset": 64}),
    ("coverage", {}),
]


@pytest.mark.parametrize(("tool", "arguments"), LONG, ids=[tool for tool, _ in LONG])
def test_an_answer_is_short_unless_more_is_asked_for_and_says_how_much_is_left(tool: str, arguments: Any) -> None:
    answer = ask(tool, **arguments)
    lang = arguments.get("lang", "zh")
    assert max(map(len, (json.dumps(answer.value, ensure_ascii=False).encode(), answer.text(lang).encode()))) <= 6_200
    assert answer.result["left"] and answer.result["more"] in answer.text(lang)
    following = ask(tool, **arguments, more=answer.result["more"])
    assert following.result["left"] <= answer.result["left"] and following.value != answer.value


def test_a_place_with_more_words_than_fit_goes_on_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guiju.agents.answering.LONGEST_ANSWER", 2_000)
    more, quotes = dict[str, str](), list[str]()
    while True:
        page = ask("get_article", what="cybersecurity-law@2016-11-07#art_21", **more)
        quotes += [claim.quote for claim in page.claims if claim.version == "2016-11-07"]
        if not page.result["more"]:
            break
        more = {"more": page.result["more"]}
    (version,) = (v for v in kb().versions("网络安全法") if str(v.day) == "2016-11-07")
    assert quotes == [unit.zh for unit in version.text.article("art_21").units()]
