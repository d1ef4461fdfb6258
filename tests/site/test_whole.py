"""The overview pages: all are linked, and their pictures work in a browser and without scripts."""

from dataclasses import replace

from playwright.sync_api import expect

import full_corpus
from case_tables import cases
from guiju.model import Lang
from guiju.site import addresses
from guiju.site.kinds import to
from guiju.site.pictures import relations
from markdown_pages import pages_of, site
from real_corpus import real
from windows import Visit

pytest_plugins = ["kept_windows"]


def whole(lang: Lang) -> dict[str, str]:
    """Path → Markdown of the pages of the whole."""
    return {path: text for path, text in site(lang).items() if path.startswith("whole/")}


def test_the_first_page_of_the_whole_leads_to_each_of_them(lang: Lang) -> None:
    source = whole(lang)[to.whole()]
    for target in whole(lang):
        if target != to.whole():
            assert f"]({addresses.relative(target, to.whole())})" in source


def test_a_knowledge_base_without_rules_or_cases_has_its_pages_all_the_same(lang: Lang) -> None:
    for corpus in (replace(real(), regulations={}, cases={}), full_corpus.corpus("x")):
        made = pages_of(corpus, lang)
        assert {to.whole(), to.coverage(), to.relations(), to.timeline(), to.matrix()} <= set(made)


def test_an_address_as_a_browser_has_it_leads_from_folder_to_folder() -> None:
    for target, here, address in cases(__file__)["served"]:
        assert addresses.served(target, here) == address


def test_pointing_at_a_box_leaves_only_what_it_is_tied_to(look: Visit) -> None:
    page = look("whole/relations/")
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


def test_a_graph_is_read_by_keyboard_as_by_pointer(look: Visit) -> None:
    page = look("whole/rules/cac-group-services-2017/", "en")
    page.locator("[data-node=duty-retain-network-logs] a").focus()
    near = page.locator(".node.is-near").evaluate_all("nodes => nodes.map(n => n.dataset.node)")
    record = real().regulations["cac-group-services-2017"].obligation("retain-network-logs")
    assert record is not None
    assert set(near) == {f"provision-{name.replace('#', '--')}" for name in record.leads_to}
    page.keyboard.press("Enter")
    page.wait_for_url("/en/obligations/cac-group-services-2017/retain-network-logs/")


def test_without_scripts_the_pictures_are_whole(look: Visit) -> None:
    page = look("whole/relations/", java_script_enabled=False)
    assert page.locator(".node").count() > 15
    page.locator("[data-node=rule-criminal-law] a").click()
    page.wait_for_url("/regulations/criminal-law/")
