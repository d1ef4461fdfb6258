"""The form of the self-assessment, as a person uses it in a browser: asked, answered at once, saved only where wanted, and refused with a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assessment_samples import CONTENT
from barriers import violations
from conftest import AS_OF, ROOT

GROUP = "cac-group-services-2017"
YES, NO, UNKNOWN = "是", "否", "不知道"
HOSTILE = "<img src=x onerror=alert(1)>$&{count}"


@pytest.fixture
def form(page: Page, site_url: str) -> Page:
    """The form of a group platform, with nothing answered."""
    page.goto(f"{site_url}/self-assessment/group-provider/")
    return page


def question(form: Page, fact: str) -> Locator:
    return form.locator(f'fieldset[data-fact="{fact}"]').first


def choose(form: Page, fact: str, answer: str) -> None:
    question(form, fact).get_by_text(answer, exact=True).click()


def of_groups(form: Page) -> None:
    """A service with groups that has been there for years."""
    choose(form, "offers_user_groups", YES)
    question(form, "service_launched_on").locator("input[type=date]").first.fill("2019-05-20")


def duty(form: Page, name: str) -> Locator:
    return form.locator(f'[data-duty="{GROUP}#{name}"]')


def counted(form: Page) -> dict[str, int]:
    verdicts = ("breached", "undetermined", "met", "not_applicable")
    return {verdict: int(form.locator(f'[data-count="{verdict}"]').inner_text()) for verdict in verdicts}


def read_in(form: Page, content: Any) -> str:
    """Read a profile in; what the page says of it."""
    said = form.locator("[data-said]")
    said.evaluate("(node) => { node.textContent = 'reading'; }")
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    form.locator('[data-do="import"]').set_input_files(
        {"name": "profile.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    form.wait_for_function("(said) => said.textContent !== 'reading'", arg=said.element_handle())
    return said.inner_text()


def saved(form: Page, what: str, folder: Path) -> Path:
    """The file that a button downloads."""
    with form.expect_download() as waiting:
        form.locator(f'[data-do="{what}"]').click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def guiju(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "guiju", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def assessed(profile: Path, *roles: str, lang: str = "zh") -> dict[str, Any]:
    """What `guiju assess` says of a profile, as JSON, with its receipt."""
    named = [part for role in roles for part in ("--role", role)]
    target = profile.with_name(f"assessed-{profile.name}")
    done = guiju("assess", profile, *named, "--as-of", AS_OF, "--lang", lang, "--format", "json", "-o", target)
    assert target.exists(), done.stderr
    told: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return told


# asked and answered


def test_what_does_not_apply_is_not_asked_and_its_duties_say_so_at_once(form: Page) -> None:
    expect(question(form, "max_members_per_group")).to_be_visible()
    before = int("".join(filter(str.isdigit, form.locator("[data-left]").inner_text().split("；")[0])))
    choose(form, "offers_user_groups", NO)
    expect(question(form, "max_members_per_group")).to_be_hidden()
    expect(form.locator('[data-things="group"]')).to_be_hidden()
    assert counted(form)["not_applicable"] > 30
    after = int("0" + "".join(filter(str.isdigit, form.locator("[data-left]").inner_text().split("；")[0])))
    assert after < before / 4
    choose(form, "offers_user_groups", YES)
    expect(question(form, "max_members_per_group")).to_be_visible()


def test_a_verdict_comes_with_its_proof_and_the_words_of_its_basis(form: Page) -> None:
    of_groups(form)
    retention = question(form, "network_log_retention_policy")
    retention.locator("input[type=number]").fill("5")
    assert counted(form)["breached"] == 1
    logs = duty(form, "retain-network-logs")
    expect(logs.locator("[data-words]")).to_have_text("疑似不符合（待复核）")
    logs.locator("summary").first.click()
    expect(logs.locator("[data-proof]")).to_contain_text("5 个月（自述）")
    expect(logs.locator("[data-proof]")).to_contain_text("network_log_retention_policy >= $min_retention OR")
    expect(logs.locator(".quote")).to_contain_text("留存网络日志不少于六个月")
    for fact in ("network_log_retention_policy", "offers_user_groups", "service_launched_on"):
        question(form, fact).locator(".ask__details > summary").click()
        question(form, fact).get_by_label("由哪个岗位复核").fill("法务部")
    expect(logs.locator("[data-words]")).to_have_text("不符合")


def test_an_answer_that_is_none_says_so_at_the_field_and_does_not_count(form: Page) -> None:
    count = question(form, "group_reviewer_count")
    field = count.locator("input[type=number]")
    for wrong in ("-3", "1e99"):
        field.fill(wrong)
        expect(count.locator(".ask__problem")).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "")
        assert form.evaluate("document.activeElement.getAttribute('aria-describedby')")
    field.fill("12")
    expect(count.locator(".ask__problem")).to_be_hidden()


def test_a_period_is_asked_with_its_unit_and_days_that_fall_short_of_six_months_are_a_gap(form: Page) -> None:
    of_groups(form)
    retention = question(form, "network_log_retention_policy")
    retention.locator("input[type=number]").fill("180")
    retention.locator("select").first.select_option("D")
    assert counted(form)["breached"] == 1
    retention.locator("input[type=number]").fill("184")
    assert counted(form)["breached"] == 0


def test_who_does_not_know_is_not_asked_again_and_nothing_counts_as_met(form: Page) -> None:
    choose(form, "offers_user_groups", UNKNOWN)
    expect(question(form, "offers_user_groups")).to_be_visible()
    expect(form.locator("[data-left]")).to_contain_text("另有 1 个答了不知道")
    assert counted(form)["met"] == 0


def test_answers_that_cannot_hold_together_are_told_and_lead_to_the_answer_to_correct(form: Page) -> None:
    read_in(form, {"facts": {"management_rules_published": True, "management_rules_formulated": False}})
    alert = form.get_by_role("alert")
    expect(alert).to_contain_text("不能同时成立")
    form.locator('[data-do="receipt"]').click()
    expect(form.locator("[data-said]")).to_contain_text("guiju assess 不会接受")
    alert.get_by_role("button").last.click()
    assert question(form, "management_rules_formulated").evaluate("node => node.contains(document.activeElement)")
    choose(form, "management_rules_formulated", YES)
    expect(alert).to_be_hidden()


def test_groups_are_entered_one_by_one_and_only_all_of_them_can_show_that_nothing_is_wrong(form: Page) -> None:
    choose(form, "offers_user_groups", YES)
    things = form.locator('[data-things="group"]')
    things.get_by_role("button", name="添加一条").click()
    row = things.locator("details.thing")
    row.locator('fieldset[data-fact="group_code"] input[type=text]').first.fill("G-001")
    code = duty(form, "set-group-code")
    code.locator("summary").first.click()
    expect(code.locator("[data-proof]")).to_contain_text("所录入的不是全部")
    things.get_by_text("是全部", exact=True).click()
    expect(code.locator("[data-words]")).to_have_text("自述符合，未核验")
    expect(code.locator("[data-proof]")).to_contain_text("1（由所填的回答得出）")
    things.get_by_role("button", name="添加一条").click()
    things.locator("details.thing").nth(1).locator('fieldset[data-fact="group_code"] input[type=text]').first.fill(
        "G-001"
    )
    expect(code.locator("[data-words]")).to_have_text("疑似不符合（待复核）")
    things.get_by_role("button", name="删去这一条").last.click()
    expect(code.locator("[data-words]")).to_have_text("自述符合，未核验")


def test_that_nothing_of_a_kind_ever_happened_is_an_answer_too(form: Page) -> None:
    choose(form, "offers_user_groups", YES)
    form.locator('[data-coverage="inspection"]').get_by_text("查过，一件也没有", exact=True).click()
    help_ = form.locator('[data-verdicts="not_applicable"] [data-duty]')
    assert help_.count() >= 1
    help_.first.locator("summary").first.click()
    expect(help_.first.locator("[data-proof]")).to_contain_text("没有任何“")


def test_a_person_declares_what_no_fact_decides_and_is_asked_by_whom(form: Page) -> None:
    declare = form.locator(f'[data-declare="{GROUP}#fulfil-main-responsibility"]')
    expect(declare).to_be_hidden()  # whether the duty binds this service at all is a fact, and comes first
    choose(form, "offers_user_groups", YES)
    declare.get_by_label("落实情况").select_option("met")
    expect(declare.locator(".ask__note")).to_contain_text("由哪个岗位说明")
    assert counted(form)["met"] == 0
    declare.get_by_label("由哪个岗位说明").fill("安全负责人")
    expect(duty(form, "fulfil-main-responsibility").locator("[data-words]")).to_have_text("自述符合，未核验")
    assert counted(form)["met"] == 1


# the keyboard


def test_a_whole_round_of_questions_can_be_answered_from_the_keyboard(form: Page) -> None:
    next_ = form.get_by_role("button", name="下一个问题")
    next_.focus()
    form.keyboard.press("Enter")
    assert form.evaluate("document.activeElement.closest('fieldset').dataset.fact") == "offers_user_groups"
    form.keyboard.press("Space")
    answered = ["offers_user_groups"]
    for _ in range(5):
        form.keyboard.press("Enter")
        answered.append(str(form.evaluate("document.activeElement.closest('fieldset').dataset.fact")))
        if form.evaluate("document.activeElement.type") == "radio":
            form.keyboard.press("Space")
        elif form.evaluate("document.activeElement.type") == "number":
            form.keyboard.type("7")
    assert len(set(answered)) == 6
    assert len(form.locator("fieldset.ask.is-answered").all()) >= 5


# saved, only where wanted


def test_a_downloaded_profile_and_receipt_are_those_of_guiju_assess(form: Page, tmp_path: Path) -> None:
    of_groups(form)
    question(form, "network_log_retention_policy").locator("input[type=number]").fill("5")
    choose(form, "management_rules_formulated", YES)
    form.locator('[data-coverage="inspection"]').get_by_text("查过，一件也没有", exact=True).click()
    profile, sealed = saved(form, "profile", tmp_path), saved(form, "receipt", tmp_path)
    told = assessed(profile, "group-provider")
    ours = json.loads(sealed.read_text("utf-8"))
    assert ours == told["receipt"]
    assert ours["receipt"] in form.locator("[data-said]").inner_text()
    shown = form.evaluate(
        "[...document.querySelectorAll('[data-duty]')].map((n) => [n.dataset.duty, n.dataset.verdict]).sort()"
    )
    assert shown == sorted([entry["obligation"], entry["verdict"]] for entry in told["receipt"]["verdicts"])
    assert guiju("verify", sealed).returncode == 0


def test_rows_declarations_and_plans_of_a_file_come_through_to_the_same_receipt(
    page: Page, site_url: str, tmp_path: Path
) -> None:
    page.goto(f"{site_url}/en/self-assessment/platform/")
    content = {**CONTENT, "coverage": {"group": "all", "violation": "sample"}}
    assert read_in(page, content) == "Loaded: 32 facts and 14 rows."
    profile, sealed = saved(page, "profile", tmp_path), saved(page, "receipt", tmp_path)
    assert json.loads(profile.read_text("utf-8")) == content
    told = assessed(profile, "group-provider", "account-provider", lang="en")
    assert json.loads(sealed.read_text("utf-8")) == told["receipt"]


def test_a_reload_keeps_nothing_unless_the_reader_asked_for_it(form: Page) -> None:
    choose(form, "offers_user_groups", NO)
    form.on("dialog", lambda dialog: dialog.accept())  # the browser warns of answers that were not saved
    form.reload()
    assert counted(form)["not_applicable"] == 0
    assert form.evaluate("Object.keys(localStorage).filter((key) => key.includes('self-assessment'))") == []
    choose(form, "offers_user_groups", NO)
    form.locator('[data-do="remember"]').check()
    form.reload()
    assert counted(form)["not_applicable"] > 30
    form.locator('[data-do="remember"]').uncheck()
    form.reload()
    assert counted(form)["not_applicable"] == 0
    assert form.evaluate("Object.keys(localStorage).filter((key) => key.includes('self-assessment'))") == []


def test_all_can_be_cleared(form: Page) -> None:
    read_in(form, CONTENT)
    assert counted(form)["breached"] > 0
    form.on("dialog", lambda dialog: dialog.accept())
    form.locator('[data-do="clear"]').click()
    assert counted(form)["breached"] == 0
    assert form.locator("details.thing").count() == 0


@pytest.fixture
def watched(browser: Browser, site_url: str) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A form, the requests that it makes once it is there, and what its policy forbade."""
    context = browser.new_context()
    opened, requests, forbidden = context.new_page(), [], []  # type: tuple[Page, list[str], list[str]]
    opened.on("console", lambda told: forbidden.append(told.text) if told.type == "error" else None)
    opened.on("pageerror", lambda error: forbidden.append(str(error)))
    opened.goto(f"{site_url}/self-assessment/platform/")
    expect(opened.locator(".assess.is-live")).to_be_visible()
    opened.wait_for_load_state("networkidle")
    opened.on("request", lambda request: requests.append(request.url))
    yield opened, requests, forbidden
    context.close()


