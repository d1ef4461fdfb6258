"""The report that the self-assessment makes in the browser: what guiju assess says, and files that it reads back."""

import json
import random
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from assessment_samples import CONTENT
from browser_engine import KNOWN, Content, assessed, each_form, in_browser, of_the_day, random_content
from conftest import AS_OF
from guiju.assessment import assess
from guiju.assessment.gap_changes import ReportSide
from guiju.assessment.progress import Progress, progress
from guiju.assessment.workbook import read_workbook
from guiju.documents.comparison import STATES, gaps, paper
from guiju.documents.report import data
from guiju.documents.report.front_section import (
    GAPS_HEADING,
    LEGEND,
    QUESTIONS_SHOWN,
    WORDS,
    could,
    decides,
    follows,
    pairs,
    steps,
    together,
    who_when,
)
from guiju.documents.report.page_one import page_one
from guiju.model import REQUIRED_LANGUAGES, Lang
from self_assessment_form import TEXT, Form
from ten_gaps import TEN_GAPS
from windows import ROOTS, opened

pytest_plugins = ["browser_engine", "self_assessment_form"]

GROUP = "cac-group-services-2017"
PLANS = {
    f"{GROUP}#retain-network-logs": {
        "kind": "remediation", "action": "延长留存", "owner": "运维负责人", "due": "2026-09-30", "risk": "high",
    },
    f"{GROUP}#verify-real-identity": {
        "kind": "remediation", "action": "补验", "owner": "安全部", "due": "2026-12-31", "note": "分两批",
    },
    f"{GROUP}#establish-management-systems/service": {
        "kind": "risk_acceptance", "action": "另有制度", "owner": "法务部", "due": "2026-11-01",
        "acceptance": "制度已发文",
        "closed": {"date": "2026-11-20", "by": "法务部", "evidence": "=发文.pdf", "sign_off": "总经理"},
    },
}  # fmt: skip
DECLARED = {f"{GROUP}#fulfil-main-responsibility": {"status": "not_met", "by": "法务部", "reason": "=没有"}}
RECORDS = {
    "group": {"=群-1": {"member_count": {"value": 600, "basis": "measured", "evidence": "库", "date": "2026-05-01"}}}
}
REASONED = {"value": True, "basis": "declared", "reason": "见公告", "approver": "法务部"}
SWITCHED_OFF: Content = {"facts": {"offers_user_groups": False, "registers_accounts_in_china": False}}
QUARTER: Content = {
    **TEN_GAPS,
    "facts": {**TEN_GAPS["facts"], "management_rules_published": REASONED},
    "report": {"entity": "甲公司", "services": ["甲群", "乙群"], "period_from": "2026-01-01"},
    "rows": RECORDS,
    "plans": PLANS,
    "declarations": DECLARED,
}

Files = Mapping[tuple[str, str], Path]

PAGE_ONE = """(profile) => {
    const { given, report } = guiju;
    const assessed = guiju.assess(given, profile);
    return guiju.pageOne({ given, profile, assessed, ...assessed }, report);
}"""


ALL_OFF: Content = {"facts": {fact.id: False for fact in KNOWN["service"].values() if fact.type == "boolean"}}


@pytest.mark.cost(10, "opens each form; assesses seven profiles for each")
@each_form
def test_page_one_is_that_of_guiju_assess_value_by_value(forms: Mapping[str, Page], slug: str) -> None:
    chance = random.Random(slug)
    drawn = [random_content(chance) for _ in range(2)]
    sets: list[Content] = [{"facts": {}}, SWITCHED_OFF, ALL_OFF, QUARTER, CONTENT, *drawn]
    for content, ours in zip(sets, in_browser(forms[slug], PAGE_ONE, sets), strict=True):
        assert ours == data.value(of_the_day(assessed(slug, content)))["page_one"]


