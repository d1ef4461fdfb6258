"""A leaflet on a phone: one question at a time, back and again, by touch and keyboard, and what it then says."""

import re

import pytest
from playwright.sync_api import Page, expect

from barriers import violations
from conftest import AS_OF
from guiju.model import Lang, Leaflet
from leaflet_pages import UNSURE, answer, each_leaflet, go_through, now, path
from windows import ROOTS, Visit, in_each_scheme

pytest_plugins = ["kept_windows"]

SMALL = {"width": 360, "height": 740}
LONGEST = 4500
"""Pixels of a result on a small phone."""
WANTS_TO_KNOW = 3
TOLERANCE = dict.fromkeys(("capacity", "happened", "whose", "confirmed", "knew"), 0)
TOLERANCE |= {"official": 2, "content": 4, "acted": 1}


@pytest.fixture
def phone(look: Visit) -> Page:
    """The leaflet of a group owner on a small phone."""
    return look("for/group-owner/", **SMALL)


def test_an_owner_answers_one_question_at_a_time_goes_back_and_learns_what_was_not_done(phone: Page) -> None:
    assert phone.locator(".leaflet__question:visible").count() == 1
    expect(phone.locator("[data-progress]")).to_have_text("第 1 题，共 10 题")
    assert all(box["height"] >= 44 for box in (b.bounding_box() for b in phone.locator(".is-now button").all()))
    answer(phone, 1)
    phone.locator("[data-do=back]").click()
    assert phone.locator(".is-now [aria-pressed=true]").inner_text() == "平台说群里有违规，找了我"
    questions = go_through(phone, TOLERANCE)
    assert "prohibited" not in questions  # of what a member posted nothing turns on it
    expect(phone.locator("[data-headline]")).to_contain_text("有 2 件看起来没有做到")
    breaches = phone.locator("[data-state=breached]").all()
    assert [node.inner_text() for node in breaches] == ["看起来没有做到"] * 2
    expect(phone.locator("[data-some]").last).to_contain_text("赌博罪")
    for fold in phone.locator(".leaflet__part:visible summary").all():
        fold.click()
    assert phone.locator("[data-provision$='#gambling']:visible").count() == 2
    assert phone.locator("[data-provision$='#rumours']:visible").count() == 0
    assert phone.locator("[data-unless]:visible").count() == 0  # for organisations and for officials


def test_a_change_of_an_answer_changes_the_result_and_nothing_is_in_the_address(phone: Page) -> None:
    address = phone.url
    go_through(phone, TOLERANCE)
    phone.locator("[data-given]").evaluate("node => (node.closest('details').open = true)")
    phone.get_by_role("button", name="改 知道以后，您制止过吗？").click()
    assert now(phone) == "acted"
    answer(phone, 0)
    expect(phone.locator("[data-headline]")).to_contain_text("不能认定哪一件没有做到")
    phone.reload()
    expect(phone.locator("[data-headline]")).to_contain_text("不能认定哪一件没有做到")
    assert phone.url == address
    assert phone.evaluate("Object.keys(localStorage).filter((key) => key.includes('leaflet'))") == []
    phone.locator("[data-do=again]").click()
    assert now(phone) == "happened"


def test_who_has_no_incident_is_asked_three_questions_only_and_reads_first_what_is_to_be_done_anyway(
    phone: Page,
) -> None:
    answers: dict[str, int | str] = {"happened": WANTS_TO_KNOW, "capacity": 0, "official": 0}
    assert go_through(phone, answers) == ["happened", "capacity", "official"]
    assert phone.locator("section[data-unless]:visible h3").all_inner_texts() == ["公职人员另有处分"]
    assert phone.locator("[data-duties]:visible").count() == 7


SITUATIONS = {0: "unlawful-post", 1: "notice", 2: "police"}


@pytest.mark.parametrize("happened", SITUATIONS)
def test_the_result_begins_with_what_to_do_in_what_happened_then_consequences_then_duties(
    phone: Page, happened: int
) -> None:
    assert now(phone) == "happened"
    go_through(phone, TOLERANCE | {"happened": happened})
    assert phone.locator("[data-result] h2:visible").evaluate_all("all => all.map(({ id }) => id)") == [
        "now",
        "answerable",
        "musts",
        "owed",
    ]
    first = phone.locator("#now ~ details").first
    assert first.locator("h3").get_attribute("id") == SITUATIONS[happened]
    assert phone.locator(".leaflet__steps:visible").count() == 1
    assert first.locator("li").first.is_visible()