def test_nothing_leaves_the_page_and_no_policy_is_broken(
    watched: tuple[Page, list[str], list[str]], tmp_path: Path
) -> None:
    form, requests, forbidden = watched
    choose(form, "offers_user_groups", YES)
    read_in(form, CONTENT)
    form.locator('[data-do="remember"]').check()
    saved(form, "profile", tmp_path)
    saved(form, "receipt", tmp_path)
    assert [url for url in requests if not url.startswith("blob:")] == []
    assert forbidden == []


# a file that means harm, or only is wrong


def test_text_of_a_file_stays_text_wherever_the_page_shows_it(watched: tuple[Page, list[str], list[str]]) -> None:
    form, requests, forbidden = watched
    fact = {"value": HOSTILE, "basis": "declared", "evidence": HOSTILE, "reviewer": HOSTILE}
    content = {
        "report": {"entity": HOSTILE},
        "facts": {
            "offers_user_groups": True,
            "network_log_retention_policy": {"value": "P1M", "basis": "declared", "evidence": HOSTILE},
        },
        "rows": {"group": {HOSTILE: {"group_code": fact}, "__proto__": {"group_code": fact}, "constructor": {}}},
        "declarations": {f"{GROUP}#fulfil-main-responsibility": {"status": "not_met", "by": HOSTILE}},
    }
    text = json.dumps(content)
    assert "__proto__" in text
    assert read_in(form, text) == "已读入 4 个事实、3 条记录。"
    form.evaluate("for (const fold of document.querySelectorAll('.assess details')) fold.open = true")
    form.wait_for_function(
        "(hostile) => document.querySelector('.assess').innerText.split(hostile).length > 4", arg=HOSTILE
    )
    assert form.evaluate("document.querySelectorAll('.assess img').length") == 0
    assert form.evaluate("({}).group_code === undefined && Object.prototype.polluted === undefined")
    assert requests == []
    assert forbidden == []


