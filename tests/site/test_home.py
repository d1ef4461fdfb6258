"""The first page, the page of a rule and the page that is not there: what a stranger sees first, and where it leads."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from guiju.model import Lang
from guiju.reasoning import examples, facts
from guiju.site.kinds import to
from guiju.site.pages.home import specimen
from guiju.wording import labels
from markdown_pages import made_from, pages_of
from real_corpus import real
from windows import Visit

pytest_plugins = ["kept_windows"]

# ---- the specimen ----------------------------------------------------------------------------------------------------


def test_the_specimen_is_a_duty_of_the_data_with_a_verdict_that_its_checks_give(lang: Lang) -> None:
    duty = specimen(made_from(lang))
    assert duty.record in real().regulations[duty.rule.id].obligations
    known = facts.by_entity(real().vocabulary.facts)
    asked = [question for question, _ in duty.answers]
    same = [
        examples.verdict(duty.rule, duty.record, example, known)
        for example in duty.record.examples
        if [known[example.entity][name].question[lang] for name in example.facts] == asked
    ]
    assert asked and duty.state in same
    assert duty.verdict == labels.VERDICT_LABELS[duty.state][lang]


def test_a_knowledge_base_without_such_a_duty_has_a_first_page_without_a_specimen() -> None:
    made = pages_of(replace(real(), regulations={}, cases={}, source_lines=None), "zh")[to.home()]
    assert "specimen" not in made and "?q=" not in made


def test_everything_that_the_first_page_suggests_to_look_for_finds_the_specimen(look: Visit, lang: Lang) -> None:
    duty = specimen(made_from(lang))
    article = duty.record.eId.split("__")[0]
    for n in range(look("", lang).locator(".try").count()):
        page = look("", lang)
        page.locator(".try").nth(n).click()
        page.wait_for_selector(f".search-hit[href*='{duty.rule.id}/{article}/']", state="attached")
    assert n > 0


def test_every_step_of_the_specimen_leads_to_what_it_shows(look: Visit, lang: Lang) -> None:
    duty = specimen(made_from(lang))
    page = look("", lang)
    links = page.locator(".specimen a").evaluate_all("links => links.map(a => a.href)")
    provisions = [provision.split("#") for provision in duty.record.consequence.provisions]
    article = duty.record.eId.split("__")[0]
    assert [link.removeprefix(page.url) for link in links] == [
        f"regulations/{duty.rule.id}/{article}/#{duty.record.eId}",
        f"obligations/{duty.rule.id}/{duty.record.id}/",
        *(f"regulations/{rule}/#{provision}" for rule, provision in provisions),
        "self-assessment/",
    ]


# ---- tiles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "regulations/cac-group-services-2017/"])
def test_every_paragraph_of_a_rule_is_a_tile_that_says_what_it_is_and_leads_to_its_text(look: Visit, path: str) -> None:
    page = look(path)
    rule = real().regulations["cac-group-services-2017"]
    tiles = page.locator(f"a.tile[href*='{rule.id}']") if not path else page.locator("a.tile")
    tile = "t => [new URL(t.href).hash.slice(1), t.getAttribute('aria-label')]"
    for (eId, label), unit in zip(tiles.evaluate_all(f"tiles => tiles.map({tile})"), rule.units(), strict=True):
        assert eId == unit.eId and made_from().cite(rule, eId) in label
    tiles.last.click()
    page.wait_for_url("**/regulations/cac-group-services-2017/art_15/#art_15__para_1")


# ---- as a whole ------------------------------------------------------------------------------------------------------


def test_every_role_and_the_specimen_are_on_the_first_screen(look: Visit, lang: Lang) -> None:
    page = look("", lang)
    for part in page.locator(".card--role, .specimen__verdict").all():
        expect(part).to_be_in_viewport(ratio=1)
    assert page.locator(".specimen__verdict").count()
    named = page.locator(":is(.card--role, .other-roles) a")
    assert named.count() == len(real().vocabulary.roles) and page.locator(".card--role").count() == 6


def test_the_page_that_is_not_there_leads_to_those_that_are(look: Visit, lang: Lang) -> None:
    page = look("404.html", lang)
    links = page.locator(".lost__ways a").evaluate_all("links => links.map(a => a.href)")
    assert len(links) == len(set(links)) == 10
    assert all(link.startswith(page.url.removesuffix("404.html")) for link in links)
