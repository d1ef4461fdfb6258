"""The leaflets: plain questions, the engine's verdicts, one sheet of paper."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser_engine import DAY, assessed
from conftest import AS_OF
from guiju.documents.penalties.tier_summary import days
from guiju.model import Lang, Leaflet, Period, PlainQuestion
from guiju.reasoning import breach, elements, facts
from guiju.reasoning.checklist import Line, checklist
from guiju.reasoning.conduct import Conduct
from guiju.reasoning.law_in_time import on_the_actor
from guiju.site.pages.leaflets import actor_of, most, provisions
from leaflet_pages import UNSURE, each_leaflet, go_through, path
from loaded_modules import place
from markdown_pages import made_from
from paper import printed, run_together, sheets
from real_corpus import real
from windows import Visit

pytest_plugins = ["kept_windows"]

CORPUS = real()
FACTS = facts.by_entity(CORPUS.vocabulary.facts)

EVERYDAY = """
法律法规 法律、行政法规 用户协议 账号 导向 个人信息 信用等级 建群 管理措施 暂停发布 关闭群组
降低信用等级 暂停管理权限 取消建群资格 情节严重 报告 举报 及时 处理 处罚 处分 罚款 审核 许可 淫秽
谣言 寻衅滋事 国家有关规定 平台公约 有关部门 有关主管部门
"""
"""Further terms of the glossary that a reader knows without an explanation. The last two are how the law speaks of
authorities that it leaves unnamed: there is nothing more to explain."""
OPERATING = """
用户服务协议 服务协议 管理规则 账号信息 公众账号 统一社会信用代码 公序良俗 诚实信用 违法信息 保存有关记录
投诉举报 处置 监督检查
"""
"""Terms of the trade of whoever operates a service with accounts."""
OPERATORS = {role.id for role in CORPUS.vocabulary.roles if "account-provider" in role.parties}


def duties(leaflet: Leaflet) -> tuple[Line, ...]:
    """The current duties of its role."""
    role = next(role for role in CORPUS.vocabulary.roles if role.id == leaflet.role)
    return checklist(CORPUS, [role], DAY).duties


@each_leaflet
def test_a_leaflet_asks_ten_questions_at_most_and_none_about_the_platform(leaflet: Leaflet) -> None:
    assert 0 < len(leaflet.questions) <= 10
    for question in leaflet.questions:
        assert "平台" not in question.text.zh and "platform" not in question.text.en


@each_leaflet
def test_a_leaflet_explains_each_term_of_the_trade_that_it_uses(look: Visit, leaflet: Leaflet) -> None:
    page = look(path(leaflet), java_script_enabled=False)
    explanations = page.locator(".leaflet__key").all_inner_texts()
    names = ".leaflet__basis, .leaflet__penalties strong, .leaflet__foot"  # of laws and crimes, which are what they are
    page.evaluate("names => document.querySelectorAll(names).forEach((node) => node.remove())", names)
    text = page.locator(".leaflet").inner_text()
    known = {*EVERYDAY.split(), *(OPERATING.split() if leaflet.role in OPERATORS else ())}
    for term in (t.zh for t in CORPUS.glossary if not t.everyday and t.zh not in known):
        assert term not in text or term in "".join(explanations), term


KEPT, REMOVED = re.compile("记下|截屏|原始记录|留好记录"), re.compile("删除|撤回")


@each_leaflet
def test_a_leaflet_has_all_records_kept_before_anything_is_deleted(leaflet: Leaflet) -> None:
    for situation in leaflet.situations:
        text = "\n".join(step.text.zh for step in situation.steps)
        removed, last = REMOVED.search(text), max((kept.start() for kept in KEPT.finditer(text)), default=-1)
        assert not removed or -1 < last < removed.start(), situation.id


@each_leaflet
def test_a_reader_whom_the_police_call_is_told_of_summons_defence_remedies_and_limitation(leaflet: Leaflet) -> None:
    [called] = [situation for situation in leaflet.situations if situation.id == "police"]
    named = {name.removeprefix("public-security-penalties#") for step in called.steps for name in step.basis}
    assert {"summons", "statement-and-defence", "remedies", "time-limit"} <= named


ON_REPOSTING = {
    "zh": "转发也可能算传播，条文没有写明",
    "en": "reposting may count as spreading too, the words do not say",
}


def test_leaflets_and_cards_say_the_same_of_reposting_which_no_provision_calls_spreading(lang: Lang) -> None:
    """The only provision that names it counts reposts of a defamation."""
    steps = [step.text for leaflet in CORPUS.leaflets for one in leaflet.situations for step in one.steps]
    texts = [*steps, *(must.text for leaflet in CORPUS.leaflets for must in leaflet.musts)]
    texts += [sentence.text for card in CORPUS.answers for sentence in card.answer]
    spoken = [
        text[lang]
        for text in texts
        if re.search({"zh": "转发.*算?是?传播", "en": "reposting.*spreading"}[lang], text[lang])
    ]
    assert len(spoken) >= 5
    assert [text for text in spoken if ON_REPOSTING[lang] not in text] == []
    duties = [step for card in CORPUS.answers for step in card.steps if step.kind == "duty"]
    assert [step.text.zh for step in duties if re.search("不转(?!送)|不得转", step.text.zh)] == []


OF_PERSONS = [leaflet for leaflet in CORPUS.leaflets if leaflet.role not in OPERATORS]
OF_OFFICIALS = "共六种：警告、记过、记大过、降级、撤职、开除"
OF_VILLAGES = "政务处分只有三种：警告、记过、记大过；"


@pytest.mark.parametrize("leaflet", OF_PERSONS, ids=lambda leaflet: leaflet.role)
@pytest.mark.parametrize(
    ("official", "told"),
    [(0, {OF_OFFICIALS}), (1, {OF_VILLAGES}), (2, set()), (3, {OF_OFFICIALS, OF_VILLAGES})],
    ids=["official", "village committee", "neither", "not sure"],
)
def test_a_reader_is_told_the_sanctions_of_officials_that_may_fall_on_them(
    look: Visit, leaflet: Leaflet, official: int, told: set[str]
) -> None:
    page = look(path(leaflet))
    go_through(page, {"official": official})
    page.locator(".leaflet__part summary").evaluate_all(
        "all => all.forEach((fold) => fold.parentElement.open || fold.click())"
    )
    shown = page.locator(".leaflet__result").inner_text()
    assert {words for words in (OF_OFFICIALS, OF_VILLAGES) if words in shown} == told


COURSE = """async ([role, sets, places]) => {
  const { leaflet, given } = await import(`/for/${role}.js`);
  const [course, { assess }] = await Promise.all(places.map(async ([address, name]) => (await import(address))[name]));
  return sets.map((answers) => {
    const { questions, profile } = course.course(given, leaflet, answers);
    const verdicts = assess(given, profile).lines.map(({ duty, verdict }) => [duty.id, verdict]);
    const out = [...course.excluded(given, leaflet, profile)];
    return { questions: questions.map(({ id }) => id), profile, verdicts, out };
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


def profile_of(leaflet: Leaflet, questions: list[str], answers: dict[str, Any]) -> dict[str, Any]:
    """The answers to the questions that were asked, as a profile of guiju assess."""
    content: dict[str, Any] = {"facts": dict(leaflet.given), "coverage": {}, "rows": {}}
    for question in leaflet.questions:
        choice = answers[question.id]
        if question.id not in questions or choice == UNSURE:
            continue
        answer = None if question.day else question.answers[choice]
        if answer and answer.happened is False:
            content["coverage"][question.entity] = "all"
            continue
        row = content["rows"].setdefault(question.entity, {}).setdefault("1", {})
        for name, value in (answer.sets if answer else {question.day: choice}).items():
            time = "T00:00:00" if FACTS[question.entity][name].type == "datetime" else ""
            row[name] = AS_OF + time if value == "$as_of" else value
    return content


def left_out(leaflet: Leaflet, content: dict[str, Any]) -> set[str]:
    """The provisions that the limits of the law keep from the reader, by Python."""
    row = facts.values(FACTS["violation"], content["rows"].get("violation", {}).get("1", {}))
    said = facts.values(FACTS["conduct"], content["rows"].get("conduct", {}).get("1", {}))
    known = {**dict(breach.facts_from(CORPUS, "violation", row)), **actor_of(CORPUS, leaflet), **said}
    act = Conduct(known, Period(DAY, DAY), DAY)
    out = set()
    for name, rule, provision, imposed in provisions(made_from(), leaflet):
        reached = {elements.judge(CORPUS, rule, provision, s, act).reach for s in imposed}
        out |= {name} if reached == {"excluded"} else set()
    return out


@each_leaflet
def test_verdicts_and_penalties_are_those_of_guiju_assess_on_the_same_answers(
    look: Visit, leaflet: Leaflet, site_folder: Path
) -> None:
    page, chance = look(path(leaflet)), random.Random(12)
    sets = [random_answers(leaflet, chance) for _ in range(150)]
    places = [place(site_folder, module) for module in ("leaflets/course", "self_assessment/assessment")]
    results = page.evaluate(COURSE, [leaflet.role, sets, places])
    verdicts = set()
    for answers, result in zip(sets, results, strict=True):
        content = profile_of(leaflet, result["questions"], answers)
        assert result["profile"] == content
        by_python = [[duty.line.id, duty.verdict] for duty in assessed(leaflet.role, content).every_duty]
        assert result["verdicts"] == by_python, answers
        assert set(result["out"]) == left_out(leaflet, content), answers
        verdicts |= {verdict for _, verdict in by_python}
    of_act_alone = all(question.entity == "conduct" for question in leaflet.questions)  # of which no duty asks
    assert ({"undetermined"} if of_act_alone else {"breached", "undetermined", "not_applicable"}) <= verdicts


@each_leaflet
def test_without_scripts_questions_and_all_that_an_answer_can_say_are_there(
    look: Visit, leaflet: Leaflet, lang: Lang
) -> None:
    page = look(path(leaflet), lang, java_script_enabled=False)
    text = page.locator(".leaflet").inner_text()
    sentences = [*leaflet.musts, *leaflet.owed]
    for question in leaflet.questions:
        sentences += [question, *question.answers]
    for situation in leaflet.situations:
        sentences += situation.steps
    for part in leaflet.answerable:
        sentences += part.turns_on
    assert [sentence.text[lang] for sentence in sentences if sentence.text[lang] not in text] == []
    assert page.locator("button:visible").count() == page.locator("header button:visible").count()


LEAST = 8.5
"""Points: smaller print is read with trouble."""
PRINTED_SIZES = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (texts.nextNode()) {
    const { data, parentElement: parent } = texts.currentNode;
    const isPrinted = data.trim() && parent.checkVisibility() && parent.getClientRects().length;
    if (isPrinted) sizes.push([parseFloat(getComputedStyle(parent).fontSize) * 0.75, data.trim()]);
  }
  return sizes;
}"""


def assert_hands_over(page: Page, leaflet: Leaflet, lang: Lang, folder: Path) -> None:
    """It is one sheet, large enough to be read, with what to do, who decides, and where the rest is."""
    text = printed(page, folder, in_columns=True)
    assert sheets(folder) == 1
    for sentence in [must.text for must in leaflet.musts] + [situation.title for situation in leaflet.situations]:
        assert run_together(sentence[lang]) in text
    assert f"for/{leaflet.role}/".replace("-", "") in text
    page.emulate_media(media="print")
    assert [(size, words) for size, words in page.evaluate(PRINTED_SIZES) if size < LEAST - 0.01] == []
    page.emulate_media(media="null")  # as it was: what is emulated is also what is printed


@each_leaflet
def test_a_leaflet_prints_on_one_sheet_in_a_size_that_is_read_with_ease_whatever_was_answered(
    look: Visit, leaflet: Leaflet, tmp_path: Path, lang: Lang
) -> None:
    assert_hands_over(look(path(leaflet), lang, java_script_enabled=False), leaflet, lang, tmp_path)
    page = look(path(leaflet), lang)
    assert_hands_over(page, leaflet, lang, tmp_path)
    for answers in ({}, *({"happened": 0, "content": content, "official": 0} for content in range(7))):
        page.locator("[data-do=again]").evaluate("button => button.click()")
        go_through(page, answers)
        assert_hands_over(page, leaflet, lang, tmp_path)


@each_leaflet
def test_the_heaviest_that_is_printed_is_set_by_a_provision_and_none_sets_more(leaflet: Leaflet) -> None:
    listed = [s for _, _, _, imposed in provisions(made_from(), leaflet) for s in imposed]
    actor = actor_of(CORPUS, leaflet)
    own = [s for s in listed if on_the_actor(s, actor)]
    multiples = {s.fine.multiple for s in own if s.fine}
    fine = max(s.fine.max for s in own if s.fine and s.fine.max)
    detentions = [days(s.detention.max) for s in own if s.detention and s.detention.max]
    printed = list(most(listed, actor, CORPUS, "zh"))
    assert f"{fine // 10000}万元以下罚款" in printed or multiples != {None}
    if leaflet.role in OPERATORS:
        assert not detentions
        assert not [words for words in printed if "拘留" in words or "徒刑" in words]  # of these a unit has none
    else:
        assert any(s.imprisonment and s.imprisonment.max == "life" for s in own)
        assert printed[0] == f"{max(detentions)}日以下行政拘留"
        assert printed[2:] == ["有期徒刑或者无期徒刑", "罚金或者没收财产"]


@each_leaflet
def test_the_first_page_and_the_pages_of_the_role_lead_to_its_leaflet(
    look: Visit, leaflet: Leaflet, lang: Lang
) -> None:
    for address in ("", f"roles/{leaflet.role}/", f"checklists/{leaflet.role}/", f"self-assessment/{leaflet.role}/"):
        link = look(address, lang).locator("article").get_by_role("link", name=leaflet.title[lang], exact=True)
        assert link.first.get_attribute("href").endswith(f"for/{leaflet.role}/"), address
