"""Answer cards on the site: a page for each, and the one that answers what is asked on the first page or in the box."""

import json
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Page, expect

from conftest import DAY
from guiju.documents.answer_card import card_content
from guiju.lookup.find import answer
from guiju.model import REQUIRED_LANGUAGES, Lang
from guiju.search.answer_cards import ChosenCard
from guiju.search.index import LookupIndex, consult
from guiju.search.search import SearchedTexts
from kept_cache import kept_index
from places import ROOT
from real_corpus import real
from search_box import answered, open_box
from search_worker import Ask
from windows import ROOTS, Visit

__all__ = ["kept_index"]
pytest_plugins = ["search_worker", "search_box", "kept_windows"]

ASKED = {
    "zh": "群里有人发红包赌博，我没管，会坐牢吗",
    "en": "People gamble with red packets in my group and I let it go. Can I go to jail?",
}
FRIGHTENED = "群里有人红包赌钱我当没看见犯法不"
CARD = "gambling-in-group"
PHONE = {"width": 360, "height": 740}


# ---- the same card as at every other door ----------------------------------------------------------------------------


def chosen(asked: list[str], lang: Lang) -> list[ChosenCard | None]:
    """What the other doors choose."""
    within = SearchedTexts(DAY.isoformat())

    def each(index: LookupIndex) -> list[tuple[str, str] | None]:
        return [answer(index, words, lang, within).cards.best for words in asked]

    return [found and ChosenCard(*found) for found in consult(ROOT, each)]


@pytest.mark.cost(30, "asks two doors")
def test_a_question_of_a_card_finds_that_very_card_and_no_other_is_said_to_be_like_it(ask: Ask, lang: Lang) -> None:
    every = [(card.id, question[lang]) for card in real().answers for question in card.questions]
    asked = every[::5]
    for (id, words), found in zip(asked, ask([words for _, words in asked], lang, whole=False), strict=True):
        assert (found["card"]["id"], found["card"]["question"], found["near"]) == (id, "", []), words


@pytest.mark.cost(40, "asks two doors")
def test_the_site_shows_the_card_of_every_other_door(ask: Ask) -> None:
    """The likeness is that of every other door; the first hits are those of the site, which ranks in its own way."""
    same, draw = list[bool](), Random(28)
    known = [question for subject in real().subjects if not subject.law for question in subject.questions]
    unrelated = yaml.safe_load((ROOT / "bench/everyday.yaml").read_text("utf-8"))["unrelated"]
    for lang in REQUIRED_LANGUAGES:
        asked = [question[lang] for question in draw.sample(known, 120)] + (unrelated[::2] if lang == "zh" else [])
        for words, ours, theirs in zip(asked, ask(asked, lang, whole=False), chosen(asked, lang), strict=True):
            same.append((ours["card"] and ours["card"]["id"]) == (theirs and theirs.id))
            if ours["card"] and theirs and same[-1]:
                assert bool(ours["card"]["question"]) == bool(theirs.question), words
    assert len(same) >= 250 and sum(same) >= 0.96 * len(same), f"{len(same) - sum(same)} of {len(same)} differ"


def test_a_card_that_is_only_like_the_question_is_said_to_be_that_or_offered_among_several(ask: Ask) -> None:
    (found,) = ask([FRIGHTENED], whole=False)
    assert found["card"] is None and found["near"][0]["id"] == CARD and len(found["near"]) <= 3
    card = next(one for one in real().answers if one.id == CARD)
    assert found["near"][0]["question"] in [card.title["zh"], *(question.zh for question in card.questions)]


@pytest.mark.parametrize("words", ["群组规定第九条第一款", "网安法61条", "量子计算"])
def test_a_citation_and_what_nothing_is_about_have_no_card(ask: Ask, words: str) -> None:
    (found,) = ask([words], whole=False)
    assert (found["card"], found["near"]) == (None, [])


# ---- the first page --------------------------------------------------------------------------------------------------


def answers(page: Page, words: str) -> None:
    """Wait until what is asked on the first page is answered."""
    page.locator(f".asks__answer[data-query={json.dumps(words, ensure_ascii=False)}]").wait_for()


def test_a_question_on_the_first_page_is_answered_on_the_same_page(look: Visit, lang: Lang) -> None:
    page = look("", lang, **PHONE)
    page.locator("#asks").fill(ASKED[lang])
    answers(page, ASKED[lang])
    content = card_content(real(), next(one for one in real().answers if one.id == CARD), lang, DAY)
    for said in (content.sentences[0].text, content.steps[0].text, content.disclaimer):
        expect(page.locator(".asks__card")).to_contain_text(said)
    expect(page.locator(".answer__sentence").first).to_be_in_viewport()
    page.locator(".answer__sentence a").first.click()
    page.wait_for_url(f"**/{ROOTS[lang]}regulations/cac-group-services-2017/art_9/*")


