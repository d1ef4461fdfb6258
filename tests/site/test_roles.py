"""The pages by role: what one must do, evidence, consequences, what happened to others; each one click away."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import expect

import checklist_samples
import full_corpus
from checklist_desk import DAY, checklist, duties, lines
from guiju.documents.penalties import ranges, tiers
from guiju.documents.penalties.heaviest import heaviest
from guiju.model import Lang, Role
from guiju.reasoning.checklist import Line
from guiju.site import pages
from guiju.site import roles as glance
from guiju.site.kinds import to
from guiju.site.pages import roles
from guiju.site.site import Site
from markdown_pages import made_from
from real_corpus import real
from spaces import squeezed
from windows import ROOTS, Visit

pytest_plugins = ["kept_windows"]

ROLES = {role.id: role for role in real().vocabulary.roles}
each_role = pytest.mark.parametrize("entry", ROLES.values(), ids=ROLES)
each_bound_role = pytest.mark.parametrize("entry", [ROLES[id] for id in ROLES if duties(id)], ids=lambda role: role.id)

Built = Callable[..., html.HtmlElement]


@pytest.fixture
def built(site_folder: Path) -> Built:
    """A page of the site as it was built."""
    return lambda path, lang="zh": html.fromstring((site_folder / ROOTS[lang] / path / "index.html").read_bytes())


def leads_to(link: html.HtmlElement, here: str) -> str:
    """Where a link on the page `here` leads, from the root of its language."""
    return urljoin(f"/{here}", link.get("href")).removeprefix("/")


# ---- ways in ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["", "roles/"])
def test_each_situation_is_on_the_first_page_in_the_readers_words_and_leads_to_its_page(
    built: Built, lang: Lang, start: str
) -> None:
    links = built(start, lang).xpath("//*[contains(@class, 'card--role') or contains(@class, 'other-roles')]//a")
    targets = {link.text_content().strip(): leads_to(link, start) for link in links}
    for entry in real().vocabulary.roles:
        situation = entry.situation[lang]
        assert targets[situation] == f"roles/{entry.id}/"
        assert built(f"roles/{entry.id}/", lang).xpath("//h1")[0].text.strip() == situation


@pytest.mark.parametrize(("falls_on", "punished"), [((), 1), (("provider",), 1), (("user",), 0)])
def test_a_duty_whose_penalties_fall_on_others_counts_as_one_without(falls_on: tuple[str, ...], punished: int) -> None:
    base = checklist_samples.corpus()
    law = base.regulations["rule-law"]
    fell = replace(law, provisions=tuple(replace(p, falls_on=falls_on) for p in law.provisions))
    changed = Site(replace(base, regulations={**base.regulations, "rule-law": fell}), "en", date(2024, 5, 6))
    (provider,) = (role for role in changed.corpus.vocabulary.roles if role.parties == ("provider",))
    listed = changed.checklist([provider])
    led = [line for line in listed.lines if line.obligation.consequence and line.obligation.consequence.provisions]
    assert len(led) == 1
    assert glance.counts(listed).punished == punished
    assert roles.route(listed, led[0]) == ("direct" if punished else "none_found")
    assert [p.global_id for p in roles.penalties(changed, listed, led)] == ["rule-law#log-penalty"] * punished


@each_role
def test_the_card_of_a_role_counts_what_its_checklist_holds(entry: Role) -> None:
    listed = checklist(entry.id)
    modalities = [line.obligation.modality for line in listed.current]
    duties_and_bans = [modalities.count(modality) for modality in ("obligation", "prohibition")]
    punished = sum(bool(listed.leads_to(line)) for line in listed.current)
    counted = glance.counts(listed)
    assert [counted.duties, counted.bans] == duties_and_bans
    assert counted.others == len(modalities) - sum(duties_and_bans)
    assert (counted.historical, counted.punished) == (len(listed.historical), punished)


def test_a_role_that_has_no_situation_of_its_own_is_called_by_its_label() -> None:
    site = Site(full_corpus.corpus("x"), "en", DAY)
    (entry, *_) = site.corpus.vocabulary.roles
    assert entry.situation is None and glance.situation(site, entry) == entry.label["en"]


# ---- what one must do ------------------------------------------------------------------------------------------------


@each_role
def test_every_duty_of_the_role_is_listed_once_with_its_place_its_route_and_the_heaviest_that_follows(
    built: Built, entry: Role, lang: Lang
) -> None:
    here = f"roles/{entry.id}/"
    blocks = [block for block in built(here, lang).find_class("must") if block.get("id")]
    expected = {f"{line.regulation.id}--{line.obligation.id}": line for line in duties(entry.id)}
    assert sorted(block.get("id") for block in blocks) == sorted(expected)
    for block in blocks:
        name, text, links = block.get("id"), block.text_content(), [leads_to(a, here) for a in block.iter("a")]
        line, record = expected[name], expected[name].obligation
        route = made_from(lang).label(roles.route(checklist(entry.id), line))
        told = [record.summary[lang], *heaviest(made_from(lang).checklist([entry]), line)]
        parts = [record.title[lang], route, *(told if len(expected) <= 60 else ())]  # more are told on their own pages
        assert not [part for part in parts if squeezed(part) not in squeezed(text)], name
        assert f"obligations/{line.regulation.id}/{record.id}/" in links
        article, _, _ = record.eId.partition("__")
        assert any(link.startswith(f"regulations/{line.regulation.id}/{article}/") for link in links)


@each_bound_role
def test_topics_and_duties_with_a_penalty_behind_them_come_first(entry: Role) -> None:
    ordered = roles.by_topic(made_from(), checklist(entry.id), duties(entry.id))
    ranks = [[roles.ROUTES.index(roles.route(checklist(entry.id), line)) for line in lines] for _, lines in ordered]
    assert all(topic == sorted(topic) for topic in ranks)
    assert [topic[0] for topic in ranks] == sorted(topic[0] for topic in ranks)


def test_what_proves_a_duty_is_one_click_away_and_needs_no_script(look: Visit) -> None:
    page = look("roles/account-provider/", java_script_enabled=False)
    line = duties("account-provider")[0]
    page.locator(f"[id='{line.regulation.id}--{line.obligation.id}'] .must__title a").first.click()
    expect(page.get_by_text(line.obligation.evidence[0].zh)).to_be_visible()


# ---- what follows, and what happened to others -----------------------------------------------------------------------


@each_bound_role
def test_every_provision_that_a_breach_leads_to_is_listed_with_its_duties_and_the_sanctions_of_the_day(
    built: Built, entry: Role
) -> None:
    leading: dict[str, list[Line]] = {}
    for line in duties(entry.id):
        for global_id in checklist(entry.id).leads_to(line):
            leading.setdefault(global_id, []).append(line)
    penalties = roles.penalties(made_from(), checklist(entry.id), duties(entry.id))
    assert {penalty.global_id: list(penalty.lines) for penalty in penalties} == leading
    here = f"roles/{entry.id}/"
    page = built(here)
    links = {leads_to(link, here) for link in page.iter("a")}
    assert {f"checklists/{entry.id}/", f"self-assessment/{entry.id}/"} <= links
    boxes = page.find_class("penalty")
    assert not boxes or any(f"{here}#{box.get('id')}" in links for box in boxes)  # from the duties
    is_long = len(duties(entry.id)) > 60  # what is left out then is at the law, and on the pages of the duties
    for number, (penalty, element) in enumerate(zip(penalties, boxes, strict=True)):
        box = element.text_content()
        assert any(re.match("regulations/.+#", leads_to(link, here)) for link in element.iter("a"))
        named = penalty.lines[:3] if is_long else penalty.lines
        for line in named:
            assert line.obligation.title.zh in box
        assert len(named) == len(penalty.lines) or f"另有 {len(penalty.lines) - len(named)} 项" in box
        assert penalty.provision is None or penalty.provision.title.zh in box
        for sanction in (
            tiers.of_day(penalty.provision, DAY) if penalty.provision and not (is_long and number > 7) else ()
        ):
            assert ranges.penalty(sanction, real(), "zh") in squeezed(box)


@pytest.mark.parametrize("name", ["group-owner", "group-member", "group-provider"])
def test_no_penalty_of_platforms_follows_for_owners_and_members(name: str) -> None:
    penalties = roles.penalties(made_from(), checklist(name), duties(name))
    following = {penalty.global_id.removeprefix("cybersecurity-law#") for penalty in penalties}
    is_platform = name == "group-provider"
    assert ("content-duty-penalty" in following) is is_platform
    assert is_platform or "unlawful-groups-penalty" in following


@each_bound_role
def test_each_case_that_illustrates_a_duty_or_applied_a_penalty_is_listed_with_its_outcome_and_linked(
    built: Built, entry: Role
) -> None:
    ids = {line.id for line in duties(entry.id)}
    following = {p for line in duties(entry.id) for p in checklist(entry.id).leads_to(line)}
    expected = [c for c in real().cases.values() if ids & set(c.illustrates) or following & set(c.applied)]
    boxes = [card for cases in built(f"roles/{entry.id}/").find_class("case-list") for card in cases.find_class("card")]
    assert len(boxes) == len(expected)
    for case, box in zip(expected, boxes, strict=True):
        text = squeezed(box.text_content())
        assert squeezed(case.title.zh) in text
        assert all(squeezed(outcome.outcome.zh) in text for outcome in case.reported)
        assert sum(a.get("href").endswith(f"cases/{case.id}/") for a in box.iter("a")) == 1


@each_role
def test_every_number_of_the_law_for_the_role_is_quoted_from_the_law(built: Built, entry: Role) -> None:
    quotations = built(f"roles/{entry.id}/").xpath("//*[@id='numbers']/following-sibling::div//dt/text()")
    for line in duties(entry.id):
        for param in line.obligation.params.values():
            assert param.quote in quotations and param.quote in "".join(unit.zh for unit in line.units)


# ---- who supervises --------------------------------------------------------------------------------------------------


def test_who_supervises_finds_their_powers_what_is_owed_to_them_and_the_way_to_inspect(look: Visit, lang: Lang) -> None:
    parties = next(role.parties for role in real().vocabulary.roles if role.id == "regulator")
    powers = [line for line in checklist("regulator").lines if not line.obligation.binds]
    owed = [line for line in checklist().current if line.obligation.counterparty in parties]
    assert powers and owed and not duties("regulator")
    page = look("roles/regulator/", lang)
    text = page.locator(".md-content").inner_text()
    for line in (*powers, *owed):
        assert line.obligation.title[lang] in text
    assert page.locator(".step").count() == 3 and not page.locator(".workbook").count()
    page.locator(".step:nth-child(2) a").click()
    page.wait_for_url(f"/{ROOTS[lang]}checklists/all-roles/")


def test_what_others_owe_is_on_the_page_and_excludes_what_the_reader_owes_too(built: Built, lang: Lang) -> None:
    told = set()
    for entry in real().vocabulary.roles:
        own, page = {line.id for line in lines(entry.id)}, squeezed(built(f"roles/{entry.id}/", lang).text_content())
        for bearers, line in roles.duties_owed_to(made_from(), entry, checklist(entry.id)):
            leaflet = real().leaflet(entry.id)
            said = {name for duty in (leaflet.owed if leaflet else ()) for name in duty.obligations}
            assert line.id not in own and bearers
            assert line.obligation.counterparty in entry.parties or line.id in said
            assert squeezed(line.obligation.title[lang]) in page
            told.add((entry.id, line.id))
    assert ("group-owner", "cac-group-services-2017#provide-management-functions") in told


def test_the_pages_by_role_are_made_only_where_they_are_wanted() -> None:
    only = Site(real(), "zh", DAY, only="cac-group-services-2017")
    assert not [path for path, _ in pages.render_all(only) if path.startswith(("roles/", "checklists/"))]
    made = {page.address or to.roles() for page in roles.pages(made_from())}
    assert made == {to.roles(), *(to.roles(entry) for entry in real().vocabulary.roles)}
