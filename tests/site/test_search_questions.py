"""Questions that people ask lead to the page that answers them, as it stands and asked in other words."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import guiju
from conftest import DAY
from guiju.model import REQUIRED_LANGUAGES, Corpus, Lang
from guiju.site import kinds
from kept_cache import kept_index
from places import ROOT
from search_box import answered, location, open_box
from search_worker import Answer, site_index
from test_search_worker import SEARCHES

__all__ = ["kept_index"]
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
    written = [text[lang] for subject in corpus.subjects if not subject.law for text in subject.questions]
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


def test_the_first_hit_is_mostly_the_same_as_at_every_other_door(ask: Any, corpus: Corpus) -> None:
    """Of what all doors hold: articles, duties, provisions, terms and cases, where each door lists any. The site has a
    ranking of its own, so that the hits behind the first differ more."""
    kb, draw = guiju.load(ROOT), Random(26)
    known = [(lang, text[lang]) for s in corpus.subjects for text in s.questions for lang in REQUIRED_LANGUAGES]
    typed = [(lang, entry[lang]) for half in SEARCHES.values() for entry in half for lang in entry if lang != "first"]
    same = list[bool]()
    for lang in REQUIRED_LANGUAGES:
        asked = [words for of, words in (*draw.sample(known, 100), *draw.sample(typed, 100)) if of == lang]
        for words, answer in zip(asked, ask(asked, lang, whole=False), strict=True):
            hits = sorted((hit for page in answer["items"] for hit in page["hits"]), key=lambda hit: -hit["score"])
            ours = [place for hit in hits if (place := shared(hit["location"]))]
            others = [place for hit in kb.find(words, DAY) if (place := shared(address(hit.kind, hit.id)))]
            same += [ours[0] == others[0]] if ours and others else []
    assert len(same) >= 150 and sum(same) >= 0.7 * len(same)


def address(kind: str, id: str) -> str:
    """Where a hit of another door is on the site."""
    rule, _, place = id.partition("#")
    law, _, day = rule.partition("@")
    article = place.split("__")[0]
    texts = f"regulations/{law}/" + (f"versions/{day}/#{article}" if day else f"{article}/")
    pages = {"obligation": f"obligations/{law}/{place}/", "provision": f"regulations/{law}/#{place}"}
    others = {"term": f"glossary/#{place}", "case": f"cases/{place}/"}
    return {"text": texts, "near": texts, **pages, **others}.get(kind, "")


def shared(location: str) -> str:
    """The article, duty, provision, term or case of a place; empty for any other page."""
    kinds = r"regulations/[^/]+/(?:art_[^/]+/|#.+|versions/.+#.+)|obligations/[^/]+/[^/]+/|glossary/#.+|cases/[^/#]+/"
    found = re.match(kinds, location)
    return found[0] if found else ""


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