def test_a_frightened_owner_on_a_phone_has_the_answer_within_one_tap(look: Visit) -> None:
    page = look("", **PHONE)
    page.locator("#asks").fill(FRIGHTENED)
    page.locator("#asks").press("Enter")
    answers(page, FRIGHTENED)
    near = page.locator(f".asks__answer a[href$='a/{CARD}/']")
    expect(near).to_be_in_viewport(ratio=1)
    near.click()
    expect(page.locator(".answer__sentence").first).to_be_in_viewport(ratio=1)


def test_an_example_on_a_phone_is_answered_with_one_tap(look: Visit, lang: Lang) -> None:
    number = look("", lang).locator(".asks__example").count()
    for n in range(number):
        page = look("", lang, **PHONE)
        example = page.locator(".asks__example").nth(n)
        expect(example).to_be_in_viewport(ratio=1)
        example.click()
        page.wait_for_url("**/a/*/")
        expect(page.locator(".answer__sentence").first).to_be_in_viewport()
    assert number == 3


def test_what_no_card_answers_leads_to_the_best_places_and_says_so(look: Visit, lang: Lang) -> None:
    words = {"zh": "群组规定第十三条第二款", "en": "Group Provisions Article 13(2)"}[lang]
    page = look(f"?q={quote(words)}", lang)
    answers(page, words)
    said = {"zh": "没有卡正好回答。最相关的地方：", "en": "No card answers just this. The best places are:"}[lang]
    expect(page.locator(".asks__status")).to_have_text(said)
    place = page.locator(".asks__answer .search-hit").first
    assert "/art_13/" in (place.get_attribute("href") or "")
    expect(page.locator(".asks__answer [role]")).to_have_count(0)


def test_without_javascript_there_is_no_field_and_a_link_leads_to_all_cards(look: Visit) -> None:
    page = look("", java_script_enabled=False)
    expect(page.locator("#asks")).to_be_hidden()
    page.locator(".asks a").click()
    page.wait_for_url("**/a/")
    assert page.locator(f"article a[href$='{CARD}/']").count() == 1


# ---- the box of every other page -------------------------------------------------------------------------------------


def test_the_list_of_the_box_begins_with_the_card(page: Page) -> None:
    open_box(page)
    page.keyboard.insert_text(ASKED["zh"])
    answered(page)
    first = page.locator("[role=listbox] a").first
    assert (first.get_attribute("href") or "").endswith(f"/a/{CARD}/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/a/{CARD}/")
    open_box(page)
    before = page.get_by_role("group", name="这台设备上最近搜过").get_by_role("option")
    expect(before.first).to_have_text(ASKED["zh"])
    before.last.click()
    expect(before).to_have_count(0)
    assert page.get_by_role("group", name="例如").get_by_role("option").count() >= 3


# ---- the page of a card ----------------------------------------------------------------------------------------------


def test_every_card_has_a_page_at_its_id_and_the_list_leads_to_each(site_folder: Path, lang: Lang) -> None:
    listed = (site_folder / ROOTS[lang] / "a/index.html").read_text("utf-8")
    for card in real().answers:
        assert f'href="{card.id}/"' in listed
        page = (site_folder / ROOTS[lang] / "a" / card.id / "index.html").read_text("utf-8")
        assert (
            f'type="application/json" href="{"../" * (2 if lang == "zh" else 3)}api/v1/answers/{card.id}.json"' in page
        )


def test_the_page_of_a_card_says_all_that_the_card_says(look: Visit, lang: Lang) -> None:
    for card in real().answers[::30]:
        content = card_content(real(), card, lang, DAY)
        page = look(f"a/{card.id}/", lang)
        body = page.locator("article")
        said = [sentence.text for sentence in content.sentences]
        said += [part for step in content.steps for part in (step.label, step.text)]
        said += [part for one in content.consequences for part in (one.word, one.penalty.words, one.condition or "")]
        said += [*content.turns_on, content.no_consequence or "", content.quotation.zh.split("\n")[0]]
        said += [
            content.case.label if content.case else "",
            *(duty.label for duty in content.duties),
            content.disclaimer,
        ]
        for words in filter(None, said):
            expect(body).to_contain_text(" ".join(words.split()))


def test_a_card_is_copied_with_what_it_rests_on_its_day_and_its_address(look: Visit, lang: Lang) -> None:
    page = look(f"a/{CARD}/", lang)
    page.get_by_role("button", name={"zh": "复制答复和引用", "en": "Copy the answer with its citation"}[lang]).click()
    content = card_content(real(), next(one for one in real().answers if one.id == CARD), lang, date(2026, 11, 25))
    for said in (content.sentences[0].text, content.citation, "2026-11-25", content.disclaimer, f"a/{CARD}/"):
        expect(page.locator(".copy-status")).to_contain_text(said)
