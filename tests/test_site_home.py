"""The first page, the page of a rule and the page that is not there: what a stranger sees first, and where it leads."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from guiju.model import LANGUAGES, Lang
from guiju.reasoning import examples, facts
from guiju.site.kinds import to
from guiju.site.pages.home.specimen import specimen
from guiju.site.site import Site
from guiju.wording import labels
from markdown_pages import DAY, pages_of
from real_corpus import real


def at(url: str, lang: Lang, path: str = "") -> str:
    return f"{url}/{'en/' if lang == 'en' else ''}{path}"


# ---- the specimen ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_specimen_is_a_duty_of_the_data_with_a_verdict_that_its_checks_give(lang: Lang) -> None:
    found = specimen(Site(real(), lang, DAY))
    assert found is not None
    assert found.record in real().regulations[found.rule.id].obligations
    shown = [answer for _, answer in found.answers]
    known = facts.by_entity(real().vocabulary.facts)
    same = [
        example
        for example in found.record.examples
        if [known[example.entity][name].question[lang] for name in example.facts] == [q for q, _ in found.answers]
        and example.verdict == found.state
    ]
    assert shown and same
    assert {examples.verdict(found.rule, found.record, example, known) for example in same} == {found.state}
    assert found.verdict == labels.VERDICT_LABELS[found.state][lang]


def test_a_knowledge_base_without_such_a_duty_has_a_first_page_without_a_specimen() -> None:
    bare = replace(real(), regulations={}, cases={}, source_lines=None)
    made = pages_of(bare, "zh")[to.home()]
    assert "specimen" not in made and "?q=" not in made


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_the_first_page_suggests_to_look_for_finds_the_specimen(
    page: Page, site_url: str, lang: Lang
) -> None:
    found = specimen(Site(real(), lang, DAY))
    assert found is not None
    article = found.record.eId.split("__")[0]
    page.goto(at(site_url, lang))
    for n in range(page.locator(".try").count()):
        page.goto(at(site_url, lang))
        page.locator(".try").nth(n).click()
        page.wait_for_selector(f".md-search-result__link[href*='{found.rule.id}/{article}/']", state="attached")
    assert n > 0


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_of_the_specimen_leads_to_what_it_shows(page: Page, site_url: str, lang: Lang) -> None:
    found = specimen(Site(real(), lang, DAY))
    assert found is not None and found.record.consequence is not None
    page.goto(at(site_url, lang))
    links = page.locator(".specimen a").evaluate_all("links => links.map(a => a.href)")
    reached = [link.removeprefix(at(site_url, lang)) for link in links]
    provisions = [provision.split("#") for provision in found.record.consequence.provisions]
    article = found.record.eId.split("__")[0]
    assert reached == [
        f"regulations/{found.rule.id}/{article}/#{found.record.eId}",
        f"obligations/{found.rule.id}/#{found.record.id}",
        *(f"regulations/{rule}/#{provision}" for rule, provision in provisions),
        "self-assessment/",
    ]


# ---- tiles -----------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "regulations/cac-group-services-2017/"])
def test_every_paragraph_of_a_rule_is_a_tile_that_says_what_it_is_and_leads_to_its_text(
    page: Page, site_url: str, path: str
) -> None:
    page.goto(f"{site_url}/{path}")
    rule = real().regulations["cac-group-services-2017"]
    tiles = page.locator(f"a.tile[href*='{rule.id}']") if not path else page.locator("a.tile")
    told = tiles.evaluate_all("tiles => tiles.map(t => [new URL(t.href).hash.slice(1), t.getAttribute('aria-label')])")
    assert [eId for eId, _ in told] == [unit.eId for unit in rule.units()]
    for (_, label), unit in zip(told, rule.units(), strict=True):
        assert Site(real(), "zh", DAY).cite(rule, unit.eId) in label
    tiles.last.click()
    page.wait_for_url("**/regulations/cac-group-services-2017/art_15/#art_15__para_1")


# ---- as a whole ------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_roles_and_the_specimen_stand_on_the_first_screen(page: Page, site_url: str, lang: Lang) -> None:
    page.goto(at(site_url, lang))
    for part in (".card--role", ".specimen__verdict"):
        for found in page.locator(part).all():
            box = found.bounding_box()
            assert box is not None and box["y"] + box["height"] <= 900


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["", "regulations/cac-group-services-2017/", "cases/insults-in-own-group-2017/", "404.html"]
)
def test_no_page_is_wider_than_a_small_phone(browser: Browser, site_url: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for lang in LANGUAGES:
        page.goto(at(site_url, lang, path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_that_is_not_there_leads_to_those_that_are(page: Page, site_url: str, lang: Lang) -> None:
    page.goto(at(site_url, lang, "404.html"))
    links = page.locator(".lost__ways a").evaluate_all("links => links.map(a => a.href)")
    assert len(links) == len(set(links)) == 10
    for link in links:
        answer = page.request.get(link)
        assert answer.ok, link
        assert link.startswith(at(site_url, lang))
