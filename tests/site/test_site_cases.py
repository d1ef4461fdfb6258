"""The pages of cases: story, sources and every doubt, what they lead to, and what is hypothetical in a replay."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

import full_corpus
from guiju.model import REQUIRED_LANGUAGES, Case, Lang
from guiju.reasoning.replay import replay
from guiju.site.kinds import kinds, to
from guiju.site.page import markdown
from guiju.site.site import Site
from markdown_pages import by_id, document, made_from, pages_of, read, site, with_class, words_of
from real_corpus import real
from windows import Visit, resize

pytest_plugins = ["kept_windows"]

each_case = pytest.mark.parametrize("case", real().cases.values(), ids=real().cases)


def test_there_are_cases_and_every_one_has_a_page_that_the_list_leads_to() -> None:
    assert real().cases
    for lang in REQUIRED_LANGUAGES:
        for case in real().cases.values():
            assert to.cases(case) in site(lang)
            assert f"]({case.id}.md)" in site(lang)[to.cases()]


def test_a_knowledge_base_without_cases_says_that_there_are_none(lang: Lang) -> None:
    made = pages_of(replace(full_corpus.corpus("x"), cases={}), lang)
    assert [path for path in made if path.startswith("cases/")] == [to.cases()]
    assert made_from(lang).words["no_entries"] in words_of(document(made[to.cases()]))


@each_case
def test_a_case_tells_its_story_its_sources_and_every_doubt(case: Case, lang: Lang) -> None:
    text = words_of(read(lang, to.cases(case)))
    told_ = [*case.story, case.place, *(s.description for s in case.sources), *(o.outcome for o in case.reported)]
    told_ += [t for d in case.differences for t in (d.source_says, d.law_says)]
    told_ += [t for s in case.safeguards for t in (s.title, s.text)]
    told_ += [t for f in case.figures for t in (f.label, f.note) if t]
    told_ += [f.note for thing in case.entities.values() for f in thing.facts.values() if f.note]
    told_ += [e.reason for e in case.expect if e.reason]
    for said in told_:
        assert said[lang] in text
    t = made_from(lang).words_of("cases")
    for source in case.sources:
        assert t["verification"][source.verification] in text
    for outcome in case.reported:
        assert t["by"][outcome.asserted_by] in text
        assert t["contest"]["yes" if outcome.contested else "no"] in text


def test_the_first_screen_of_a_case_says_what_happened_what_applied_and_what_would_today(
    look: Visit, lang: Lang
) -> None:
    for case in real().cases.values():
        page = look(f"cases/{case.id}/", lang)
        for width, height in ((1366, 768), (390, 844)):
            resize(page, width, height)
            for part in ("#story", "#then", "#today", ".story__result"):
                expect(page.locator(part)).to_be_in_viewport(ratio=1)
            ends = page.locator(".story").evaluate("story => story.getBoundingClientRect().bottom")
            assert ends <= height, f"{case.id} ends at {ends}, {width} wide"


def days_of(case: str, as_of: date) -> list[str]:
    """What applied then, and what would on this day, as the page of the case has it in English."""
    then = Site(real(), "en", as_of)
    (page,) = (page for page in kinds()["cases"].pages(then) if page.address == f"cases/{case}.md")
    made = markdown(then, "cases", page)
    return [" ".join(words_of(day).split()) for day in with_class(document(made), "story__day")]


def test_the_law_of_then_stays_and_that_of_today_follows_the_day_of_the_site() -> None:
    old = "art. 26: administrative detention of 5 to 10 days, to which an administrative fine of up to 500 yuan may be"
    new = "art. 30: administrative detention of 5 to 10 days, or an administrative fine of up to 1,000 yuan"
    then, today = days_of("insults-in-own-group-2017", date(2026, 11, 25))
    assert old in then and "in force only from 8 October 2017" in then
    assert new in today and "on these facts: to be verified" in today
    then, before = days_of("insults-in-own-group-2017", date(2025, 12, 31))
    assert old in then and "art. 26: unchanged" in before and "art. 30" not in before


def test_where_no_provision_is_reported_as_applied_the_page_says_so_and_names_what_was_law_on_the_day() -> None:
    then, today = days_of("petition-reposted-in-group-2017", date(2026, 11, 25))
    assert "No provision is reported as applied" in then and "No provision is reported as applied" in today
    assert "Public Official Sanctions Law" in today and "Public Official Sanctions Law" not in then


def test_cases_are_listed_by_what_the_owner_did_each_with_its_outcome(lang: Lang) -> None:
    root, groups, heading = read(lang, to.cases()), dict[str, list[str]](), ""
    outcomes = {case.title[lang]: case.reported[0].outcome[lang] for case in real().cases.values()}
    for element in root.iter():
        if element.tag == "h2":
            heading = element.get("id") or ""
        if "card--rule" in (element.get("class") or ""):
            (title,) = with_class(element, "card__title")
            groups.setdefault(heading, []).append(words_of(title))
            assert outcomes[words_of(title)] in words_of(element)
    titles = {name: case.title[lang] for name, case in real().cases.items()}
    reposted = titles["petition-reposted-in-group-2017"]
    assert groups["posted"] == [titles["insults-in-own-group-2017"], reposted]
    silent = titles["residents-group-owner-silent-2019"]
    assert groups["tolerated"] == [titles["obscene-videos-in-group-2016"], reposted, silent]
    assert groups["organised"] == [titles["red-packet-gambling-2015"]]
    assert {title for each in groups.values() for title in each} == set(titles.values())


@each_case
def test_the_log_of_a_replay_is_folded_and_each_hypothetical_row_labelled_and_no_other(case: Case, lang: Lang) -> None:
    root, label = read(lang, to.cases(case)), made_from(lang).words["hypothetical"]
    (log,) = with_class(root, "log")
    assert log.tag == "details" and log.get("open") is None and by_id(log, "facts") is not None
    found = list(replay(real(), case))
    for row, replayed in zip(with_class(log, "replayed"), found, strict=True):
        assert (label in words_of(row)) == replayed.hypothetical
        assert made_from(lang).words_of("cases")["agrees" if replayed.agrees else "differs"] in words_of(list(row)[-1])
    undecided = [r for r in found if "undetermined" in (r.actual.get(name) for name in ("verdict", "applies", "law"))]
    for entry, replayed in zip(with_class(root, "undecided"), undecided, strict=True):
        assert (label in words_of(entry)) == replayed.hypothetical
        assert replayed.expectation.reason is None or replayed.expectation.reason[lang] in words_of(entry)


def test_a_replay_that_comes_out_otherwise_says_so_on_its_page() -> None:
    rows = with_class(document(pages_of(full_corpus.corpus("x"), "en")["cases/one.md"]), "replayed")
    assert ["differs" in words_of(list(row)[-1]) for row in rows] == [False, False, True, True]
    assert ["hypothetical" in words_of(row) for row in rows] == [False, True, True, False]


def test_safeguards_are_marked_as_an_analogue_tied_to_no_duty() -> None:
    shown = [case for case in real().cases.values() if case.safeguards]
    assert shown
    for case in shown:
        notices = map(words_of, with_class(read("en", to.cases(case)), "notice"))
        assert made_from("en").words_of("cases")["safeguards_lead"] in notices
