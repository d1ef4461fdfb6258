"""The leaflets for group owners and members: plain questions on a phone, the engine's verdicts, one sheet of paper."""

import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from barriers import violations
from browser_engine import DAY, assessed
from conftest import AS_OF
from guiju.model import Lang, Leaflet, PlainQuestion, Role
from guiju.predicates import parse
from guiju.predicates.kleene import Row, evaluate
from guiju.reasoning import facts
from guiju.reasoning.checklist import checklist
from real_corpus import real
from windows import ROOTS, Visit

CORPUS = real()
KNOWN = facts.by_entity(CORPUS.vocabulary.facts)
SMALL = {"width": 360, "height": 740}
UNSURE = "unsure"
each_leaflet = pytest.mark.parametrize("leaflet", CORPUS.leaflets, ids=lambda leaflet: leaflet.role)

EVERYDAY = """
应当 应 可以 不得 法律法规 法律、行政法规 用户协议 账号 成员 导向 个人信息 信用等级 建群 必要 管理措施 暂停发布 关闭群组
降低信用等级 暂停管理权限 取消建群资格 情节严重 报告 举报 及时 处理 处罚 处分 罚款 审核 相应 合理 许可 落实
淫秽 谣言
"""
"""Terms of the glossary that a reader knows without an explanation."""


def path(leaflet: Leaflet) -> str:
    return f"for/{leaflet.role}/"


def role_of(leaflet: Leaflet) -> Role:
    return next(role for role in CORPUS.vocabulary.roles if role.id == leaflet.role)


# ---- what is asked, and how ------------------------------------------------------------------------------------------


@each_leaflet
def test_a_leaflet_asks_ten_questions_at_most_and_none_that_only_a_platform_can_answer(leaflet: Leaflet) -> None:
    assert 0 < len(leaflet.questions) <= 10
    own = {fact for line in checklist(CORPUS, [role_of(leaflet)], DAY).lines for fact in _read(line.obligation)}
    for question in leaflet.questions:
        assert question.entity in ("violation", "conduct")
        assert "平台" not in question.text.zh and "platform" not in question.text.en
        for name in question.facts:
            assert question.entity == "conduct" or (question.entity, name) in own, name


def _read(obligation: Any) -> Iterator[tuple[str, str]]:
    for check in obligation.checks:
        yield from (
            (check.entity, name) for name in KNOWN[check.entity] if name in f"{check.requires}{check.applies_when}"
        )
    for limit in obligation.consequence.only_where if obligation.consequence else ():
        yield from ((limit.entity, name) for name in KNOWN[limit.entity] if name in limit.when)


@each_leaflet
def test_a_leaflet_says_each_current_duty_of_its_role_once(leaflet: Leaflet) -> None:
    said = [name for must in leaflet.musts for name in must.obligations]
    assert sorted(said) == sorted(line.id for line in checklist(CORPUS, [role_of(leaflet)], DAY).duties)


@each_leaflet
def test_a_leaflet_explains_each_term_of_the_trade_that_it_uses(visit: Visit, leaflet: Leaflet) -> None:
    page = visit(path(leaflet), java_script_enabled=False)
    explained = page.locator(".leaflet__key").all_inner_texts()
    names = ".leaflet__basis, .leaflet__penalties strong, .leaflet__foot"  # of laws and crimes, which are what they are
    page.evaluate("names => document.querySelectorAll(names).forEach((node) => node.remove())", names)
    text = page.locator(".leaflet").inner_text()
    for term in (term.zh for term in CORPUS.glossary if term.zh not in EVERYDAY.split()):
        assert term not in text or term in "".join(explained), term


# ---- one engine ------------------------------------------------------------------------------------------------------

COURSE = """async ([role, sets]) => {
  const [{ leaflet, given }, course, { assess }] = await Promise.all([
    import(`/for/${role}.js`), import("/assets/leaflets/course.js"), import("/assets/self_assessment/assessment.js")]);
  return sets.map((answers) => {
    const { asked, profile } = course.course(given, leaflet, answers);
    const verdicts = assess(given, profile).lines.map(({ duty, verdict }) => [duty.id, verdict]);
    return { asked: asked.map(({ id }) => id), profile, verdicts, out: [...course.excluded(given, leaflet, profile)] };
  });
}"""


def random_answers(leaflet: Leaflet, chance: random.Random) -> dict[str, Any]:
    def answer(question: PlainQuestion) -> Any:
        if chance.random() < 0.15:
            return UNSURE
        if question.day:
            return chance.choice(["2017-10-07", "2017-10-08", "2025-03-01", AS_OF])
        return chance.randrange(len(question.answers))

    return {question.id: answer(question) for question in leaflet.questions}


