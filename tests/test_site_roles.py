"""The pages by role: what one must do, evidence, consequences, what happened to others; each one click away."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

import checklist_samples
import full_corpus
from guiju.documents.penalties.conditions import condition
from guiju.model import LANGUAGES, Lang, Role
from guiju.reasoning.checklist import Line
from guiju.reasoning.sanctions import in_time
from guiju.site import roles as glance
from guiju.site.pages import roles
from guiju.site.site import Site
from markdown_pages import DAY
from real_corpus import real
from role_samples import ALL, BOUND, binding, made, prefix, site
from spaces import squeezed


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """One page for tests that only read."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


# ---- ways in ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("start", ["", "roles/"])
def test_each_situation_stands_on_the_first_page_in_the_readers_words_and_leads_to_its_page(
    reader: Page, site_url: str, lang: Lang, start: str
) -> None:
    for entry in real().vocabulary.roles:
        reader.goto(f"{site_url}/{prefix(lang)}{start}")
        assert entry.situation is not None
        said = entry.situation[lang]
        reader.locator(".card--role a", has_text=said).first.click()
        reader.wait_for_url(f"{site_url}/{prefix(lang)}roles/{entry.id}/")
        assert reader.locator("h1").inner_text().strip() == said


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
    assert [found.global_id for found in roles.penalties(changed, listed, led)] == ["rule-law#log-penalty"] * punished


@pytest.mark.parametrize("entry", ALL)
def test_the_card_of_a_role_counts_what_its_checklist_holds(entry: Role) -> None:
    listed = made(entry.id)
    modalities = Counter(line.obligation.modality for line in listed.current)
    counted = glance.counts(listed)
    assert (counted.duties, counted.bans) == (modalities["obligation"], modalities["prohibition"])
    assert counted.duties + counted.bans + counted.others == len(listed.current)
    assert counted.historical == len(listed.historical)
    assert counted.punished == sum(bool(listed.leads_to(line)) for line in listed.current)


def test_a_role_that_has_no_situation_of_its_own_is_called_by_its_label() -> None:
    corpus = full_corpus.corpus("x")
    made = Site(corpus, "en", DAY)
    (entry, *_) = corpus.vocabulary.roles
    assert entry.situation is None and glance.situation(made, entry) == entry.label["en"]


# ---- what one must do ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("entry", ALL)
def test_every_duty_of_the_role_stands_once_with_its_place_its_route_and_what_proves_it(
    reader: Page, site_url: str, entry: Role, lang: Lang
) -> None:
    reader.goto(f"{site_url}/{prefix(lang)}roles/{entry.id}/")
    found = reader.evaluate(
        "() => [...document.querySelectorAll('.must[id]')]"
        ".map((e) => [e.id, e.textContent, [...e.querySelectorAll('a')].map((a) => a.href)])"
    )
    expected = {f"{line.regulation.id}--{line.obligation.id}": line for line in binding(entry.id)}
    assert sorted(name for name, _, _ in found) == sorted(expected)
    for name, text, links in found:
        line = expected[name]
        record = line.obligation
        told = [
            record.title[lang],
            record.summary[lang],
            site(lang).label(roles.route(made(entry.id), line)),
            *(e[lang] for e in line.evidence),
        ]
        assert not [part for part in told if squeezed(part) not in squeezed(text)], name
        assert f"{site_url}/{prefix(lang)}obligations/{line.regulation.id}/#{record.id}" in links
        article, _, _ = record.eId.partition("__")
        assert any(
            link.startswith(f"{site_url}/{prefix(lang)}regulations/{line.regulation.id}/{article}/") for link in links
        )


@pytest.mark.parametrize("entry", BOUND)
def test_topics_and_duties_with_a_penalty_behind_them_come_first(entry: Role) -> None:
    ordered = roles.by_topic(site(), made(entry.id), binding(entry.id))
    ranks = [[roles.ROUTES.index(roles.route(made(entry.id), line)) for line in lines] for _, lines in ordered]
    assert all(found == sorted(found) for found in ranks)
    assert [found[0] for found in ranks] == sorted(found[0] for found in ranks)


