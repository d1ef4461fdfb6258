"""The result of the self-assessment: what guiju assess says, on the screen and on two sheets of paper."""

import random
import re
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from assessment_samples import CONTENT
from browser_engine import assessed, random_content
from guiju.documents.penalties.heaviest import heaviest
from guiju.law.text.quotation import cited_units
from guiju.model import Lang
from guiju.site.pages.self_assessment.form import Form as Questions
from guiju.wording.labels import NOT_LEGAL_ADVICE, REASON_LABELS
from paper import printed, run_together, sheets
from self_assessment_form import NO, YES, Form
from self_assessment_result import of, provided, shown, texts
from ten_gaps import TEN_GAPS
from windows import PHONE, Visit

pytest_plugins = ["self_assessment_form", "self_assessment_result"]

CHANCE = random.Random(12)
PROFILES: dict[str, tuple[str, Any]] = {
    "nothing": ("platform", {"facts": {}}),
    "ten gaps": ("platform", TEN_GAPS),
    "rows, declarations and plans": ("platform", CONTENT),
    "groups, of which none was entered": (
        "group-provider",
        {"facts": {"offers_user_groups": True, "network_log_retention_policy": "P3M"}},
    ),
    "no groups": ("group-provider", {"facts": {"offers_user_groups": False}}),
    "a group owner": ("group-owner", random_content(CHANCE)),
    "an account": ("account-user", random_content(CHANCE)),
    "anything": ("account-provider", random_content(CHANCE)),
}


def duties(node: Locator) -> list[str]:
    names: list[str] = node.locator("[data-duty]").evaluate_all("all => all.map(({ dataset }) => dataset.duty)")
    return names


@pytest.mark.parametrize("name", PROFILES)
def test_the_result_says_what_guiju_assess_says_of_the_same_profile(
    form_of: Mapping[Lang, Form], name: str, lang: Lang
) -> None:
    slug, content = PROFILES[name]
    result, mine = shown(form_of[lang], slug, content, lang), assessed(slug, content, lang)
    numbers = [int(number) for number in re.findall(r"\d+", texts(result, "[data-headline]")[0])]
    gaps, unknown, *settled = (len(of(mine, v)) for v in ("breached", "undetermined", "met", "not_applicable"))
    wrong = [gaps, unknown] if gaps else [unknown] if unknown else []
    assert numbers == ([] if name == "nothing" else [len(mine.duties), *wrong, *settled])  # of no answers it says so
    assert NOT_LEGAL_ADVICE[lang] in texts(result, ".result__scope")[0]
    assert mine.checklist.corpus.data_version in texts(result, ".result__scope")[0]
    decided = {verdict: of(mine, verdict) for verdict in ("breached", "met", "not_applicable")}
    for name, several in {**decided, "historical": mine.historical}.items():
        assert duties(result.locator(f'[data-verdicts="{name}"]')) == [duty.id for duty in several]
    by_reason: dict[str, list[str]] = {}
    for duty in of(mine, "undetermined"):
        by_reason.setdefault(duty.why or "", []).append(duty.id)
    for why, expected in by_reason.items():
        fold = result.locator(f'[data-why="{why}"]')
        assert texts(fold, "summary")[0] == f"{REASON_LABELS[why][lang]} {len(expected)}"
        assert duties(fold) == expected


@pytest.mark.parametrize("name", [name for name in PROFILES if name not in ("no groups", "a group owner", "anything")])
def test_the_three_questions_are_those_that_decide_most_and_each_leads_to_its_question(
    form_of: Mapping[Lang, Form], name: str
) -> None:
    slug, content = PROFILES[name]
    form = form_of["zh"]
    result, mine = shown(form, slug, content, "zh"), assessed(slug, content)
    asked = Questions(slug, mine.checklist).facts_to_ask
    expected = [one for one in mine.next_facts() if one.fact in asked.get(one.entity, {})]
    expected.sort(key=lambda one: one.entity != "service" and not mine.facts.rows.get(one.entity))
    del expected[3:]
    for place, one in enumerate(expected):
        entry = form.result().locator(".next-facts li").nth(place)
        question = mine.checklist.corpus.fact(one.entity, one.fact).question.zh
        expect(entry.locator("button")).to_have_text(question)
        assert [int(n) for n in re.findall(r"\d+", texts(entry, ".muted")[0])] == [one.decides, one.waiting]
        entry.locator("button").click()
        expect(form.page.locator("html")).to_have_attribute("data-view", "questions")
        expect(form.find("fieldset:focus-within")).to_have_count(1)
        if one.entity == "service":
            expect(form.find("fieldset:focus-within")).to_have_attribute("data-fact", one.fact)
        form.page.go_back()
        expect(form.find("#result")).to_be_visible()
    assert result.locator(".next-facts li").count() == len(expected)