@pytest.fixture(scope="module")
def files(browser: Browser, site_url: str, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The reports of a quarter, by ending and language."""
    saved, folder = dict[tuple[str, str], Path](), tmp_path_factory.mktemp("reports")
    for lang in REQUIRED_LANGUAGES:
        with opened(browser, site_url) as page:
            page.goto(f"/{ROOTS[lang]}self-assessment/platform/")
            form = Form(page)
            form.read_in(QUARTER)
            for ending in ("xlsx", "docx"):
                with page.expect_download() as waiting:
                    form.find(f'[data-report="{ending}"]').click()
                saved[ending, lang] = folder / f"{lang}.{ending}"
                waiting.value.save_as(saved[ending, lang])
    return saved


@pytest.mark.cost(6, "makes four files in a browser and validates them")
def test_its_files_are_sound_and_the_workbook_is_read_back_as_the_profile_that_it_was_made_from(
    files: Files, lang: Lang
) -> None:
    for ending in ("xlsx", "docx"):
        errors = OpenXmlValidator().validate(files[ending, lang]).errors
        assert [(error.part_uri, error.description) for error in errors] == []
    theirs = assessed("platform", QUARTER, lang)
    ours = read_workbook(files["xlsx", lang], theirs.checklist)
    for part in ("report", "rows", "declarations", "plans", "coverage"):
        assert getattr(ours, part) == getattr(theirs.profile, part)
    assert data.value(assess(theirs.checklist, ours))["page_one"] == data.value(theirs)["page_one"]


def test_duty_status_amount_owner_and_day_in_them_are_those_of_guiju_assess(files: Files, lang: Lang) -> None:
    made = assessed("platform", QUARTER, lang)
    page = page_one(made)
    book = CalamineWorkbook.from_path(files["xlsx", lang])
    first, *_ = (book.get_sheet_by_index(0).to_python(),)
    told = {row[0]: row for row in first}
    document = docx.Document(str(files["docx", lang]))
    in_document = {row.cells[0].text: [cell.text for cell in row.cells] for row in document.tables[0].rows}
    before = [page.sentence, WORDS["space"][lang].join(page.lines), LEGEND[lang]]
    before.append(GAPS_HEADING[lang].format(count=len(page.gaps)))
    assert len(page.lines) > 1 and [row[0] for row in first[: len(before)]] == before
    assert set(before) <= {one.text for one in document.paragraphs}
    assert [row[0] for row in first[len(before) + 1 :]] == [gap.number for gap in page.gaps] == [*in_document][1:]
    for gap in page.gaps:
        for row in (told[gap.number], in_document[gap.number]):
            assert gap.title in row[1] and gap.quotation in row[1]
            assert gap.failed in row[1]
            assert row[2].split("\n") == list(follows(gap, lang))
            assert row[3] == steps(gap, lang)
            assert row[4].split("\n") == list(who_when(gap, lang))
    of_rest = {row.cells[0].text: row.cells[1].text for row in document.tables[2].rows[1:]}
    assert of_rest == dict(pairs(made, page))
    asked = [[cell.text for cell in row.cells] for row in document.tables[1].rows[1:]]
    groups = enumerate(together(made, page.open)[:QUESTIONS_SHOWN], 1)
    assert asked == [[str(at), text, could(one, lang), decides(one, lang)] for at, (text, one, _) in groups]
    verdicts = {row[0].split("\n")[2]: row[1] for row in book.get_sheet_by_index(3).to_python()[1:]}
    assert verdicts == {duty.line.obligation.id: duty.words[lang] for duty in made.every_duty}


def test_a_plan_that_is_written_beside_its_gap_is_in_the_profile_and_stays(form: Form, tmp_path: Path) -> None:
    form.of_groups()
    form.period("network_log_retention_policy", "3", "M")
    gap = form.duty("retain-network-logs")
    plan = gap.locator(".gap__plan")
    plan.locator("summary").click()
    action, owner = plan.locator(TEXT).all()
    action.fill("延长留存")
    owner.fill("运维负责人")
    expect(plan.locator(".ask__note")).to_contain_text("期限")
    plan.locator("input[type=date]").fill("2026-12-31")
    expect(plan.locator("summary")).to_have_text("延长留存；运维负责人；2026-12-31")
    saved = json.loads(form.saved("profile", tmp_path).read_text("utf-8"))
    assert saved["plans"] == {
        f"{GROUP}#retain-network-logs/retention-policy": {
            "kind": "remediation", "action": "延长留存", "owner": "运维负责人", "due": "2026-12-31",
        }
    }  # fmt: skip
    form.page.reload()
    expect(form.duty("retain-network-logs").locator(".gap__plan summary")).to_contain_text("运维负责人")


def test_last_times_receipt_is_compared_in_the_words_of_guiju_compare(form: Form) -> None:
    form.read_in({**QUARTER, "facts": {**QUARTER["facts"], "network_log_retention_policy": "P7M"}, "declarations": {}})
    content = json.dumps(data.value(assessed("group-provider", QUARTER)), ensure_ascii=False)
    file = {"name": "last.json", "mimeType": "application/json", "buffer": content.encode()}
    form.find('[data-do="compare"]').set_input_files(file)
    said = form.find("[data-verification]")
    expect(said.get_by_role("heading").first).to_have_text("与上次相比")
    logs = said.locator(".compared li").filter(has_text="留存网络日志")
    expect(logs).to_contain_text(STATES["unexplained"].zh)
    expect(logs).to_contain_text("运维负责人")
    declared = said.locator(".compared li").filter(has_text="落实信息内容安全管理主体责任").first
    expect(declared).to_contain_text(STATES["lost"].zh)


COMPARED = """([before, was, stale, now]) => {
    const { given, report } = guiju;
    const form = { given, profile: now, ...guiju.assess(given, now) };
    const made = guiju.comparison(form, { answers: before, as_of: was, stale: new Set(stale) });
    const { gaps, lost, verdicts } = made;
    const of = (plan) => plan && { owner: plan.owner, due: plan.due };
    const told = guiju.comparedWords(made, form, report).sections.filter(({ key }) => key === "compared");
    return {
        gaps: gaps.map(({ id, state, why = null }) => [id, state, why]).sort(),
        plans: Object.fromEntries(gaps.map((gap) => [
            gap.id,
            { ...(of(gap.plan) ?? { owner: null, due: null }), overdue: gap.overdue, plan_before: of(gap.before.plan) },
        ])),
        closed: Object.fromEntries(gaps.map((gap) => [gap.id, gap.state === "closed" ? gap.closed : null])),
        // As they are read; lost facts are named otherwise than in a file.
        told: told.flatMap(({ rows }) => rows)
            .map((row) => [row[0], ...row.slice(5, 7), row[7].split("\\n")[0]])
            .sort(),
        lost: lost.map(({ entity, key, name, why }) => [entity, key, name, why]).sort(),
        verdicts: verdicts.map(({ line, change }) => [line.duty.id, change]).sort(),
    };
}"""


def side(slug: str, content: Content) -> ReportSide:
    """A report as guiju assess writes it."""
    report = json.loads(json.dumps(data.value(assessed(slug, content))))
    return ReportSide(report["receipt"], report)


@pytest.mark.cost(8, "writes reports of eleven pairs of profiles for each form")
@each_form
def test_a_comparison_with_last_time_says_what_guiju_compare_says(forms: Mapping[str, Page], slug: str) -> None:
    chance = random.Random(slug)
    sets: list[Content] = [QUARTER, CONTENT, random_content(chance), random_content(chance)]
    later = [(one, mutated(one, chance)) for one in sets]
    pairs = [*pairwise(sets), *later, *((now, before) for before, now in later)]
    asked = [(before, AS_OF, [], now) for before, now in pairs]
    for (before, now), ours in zip(pairs, in_browser(forms[slug], COMPARED, asked), strict=True):
        made = progress(side(slug, before), side(slug, now))
        assert ours["gaps"] == sorted([id, gap.state, gap.why] for gap in made.gaps for id in gap.ids)
        assert ours["lost"] == sorted([one.entity, one.key, one.name, one.why] for one in made.verdicts.lost_facts)
        assert ours["verdicts"] == sorted([one.obligation, one.change] for one in made.others)
        theirs = {id: entry for entry in gaps(made, "zh") for id in entry["ids"]}
        keys = ("owner", "due", "overdue", "plan_before")
        assert ours["plans"] == {id: {key: entry[key] for key in keys} for id, entry in theirs.items()}
        assert ours["closed"] == {id: entry["closed"] for id, entry in theirs.items()}
        assert ours["told"] == sorted(told(made))


def told(made: Progress) -> Iterator[list[str]]:
    """State, owner, day and the first line of what shows it, of each gap, as guiju compare words them."""
    for state, section in {section.key: section for section in paper(made, "zh").sections}.items():
        for row in section.blocks[0].rows if state in STATES else ():
            count = int(row[0].partition(" × ")[2].replace(",", "") or 1)
            yield from ([STATES[state].zh, *row[4:6], row[6].split("\n")[0]] for _ in range(count))


def mutated(content: Content, chance: random.Random) -> Content:
    """A quarter later: some facts are gone, some others than before; plans are closed, or gone."""
    facts = {name: fact for name, fact in content["facts"].items() if chance.random() < 0.8}
    facts |= {name: not fact for name, fact in facts.items() if isinstance(fact, bool) and chance.random() < 0.3}
    closing = {"date": AS_OF, "by": "运维负责人", "evidence": "导出"}
    plans = {
        name: {**plan, "closed": closing, "owner": chance.choice(["运维负责人", plan["owner"]])}
        for name, plan in content.get("plans", {}).items()
        if chance.random() < 0.8
    }
    return {**content, "facts": facts, "plans": plans}