def profile_of(leaflet: Leaflet, asked: list[str], answers: dict[str, Any]) -> dict[str, Any]:
    """The answers to the questions that were asked, as a profile of guiju assess."""
    content: dict[str, Any] = {"facts": dict(leaflet.given), "coverage": {}, "rows": {}}
    for question in leaflet.questions:
        chosen = answers[question.id]
        if question.id not in asked or chosen == UNSURE:
            continue
        answer = None if question.day else question.answers[chosen]
        if answer and answer.happened is False:
            content["coverage"][question.entity] = "all"
            continue
        row = content["rows"].setdefault(question.entity, {}).setdefault("1", {})
        for name, value in (answer.sets if answer else {question.day: chosen}).items():
            time = "T00:00:00" if KNOWN[question.entity][name].type == "datetime" else ""
            row[name] = AS_OF + time if value == "$as_of" else value
    return content


def left_out(leaflet: Leaflet, content: dict[str, Any]) -> set[str]:
    """The provisions that the limits of the law keep from the reader, by Python."""
    row = facts.values(KNOWN["violation"], content["rows"].get("violation", {}).get("1", {}))
    lets: dict[str, bool] = {}
    for line in checklist(CORPUS, [role_of(leaflet)], DAY).duties:
        for limit in line.obligation.consequence.only_where if line.obligation.consequence else ():
            truth = evaluate(parse(limit.when), Row(row, {}, {}, DAY))
            for name in limit.provisions:
                lets[name] = lets.get(name, False) or truth is not False
    return {name for name, is_in in lets.items() if not is_in}


@each_leaflet
def test_verdicts_and_penalties_are_those_of_guiju_assess_on_the_same_answers(visit: Visit, leaflet: Leaflet) -> None:
    page, chance = visit(path(leaflet)), random.Random(12)
    sets = [random_answers(leaflet, chance) for _ in range(150)]
    results = page.evaluate(COURSE, [leaflet.role, sets])
    seen = set()
    for answers, result in zip(sets, results, strict=True):
        content = profile_of(leaflet, result["asked"], answers)
        assert result["profile"] == content
        by_python = [[duty.line.id, duty.verdict] for duty in assessed(leaflet.role, content).every_duty]
        assert result["verdicts"] == by_python, answers
        assert set(result["out"]) == left_out(leaflet, content), answers
        seen |= {verdict for _, verdict in by_python}
    assert {"breached", "undetermined", "not_applicable"} <= seen


# ---- on a phone ------------------------------------------------------------------------------------------------------


def now(page: Page) -> str:
    name = page.locator(".leaflet__question.is-now").get_attribute("data-question")
    assert name is not None
    return name


def answer(page: Page, place: int | str) -> None:
    """Choose an answer to the question that is asked, by its place among the buttons; a day is written."""
    asked = page.locator(".leaflet__question.is-now")
    if isinstance(place, str):
        asked.locator("input").fill(place)
        asked.locator("[data-day] button").click()
    else:
        asked.locator("button").nth(place).click()


def go_through(page: Page, answers: dict[str, int | str]) -> list[str]:
    """Answer whatever is asked, the last button where nothing is said; the questions in the order asked."""
    asked = []
    while page.locator(".leaflet.is-asking").count():
        asked.append(now(page))
        answer(page, answers.get(asked[-1], -1))
    return asked


TOLERATED = {
    "capacity": 0,
    "official": 1,
    "happened": 0,
    "whose": 0,
    "content": 4,
    "confirmed": 0,
    "knew": 0,
    "acted": 1,
}


def test_an_owner_answers_one_question_at_a_time_goes_back_and_learns_what_was_not_done(visit: Visit) -> None:
    page = visit("for/group-owner/", **SMALL)
    assert page.locator(".leaflet__question:visible").count() == 1
    expect(page.locator("[data-progress]")).to_have_text("第 1 题，共 10 题")
    assert all(box["height"] >= 44 for box in (b.bounding_box() for b in page.locator(".is-now button").all()))
    answer(page, 1)
    page.locator("[data-do=back]").click()
    assert page.locator(".is-now [aria-pressed=true]").inner_text() == "替单位管"
    asked = go_through(page, TOLERATED)
    assert "prohibited" not in asked  # of what a member posted nothing turns on it
    expect(page.locator("[data-headline]")).to_contain_text("有 2 件看起来没有做到")
    breached = page.locator("[data-state=breached]").all()
    assert [node.inner_text() for node in breached] == ["看起来没有做到"] * 2
    assert page.locator("[data-provision$='#gambling']:visible").count() == 2
    assert page.locator("[data-provision$='#rumours']:visible").count() == 0
    assert page.locator("[data-unless]:visible").count() == 0  # for organisations and for officials


def test_a_change_of_an_answer_changes_the_result_and_nothing_is_in_the_address(visit: Visit) -> None:
    page = visit("for/group-owner/", **SMALL)
    address = page.url
    go_through(page, TOLERATED)
    page.locator("[data-given]").evaluate("node => (node.closest('details').open = true)")
    page.get_by_role("button", name="改 知道以后，您制止过吗？").click()
    assert now(page) == "acted"
    answer(page, 0)
    expect(page.locator("[data-headline]")).to_contain_text("不能认定哪一件没有做到")
    page.reload()
    expect(page.locator("[data-headline]")).to_contain_text("不能认定哪一件没有做到")
    assert page.url == address
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('leaflet'))") == []
    page.locator("[data-do=again]").click()
    assert now(page) == "capacity"