def test_a_case_of_the_same_kind_stands_before_the_others_which_are_counted(phone: Page) -> None:
    go_through(phone, TOLERANCE)
    assert phone.locator("[data-case]:visible").evaluate_all("all => all.map(({ dataset }) => dataset.case)") == [
        "red-packet-gambling-2015"
    ]
    others = phone.locator("#cases ~ details")
    expect(others.locator("summary")).to_have_text("其余 5 项")
    others.locator("summary").click()
    assert others.locator("[data-case]:visible").count() == 5


def test_the_last_button_says_that_the_result_comes_and_brings_it_without_a_day(look: Visit, lang: Lang) -> None:
    page = look("for/group-owner/", lang, **SMALL)
    while now(page) != "day":
        answer(page, 0)
    button = page.locator(".is-now [data-day] button")
    assert button.inner_text() == {"zh": "看结果", "en": "See the result"}[lang]
    expect(page.locator("[data-progress]")).to_contain_text({"zh": "答完就是结果", "en": "then comes the result"}[lang])
    button.click()
    expect(page.locator("[data-headline]")).to_be_focused()


def test_a_link_to_a_part_of_the_result_shows_it_open(look: Visit) -> None:
    page = look("for/group-owner/#police", **SMALL)
    expect(page.locator("#police")).to_be_in_viewport()
    assert page.locator("details:has(> summary > #police) li").first.is_visible()


@each_leaflet
def test_no_result_is_longer_than_a_phone_is_patient_and_all_of_it_can_be_opened(
    look: Visit, leaflet: Leaflet, lang: Lang
) -> None:
    page, lengths = look(path(leaflet), lang, **SMALL), []
    page.locator("[data-do=skip]").click()
    every = page.locator("[data-result] .leaflet__columns li").count()
    walks: list[dict[str, int | str]] = [{"happened": happened} for happened in range(4)]
    walks += [TOLERANCE | {"whose": 1, "content": content, "official": 0} for content in range(7)]
    for answers in walks:
        page.locator("[data-do=again]").click()
        go_through(page, answers)
        lengths.append(page.evaluate("document.documentElement.scrollHeight"))
        assert page.locator("[data-result] .leaflet__columns li").count() == every
    assert max(lengths) <= LONGEST


def test_who_skips_the_questions_reads_everything_and_can_still_answer(phone: Page) -> None:
    phone.locator("[data-do=skip]").click()
    expect(phone.locator("#now")).to_be_focused()
    expect(phone.locator("[data-yours]")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollHeight") <= LONGEST
    phone.locator("[data-do=again]").click()
    assert now(phone) == "happened"


def test_answers_that_fit_no_question_of_the_page_as_it_is_now_are_dropped(phone: Page) -> None:
    answers = {"happened": 99, "whose": UNSURE, "content": "2025-05-01", "gone": 1}
    phone.evaluate("(answers) => sessionStorage.setItem('guiju.leaflet.group-owner', JSON.stringify(answers))", answers)
    phone.reload()
    assert now(phone) == "happened"
    answer(phone, 0)
    assert now(phone) == "content"


def test_the_link_that_is_shared_is_the_address_alone(look: Visit, lang: Lang) -> None:
    page = look("for/group-member/", lang)
    page.evaluate("""() => {
      window.links = [];
      Object.defineProperty(navigator, "share", { value: async (data) => void window.links.push(data) });
    }""")
    page.evaluate("location.hash = 'musts'")
    page.locator("[data-do=skip]").click()
    page.locator("[data-do=share]").click()
    (link,) = page.evaluate("window.links")
    assert re.fullmatch(rf"http://127.0.0.1:\d+/{ROOTS[lang]}for/group-member/", link["url"])


def test_the_keyboard_answers_and_the_question_is_read_when_it_changes(look: Visit) -> None:
    page = look("for/group-owner/")
    page.locator(".is-now button").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "ask-whose"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.id") == "ask-content"


def test_a_day_may_be_today_though_the_site_is_older(look: Visit) -> None:
    page = look("for/group-owner/")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    for day in page.locator(".leaflet input[type=date]").all():
        assert day.get_attribute("max") == max(AS_OF, today)
    assert page.locator(".leaflet input[type=date]").count() == 1


@each_leaflet
@in_each_scheme
def test_axe_finds_nothing_while_it_asks_nor_in_the_result_and_nothing_is_wider_than_the_phone(
    look: Visit, leaflet: Leaflet, scheme: str, lang: Lang
) -> None:
    page = look(path(leaflet), lang, **SMALL, color_scheme=scheme)
    barriers = violations(page)
    while page.locator(".leaflet.is-asking").count():
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], now(page)
        answer(page, "2025-05-01" if now(page) == "day" else 0)
        barriers += violations(page) if page.locator(".is-now input").count() else []
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    assert barriers + violations(page) == []
