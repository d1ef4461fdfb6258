"""Questions that people ask lead to the page that answers them, as it stands and asked in other words."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from guiju.model import Corpus, Lang
from guiju.site import kinds
from search_box import answered, location, open_box
from search_worker import Answer, site_index

pytest_plugins = ["search_worker"]


def questions(site_folder: Path, lang: Lang) -> list[tuple[str, str]]:
    """(question, the address that answers it), of all in the index."""
    asked = site_index(site_folder, lang)["config"]["questions"]
    return [(text, place) for place, texts in asked for text in texts]


def best(answer: Answer) -> tuple[str, str]:
    """The first hit, and the question that is said to be answered there."""
    hit = answer["items"][0]["hits"][0]
    return hit["location"], hit["question"]


def test_no_question_is_lost_or_asked_twice(site_folder: Path, corpus: Corpus, lang: Lang) -> None:
    written = [text[lang] for subject in corpus.subjects for text in subject.questions]
    for kind in kinds.kinds():
        written += [text for texts in kinds.words(kind, lang).get("answered_questions", {}).values() for text in texts]
    indexed = [text for text, _ in questions(site_folder, lang)]
    assert sorted(indexed) == sorted(written)
    assert len({"".join(text.lower().split()) for text in written}) == len(written) > 300


def test_each_question_is_answered_first_by_its_own_page(ask: Any, site_folder: Path, lang: Lang) -> None:
    asked = questions(site_folder, lang)
    for (text, place), answer in zip(asked, ask([text for text, _ in asked], lang, whole=False), strict=True):
        assert best(answer) == (place, text)


def test_a_question_in_other_words_is_answered_and_the_known_one_is_named(ask: Any) -> None:
    (answer,) = ask(["群成员发了违法的内容，群主该怎么处理呢"])
    assert best(answer) == ("for/group-owner/#unlawful-post", "群里有人发违法内容，群主怎么处理")
    (answer,) = ask(["what must an owner do about unlawful posts?"], "en")
    assert best(answer) == ("for/group-owner/#unlawful-post", "What should an owner do about an unlawful post")


@pytest.mark.parametrize("query", ["群组规定第九条第一款", "网安法61条", "日志", "黑名单"])
def test_a_citation_and_a_lone_word_are_no_questions(ask: Any, query: str) -> None:
    (answer,) = ask([query])
    assert [hit["question"] for page in answer["items"] for hit in page["hits"] if hit["question"]] == []


def test_an_index_without_questions_is_searched_as_well(ask: Any) -> None:
    index = {"config": {}, "docs": [{"location": "a/", "title": "留存日志", "text": "要留存日志吗"}]}
    (answer,) = ask(["要留存日志吗"], "zh", index)
    assert best(answer) == ("a/", "")


def test_questions_are_offered_while_one_types_and_lead_to_their_answer(page: Page) -> None:
    open_box(page)
    page.keyboard.insert_text("日志要")
    answered(page)
    offer = page.get_by_role("group", name="试试").get_by_role("option", name="日志要存多久")
    offer.click()
    answered(page)
    first = page.locator(".search-page a").first
    expect(first).to_contain_text("回答：群聊平台的日志要存多久")
    assert location(first.get_attribute("href") or "").startswith("regulations/cac-group-services-2017/art_13/")
