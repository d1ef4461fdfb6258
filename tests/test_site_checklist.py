"""The page of a checklist: the whole list where no script runs, told in the words it is given, without barriers, on every width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from barriers import violations
from checklist_desk import GOOD, ROLE, STATUSES, duties, give, line_of, lines, mark, open_notes, said
from guiju.model import LANGUAGES, Lang
from guiju.site import kinds
from real_corpus import ROOT, real


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A browser in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


# ---- a list without scripts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_every_checklist_is_the_whole_list_and_nothing_pretends_to_work(
    unscripted: Page, site_url: str, lang: Lang
) -> None:
    for role in real().vocabulary.roles:
        unscripted.goto(f"{site_url}/{'en/' if lang == 'en' else ''}checklists/{role.id}/?open=1")
        assert shown_without_scripts(unscripted) == [line.id for line in lines(role.id)]
        expect(
            unscripted.locator(".md-content :is(input, select, textarea, dialog, .desk, .progress):visible")
        ).to_have_count(0)
        for line in lines(role.id):
            text = line_of(unscripted, line.id).inner_text()
            assert line.obligation.title[lang] in text and line.cited(lang) in text
            assert all(step[lang] in text for step in (*line.review, *line.evidence))


def shown_without_scripts(page: Page) -> list[str]:
    return [node.get_attribute("data-line") or "" for node in page.locator("[data-line]:visible").all()]


# ---- words and looks -------------------------------------------------------------------------------------------------


def test_the_words_that_the_script_tells_are_those_it_is_given() -> None:
    scripts = "".join(p.read_text("utf-8") for p in (ROOT / "tools/guiju/site/theme/assets/checklist").glob("*.js"))
    given = kinds.words("checklists", "zh")["script"].keys()
    for key in given - {"unnamed"}:
        assert re.search(rf"words\.{key}\b|'{key}'", scripts), f"{key} is told nowhere"
    assert set(re.findall(r"\bwords\.([a-z_]+)\b(?!\()", scripts)) - {"replace"} <= given
    assert set(re.findall(r"'((?:bad|left|imported|exported|ask)_?[a-z]*)'", scripts)) <= given


def test_a_box_to_tick_stands_before_what_takes_a_status_and_before_nothing_else(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/checklists/all-roles/")
    boxed = page.locator("[data-line]").evaluate_all(
        "lines => lines.filter(line => getComputedStyle(line, '::before').display !== 'none').map(line => line.dataset.line)"
    )
    assert boxed == [line.id for line in duties()]
    assert len(boxed) < len(lines())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_checklist_in_use(
    browser: Browser, site_url: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site_url}/checklists/{ROLE}/")
    for line, status in zip(duties(ROLE), STATUSES, strict=False):
        mark(page, line.id, status, by="合规部")
    page.locator('[data-filter="method"]').select_option("examine")
    give(page, b"{")
    said(page)
    open_notes(page)
    assert violations(page) == []
    page.locator('[data-do="delete"]').click()
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_desk_fits_every_width(browser: Browser, site_url: str, width: int) -> None:
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (f"checklists/{ROLE}/", "en/checklists/all-roles/"):
        page.goto(f"{site_url}/{path}")
        mark(page, GOOD, "not_applicable")
        page.locator(".desk__notes summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("ending", ["#%", "?role=%#%E4", "?%", "#%00", "?text=%&h=%#'\"%]"])
def test_an_address_that_is_not_well_formed_breaks_no_script(page: Page, site_url: str, ending: str) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    for place in (
        f"checklists/{ROLE}/",
        "self-assessment/group-provider/",
        "regulations/cac-group-services-2017/art_13/",
    ):
        answer = page.goto(f"{site_url}/{place}{ending}")
        assert answer is not None and answer.ok, place
        page.wait_for_load_state("networkidle")
    assert thrown == []
