"""The pages of the leaflets in a browser, and how their questions are answered there."""

import pytest
from playwright.sync_api import Page

from guiju.model import Leaflet
from real_corpus import real

UNSURE = "unsure"
each_leaflet = pytest.mark.parametrize("leaflet", real().leaflets, ids=lambda leaflet: leaflet.role)


def path(leaflet: Leaflet) -> str:
    return f"for/{leaflet.role}/"


def now(page: Page) -> str:
    name = page.locator(".leaflet__question.is-now").get_attribute("data-question")
    assert name is not None
    return name


def answer(page: Page, place: int | str) -> None:
    """Choose an answer to the question that is asked, by its place among the buttons; a day is written."""
    question = page.locator(".leaflet__question.is-now")
    if isinstance(place, str):
        question.locator("input").fill(place)
        question.locator("[data-day] button").click()
    else:
        question.locator("button").nth(place).click()


def go_through(page: Page, answers: dict[str, int | str]) -> list[str]:
    """Answer whatever is asked, the last button where nothing is said; the questions in the order asked."""
    questions = []
    while page.locator(".leaflet.is-asking").count():
        questions.append(now(page))
        answer(page, answers.get(questions[-1], -1))
    return questions