def test_the_way_back_of_the_browser_leads_from_the_result_to_where_the_questions_were_left(form: Form) -> None:
    form.of_groups()
    form.question("complaint_channel_in_app").scroll_into_view_if_needed()
    before = form.page.evaluate("scrollY")
    form.result()
    expect(form.find("#result-title")).to_be_focused()
    expect(form.question("offers_user_groups")).to_be_hidden()
    form.page.go_back()
    expect(form.question("complaint_channel_in_app")).to_be_in_viewport()
    assert abs(form.page.evaluate("scrollY") - before) < 50
    form.page.go_forward()
    expect(form.find("#result")).to_be_visible()


def test_the_link_that_skips_to_the_content_leaves_the_result_where_it_is(form: Form) -> None:
    form.result()
    form.find("a.md-skip").evaluate("link => link.click()")
    form.page.wait_for_url("**/#form")
    expect(form.find("#result")).to_be_visible()


def test_a_link_to_the_result_holds_no_answers(visit: Visit) -> None:
    form = Form(visit("self-assessment/group-owner/"))
    form.choose("offers_user_groups", YES)
    form.result()
    assert form.page.url.endswith("/self-assessment/group-owner/#result")
    other = Form(visit("self-assessment/group-owner/#result", width=1200))
    expect(other.find("#result [data-headline]")).to_contain_text("还没有回答")
    expect(other.find("#questions")).to_be_hidden()


def test_the_result_and_the_save_button_are_reached_from_the_keyboard(form: Form) -> None:
    form.choose("offers_user_groups", NO)
    form.find('[data-do="next"]').focus()
    form.page.keyboard.press("Tab")
    form.page.keyboard.press("Enter")
    expect(form.find("#result-title")).to_be_focused()
    form.page.keyboard.press("Shift+Tab")
    form.find('a[href="#questions"]').focus()
    form.page.keyboard.press("Tab")
    with form.page.expect_download() as waiting:
        form.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.startswith("guiju-receipt-group-provider-")


def test_on_a_phone_progress_result_and_save_stay_in_view(look: Visit) -> None:
    form = Form(look("self-assessment/platform/", **PHONE))
    form.read_in(TEN_GAPS)
    form.question("complaint_channel_in_app").scroll_into_view_if_needed()
    for control in ("[data-left]", 'a[href="#result"]', '[data-do="save"]', '[data-count="breached"]'):
        expect(form.find(control)).to_be_in_viewport()
    bar = form.find(".assess__bar").bounding_box()
    assert bar is not None and bar["height"] < PHONE["height"] / 6


def test_a_tally_leads_to_its_part_of_the_result_on_the_narrowest_phone(look: Visit) -> None:
    form = Form(look("self-assessment/platform/", width=360))
    form.read_in(TEN_GAPS)
    form.find(".tally__item--undetermined a").click()
    expect(form.find("#result-undetermined")).to_be_in_viewport()
    assert form.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("verdict", ["met", "not_applicable"])
def test_a_tally_puts_the_focus_on_its_part_of_the_result(form: Form, verdict: str) -> None:
    form.choose("offers_user_groups", NO)
    form.find(f'.tally a[href="#result-{verdict}"]').press("Enter")
    part = form.page.locator(f"#result-{verdict}")
    expect(part if verdict == "met" else part.locator("> summary")).to_be_focused()


def test_what_is_unfolded_in_the_result_stays_so_when_it_is_drawn_again(look: Visit) -> None:
    form = Form(look("self-assessment/platform/"))
    form.read_in(TEN_GAPS)
    gap = form.result().locator("[data-verdicts=breached] .gap__proof").nth(1)
    gap.locator("summary").click()
    reason = form.result().locator("[data-why]").first
    reason.locator("> summary").press("Enter")
    form.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(gap.locator("[data-proof]")).to_be_visible()
    expect(reason).to_have_attribute("open", "")
    expect(reason.locator("> summary")).to_be_focused()
    assert form.result().locator("[data-verdicts] details[open]").count() == 2


# ---- for a reader of one minute, and on two sheets of paper ----------------------------------------------------------