def test_who_has_no_incident_is_asked_three_questions_only(visit: Visit) -> None:
    page = visit("for/group-owner/", **SMALL)
    assert go_through(page, {"capacity": 0, "official": 0, "happened": 1}) == ["capacity", "official", "happened"]
    assert page.locator("section[data-unless]:visible h3").all_inner_texts() == ["公职人员另有处分"]


def test_who_skips_the_questions_reads_everything_and_can_still_answer(visit: Visit) -> None:
    page = visit("for/group-owner/", **SMALL)
    page.locator("[data-do=skip]").click()
    expect(page.locator("#musts")).to_be_focused()
    expect(page.locator("[data-yours]")).to_be_hidden()
    page.locator("[data-do=again]").click()
    assert now(page) == "capacity"


def test_answers_that_fit_no_question_of_the_page_as_it_is_now_are_dropped(visit: Visit) -> None:
    page = visit("for/group-owner/", **SMALL)
    kept = {"capacity": 99, "official": UNSURE, "happened": "2025-05-01", "gone": 1}
    page.evaluate("(kept) => sessionStorage.setItem('guiju.leaflet.group-owner', JSON.stringify(kept))", kept)
    page.reload()
    assert now(page) == "capacity"
    answer(page, 0)
    assert now(page) == "happened"


def test_the_link_that_is_shared_is_the_address_alone(visit: Visit, lang: Lang) -> None:
    page = visit("for/group-member/", lang)
    page.evaluate("""() => {
      window.shared = [];
      Object.defineProperty(navigator, "share", { value: async (data) => void window.shared.push(data) });
    }""")
    page.evaluate("location.hash = 'musts'")
    page.locator("[data-do=skip]").click()
    page.locator("[data-do=share]").click()
    ((shared,),) = (page.evaluate("window.shared"),)
    assert re.fullmatch(rf"http://127.0.0.1:\d+/{ROOTS[lang]}for/group-member/", shared["url"])


def test_the_keyboard_answers_and_the_question_is_read_when_it_changes(visit: Visit) -> None:
    page = visit("for/group-owner/")
    page.locator(".is-now button").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "ask-official"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.id") == "ask-happened"


@each_leaflet
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_asks_nor_in_the_result_and_nothing_is_wider_than_the_phone(
    visit: Visit, leaflet: Leaflet, scheme: str, lang: Lang
) -> None:
    page = visit(path(leaflet), lang, **SMALL, color_scheme=scheme, reduced_motion="reduce")
    barriers = violations(page)
    while page.locator(".leaflet.is-asking").count():
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], now(page)
        answer(page, "2025-05-01" if now(page) == "day" else 0)
        barriers += violations(page) if page.locator(".is-now input").count() else []
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    assert barriers + violations(page) == []


# ---- without scripts, on paper, and the way there --------------------------------------------------------------------


@each_leaflet
def test_without_scripts_questions_and_all_that_an_answer_can_say_are_there(
    visit: Visit, leaflet: Leaflet, lang: Lang
) -> None:
    page = visit(path(leaflet), lang, java_script_enabled=False)
    text = page.locator(".leaflet").inner_text()
    sentences = [q.text for q in leaflet.questions] + [a.text for q in leaflet.questions for a in q.answers]
    sentences += [duty.text for duty in (*leaflet.musts, *leaflet.owed)]
    sentences += [step.text for situation in leaflet.situations for step in situation.steps]
    sentences += [statement.text for part in leaflet.answerable for statement in part.turns_on]
    assert [sentence[lang] for sentence in sentences if sentence[lang] not in text] == []
    assert page.locator("button:visible").count() == page.locator("header button:visible").count()


def sheets(page: Page, folder: Path) -> int:
    file = folder / "leaflet.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    read = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size: +59\d\.?\d* x 84\d\.?\d* pts \(A4\)", read)
    found = re.search(r"Pages: +(\d+)", read)
    assert found
    return int(found[1])


@each_leaflet
def test_a_leaflet_prints_on_one_sheet_whatever_was_answered(
    visit: Visit, leaflet: Leaflet, tmp_path: Path, lang: Lang
) -> None:
    assert sheets(visit(path(leaflet), lang, java_script_enabled=False), tmp_path) == 1
    page = visit(path(leaflet), lang)
    assert sheets(page, tmp_path) == 1
    go_through(page, {})
    assert sheets(page, tmp_path) == 1
    for content in range(7):
        page.locator("[data-do=again]").evaluate("button => button.click()")
        go_through(page, {"happened": 0, "content": content, "official": 0})
        assert sheets(page, tmp_path) == 1


@each_leaflet
def test_the_first_page_and_the_pages_of_the_role_lead_to_its_leaflet(
    visit: Visit, leaflet: Leaflet, lang: Lang
) -> None:
    for address in ("", f"roles/{leaflet.role}/", f"checklists/{leaflet.role}/", f"self-assessment/{leaflet.role}/"):
        link = visit(address, lang).locator("article").get_by_role("link", name=leaflet.title[lang], exact=True)
        assert link.first.get_attribute("href").endswith(f"for/{leaflet.role}/"), address