def test_what_proves_a_duty_is_one_click_away_and_needs_no_script(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/roles/account-provider/")
    line = binding("account-provider")[0]
    duty = page.locator(f"[id='{line.regulation.id}--{line.obligation.id}']")
    evidence = duty.get_by_text(line.obligation.evidence[0].zh)
    expect(evidence).to_be_hidden()
    duty.locator("summary").click()
    expect(evidence).to_be_visible()
    context.close()


# ---- what follows, and what happened to others -----------------------------------------------------------------------


@pytest.mark.parametrize("entry", BOUND)
def test_every_provision_that_follows_stands_there_with_the_sanctions_of_the_day_and_the_duties_that_lead_to_it(
    reader: Page, site_url: str, entry: Role
) -> None:
    lines = binding(entry.id)
    leading: dict[str, list[Line]] = {}
    for line in lines:
        for global_id in made(entry.id).leads_to(line):
            leading.setdefault(global_id, []).append(line)
    found = roles.penalties(site(), made(entry.id), lines)
    assert {penalty.global_id: list(penalty.lines) for penalty in found} == leading
    reader.goto(f"{site_url}/roles/{entry.id}/")
    boxes = [box.inner_text() for box in reader.locator(".penalty").all()]
    assert len(boxes) == len(found)
    for penalty, box in zip(found, boxes, strict=True):
        for line in penalty.lines:
            assert line.obligation.title.zh in box
        assert penalty.provision is None or penalty.provision.title.zh in box
        assert all(f"条件：{condition(s.when, real(), 'zh')}" in squeezed(box) for s in penalty.sanctions if s.when)
    for penalty in found:
        every = penalty.provision.sanctions if penalty.provision else ()
        for sanction in every:
            timely = in_time(sanction.from_, sanction.until, DAY, sanction.in_force_on) is not False
            assert (sanction in penalty.sanctions) == timely


def test_a_penalty_of_an_older_law_text_is_not_shown_on_a_day_on_which_a_newer_one_applies() -> None:
    older = Site(real(), "zh", date(2025, 12, 31))
    lines = binding("group-provider")
    chosen = made("group-provider")
    now, before = roles.penalties(site(), chosen, lines), roles.penalties(older, chosen, lines)
    changed = [(n.sanctions, b.sanctions) for n, b in zip(now, before, strict=True) if n.sanctions != b.sanctions]
    assert changed, "the Cybersecurity Law changed on 2026-01-01"
    ended = [s for _, earlier in changed for s in earlier if s.until == date(2026, 1, 1)]
    assert ended and not [s for after, _ in changed for s in after if s in ended]


@pytest.mark.parametrize("name", ["group-owner", "group-member"])
def test_no_penalty_of_platforms_follows_for_owners_and_members(name: str) -> None:
    platforms = "cybersecurity-law#content-duty-penalty"
    found = {penalty.global_id for penalty in roles.penalties(site(), made(name), binding(name))}
    assert platforms not in found and "cybersecurity-law#unlawful-groups-penalty" in found
    shared = made("group-provider")
    assert platforms in {p.global_id for p in roles.penalties(site(), shared, binding("group-provider"))}


@pytest.mark.parametrize("entry", BOUND)
def test_each_case_that_illustrates_a_duty_or_applied_a_penalty_is_told_with_its_outcome_and_linked(
    reader: Page, site_url: str, entry: Role
) -> None:
    lines = binding(entry.id)
    ids = {line.id for line in lines}
    following = {p for line in lines for p in made(entry.id).leads_to(line)}
    expected = [c for c in real().cases.values() if ids & set(c.illustrates) or following & set(c.applied)]
    reader.goto(f"{site_url}/roles/{entry.id}/")
    boxes = reader.locator(".case-list .card").all()
    assert len(boxes) == len(expected)
    for case, box in zip(expected, boxes, strict=True):
        text = squeezed(box.inner_text())
        assert squeezed(case.title.zh) in text
        assert all(squeezed(outcome.outcome.zh) in text for outcome in case.reported)
        assert box.locator(f'a[href$="cases/{case.id}/"]').count() == 1


def test_duty_proof_penalty_case_number_and_law_are_one_click_from_the_page(page: Page, site_url: str) -> None:
    start = f"{site_url}/roles/group-provider/"
    for where, arrives in [
        (".sign--direct a", r"/roles/group-provider/#consequences$"),
        (".must__title a", r"/obligations/.+#"),
        (".must__title .muted a", r"/regulations/.+/art_"),
        (".case-list .card__title a", r"/cases/"),
        (".penalty__title a", r"/regulations/.+#"),
        (".step--first a", r"/checklists/group-provider/$"),
        (".step:nth-child(2) a", r"/self-assessment/group-provider/$"),
    ]:
        page.goto(start)
        page.locator(where).first.click()
        page.wait_for_url(re.compile(arrives))


@pytest.mark.parametrize("entry", ALL)
def test_every_number_of_the_law_for_the_role_is_quoted_from_the_law(reader: Page, site_url: str, entry: Role) -> None:
    numbers = [(line, param) for line in binding(entry.id) for param in line.obligation.params.values()]
    reader.goto(f"{site_url}/roles/{entry.id}/")
    shown = reader.locator("#numbers ~ div dt").all_inner_texts() if numbers else []
    for line, param in numbers:
        assert param.quote in shown
        assert param.quote in "".join(unit.zh for unit in line.units)
