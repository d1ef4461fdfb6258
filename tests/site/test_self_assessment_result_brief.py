"""The result of the self-assessment for a reader of one minute, and on two sheets of paper."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from browser_engine import assessed
from guiju.documents.penalties.heaviest import heaviest, weight
from guiju.model import LANGUAGES, Lang
from paper import printed, run_together, sheets
from self_assessment_form import Form
from self_assessment_result import of, shown, texts
from ten_gaps import TEN_GAPS

pytest_plugins = ["self_assessment_form", "self_assessment_result"]

ONE_GAP = {
    "facts": {"offers_user_groups": True, "service_launched_on": "2019-05-20", "network_log_retention_policy": "P3M"}
}


def gaps_in_brief(result: Locator) -> list[str]:
    return texts(result, ".brief button")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_gaps_begin_with_the_heaviest_penalties_in_five_lines_at_most(
    form_of: Mapping[Lang, Form], lang: Lang
) -> None:
    result, mine = shown(form_of[lang], "platform", TEN_GAPS, lang), assessed("platform", TEN_GAPS, lang)
    gaps = [duty.line for duty in of(mine, "breached")]
    assert [line.obligation.id for line in gaps[:4]] == [
        "verify-real-identity",  # imprisonment, a licence
        "retain-network-logs",  # imprisonment, 10 million yuan
        "protect-personal-information",  # a licence, 50 million yuan
        "establish-management-systems",  # 10 million yuan
    ]
    assert {weight(mine.checklist, line) for line in gaps[4:]} == {()}
    assert [line.id for line in gaps[4:]] == [line.id for line in mine.checklist.lines if line in gaps[4:]]
    assert gaps_in_brief(result) == [line.obligation.title[lang] for line in gaps[:4]]
    for entry, line in zip(result.locator(".brief li").all(), gaps, strict=False):
        (most,) = texts(entry, "strong")
        assert all(text in most for text in heaviest(mine.checklist, line))
        assert texts(entry, ".brief__step") == [line.remedy[0][lang]]
    result.locator(".brief button").nth(3).click()
    expect(result.locator(".gap").nth(3)).to_be_in_viewport()


def test_a_button_prints_the_result(form: Form) -> None:
    form.result()
    form.page.evaluate("print = () => document.body.setAttribute('data-printed', '')")
    form.press("print")
    expect(form.page.locator("body")).to_have_attribute("data-printed", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_result_with_twelve_gaps_is_printed_on_two_sheets_from_anywhere_on_the_page(
    form_of: Mapping[Lang, Form], tmp_path: Path, lang: Lang
) -> None:
    form = form_of[lang]
    result, mine = shown(form, "platform", TEN_GAPS, lang), assessed("platform", TEN_GAPS, lang)
    headline = texts(result, "[data-headline]")[0]
    form.questions()
    paper = printed(form.page, tmp_path)
    assert sheets(tmp_path) <= 2
    assert run_together(headline) in paper
    gaps = of(mine, "breached")
    assert len(gaps) == 12
    for duty in (*gaps, *of(mine, "met"), *of(mine, "not_applicable")):
        assert run_together(duty.line.obligation.title[lang]) in paper
    for duty in gaps:
        assert run_together(duty.line.obligation.quote[0]) in paper
        assert run_together(duty.line.remedy[0][lang]) in paper
    entry = next(one for one in mine.next_facts() if one.entity == "service")
    assert run_together(mine.checklist.corpus.fact(entry.entity, entry.fact).question[lang]) in paper
    assert run_together(mine.checklist.corpus.fact("service", "offers_user_groups").question[lang]) not in paper
    assert run_together({"zh": "未收入的条文", "en": "Articles that are not here"}[lang]) not in paper
    form.page.emulate_media(media="print")
    letters = form.find("#result").evaluate(LETTERS)
    form.page.emulate_media(media="screen")
    assert min(letters) >= 8 and max(set(letters), key=letters.count) >= {"zh": 9, "en": 8}[lang]


LETTERS = """(result) => [...result.querySelectorAll('*')]
    .filter((node) => node.checkVisibility())
    .filter((node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
    .map((node) => Math.round(parseFloat(getComputedStyle(node).fontSize) * 7.5) / 10)"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_result_with_one_gap_is_not_summarised_and_is_printed_in_letters_of_nine_points(
    form_of: Mapping[Lang, Form], lang: Lang
) -> None:
    form = form_of[lang]
    result = shown(form, "group-provider", ONE_GAP, lang)
    assert (result.locator(".gap").count(), gaps_in_brief(result)) == (1, [])
    form.page.emulate_media(media="print")
    letters = form.find(".gap").first.evaluate(LETTERS)
    form.page.emulate_media(media="screen")
    assert max(set(letters), key=letters.count) >= 9


def test_a_form_without_answers_is_printed_with_its_questions(form: Form, tmp_path: Path) -> None:
    paper = printed(form.page, tmp_path)
    assert run_together(form.question("offers_user_groups").locator("legend").inner_text()) in paper
    assert run_together("现行义务") not in paper
