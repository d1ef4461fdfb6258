"""The pages by role as a whole: that of who supervises, how they fit and link, and where there are none."""

import pytest
from playwright.sync_api import Browser, Page, expect

from guiju.model import LANGUAGES, Lang
from guiju.site import pages
from guiju.site.kinds import to
from guiju.site.pages import roles
from guiju.site.site import Site
from markdown_pages import DAY
from real_corpus import real
from role_samples import binding, prefix, role, site

# ---- who supervises --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_supervises_finds_their_powers_what_is_owed_to_them_and_the_way_to_inspect(
    page: Page, site_url: str, lang: Lang
) -> None:
    supervisor = role("regulator")
    powers = [line for line in site().checklist([supervisor]).lines if not line.obligation.binds]
    everybody = site().checklist_of_all.current
    owed = [line for line in everybody if line.obligation.counterparty in supervisor.parties]
    assert powers and owed and not binding("regulator")
    page.goto(f"{site_url}/{prefix(lang)}roles/regulator/")
    text = page.locator(".md-content").inner_text()
    for line in (*powers, *owed):
        assert line.obligation.title[lang] in text
    assert page.locator(".step").count() == 3 and not page.locator(".workbook").count()
    page.locator(".step:nth-child(2) a").click()
    page.wait_for_url(f"{site_url}/{prefix(lang)}checklists/all-roles/")


def test_what_others_owe_excludes_what_the_reader_owes_too() -> None:
    for entry in real().vocabulary.roles:
        made = site().checklist([entry])
        own = {duty.id for duty in made.lines}
        for bearers, line in roles.owed(site(), entry, made):
            assert line.id not in own and line.obligation.counterparty in entry.parties and bearers


# ---- looks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_by_role_fits_the_width_with_every_proof_open(browser: Browser, site_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for lang in LANGUAGES:
        page.goto(f"{site_url}/{prefix(lang)}roles/account-provider/")
        page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        truncated = "(e) => e.scrollWidth > e.clientWidth + 1"
        assert not [e for e in page.locator(".must__title, .sign, .step").all() if e.evaluate(truncated)]
    context.close()


def test_a_link_to_a_duty_shows_which_one_is_meant(page: Page, site_url: str) -> None:
    line = binding("group-provider")[-1]
    page.goto(f"{site_url}/roles/group-provider/#{line.regulation.id}--{line.obligation.id}")
    target = page.locator(".must:target")
    expect(target).to_be_in_viewport()
    assert target.evaluate("(e) => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_the_pages_by_role_are_made_only_where_they_are_wanted() -> None:
    only = Site(real(), "zh", DAY, only="cac-group-services-2017")
    assert not [path for path, _ in pages.each(only) if path.startswith(("roles/", "checklists/"))]
    made = {page.address or to.roles() for page in roles.pages(site())}
    assert made == {to.roles(), *(to.roles(entry) for entry in real().vocabulary.roles)}