def test_many_gaps_begin_with_the_heaviest_penalties_in_five_lines_at_most(
    form_of: Mapping[Lang, Form], lang: Lang
) -> None:
    result, mine = shown(form_of[lang], "platform", TEN_GAPS, lang), assessed("platform", TEN_GAPS, lang)
    first = [provided(duty.line) for duty in of(mine, "breached")][:5]
    gaps = [line for line in first if heaviest(mine.checklist, line)]
    assert [line.obligation.id for line in gaps[:3]] == [
        "protect-personal-information",  # imprisonment, a licence, 50 million yuan
        "establish-management-systems",  # imprisonment, 10 million yuan
        "retain-network-logs",  # the same, later in the rule
    ]
    assert texts(result, ".brief button") == [line.obligation.title[lang] for line in gaps]
    for entry, line in zip(result.locator(".brief li").all(), gaps, strict=True):
        (most,) = texts(entry, "strong")
        assert all(text in most for text in heaviest(mine.checklist, line))
        assert texts(entry, ".brief__step") == [line.remedy[0][lang]]
    result.locator(".brief button").nth(2).click()
    expect(result.locator(".gap").nth(2)).to_be_in_viewport()


def test_a_button_prints_the_result(form: Form) -> None:
    form.result()
    form.page.evaluate("print = () => document.body.setAttribute('data-printed', '')")
    form.press("print")
    expect(form.page.locator("body")).to_have_attribute("data-printed", "")


def test_a_result_with_twelve_gaps_is_printed_on_two_sheets_and_then_all_that_is_open_and_was_answered(
    form_of: Mapping[Lang, Form], tmp_path: Path, lang: Lang
) -> None:
    form = form_of[lang]
    result, mine = shown(form, "platform", TEN_GAPS, lang), assessed("platform", TEN_GAPS, lang)
    headline = texts(result, "[data-headline]")[0]
    form.questions()
    form.find("[data-message]").evaluate("(node) => { node.textContent = 'toast'; }")
    paper = printed(form.page, tmp_path)
    answered = printed(form.page, tmp_path, in_columns=True)
    form.find("[data-paper]").evaluate("(node) => node.classList.add('fold')")
    printed(form.page, tmp_path)
    assert sheets(tmp_path) <= 2
    form.find("[data-paper]").evaluate("(node) => node.classList.remove('fold')")
    gaps = of(mine, "breached")
    assert len(gaps) == 12
    several = [of(mine, verdict) for verdict in ("met", "undetermined", "not_applicable")]
    duties = [duty.line.obligation for duty in chain(gaps, *several)]
    said = [headline, *(duty.title[lang] for duty in duties)]
    said += [text for duty in gaps for text in (duty.line.obligation.quote[0], duty.line.remedy[0][lang])]
    asked = next(one.fact for one in mine.next_facts() if one.entity == "service")
    facts = (asked, *TEN_GAPS["facts"])
    questions = [mine.checklist.corpus.fact("service", fact).question[lang] for fact in facts]
    assert [text for text in questions if run_together(text) not in answered] == []
    units = [unit for duty in gaps for unit in cited_units(duty.line.regulation, duty.line.obligation.eId)]
    said += [unit.en for unit in units] if lang == "en" else []
    assert [text for text in said if run_together(text) not in paper] == []
    for text in ("toast", {"zh": "未收入的条文", "en": "Articles that are not here"}[lang]):
        assert run_together(text) not in paper
    form.page.emulate_media(media="print")
    letters = form.find("#result").evaluate(LETTERS)
    form.page.emulate_media(media="screen")
    assert min(letters) >= 8 and max(set(letters), key=letters.count) >= {"zh": 9, "en": 8}[lang]


LETTERS = """(result) => [...result.querySelectorAll('*')]
    .filter((node) => node.checkVisibility())
    .filter((node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
    .map((node) => Math.round(parseFloat(getComputedStyle(node).fontSize) * 7.5) / 10)"""


def test_a_result_with_one_gap_is_not_summarised(form_of: Mapping[Lang, Form]) -> None:
    facts = {"offers_user_groups": True, "service_launched_on": "2019-05-20", "network_log_retention_policy": "P3M"}
    result = shown(form_of["zh"], "group-provider", {"facts": facts}, "zh")
    assert (result.locator(".gap").count(), texts(result, ".brief button")) == (1, [])


def test_a_form_without_answers_is_printed_with_its_questions(form: Form, tmp_path: Path) -> None:
    paper = printed(form.page, tmp_path)
    assert run_together(form.question("offers_user_groups").locator("legend").inner_text()) in paper
    assert run_together("现行义务") not in paper
