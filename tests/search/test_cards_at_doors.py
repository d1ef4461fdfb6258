"""A question has the same answer card at every door, or none; and no card moves a hit."""

from datetime import date

import pytest
import yaml

import guiju
from answers import ask
from guiju.agents.answer import Claim
from guiju.agents.answering import LONGEST_ANSWER
from guiju.cli import main
from guiju.lookup.find import answer, find
from guiju.search.index import LookupIndex, consult
from guiju.search.search import SearchedTexts
from kept_cache import kept_index
from places import ROOT
from real_corpus import real

__all__ = ["kept_index"]
DAY = date(2026, 11, 25)
WITHIN = SearchedTexts(DAY.isoformat())
ASKED = [(card, question) for card in real().answers for question in card.questions[:1]]


@pytest.mark.cost(30, "asks three doors")
def test_a_question_of_a_card_finds_that_card_at_every_door() -> None:
    kb, differing = guiju.load(ROOT), list[tuple[str, object]]()
    for card, question in ASKED[::15]:
        for lang, words in (("zh", question.zh), ("en", question.en)):
            terminal = consult(ROOT, lambda index, words=words, lang=lang: find(index, words, lang, WITHIN))["json"]
            python = kb.answer(words, as_of=DAY, lang=lang)
            agents = ask("search", query=words, as_of=DAY.isoformat(), lang=lang).result["answer"]
            ids = terminal["answer"] and terminal["answer"]["id"], python and python.id, agents and agents["id"]
            differing += [] if ids == (card.id,) * 3 else [(words, ids)]
            assert "answer" not in {hit["kind"] for hit in terminal["hits"]}
    assert differing == []


def test_a_card_is_found_by_its_very_questions_and_says_nothing_of_others() -> None:
    def missed(index: LookupIndex) -> list[tuple[tuple[str, str], str]]:
        every = [(card.id, question) for card in real().answers for question in card.questions]
        asked = [((id, ""), words) for id, question in every[::9] for words in (question.zh, question.en)]
        return [one for one in asked if answer(index, one[1], "zh", WITHIN).cards.best != one[0]]

    assert consult(ROOT, missed) == []


def test_a_card_for_a_question_that_is_only_like_its_own_says_so() -> None:
    kb = guiju.load(ROOT)
    asked = next(
        words
        for words in (question.zh for subject in real().subjects for question in subject.questions)
        if (card := kb.answer(words, as_of=DAY)) and card.question
    )
    card = kb.answer(asked, as_of=DAY)
    assert card and card.question != asked
    own = next(one for one in real().answers if one.id == card.id)
    assert card.question in {own.title.zh, *(question.zh for question in own.questions)}
    agents = ask("search", query=asked, as_of=DAY.isoformat(), lang="zh")
    assert agents.result["answer"]["question"] == card.question and any(card.question in line for line in agents.lines)


def test_where_no_card_answers_every_door_offers_the_same_near_ones_and_their_titles_find_them() -> None:
    kb, seen = guiju.load(ROOT), 0
    for lang in ("zh", "en"):
        for words in [question[lang] for subject in real().subjects for question in subject.questions][::40]:
            terminal = consult(ROOT, lambda index, words=words, lang=lang: find(index, words, lang, WITHIN))["json"]
            near = terminal["near_answers"]
            agents = ask("search", query=words, as_of=DAY.isoformat(), lang=lang)
            python = kb.near_answers(words, as_of=DAY, lang=lang)
            assert agents.result["near_answers"] == near == [one._asdict() for one in python]
            assert not (near and terminal["answer"]) and len(near) <= 3
            assert all(any(one["title"] in line for line in agents.lines) for one in near)
            for one in near:
                card = kb.answer(one["title"], as_of=DAY, lang=lang)
                assert card and (card.id, card.title, card.question) == (one["id"], one["title"], "")
            seen += len(near)
    assert seen > 10


def test_a_frightened_owner_is_offered_the_situation_that_no_card_has_word_for_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["find", "群里有人红包赌钱我当没看见犯法不", "--base", str(ROOT)]) == 0
    first, *offered = capsys.readouterr().out.splitlines()[:4]
    assert "是不是其中一种" in first and '  guiju find "群里有人发红包赌博，群主没管"' in offered


def test_what_no_law_here_answers_has_no_card() -> None:
    asked = yaml.safe_load((ROOT / "bench/everyday.yaml").read_text("utf-8"))["unrelated"]
    found = consult(ROOT, lambda index: [answer(index, words, "zh", WITHIN).cards.best for words in asked])
    assert len(found) > 50 and not any(found)


def test_an_agent_gets_the_card_first_with_its_words_quoted_within_the_limit() -> None:
    for card, question in ASKED[::25]:
        for lang, words in (("zh", question.zh), ("en", question.en)):
            given = ask("search", query=words, lang=lang, as_of=DAY.isoformat())
            card_given = given.result["answer"]
            assert card_given["id"] == card.id and given.lines
            quoted = {claim.id: claim for claim in given.claims}
            assert card_given["claims"] and all(isinstance(quoted[id], Claim) for id in card_given["claims"])
            text = given.text(lang)
            words_quoted = quoted[card_given["claims"][0]].quote.split("\n")[0]
            assert text.index(card_given["sentences"][0]["text"]) < text.rindex(words_quoted)
            assert len(text.encode()) <= LONGEST_ANSWER and card_given["sentences"][1]["text"] in text
            second = ask("search", query=words, lang=lang, as_of=DAY.isoformat(), offset=1)
            assert second.result["answer"] is None


def test_the_terminal_says_the_card_before_the_places(capsys: pytest.CaptureFixture[str]) -> None:
    card, question = ASKED[0]
    assert main(["find", question.zh, "--base", str(ROOT)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"答：{card.title.zh}\n  {card.answer[0].text.zh}")
