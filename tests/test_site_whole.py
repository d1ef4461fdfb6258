"""The overview pages: all are linked, and their pictures work in a browser and without scripts."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

import full_corpus
from guiju.model import LANGUAGES, Lang
from guiju.site import addresses
from guiju.site.kinds import to
from guiju.site.pictures import relations
from markdown_pages import pages_of, site
from real_corpus import real

# ---- every page ------------------------------------------------------------------------------------------------------


def whole(lang: Lang) -> dict[str, str]:
    """Path → Markdown of the pages of the whole."""
    return {path: text for path, text in site(lang).items() if path.startswith("whole/")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_of_the_whole_leads_to_each_of_them(lang: Lang) -> None:
    source = whole(lang)[to.whole()]
    for target in whole(lang):
        if target != to.whole():
            assert f"]({addresses.relative(target, to.whole())})" in source


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_knowledge_base_without_rules_or_cases_has_its_pages_all_the_same(lang: Lang) -> None:
    for corpus in (replace(real(), regulations={}, cases={}), full_corpus.corpus("x")):
        made = pages_of(corpus, lang)
        assert {to.whole(), to.coverage(), to.relations(), to.timeline(), to.matrix()} <= set(made)


def test_an_address_as_a_browser_has_it_leads_from_folder_to_folder() -> None:
    for target, here, address in (
        ("regulations/r/index.md", "whole/relations.md", "../../regulations/r/"),
        ("regulations/r/art_1.md#art_1__para_1", "whole/rules/r.md", "../../../regulations/r/art_1/#art_1__para_1"),
        ("whole/matrix.md#a--b", "whole/matrix.md", "#a--b"),
        ("index.md", "whole/index.md", "../"),
        ("whole/index.md", "index.md", "whole/"),
    ):
        assert addresses.served(target, here) == address


# ---- in a browser ----------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_pointing_at_a_box_leaves_only_what_it_is_tied_to(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/whole/relations/")
    page.locator("[data-node=rule-cybersecurity-law] a").hover()
    near = page.locator(".node.is-near").evaluate_all("nodes => nodes.map(n => n.dataset.node)")
    tied = {
        end
        for link in relations.links(real())
        if "rule-cybersecurity-law" in (link.source, link.target)
        for end in (link.source, link.target)
    }
    assert set(near) == tied
    page.mouse.move(1, 1)
    expect(page.locator(".has-point")).to_have_count(0)


@pytest.mark.browser
def test_a_graph_is_read_by_keyboard_as_by_pointer(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/en/whole/rules/cac-group-services-2017/")
    duty = page.locator("[data-node=duty-retain-network-logs] a")
    duty.focus()
    near = page.locator(".node.is-near").evaluate_all("nodes => nodes.map(n => n.dataset.node)")
    record = real().regulations["cac-group-services-2017"].obligation("retain-network-logs")
    assert record is not None
    assert set(near) == {f"provision-{name.replace('#', '--')}" for name in record.leads_to}
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}/en/obligations/cac-group-services-2017/#retain-network-logs")


@pytest.mark.browser
def test_a_picture_keeps_its_size_on_a_phone_and_scrolls_in_its_place(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in ("relations", "matrix", "rules/cac-group-services-2017"):
        page.goto(f"{site_url}/whole/{path}/")
        scroll = page.locator(".scroll").last
        assert scroll.get_attribute("tabindex") == "0" and scroll.get_attribute("aria-label")
        inner, outer = scroll.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inner > outer
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.browser
def test_without_scripts_the_pictures_are_whole(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/whole/relations/")
    assert page.locator(".node").count() > 15
    page.locator("[data-node=rule-criminal-law] a").click()
    page.wait_for_url(f"{site_url}/regulations/criminal-law/")
    context.close()
