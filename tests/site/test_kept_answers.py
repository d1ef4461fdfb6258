"""What this browser keeps of the self-assessment: all that was answered, until the reader forgets it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from assessment_samples import CONTENT
from self_assessment_form import GROUP, NO, NUMBER, TEXT, UNKNOWN, YES, Form
from windows import ROOTS, Visit, fill_store

pytest_plugins = ["self_assessment_form"]

PATH, KEY = "self-assessment/group-provider/", "guiju.self-assessment.group-provider"
HERE_ONLY, NOT_KEPT, UNREAD = "只存在这个浏览器里", "没有存下填写的内容", "读不出来"
NO_STORE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"


def expect_notice(form: Form, words: str) -> None:
    expect(form.find("[data-kept]")).to_contain_text(words)


@contextmanager
def second_tab(form: Form, root: str = "") -> Iterator[Form]:
    with form.page.context.new_page() as page:
        page.goto(f"/{root}{PATH}")
        yield Form(page)


def keep(form: Form, content: Any) -> None:
    """Put something else where the answers are kept, as another edition or another program would, and come back."""
    text = content if isinstance(content, str) else json.dumps(content)
    form.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    form.page.reload()


def answer_some(form: Form) -> None:
    form.of_groups()
    form.period("network_log_retention_policy", "180", "D")
    form.choose("management_rules_formulated", UNKNOWN)
    form.find('[data-things="group"]').get_by_role("button", name="添加一条").click()
    form.find(f'[data-things="group"] fieldset[data-fact="group_code"] {TEXT}').first.fill("群-01 😀")


def expect_some(form: Form) -> None:
    expect(form.find('[data-count="breached"]')).to_have_text("1")
    period = form.question("network_log_retention_policy")
    expect(period.locator(NUMBER).first).to_have_value("180")
    expect(period.locator("select").first).to_have_value("D")
    form.expect_answer("management_rules_formulated", UNKNOWN)
    code = form.find(f'[data-things="group"] fieldset[data-fact="group_code"] {TEXT}').first
    expect(code).to_have_value("群-01 😀")


def test_answers_survive_a_reload_a_closed_tab_and_the_language_switch(visit: Visit) -> None:
    form = Form(visit(PATH))
    answer_some(form)
    form.page.reload()
    expect_some(form)
    form.page.locator("[data-other-language]").click()
    form.page.wait_for_url(f"**/en/{PATH}")
    expect_some(form)
    form.page.close()
    for root in ROOTS.values():
        with second_tab(form, root) as other:
            expect_some(other)
    assert form.page.context.cookies() == []


def test_what_is_written_and_does_not_count_yet_is_there_again_too(form: Form) -> None:
    form.choose("offers_user_groups", YES)
    declare = form.find(f'[data-declare="{GROUP}#fulfil-main-responsibility"]')
    declare.get_by_label("落实情况").select_option("not_applicable")
    declare.get_by_label("不适用的理由").fill("没有此功能")
    question = form.question("network_log_retention_policy")
    question.locator(".ask__details > summary").click()
    question.get_by_label("证据在哪里").fill("日志平台")
    form.page.reload()
    expect(declare.get_by_label("落实情况")).to_have_value("not_applicable")
    expect(declare.get_by_label("不适用的理由")).to_have_value("没有此功能")
    expect(declare.locator(".ask__note")).to_contain_text("还缺")
    expect(question.get_by_label("证据在哪里")).to_have_value("日志平台")
    form.period("network_log_retention_policy", "180", "D")
    declare.get_by_label("由哪个岗位说明").fill("安全负责人")
    declare.get_by_label("由哪个岗位批准").fill("法务部")
    form.expect_words("fulfil-main-responsibility", "自述不适用，未核验")
    assert "draft" not in form.page.evaluate("(key) => localStorage.getItem(key)", KEY)


def test_all_that_a_file_brought_is_there_again_as_it_was(form: Form, tmp_path: Any) -> None:
    form.read_in(CONTENT)
    before = form.saved("profile", tmp_path).read_text("utf-8")
    form.page.reload()
    assert json.loads(form.saved("profile", tmp_path).read_text("utf-8")) == json.loads(before)


def test_one_button_forgets_everything_at_once(form: Form) -> None:
    answer_some(form)
    keep(form, "{")  # and what could not be read, which was set aside
    answer_some(form)
    form.page.once("dialog", lambda dialog: dialog.accept())
    form.press("forget")
    expect(form.find("[data-message]")).to_have_text("已全部删除，这个浏览器里也不再有。")
    assert form.count("breached") == 0
    assert form.find("details.thing").count() == 0
    assert form.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('self-assessment'))") == []
    form.page.reload()
    assert form.count("breached") == 0


def test_two_tabs_have_the_same_answers_and_neither_undoes_the_other(form: Form) -> None:
    with second_tab(form, ROOTS["en"]) as other:
        form.of_groups()
        other.expect_answer("offers_user_groups", YES)
        other.choose("management_rules_formulated", "No")
        form.expect_answer("management_rules_formulated", NO)
        form.page.reload()
        form.expect_answer("management_rules_formulated", NO)
        form.expect_answer("offers_user_groups", YES)


def test_what_another_tab_wrote_unseen_stays_beside_what_is_answered_here(form: Form) -> None:
    form.choose("offers_user_groups", YES)
    theirs = """([key, name]) => {
        const content = JSON.parse(localStorage.getItem(key));
        content.values.push([JSON.stringify(["facts", name]), { value: false, basis: "declared" }]);
        localStorage.setItem(key, JSON.stringify(content));
    }"""  # in this very tab: no event tells the page of it
    form.page.evaluate(theirs, [KEY, "management_rules_formulated"])
    form.choose("offers_user_groups", NO)
    form.choose("offers_user_groups", YES)
    form.expect_answer("management_rules_formulated", NO)


def test_a_browser_that_keeps_nothing_says_so_from_the_first_and_the_form_works(
    browser: Browser, site_url: str
) -> None:
    with browser.new_context(base_url=site_url) as context:  # the theme's own script does not take it so well
        page = context.new_page()
        page.add_init_script(NO_STORE)
        page.goto(f"/{PATH}")
        form = Form(page)
        expect_notice(form, NOT_KEPT)
        form.choose("offers_user_groups", NO)
        assert form.count("not_applicable") > 30


def test_a_full_store_is_reported_as_soon_as_something_is_not_kept(form: Form) -> None:
    expect_notice(form, HERE_ONLY)
    fill_store(form.page)
    form.choose("offers_user_groups", NO)
    expect_notice(form, NOT_KEPT)
    form.page.evaluate("localStorage.clear()")
    form.choose("offers_user_groups", YES)
    expect_notice(form, HERE_ONLY)


def test_what_a_full_store_did_not_keep_is_not_undone_by_what_another_tab_can_keep_again(form: Form) -> None:
    with second_tab(form) as other:
        fill_store(form.page)
        form.choose("offers_user_groups", YES)
        expect_notice(form, NOT_KEPT)
        filled = form.page.evaluate("localStorage.length")  # of which the other tab has yet to hear
        other.page.wait_for_function("(count) => localStorage.length === count", arg=filled)
        other.page.evaluate("localStorage.clear()")
        other.choose("management_rules_formulated", NO)
        form.expect_answer("management_rules_formulated", NO)
        for tab in (other, form):
            tab.expect_answer("offers_user_groups", YES)
        expect_notice(form, HERE_ONLY)


@pytest.mark.parametrize("content", ["{", "null", "7", '"x"', '{"values": 7}', '{"values": [["x", 1], 3, ["[", {}]]}'])
def test_what_cannot_be_read_is_reported_and_set_aside_and_the_form_works(form: Form, content: str) -> None:
    keep(form, content)
    expect_notice(form, UNREAD)
    assert form.page.evaluate("(key) => localStorage.getItem(`${key}.unread`)", KEY) == content
    form.choose("offers_user_groups", NO)
    form.page.reload()
    assert form.count("not_applicable") > 30


def test_of_answers_to_questions_that_have_changed_the_others_stay(form: Form) -> None:
    duty = f"{GROUP}#fulfil-main-responsibility"
    values = {
        '["facts","offers_user_groups"]': True,
        '["facts","no_such_fact"]': True,
        '["facts","group_reviewer_count"]': "many",
        '["rows","group","g","group_code"]': "G-1",
        '["rows","group","__proto__","group_code"]': "G-2",
        f'["declarations","{duty}"]': {"status": "met", "by": "R"},
        '["declarations","x#gone"]': {"status": "met", "by": "R"},
    }
    keep(form, {"values": list(values.items())})
    expect_notice(form, UNREAD)
    form.expect_answer("offers_user_groups", YES)
    assert form.find("details.thing").count() == 2
    form.expect_words("fulfil-main-responsibility", "自述符合，未核验")


def test_answers_that_an_earlier_edition_kept_are_taken_over(form: Form) -> None:
    keep(form, {"facts": {"offers_user_groups": {"value": False, "basis": "declared"}}})
    expect_notice(form, HERE_ONLY)
    assert form.count("not_applicable") > 30
