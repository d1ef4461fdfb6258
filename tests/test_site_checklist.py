"""The page of a checklist: the whole list without scripts, in the words it is given, without barriers, on any width."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from barriers import violations
from checklist_desk import GOOD, ROLE, STATUSES, Desk, duties, lines
from guiju.model import LANGUAGES, Lang
from page_kinds import ARTICLE, ROOTS, opened
from real_corpus import real

IDS = "lines => lines.map((line) => line.dataset.line)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_every_checklist_is_the_whole_list_and_nothing_pretends_to_work(
    browser: Browser, site_url: str, lang: Lang
) -> None:
    with opened(browser, java_script_enabled=False) as page:
        for role in real().vocabulary.roles:
            page.goto(f"{site_url}/{ROOTS[lang]}checklists/{role.id}/?open=1")
            assert page.locator("[data-line]:visible").evaluate_all(IDS) == [line.id for line in lines(role.id)]
            controls = ".md-content :is(input, select, textarea, dialog, .desk, .progress):visible"
            expect(page.locator(controls)).to_have_count(0)
            for line in lines(role.id):
                text = Desk(page).line(line.id).inner_text()
                assert line.obligation.title[lang] in text and line.cited(lang) in text
                assert all(step[lang] in text for step in (*line.review, *line.evidence))


def test_a_box_to_tick_stands_before_what_takes_a_status_and_before_nothing_else(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/checklists/all-roles/")
    boxed = page.locator("[data-line]").evaluate_all(
        f"lines => ({IDS})(lines.filter((line) => getComputedStyle(line, '::before').display !== 'none'))"
    )
    assert boxed == [line.id for line in duties()]
    assert len(boxed) < len(lines())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_checklist_in_use(
    browser: Browser, site_url: str, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, color_scheme=scheme, reduced_motion="reduce") as page:
        page.goto(f"{site_url}/checklists/{ROLE}/")
        desk = Desk(page)
        for line, status in zip(duties(ROLE), STATUSES, strict=False):
            desk.mark(line.id, status, by="合规部")
        desk.filter("method", "examine")
        desk.give(b"{")
        desk.said()
        desk.open_notes()
        assert violations(page) == []
        desk.find('[data-do="delete"]').click()
        assert violations(page) == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_desk_fits_every_width(browser: Browser, site_url: str, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 800}) as page:
        for path in (f"checklists/{ROLE}/", "en/checklists/all-roles/"):
            page.goto(f"{site_url}/{path}")
            Desk(page).mark(GOOD, "not_applicable")
            Desk(page).open_notes()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("ending", ["#%", "?role=%#%E4", "?%", "#%00", "?text=%&h=%#'\"%]"])
def test_an_address_that_is_not_well_formed_breaks_no_script(page: Page, site_url: str, ending: str) -> None:
    for place in (f"checklists/{ROLE}/", "self-assessment/group-provider/", ARTICLE):  # the page notes what is thrown
        answer = page.goto(f"{site_url}/{place}{ending}")
        assert answer is not None and answer.ok, place
        page.wait_for_load_state("networkidle")
