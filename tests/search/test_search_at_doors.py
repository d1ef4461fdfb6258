"""A question is answered alike at every door of Python, by what it is known to be answered by."""

from datetime import date

import yaml

import guiju
from answers import ask
from guiju.lookup.find import answer, find
from guiju.search.index import LookupIndex, consult
from guiju.search.search import SearchedTexts
from kept_cache import kept_index
from places import ROOT
from real_corpus import real

__all__ = ["kept_index"]
DAY = date(2026, 11, 25)


def test_a_known_question_has_the_same_first_hits_at_every_door() -> None:
    asked = [(subject, question.zh) for subject in real().subjects for question in subject.questions][::25]
    kb, within = guiju.load(ROOT), SearchedTexts(DAY.isoformat())
    differing = []
    for _, words in asked:
        terminal = consult(ROOT, lambda index, words=words: find(index, words, "zh", within))["json"]["hits"]
        python = kb.find(words, as_of=DAY)
        agents = ask("search", query=words, as_of=DAY.isoformat(), limit=3).result["hits"]
        ids = [hit["id"] for hit in terminal[:3]], [hit.id for hit in python[:3]], [hit["id"] for hit in agents[:3]]
        differing += [(words, ids)] if not ids[0] == ids[1] == ids[2] else []
    assert len(asked) > 40 and differing == []


def test_a_known_question_finds_what_answers_it() -> None:
    within, missed = SearchedTexts(DAY.isoformat()), list[tuple[str, str]]()
    asked = [(s, q.zh) for s in real().subjects for q in s.questions if s.page in ("regulations", "glossary")][::25]
    for subject, words in asked:
        hits = consult(ROOT, lambda index, words=words: find(index, words, "zh", within))["json"]["hits"]
        ids = [hit["id"].replace("glossary#", "") for hit in hits[:3]]
        missed += [] if any(id.startswith(subject.id.partition("__")[0]) for id in ids) else [(words, subject.id)]
    assert missed == []


def test_a_question_that_no_law_answers_hears_so_and_what_is_answered_is_not_called_weak() -> None:
    asked = yaml.safe_load((ROOT / "bench/everyday.yaml").read_text("utf-8"))
    within = SearchedTexts(DAY.isoformat())

    def answers(index: LookupIndex) -> tuple[list[bool], list[tuple[bool, bool]]]:
        found = [answer(index, words, "zh", within).results for words in asked["unrelated"]]
        first = [(answer(index, one["ask"], "zh", within).results, one["right"]) for one in asked["related"]]
        assert all(results.hits for results, _ in first)
        right = [(results.hits[0].id.startswith(tuple(ids)), results.is_unanswered) for results, ids in first]
        return [results.is_unanswered or not results.hits for results in found], right

    unanswered, right = consult(ROOT, answers)
    assert sum(unanswered) >= 0.9 * len(unanswered)
    called_weak = [is_weak for is_right, is_weak in right if is_right]
    assert len(called_weak) >= 0.75 * len(right) and sum(called_weak) <= 0.1 * len(called_weak)


def test_what_another_law_answers_better_still_finds_what_is_here() -> None:
    within = SearchedTexts(DAY.isoformat())
    for words, law in {
        "我用AI画的图发朋友圈要标注吗": "cac-content-labelling-2025",
        "Can I use a celebrity voice clone in my ads in China?": "cac-deep-synthesis-2022",
    }.items():
        found = consult(ROOT, lambda index, words=words: find(index, words, "zh", within))["json"]
        assert law in {hit["law"] for hit in found["hits"][:5]} and found["laws_not_here"]


def test_what_a_later_rule_prevails_over_is_called_so_and_comes_behind_it() -> None:
    hits = [hit for hit in guiju.load(ROOT).find("封号", DAY) if hit.law.startswith("cac-account-")]
    laws = [hit.law for hit in hits]
    assert laws.index("cac-account-information-2022") < laws.index("cac-account-names-2015")
    assert {hit.standing for hit in hits if hit.law == "cac-account-names-2015"} == {"displaced"}
    before = guiju.load(ROOT).find("封号", date(2022, 7, 31))
    assert {hit.standing for hit in before if hit.law == "cac-account-names-2015"} == {"unverified"}


def test_a_question_about_a_law_that_is_not_here_hears_which_it_is_and_no_other_law_is_its_answer() -> None:
    agents = ask("search", query="加班费怎么算", as_of=DAY.isoformat())
    gaps = {gap.kind: gap.words for gap in agents.not_covered}
    assert "劳动法" in gaps["law_not_here"] and gaps.keys() & {"unanswered", "none"}
    assert all(hit["kind"] != "absent" for hit in agents.result["hits"])
    found = consult(ROOT, lambda index: find(index, "加班费怎么算", "zh", SearchedTexts(DAY.isoformat())))["json"]
    assert not found["answered"] and any("劳动法" in law for law in found["laws_not_here"])
