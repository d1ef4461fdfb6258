"""The day of a self-assessment: the reader's own or one that they choose, by the law that the page has of it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from browser_engine import CORPUS, assessed, in_browser, load_engine
from conftest import AS_OF, DAY
from guiju.assessment.receipt import receipt
from guiju.documents.report import data
from guiju.model import Lang
from guiju.reasoning.checklist import checklist
from guiju.reasoning.same_law import same_law
from guiju.site.pages.self_assessment.form import Form as Questions
from guiju.site.pages.self_assessment.report import script as report
from guiju.site.pages.self_assessment.script import scripts
from self_assessment_form import GROUP, Form
from ten_gaps import TEN_GAPS
from windows import ROOTS, opened

pytest_plugins = ["browser_engine", "self_assessment_form"]

LATER = date(2027, 3, 1)
EXPIRES = date(2027, 1, 1)
LOGS = {"value": "P3M", "basis": "measured", "evidence": "库", "expires": EXPIRES.isoformat()}
PLAN = {"kind": "remediation", "action": "补验", "owner": "安全部", "due": "2026-12-31"}
AGEING: dict[str, Any] = {
    "facts": {**TEN_GAPS["facts"], "network_log_retention_policy": LOGS},
    "plans": {f"{GROUP}#verify-real-identity": PLAN},
}
JUDGED = """async (profile) => {
    const { given, report } = guiju;
    const assessed = guiju.assess(given, profile);
    const page = guiju.pageOne({ given, profile, assessed, ...assessed }, report);
    return { page, receipt: await guiju.receipt(given, profile, assessed.lines) };
}"""


@pytest.mark.cost(6, "assesses twice and opens a form, in both languages")
def test_a_page_that_is_opened_months_later_judges_by_the_readers_day_as_guiju_assess_does(
    browser: Browser, site_url: str, site_folder: Path, lang: Lang
) -> None:
    then, now = (assessed("platform", AGEING, lang, day) for day in (DAY, LATER))
    gaps = [[duty.id for duty in one.duties if duty.verdict == "breached"] for one in (then, now)]
    assert {*gaps[0]} - {*gaps[1]} == {f"{GROUP}#retain-network-logs"}  # nothing is known any more of what expired
    with opened(browser, site_url, today=LATER.isoformat()) as page:
        page.goto(f"/{ROOTS[lang]}self-assessment/platform/")
        form = Form(page)
        form.read_in(AGEING)
        scope = form.result().locator(".result__scope")
        expect(scope).to_contain_text(LATER.isoformat())
        expect(scope).not_to_contain_text(AS_OF)
        for day in (LATER.isoformat(), AS_OF):  # that is judged, and of the data
            expect(form.find("[data-day-note]")).to_contain_text(day)
        assert form.count("breached") == len(gaps[1])
        load_engine(page, site_folder, f"{ROOTS[lang]}self-assessment/platform")
        (ours,) = in_browser(page, JUDGED, [AGEING])
    assert ours["page"] == data.value(now)["page_one"]
    assert [gap["overdue"] for gap in ours["page"]["gaps"] if gap["due"]] == [True]
    assert ours["receipt"] == receipt(now)


def test_a_day_that_the_reader_chooses_is_judged_and_one_whose_law_is_not_here_is_not(form: Form) -> None:
    first, _ = same_law(CORPUS, DAY)
    assert first is not None
    form.read_in(AGEING)
    form.result()
    note, count = form.find("[data-day-note]"), form.find('[data-count="breached"]')
    gaps = int(count.inner_text())
    form.find("[data-day]").fill(EXPIRES.isoformat())
    expect(count).to_have_text(str(gaps - 1))
    expect(note).to_contain_text(f"您选的 {EXPIRES}")
    form.find("[data-day]").fill((first - timedelta(days=1)).isoformat())
    expect(count).to_have_text(str(gaps))
    expect(note).to_contain_text(f"仍按今天（{AS_OF}）判定")
    form.page.reload()  # a choice is for one visit: the next is judged on its own day
    expect(note).to_contain_text(f"按今天（{AS_OF}）")


def test_a_report_of_another_day_names_that_day_throughout(form: Form) -> None:
    form.read_in(AGEING)
    form.find("[data-day]").fill(EXPIRES.isoformat())
    for ending in ("xlsx", "docx"):
        with form.page.expect_download() as waiting:
            form.find(f'[data-report="{ending}"]').click()
        assert waiting.value.suggested_filename == f"guiju-report-group-provider-{EXPIRES}.{ending}"


def test_a_report_of_a_later_day_than_that_judged_is_not_compared(form: Form) -> None:
    form.read_in(AGEING)
    content = json.dumps(data.value(assessed("group-provider", AGEING, "zh", LATER)), ensure_ascii=False)
    file = {"name": "last.json", "mimeType": "application/json", "buffer": content.encode()}
    form.find('[data-do="compare"]').set_input_files(file)
    expect(form.find("[data-message]")).to_contain_text(f"（{LATER}）晚于现在的评定日期（{AS_OF}）")
    form.find("[data-day]").fill(LATER.isoformat())
    form.find('[data-do="compare"]').set_input_files(file)
    expect(form.find("[data-verification]").get_by_role("heading").first).to_have_text("与上次相比")


CHOICES = """([law, chosen, now]) => guiju.judgedOn(law, chosen, now)"""
CHOSEN = {
    ("2026-01-01", None, "", "2030-05-01"): ["2030-05-01", "today"],
    ("2026-01-01", "2027-01-01", "", "2026-12-31"): ["2026-12-31", "today"],
    ("2026-01-01", "2027-01-01", "", "2027-01-01"): ["2026-12-31", "ended"],
    ("2026-01-01", "2027-01-01", "2027-01-01", "2026-12-30"): ["2026-12-30", "outside"],
    ("2026-01-01", "2027-01-01", "2026-05-01", "2027-05-01"): ["2026-05-01", "chosen"],
    ("2026-01-01", None, "", "2025-12-31"): ["2026-01-01", "before"],
    (None, None, "1999-01-01", "2026-01-01"): ["1999-01-01", "chosen"],
}


def test_a_day_after_a_change_of_the_law_is_never_judged_by_the_law_before_it(form: Form, site_folder: Path) -> None:
    load_engine(form.page, site_folder, "self-assessment/group-provider")
    asked = [[{"from": first, "until": end}, chosen, now] for first, end, chosen, now in CHOSEN]
    assert in_browser(form.page, CHOICES, asked) == [*CHOSEN.values()]


@pytest.mark.cost(8, "writes the scripts of a form for four days")
def test_within_its_days_the_law_of_a_page_is_the_same_and_before_them_it_was_another() -> None:
    first, end = same_law(CORPUS, DAY)
    assert first is not None and end is None
    roles = [role for role in CORPUS.vocabulary.roles if role.id == "group-owner"]

    def law(day: date) -> str:
        form = Questions("group-owner", checklist(CORPUS, roles, day))
        made = scripts(form.checklist, form.facts_to_ask, "self-assessment/group-owner.md")
        texts = "\n".join((*made, report(form.checklist, form.duties, form.facts_to_ask)))
        return texts.replace(day.isoformat(), "DAY").replace('"from":"DAY"', f'"from":"{day}"')

    assert law(first) == law(DAY) == law(LATER)
    assert law(first - timedelta(days=1)) != law(first)


def test_a_rule_that_is_to_end_ends_the_days_of_a_page() -> None:
    rule = CORPUS.regulations[GROUP]
    ends = replace(rule, force=replace(rule.force, until=LATER))
    assert same_law(replace(CORPUS, regulations={**CORPUS.regulations, GROUP: ends}), DAY)[1] == LATER
