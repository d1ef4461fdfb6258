"""What applies, in the browser: the same answer as guiju applies, what an answer changed, one sheet of paper."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import guiju
from conftest import AS_OF
from guiju.documents import applies
from guiju.model import Lang
from guiju.predicates.kleene import Value
from guiju.reasoning.applicability import DutyAnswer
from guiju.reasoning.decision_tables import values
from guiju.site.pages.applies import questions
from loaded_modules import place
from paper import printed, run_together, sheets
from real_corpus import real
from windows import Visit

pytest_plugins = ["kept_windows"]

ASKED = questions(real())
FOLDER: Mapping[Lang, str] = {"zh": "", "en": "en/"}
SERVICE: Mapping[str, Value] = {
    "audience": "mainland_public", "generative_ai_use": "others_model", "ai_makes_text": True,
    "users_register_accounts": True, "users_found_groups": False,
}  # fmt: skip
TOLD = """async ([given, [address, name], every]) => {
  const [{ given: known }, modules] = await Promise.all([import(given), import(address)]);
  return every.map((answers) => modules[name].appliesTo(known, answers).map((one) => ({
    rule: one.rule.title,
    answer: one.answer,
    since: one.since,
    parties: one.parties.map(({ label }) => label),
    because: one.because.map(({ label }) => label),
    open: one.open.map((point) => known.points[point].text),
    duties: Object.fromEntries(one.duties.map(({ record, state, reason, open }) => [
      record.id, [state, reason, open.map((point) => known.points[point].text)],
    ])),
  })));
}"""


def state(duty: DutyAnswer) -> str:
    return "event" if duty.on_occasion else duty.state


def opened(look: Visit, lang: Lang = "zh", **settings: Any) -> Page:
    page = look(f"{FOLDER[lang]}applies/", **settings)
    expect(page.locator(".applies.is-live")).to_be_visible()
    return page


def choose(page: Page, answers: Mapping[str, Value | None]) -> None:
    for fact, value in answers.items():
        number = values(next(one for one in ASKED if one.id == fact)).index(value)
        page.locator(f'[data-fact="{fact}"] input[value="{number}"]').check()


@pytest.mark.cost(10, "works out the tables")
@pytest.mark.parametrize("lang", FOLDER)
def test_it_says_of_a_service_what_guiju_applies_says(look: Visit, site_folder: Path, lang: Lang) -> None:
    chance = random.Random(lang)
    drawn = [{fact.id: chance.choice(values(fact)) for fact in ASKED} for _ in range(20)]
    services = [dict.fromkeys((fact.id for fact in ASKED), None), *drawn]
    numbers = [[values(fact).index(service[fact.id]) for fact in ASKED] for service in services]
    modules = [f"/{FOLDER[lang]}applies/service.js", place(site_folder, "applies/applies"), numbers]
    ours = opened(look, lang).evaluate(TOLD, modules)
    base = guiju.load()
    for service, here in zip(services, ours, strict=True):
        facts = {name: value for name, value in service.items() if value is not None}
        told = base.applies(facts, AS_OF, lang)
        as_json = applies.value(told, lang)["rules"].values()
        assert here == [
            {
                "rule": one.rule.short_title[lang],
                **{key: other[key] for key in ("answer", "since")},
                "parties": [party.label[lang] for party in one.parties],
                "because": list(dict.fromkeys(ground["label"] for ground in other["because"])),
                "open": [point.question[lang] for point in one.open],
                "duties": {
                    duty.id: [state(duty), duty.reason and duty.reason[lang], [o.question[lang] for o in duty.open]]
                    for duty in one.duties
                },
            }
            for one, other in zip(told.rules, as_json, strict=True)
        ]


@pytest.mark.parametrize("lang", FOLDER)
def test_answers_lead_to_the_sentence_the_rules_and_the_registrations(look: Visit, lang: Lang) -> None:
    page = opened(look, lang)
    nothing = page.locator(".applies__sentence")
    expect(nothing).to_have_text(applies.NOTHING_KNOWN[lang])
    choose(page, SERVICE)
    told = guiju.load().applies(dict(SERVICE), AS_OF, lang)
    expect(nothing).to_have_text(applies.sentence(told, lang))
    assert page.locator(".applies__rule h3 a").all_inner_texts() == [cells[0] for _, cells in applies.rules(told, lang)]
    filings = page.locator("[data-registrations] strong").all_inner_texts()
    assert filings == [one.label[lang] for one, *_ in applies.registrations(told)]


def test_an_answer_shows_what_it_changed_and_one_that_changes_nothing_says_so(look: Visit) -> None:
    page = opened(look)
    choose(page, {"audience": "abroad"})
    note = page.locator('[data-fact="audience"] [data-note]')
    expect(note).to_contain_text("《群组规定》尚不能确定 → 不适用")
    choose(page, {"users_found_groups": True})
    expect(note).to_be_hidden()
    expect(page.locator('[data-fact="users_found_groups"] [data-note]')).to_have_text("这个回答没有改变结果。")


def test_a_question_that_is_open_leads_to_where_it_is_answered(look: Visit) -> None:
    page = opened(look)
    choose(page, {"audience": "mainland_public"})
    first = page.locator(".applies__open a").first
    target = first.get_attribute("href")
    assert target is not None
    first.click()
    expect(page.locator(target)).to_be_in_viewport()


def test_answers_stay_in_this_browser_until_they_are_cleared(look: Visit) -> None:
    page = opened(look)
    choose(page, SERVICE)
    before = page.locator(".applies__sentence").inner_text()
    page.reload()
    expect(page.locator(".applies__sentence")).to_have_text(before)
    expect(page.locator('[data-fact="users_found_groups"] input[value="2"]')).to_be_checked()
    page.locator('[data-do="forget"]').click()
    expect(page.locator(".applies__sentence")).to_have_text(applies.NOTHING_KNOWN["zh"])
    page.reload()
    expect(page.locator(".applies__sentence")).to_have_text(applies.NOTHING_KNOWN["zh"])


def test_the_answers_that_are_saved_are_a_profile_of_the_same_result(look: Visit, tmp_path: Path) -> None:
    page = opened(look)
    choose(page, SERVICE)
    with page.expect_download() as saved:
        page.locator('[data-do="save"]').click()
    file = tmp_path / "service.json"
    saved.value.save_as(file)
    assert json.loads(file.read_text("utf-8")) == {"facts": dict(SERVICE)}
    told = guiju.load().applies([file], AS_OF, "zh")
    expect(page.locator(".applies__sentence")).to_have_text(applies.sentence(told, "zh"))


def words_left_open(lang: Lang) -> Callable[[Mapping[str, Value | None]], int]:
    base = guiju.load()

    def count(service: Mapping[str, Value | None]) -> int:
        told = base.applies({fact: value for fact, value in service.items() if value is not None}, AS_OF, lang)
        return sum(len(point.question[lang]) for one in told.rules for point in one.open)

    return count


@pytest.mark.cost(10, "prints a sheet for each of eight services")
@pytest.mark.parametrize("lang", FOLDER)
def test_the_result_and_the_answers_print_on_one_sheet(look: Visit, tmp_path: Path, lang: Lang) -> None:
    chance = random.Random(21)
    drawn = [{fact.id: chance.choice(values(fact)) for fact in ASKED} for _ in range(60)]
    drawn.sort(key=words_left_open(lang))
    page = opened(look, lang)
    for service in (*drawn[-6:], drawn[0], {fact.id: values(fact)[1] for fact in ASKED}):
        choose(page, service)
        text = printed(page, tmp_path, in_columns=True)
        assert sheets(tmp_path) == 1, service
        assert all(run_together(rule.short_title[lang]) in text for rule in real().with_reading())
    assert run_together(ASKED[-1].question[lang]) in text


def test_without_scripts_the_questions_and_the_command_are_there(look: Visit) -> None:
    page = look("applies/", java_script_enabled=False)
    assert page.locator("[data-fact] legend").count() == len(ASKED)
    expect(page.locator("[data-still] code")).to_contain_text("guiju applies --questions")
    expect(page.locator(".applies__result")).to_be_hidden()
