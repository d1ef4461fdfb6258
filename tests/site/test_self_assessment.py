"""The self-assessment as a person uses it in a browser: answered at once, by pointer and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from assessment_samples import CONTENT
from barriers import violations
from case_tables import cases
from guiju.model import Lang
from self_assessment_form import GROUP, NO, NUMBER, TEXT, UNKNOWN, YES, Form, opened_proof
from windows import Visit

pytest_plugins = ["self_assessment_form", "kept_windows"]

CONTRADICTION = {"management_rules_published": True, "management_rules_formulated": False}


def test_what_does_not_apply_is_not_asked_and_its_duties_say_so_at_once(form: Form) -> None:
    def left() -> int:
        return int("".join(re.findall(r"\d+", form.find("[data-left]").inner_text().split("；")[0])) or 0)

    members = form.question("max_members_per_group")
    expect(members).to_be_visible()
    before = left()
    form.choose("offers_user_groups", NO)
    expect(members).to_be_hidden()
    expect(form.find('[data-things="group"]')).to_be_hidden()
    assert form.count("not_applicable") > 30
    assert left() < before / 4
    form.choose("offers_user_groups", YES)
    expect(members).to_be_visible()


def test_a_verdict_comes_with_its_proof_and_the_words_of_its_basis(form: Form) -> None:
    form.of_groups()
    form.period("network_log_retention_policy", "5", "M")
    assert form.count("breached") == 1
    form.expect_words("retain-network-logs", "疑似不符合（待复核）")
    proof = form.proof("retain-network-logs")
    expect(proof).to_contain_text("5个月（自述）")
    expect(proof).to_contain_text("network_log_retention_policy >= $min_retention OR")
    expect(form.duty("retain-network-logs").locator(".quote")).to_contain_text("留存网络日志不少于六个月")
    form.questions()
    for fact in ("network_log_retention_policy", "offers_user_groups", "service_launched_on"):
        form.question(fact).locator(".ask__details > summary").click()
        form.question(fact).get_by_label("由哪个岗位复核").fill("法务部")
    form.expect_words("retain-network-logs", "不符合")


def test_an_invalid_answer_is_reported_at_the_field_and_does_not_count(form: Form) -> None:
    count = form.question("group_reviewer_count")
    for wrong in ("-3", "1e99"):
        count.locator(NUMBER).fill(wrong)
        expect(count.locator(".ask__problem")).to_be_visible()
        expect(count.locator(NUMBER)).to_have_attribute("aria-invalid", "true")
        expect(count.locator(NUMBER)).to_have_attribute("aria-describedby", re.compile("."))
    count.locator(NUMBER).fill("12")
    expect(count.locator(".ask__problem")).to_be_hidden()


def test_a_period_has_no_unit_before_one_is_chosen_and_half_of_one_counts_for_nothing(form: Form) -> None:
    form.of_groups()
    question = form.question("network_log_retention_policy")
    number, unit = question.locator(NUMBER).first, question.locator("select").first
    assert (number.input_value(), unit.input_value()) == ("", "")
    number.fill("180")
    expect(question.locator(".ask__problem")).to_have_text("还没有选单位；现在填的不计入。")
    expect(unit).to_have_attribute("aria-invalid", "true")
    assert violations(form.page) == []
    assert form.count("breached") == 0
    unit.select_option("D")
    expect(question.locator(".ask__problem")).to_be_hidden()
    assert form.count("breached") == 1
    number.fill("")
    expect(question.locator(".ask__problem")).to_have_text("还没有填数字；现在填的不计入。")
    assert form.count("breached") == 0
    question.get_by_text(UNKNOWN, exact=True).click()
    assert unit.input_value() == ""
    expect(question.locator(".ask__problem")).to_be_hidden()


def test_a_period_is_said_back_and_compared_with_the_words_of_the_law(look: Visit, lang: Lang) -> None:
    form = Form(look("self-assessment/group-provider/", lang))
    for period, words in cases(__file__)["said_back"][lang].items():
        form.period("network_log_retention_policy", *period.split())
        expect(form.question("network_log_retention_policy").locator(".ask__back")).to_have_text(words)


def test_who_does_not_know_is_not_asked_again_and_nothing_counts_as_met(form: Form) -> None:
    form.choose("offers_user_groups", UNKNOWN)
    expect(form.question("offers_user_groups")).to_be_visible()
    expect(form.find("[data-left]")).to_contain_text("另有 1 个答了不知道")
    assert form.count("met") == 0


def test_contradictory_answers_are_reported_and_lead_to_the_answer_to_correct(form: Form) -> None:
    form.read_in({"facts": CONTRADICTION})
    alert = form.page.get_by_role("alert")
    expect(alert).to_contain_text("不能同时成立")
    form.press("receipt")
    expect(form.find("[data-message]")).to_contain_text("guiju assess 不会接受")
    alert.get_by_role("button").last.click()
    expect(form.question("management_rules_formulated").locator(":focus")).to_have_count(1)
    form.choose("management_rules_formulated", YES)
    expect(alert).to_be_hidden()


def test_rows_of_groups_beside_no_groups_are_reported_once_and_lead_to_the_answer_to_correct(form: Form) -> None:
    groups = {key: {"group_code": {"value": "none", "basis": "declared"}} for key in ("g1", "g2")}
    denied = {"offers_user_groups": {"value": False, "basis": "declared"}}
    form.read_in({"facts": denied, "rows": {"group": groups}})
    alert = form.page.get_by_role("alert")
    expect(alert.locator("p")).to_have_count(1)
    expect(alert).to_contain_text("没有群组可评估")
    alert.get_by_role("button").click()
    expect(form.question("offers_user_groups").locator(":focus")).to_have_count(1)
    form.choose("offers_user_groups", YES)
    expect(alert).to_be_hidden()


def test_groups_are_entered_one_by_one_and_only_all_of_them_can_show_that_nothing_is_wrong(form: Form) -> None:
    form.choose("offers_user_groups", YES)
    things = form.find('[data-things="group"]')

    def add(code: str) -> None:
        things.get_by_role("button", name="添加一条").click()
        things.locator("details.thing").last.locator(f'fieldset[data-fact="group_code"] {TEXT}').first.fill(code)

    add("G-001")
    proof = form.proof("set-group-code")
    expect(proof).to_contain_text("所录入的不是全部")
    form.questions()
    things.get_by_text("是全部", exact=True).click()
    form.expect_words("set-group-code", "自述符合，未核验")
    expect(form.proof("set-group-code")).to_contain_text("1（由所填的回答得出）")
    form.questions()
    add("G-001")
    form.expect_words("set-group-code", "疑似不符合（待复核）")
    form.questions()
    things.get_by_role("button", name="删去这一条").last.click()
    form.expect_words("set-group-code", "自述符合，未核验")


def test_that_nothing_of_a_kind_ever_happened_is_an_answer_too(form: Form) -> None:
    form.choose("offers_user_groups", YES)
    form.find('[data-coverage="inspection"]').get_by_text("已查实：一件也没有", exact=True).click()
    idle = form.result().locator('[data-verdicts="not_applicable"] [data-duty]').first
    expect(opened_proof(idle)).to_contain_text("没有任何“")


def test_a_person_declares_what_no_fact_decides_and_is_asked_by_whom(form: Form) -> None:
    declare = form.find(f'[data-declare="{GROUP}#fulfil-main-responsibility"]')
    expect(declare).to_be_hidden()  # whether the duty binds this service at all is a fact, and comes first
    form.choose("offers_user_groups", YES)
    declare.get_by_label("落实情况").select_option("met")
    expect(declare.locator(".ask__note")).to_contain_text("由哪个岗位说明")
    assert form.count("met") == 0
    declare.get_by_label("由哪个岗位说明").fill("安全负责人")
    form.expect_words("fulfil-main-responsibility", "自述符合，未核验")
    assert form.count("met") == 1


def test_a_whole_round_of_questions_can_be_answered_from_the_keyboard(form: Form) -> None:
    form.page.get_by_role("button", name="下一个问题").focus()
    focused = "((one) => [one.closest('fieldset').dataset.fact, one.type])(document.activeElement)"
    answered = []
    for _ in range(6):
        form.page.keyboard.press("Enter")
        fact, kind = form.page.evaluate(focused)
        answered.append(fact)
        if kind == "radio":
            form.page.keyboard.press("Space")
        elif kind in ("number", "date"):
            form.page.keyboard.type({"number": "7", "date": "05012023"}[kind])
    assert answered[0] == "offers_user_groups" and len(set(answered)) == 6
    assert form.find("fieldset.ask.is-answered").count() >= 5


def test_only_a_fact_that_could_change_the_verdict_is_offered_for_an_answer(form: Form) -> None:
    form.of_groups()
    form.choose("management_rules_published", YES)
    facts = form.proof("formulate-rules-and-convention").locator("li")
    expect(facts.filter(has_text="群组管理规则").filter(has_text="制定")).to_contain_text("目前补充也不改变结论")
    expect(facts.get_by_role("button")).to_have_count(2)  # the platform convention: formulated, or published


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_a_form_in_use_and_it_fits_its_width(look: Visit, scheme: str, width: int) -> None:
    form = Form(look("self-assessment/platform/", color_scheme=scheme, width=width))
    rows = {"group": {"G-001": {"group_code": "A"}}}
    form.read_in({**CONTENT, "facts": {**CONTENT["facts"], **CONTRADICTION}, "rows": rows})
    form.fill("group_reviewer_count", "-3")
    for show in (form.questions, form.result):
        show()
        form.open_all()
        assert violations(form.page) == []
        assert form.page.evaluate("document.documentElement.scrollWidth") <= width
