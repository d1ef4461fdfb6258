"""The files of the self-assessment: saved only on request, sent nowhere; a wrong file is refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from assessment_samples import CONTENT
from browser_engine import assessed
from case_tables import cases, each
from conftest import AS_OF
from guiju.assessment.receipt import receipt
from guiju.cli import main
from self_assessment_form import GROUP, NO, YES, Form
from windows import Visit, opened

pytest_plugins = ["self_assessment_form"]

HOSTILE = "<img src=x onerror=alert(1)>$&{count}"


def receipt_of(profile: Path, *roles: str, lang: str = "zh") -> Any:
    """The receipt of `guiju assess` of a profile."""
    arguments = [f"--role={role}" for role in roles] + [f"--as-of={AS_OF}", f"--lang={lang}", "--format=json"]
    target = profile.with_name(f"assessed-{profile.name}")
    assert main(["assess", str(profile), *arguments, "-o", str(target)]) in (0, 1)
    return json.loads(target.read_text("utf-8"))["receipt"]


def test_a_downloaded_profile_and_receipt_are_those_of_guiju_assess(form: Form, tmp_path: Path) -> None:
    form.of_groups()
    form.period("network_log_retention_policy", "5", "M")
    form.choose("management_rules_formulated", YES)
    form.find('[data-coverage="inspection"]').get_by_text("已查实：一件也没有", exact=True).click()
    profile, sealed = form.saved("profile", tmp_path), form.saved("receipt", tmp_path)
    expected = receipt_of(profile, "group-provider")
    assert json.loads(sealed.read_text("utf-8")) == expected
    assert expected["receipt"] in form.find("[data-message]").inner_text()
    shown = form.result().locator("[data-duty]")
    duties = shown.evaluate_all("all => all.map(({ dataset }) => [dataset.duty, dataset.verdict])")
    assert sorted(duties) == sorted([entry["obligation"], entry["verdict"]] for entry in expected["verdicts"])
    assert main(["verify", str(sealed)]) == 0


def test_rows_declarations_and_plans_of_a_file_come_through_to_the_same_receipt(look: Visit, tmp_path: Path) -> None:
    form = Form(look("self-assessment/platform/", "en"))
    content = {**CONTENT, "coverage": {"group": "all", "violation": "sample"}}
    message = form.read_in(content)
    assert message.startswith("Loaded: facts 32, rows 14.")
    assert f"counted as not supplied: {len(assessed('platform', content).facts.set_aside)}." in message
    profile, sealed = form.saved("profile", tmp_path), form.saved("receipt", tmp_path)
    assert json.loads(profile.read_text("utf-8")) == content
    expected = receipt_of(profile, "group-provider", "account-provider", lang="en")
    assert json.loads(sealed.read_text("utf-8")) == expected


def test_what_was_answered_stays_where_the_reader_would_rather_not_replace_it(visit: Visit) -> None:
    form = Form(visit("self-assessment/group-provider/"))
    form.choose("offers_user_groups", YES)
    before = form.counts()
    form.page.on("dialog", lambda dialog: dialog.dismiss())
    file = {"name": "profile.json", "mimeType": "application/json", "buffer": json.dumps(CONTENT).encode()}
    with form.page.expect_event("dialog") as asked:
        form.find('[data-do="import"]').set_input_files(file)
    assert "替换" in asked.value.message
    assert form.counts() == before
    with form.page.expect_event("dialog"):
        form.offer(receipt(assessed("group-provider", CONTENT))).get_by_role("button", name="读入其中的回答").click()
    assert form.counts() == before
    expect(form.question("offers_user_groups").locator("input").first).to_be_checked()


@pytest.fixture
def watched(page: Page, site_url: str) -> Iterator[Form]:
    """A form that once it is there asks for files of the site only, says nothing in doing so, and breaks no policy."""
    requests: list[Request] = []
    errors: list[str] = []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto("/self-assessment/platform/")
    expect(page.locator(".assess.is-live")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: requests.append(request))
    yield Form(page)
    asked = [request.url for request in requests if request.method == "GET" and not request.post_data]
    assert len(asked) == len(requests)
    assert [url for url in asked if not url.startswith(("blob:", f"{site_url}/")) or "?" in url] == []
    assert errors == []


def test_text_of_a_file_stays_text_wherever_the_page_shows_it_and_leaves_only_in_files_that_are_saved(
    watched: Form, tmp_path: Path
) -> None:
    code = {"group_code": {"value": HOSTILE, "basis": "declared", "evidence": HOSTILE, "reviewer": HOSTILE}}
    policy = {"value": "P1M", "basis": "declared", "evidence": HOSTILE}
    content = {
        "report": {"entity": HOSTILE},
        "facts": {"offers_user_groups": True, "network_log_retention_policy": policy},
        "rows": {"group": {HOSTILE: code, "__proto__": code, "constructor": {}}},
        "declarations": {f"{GROUP}#fulfil-main-responsibility": {"status": "not_met", "by": HOSTILE}},
    }
    watched.choose("offers_user_groups", YES)
    assert watched.read_in(content) == "已读入 4 个事实、3 条记录。"
    watched.saved("profile", tmp_path)
    watched.saved("receipt", tmp_path)
    watched.result()
    watched.open_all()
    watched.page.wait_for_function(
        "(hostile) => document.querySelector('.assess').innerText.split(hostile).length > 4", arg=HOSTILE
    )
    assert watched.find(".assess img").count() == 0
    assert watched.page.evaluate("({}).group_code === undefined && Object.prototype.polluted === undefined")


@pytest.fixture(scope="module")
def answered(browser: Browser, site_url: str) -> Iterator[Form]:
    """A form with one answer, opened once."""
    with opened(browser, site_url) as page:
        page.goto("/self-assessment/group-provider/")
        Form(page).choose("offers_user_groups", NO)
        yield Form(page)


REFUSED: list[tuple[Any, str]] = [
    *cases(__file__)["refused"],
    ("[" * 100_000, "这不是 JSON 文件"),
    ({"facts": {}, "report": {"entity": "字" * 4001}}, "report.entity 超过 4000 个字符"),
]


@each(REFUSED)
def test_a_file_that_guiju_assess_would_refuse_is_refused_with_the_place_and_changes_nothing(
    content: Any, problem: str, answered: Form
) -> None:
    before = answered.counts()
    assert before[-1] > 30
    assert problem in answered.read_in(content)
    assert answered.counts() == before


def test_without_javascript_all_questions_are_listed_and_both_files_can_be_filled_in(
    look: Visit, site_folder: Path
) -> None:
    page = look("self-assessment/platform/", java_script_enabled=False)
    expect(page.locator("fieldset[data-fact]").first).to_contain_text("回答：是 / 否")
    assert page.locator("fieldset[data-fact]:visible").count() > 60
    assert page.locator("button:visible").filter(has_text="下载回执").count() == 0
    for link in page.locator("a.download").all():
        target = site_folder / "self-assessment/platform" / str(link.get_attribute("href"))
        assert target.resolve().stat().st_size > 1000