@pytest.fixture(scope="module")
def answered_form(browser: Browser, site_url: str) -> Iterator[Page]:
    """A form with one answer, opened once."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{site_url}/self-assessment/group-provider/")
    choose(opened, "offers_user_groups", NO)
    yield opened
    context.close()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "这不是 JSON 文件"),
        ("[" * 100_000, "这不是 JSON 文件"),
        ([], "facts 的形式不对"),
        ({}, "facts 的形式不对"),
        ({"facts": {"no_such_fact": 1}}, "没有 facts.no_such_fact 这个事实"),
        ({"facts": {"__proto__": 1}}, "没有 facts.__proto__ 这个事实"),
        ({"facts": {"constructor": 1}}, "没有 facts.constructor 这个事实"),
        ({"facts": {"offers_user_groups": "yes"}}, "facts.offers_user_groups 的值不合适"),
        ({"facts": {"offers_user_groups": None}}, "facts.offers_user_groups 的形式不对"),
        ({"facts": {"offers_user_groups": [True]}}, "facts.offers_user_groups 的形式不对"),
        (
            {"facts": {"offers_user_groups": {"value": True, "basis": "toString"}}},
            "facts.offers_user_groups.basis 的形式不对",
        ),
        ({"facts": {"offers_user_groups": {"value": True}}}, "facts.offers_user_groups.basis 的形式不对"),
        ({"facts": {"group_reviewer_count": -1}}, "facts.group_reviewer_count 的值不合适"),
        ({"facts": {}, "rows": {"constructor": {"k": {"name": "x"}}}}, "rows.constructor 的形式不对"),
        ({"facts": {}, "rows": {"group": {"": {}}}}, "rows.group. 的形式不对"),
        ({"facts": {}, "coverage": {"group": "most"}}, "coverage.group 的形式不对"),
        ({"facts": {}, "declarations": {"x#y": {"status": "met", "by": "R"}}}, "没有 x#y 这项义务"),
        (
            {"facts": {}, "declarations": {f"{GROUP}#set-group-code": {"status": "not_applicable", "by": "R"}}},
            "的形式不对",
        ),
        ({"facts": {}, "plans": {f"{GROUP}#set-group-code": {"kind": "wish"}}}, "的形式不对"),
        ({"facts": {}, "report": {"period_from": "2026-02-30"}}, "report.period_from 的形式不对"),
        ({"facts": {}, "more": {}}, "more 的形式不对"),
    ],
)
def test_a_file_that_guiju_assess_would_refuse_is_refused_with_the_place_and_changes_nothing(
    answered_form: Page, content: Any, problem: str
) -> None:
    before = counted(answered_form)
    assert before["not_applicable"] > 30
    assert problem in read_in(answered_form, content)
    assert counted(answered_form) == before


# for everybody


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_a_form_in_use_and_it_fits_its_width(
    browser: Browser, site_url: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 844}
    )
    page = context.new_page()
    page.goto(f"{site_url}/self-assessment/platform/")
    contradiction = {"management_rules_published": True, "management_rules_formulated": False}
    rows = {"group": {"G-001": {"group_code": "A"}}}
    read_in(page, {**CONTENT, "facts": {**CONTENT["facts"], **contradiction}, "rows": rows})
    question(page, "group_reviewer_count").locator("input[type=number]").fill("-3")
    page.evaluate("for (const fold of document.querySelectorAll('.assess details')) fold.open = true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


# without JavaScript


def test_without_javascript_all_questions_stand_there_and_both_files_can_be_filled_in(
    browser: Browser, site_url: str, site_folder: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/self-assessment/platform/")
    expect(page.locator("fieldset[data-fact]").first).to_contain_text("回答：是 / 否")
    assert page.locator("fieldset[data-fact]:visible").count() > 60
    assert page.locator("button:visible").filter(has_text="下载回执").count() == 0
    for link in page.locator("a.download").all():
        target = site_folder / "self-assessment/platform" / str(link.get_attribute("href"))
        assert target.resolve().stat().st_size > 1000
    context.close()


def test_the_duties_to_be_verified_are_narrowed_to_one_reason(form: Page) -> None:
    of_groups(form)
    choose(form, "management_rules_published", YES)
    why = form.locator("[data-why]")
    shown = form.locator('[data-verdicts="undetermined"] [data-duty]:visible')
    every = shown.count()
    counts = {option.get_attribute("value"): option.inner_text() for option in why.locator("option").all()}
    assert list(counts) == ["", "facts_missing", "stale", "needs_person", "tested_part_holds"]
    for reason in ("facts_missing", "needs_person"):
        why.select_option(reason)
        assert 0 < shown.count() < every
        assert counts[reason].endswith(f" {shown.count()}")
        label = counts[reason].rsplit(" ", 1)[0]
        assert all(words == label for words in shown.locator("[data-words]").all_inner_texts())
    why.select_option("")
    expect(shown).to_have_count(every)


def test_only_a_fact_that_could_change_the_verdict_is_offered_for_an_answer(form: Page) -> None:
    of_groups(form)
    choose(form, "management_rules_published", YES)
    duty = form.locator(f'[data-duty="{GROUP}#formulate-rules-and-convention"]')
    duty.locator("summary").first.click()
    facts = duty.locator("[data-proof] li")
    formulated = facts.filter(has_text="群组管理规则").filter(has_text="制定")
    expect(formulated).to_contain_text("目前补充也不改变结论")
    expect(facts.get_by_role("button")).to_have_count(2)  # the platform convention: formulated, or published
