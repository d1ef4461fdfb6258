"""A place is the same at every door, however it is written; and what means nothing is refused in the same words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

import guiju
from case_tables import cases
from guiju import Misuse
from guiju.agents.answer import AgentAnswer
from guiju.agents.answering import answer_to
from guiju.law.article_text import ArticleText
from guiju.lookup import find as lookup_find
from guiju.lookup import show as lookup_show
from guiju.lookup.laws import Laws, texts
from guiju.lookup.reply import Reply
from guiju.places.citation import eIds
from guiju.search.entries import shared_entries
from guiju.search.index import LookupIndex, column, consult
from guiju.search.search import SearchedTexts
from kept_cache import kept_cache
from places import ROOT

CASES = cases(__file__)
DAY = date(2026, 11, 25)


@cache
def kb() -> guiju.KnowledgeBase:
    return guiju.load(ROOT)


def ask(tool: str, **arguments: str | int) -> AgentAnswer:
    with kept_cache():
        return answer_to(tool, arguments, DAY, kb())


@dataclass(frozen=True)
class Said:
    """What a door says: the places, the remarks or refusal beside them, and the status of cite-check."""

    places: list[str]
    words: str
    status: str | None = None


def consulted(question: Callable[[LookupIndex], Reply]) -> Reply:
    """The reply of a command, on a knowledge base that is read once."""
    with kept_cache():
        return consult(ROOT, lambda index: question(index._replace(whole=kb().corpus)))


def show(words: str) -> Said:
    try:
        entries = consulted(lambda index: lookup_show.show(index, words, (), "zh", DAY))["json"]["result"]
    except Misuse as misuse:
        return Said([], str(misuse))
    return Said([entry["id"] for entry in entries], "".join(line for entry in entries for line in entry["text"]))


def find(words: str) -> Said:
    within = SearchedTexts(DAY.isoformat())
    value = consulted(lambda index: lookup_find.find(index, words, "zh", within))["json"]
    hits = [hit["id"] for hit in value["hits"] if hit["kind"] in ("text", "provision")]
    return Said(hits, "".join(value["remarks"]))


def python(words: str) -> Said:
    try:
        places = kb().show(words, DAY)
    except Misuse as misuse:
        return Said([], str(misuse))
    articles = [place for place in places if isinstance(place, ArticleText)]
    named = [f"{a.rule.id}@{a.version.day}#{a.eId}" if a.rule.versions else f"{a.rule.id}#{a.eId}" for a in articles]
    provisions = [place.rule.global_id(place.provision) for place in places if hasattr(place, "provision")]
    return Said([*named, *provisions], "".join(remark.zh for article in articles for remark in article.remarks))


def agents(words: str) -> Said:
    try:
        answer = ask("get_article", what=words, limit=50)
    except Misuse as misuse:
        return Said([], str(misuse))
    return Said([entry["id"] for entry in answer.result["entries"]], answer.text("zh"))


def cite_check(words: str) -> Said:
    cited = kb().cite_check(words, DAY)
    places = []
    for one in cited:
        rule = kb().corpus.regulations.get(one.law_id or "")
        text = texts(rule, one.judgement.citation.version, DAY).text if rule else None
        day = f"@{text.consolidated or text.promulgated or text.history[-1].day}" if text and rule.versions else ""
        places += [f"{rule.id}{day}#{eId}" for eId in eIds(text, one.judgement.citation.place)] if text else []
    return Said(places, "".join(one.note.zh for one in cited if one.note), cited[0].status if cited else None)


READERS = (show, find, python, agents)
Door = Callable[[str], Said]


def inside(places: list[str], place: str) -> bool:
    """Whether what a door names is the place, its parts, or a provision that is recorded of it."""
    texts_ = [p for p in places if "#art_" in p]
    return bool(texts_) and all(f"{p}__".startswith(f"{place}__") for p in texts_)


@pytest.mark.parametrize("door", READERS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("place", [*CASES["places"], *CASES["not_in_documents"]])
def test_a_place_is_the_same_however_it_is_written(door: Door, place: str) -> None:
    for words in (*CASES["places"].get(place, ()), *CASES["not_in_documents"].get(place, ())):
        said = door(words)
        assert place in said.places if "#art_" not in place else inside(said.places, place), (words, said.places)
        if place == "cybersecurity-law@2025-10-28#art_21":
            assert "第二十一条：在本文本中是第二十三条" in said.words, words


@pytest.mark.parametrize("place", CASES["places"])
def test_cite_check_reads_the_same_places_in_documents(place: str) -> None:
    for words in CASES["places"][place]:
        said = cite_check(words)
        if place.startswith("criminal-law"):  # whose words are not here
            assert said.status == "not_checked" and not said.places
            continue
        assert said.places == [place], words
        if place == "cybersecurity-law@2025-10-28#art_21":
            assert (said.status, "第二十三条" in said.words) == ("moved_subject", True), words


@pytest.mark.parametrize(("words", "articles"), CASES["ranges"])
def test_a_range_is_all_that_is_between(words: str, articles: list[int]) -> None:
    for door in READERS:
        named = {place.partition("#art_")[2].split("__")[0] for place in door(words).places if "#art_" in place}
        assert sorted(map(int, named)) == articles, door
    ends = [place.rpartition("_")[2] for place in cite_check(words).places]
    assert ends == [str(articles[0]), str(articles[-1])]


@pytest.mark.parametrize(("words", "eIds"), CASES["lists"])
def test_of_several_each_is_named(words: str, eIds: list[str]) -> None:
    for door in (*READERS, cite_check):
        assert sorted({place.partition("#")[2] for place in door(words).places if "#art_" in place}) == eIds, door


@pytest.mark.parametrize("why", CASES["refused"])
def test_what_means_nothing_is_refused_in_the_same_words(why: str) -> None:
    for status, strings in CASES["refused"][why].items():
        for words in strings:
            for door in READERS:
                said = door(words)
                assert why in said.words, (door, words, said.words)
                assert not said.places or door is find  # which finds what has the words 前款
            assert cite_check(words).status == status, words


@pytest.mark.parametrize("id", CASES["names"])
def test_a_law_is_the_same_whatever_it_is_called(id: str) -> None:
    for name in CASES["names"][id]:
        assert kb().rule(name).id == id
        assert show(name).places == python_rules(name) == [id], name
        assert [rule["id"] for rule in ask("coverage", rule=name).result["rules"]] == [id]
        assert ask("get_article", what=name).result["entries"][0]["id"] == id
        if id == "cybersecurity-law":
            pairs = kb().concordance(f"{name}@2016-11-07", f"{name}@2025-10-28").pairs
            assert ("art_21", "art_23") in [(pair.old, pair.new) for pair in pairs]


def python_rules(name: str) -> list[str]:
    return [place.id for place in kb().show(name, DAY)]


def test_there_are_as_many_strings_as_promised() -> None:
    refused = [words for strings in CASES["refused"].values() for each in strings.values() for words in each]
    assert len([words for strings in CASES["places"].values() for words in strings]) + len(refused) >= 60


def test_what_is_in_no_law_but_can_be_found_is_never_called_absent() -> None:
    shared = [one for one in shared_entries(kb().corpus) if one.kind in ("case", "answer")]
    assert len(shared) > 100
    for one in shared:
        named = f"{one.rule}#{one.place}"
        said = f"'{named}' is no part of a law; find or search shows it by its title: {one.title_en}"
        assert {show(named).words, python(named).words} == {said}
        assert "is not in this knowledge base" not in show(one.place).words  # it may be the id of a duty too


@pytest.mark.parametrize("door", [show, python, agents], ids=lambda door: door.__name__)
@pytest.mark.parametrize(("words", "remedy"), CASES["misspelt"])
def test_an_id_that_is_not_here_is_answered_with_one_of_its_own_kind_or_none(
    door: Door, words: str, remedy: str
) -> None:
    assert door(words).words == f"'{words}' is not in this knowledge base; {remedy}"


def test_what_a_refusal_suggests_of_terms_can_be_looked_up() -> None:
    suggested = consult(ROOT, lambda index: column(index, "SELECT DISTINCT form FROM needle"), "", "")
    names = {*consult(ROOT, lambda index: Laws(index).known())}
    for word in sorted({*suggested} & names)[::20]:
        assert kb().show(word, DAY), word
    assert "casino" in suggested and "casino" not in names  # which is only said for gambling


@pytest.mark.parametrize("words", ["网络安全法第九百条", "互联网群组信息服务管理规定第4条⑨"])
def test_where_a_law_has_no_such_place_nothing_else_is_found_for_it(words: str) -> None:
    said = find(words)

    assert not said.places and "has no" in said.words


def test_words_beside_a_place_that_is_not_there_are_looked_for() -> None:
    assert find("网络安全法第九百条 留存网络日志").places
