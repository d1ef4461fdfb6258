"""guiju applies: the questions it writes, the answer in each format, and its exit codes; the same for programs."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import guiju
from guiju.documents.applies import limits, own_questions, paper, registrations, rules, sentence
from guiju.files.finding import Misuse
from guiju.files.schema_errors import validator
from guiju.model import Lang
from guiju.writers import formats
from kept_cache import main

FACTS = {"audience": "mainland_public", "generative_ai_use": "others_model", "ai_makes_text": True}
DAY = "2026-03-01"


@pytest.fixture
def profile(tmp_path: Path) -> str:
    file = tmp_path / "service.yaml"
    file.write_text(json.dumps({"facts": FACTS}), "utf-8")
    return str(file)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["applies", *arguments]) == code
    return capsys.readouterr().out


def test_the_questions_are_a_profile_that_leaves_everything_open(
    tmp_path: Path, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.yaml"
    told(capsys, "--questions", "--lang", lang, "-o", str(file))
    text = file.read_text("utf-8")
    assert text.count("basis: declared") == len(guiju.load().corpus.vocabulary.service_questions) <= 15
    assert yaml.safe_load(text) == {"facts": None}
    assert main(["applies", str(file), "--as-of", DAY]) == 3
    assert main(["applies", "--questions", "-o", str(file)]) == 2


def test_an_answered_question_is_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "--questions").splitlines()
    answered = [line.replace("# audience", "audience") for line in lines]
    (at,) = (place for place, line in enumerate(answered) if line.startswith("  audience"))
    answered[at] = "  audience: {value: abroad, basis: declared}"
    (tmp_path / "p.yaml").write_text("\n".join(answered), "utf-8")
    assert "7部不适用" in told(capsys, str(tmp_path / "p.yaml"), "--as-of", DAY)


def test_the_json_fits_its_schema_and_has_each_rule_and_duty(
    profile: str, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    made = json.loads(told(capsys, profile, "--format", "json", "--as-of", DAY, "--lang", lang))
    assert [*validator("applies-export").iter_errors(made)] == []
    rule = made["rules"]["cac-generative-ai-2023"]
    assert (rule["answer"], rule["roles"], rule["since"]) == ("yes", ["generative-ai-provider"], "2023-08-15")
    assert rule["because"][0]["words"].startswith("利用生成式人工智能技术向中华人民共和国境内公众提供")
    assert rule["duties"]["cac-generative-ai-2023#improve-training-data-quality"] == "not"
    assert {id for id, state in rule["duties"].items() if state != "applies"} == set(rule["reasons"])
    assert {one["id"] for one in rule["registrations"]} >= {"algorithm-filing", "security-assessment"}
    assert made["rules"]["cac-group-services-2017"]["answer"] == "open"
    (event,) = rule["reasons"]["cac-generative-ai-2023#stop-unlawful-content"]["open"]
    assert event["occasion"]


def test_the_text_answers_first_and_says_what_is_open_and_who_decides(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(capsys, profile, "--lang", "en", "--as-of", DAY).splitlines()
    assert lines[0].startswith("Of the 7 rules covered here: 4 applicable")
    assert lines[1].startswith("applies  ")
    text = "\n".join(lines)
    asked = ("Open: what the operator can answer", "Open: what takes a legal judgement")
    sections = ("Filings", *asked, "\nDuties\n", "\nLimits\n")
    assert sorted(sections, key=text.index) == [*sections]
    assert "question 10 (rules: 2, duties: 13): Do users register or use accounts?" in text
    assert "are not at hand here" in text
    assert "Only some articles of" in text


def test_the_text_names_duties_by_title_and_article_and_no_id(
    profile: str, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    text = told(capsys, profile, "--as-of", DAY, "--lang", lang)
    applying, event, more = {
        "zh": ("适用：遵守法律法规（第四条）；", "发现违法信息的，每次都适用：立即停止传输违法信息", "；另有2项"),
        "en": (
            "apply: Comply with laws and regulations (art. 4); ",
            "is found, each time: Immediately",
            "; 2 more",
        ),
    }[lang]
    assert applying in text and event in text and more in text
    assert "cac-" not in text and "#" not in text


def test_a_duty_on_an_event_applies_whenever_that_happens_and_is_not_left_to_an_authority() -> None:
    result = guiju.load().applies(FACTS, as_of=DAY)
    duties = {duty.id: duty for rule in result.rules for duty in rule.duties}
    found = duties["cac-generative-ai-2023#stop-unlawful-content"]
    assert (found.state, found.on_occasion) == ("open", True)
    assert "主管部门" not in found.open[0].decided_by.zh
    assert not duties["cac-algorithm-recommendation-2021#protect-fair-trade"].on_occasion
    filing = duties["cac-generative-ai-2023#change-algorithm-filing"]  # an event, but also a judgement
    assert (filing.state, filing.on_occasion) == ("open", False)


def test_the_questions_on_which_most_rules_depend_come_first_with_their_numbers() -> None:
    result = guiju.load().applies({}, as_of=DAY)
    questions = [*own_questions(result, "zh")]
    assert len(questions) == len(result.corpus.vocabulary.service_questions)
    assert len({number for number, *_ in questions}) == len(questions)
    counts = [[int(digits) for digits in re.findall(r"\d+", bears_on)] for *_, bears_on in questions]
    assert counts == sorted(counts, reverse=True)


def parties(facts: dict[str, Any]) -> str:
    """Who the operator is under the rules that bind, in English."""
    result = guiju.load().applies(facts, as_of=DAY)
    return "; ".join(cells[2] for one, cells in rules(result, "en") if one.answer == "yes")


def test_who_the_operator_is_comes_from_the_parties_and_not_from_a_role_of_several() -> None:
    interface = {"audience": "mainland_organisations", "generative_ai_use": "model_only_for_others"}
    assert "deep synthesis technical supporter" in parties(interface)
    assert "deep synthesis service provider" not in parties(interface)
    shop = {"audience": "mainland_public", "generative_ai_use": "no_ai", "disseminates_content": True}
    assert "content dissemination provider" in parties(shop)
    assert "application" not in parties(shop) and "app store" not in parties(shop)


def test_what_limits_an_answer_is_said_once_and_below_it(profile: str, tmp_path: Path) -> None:
    result = guiju.load().applies(FACTS, as_of=DAY)
    document = paper(result, "zh")
    said = [*document.front.notices, *limits(result, "zh")]
    assert len(said) == len({*said})
    assert any("跟帖评论" in text for text in said)
    main(["applies", profile, "--as-of", DAY, "-o", str(tmp_path / "a.md")])
    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.index(document.front.headline) < text.index("在此只收入部分条文")


@pytest.mark.parametrize("form", sorted(formats("applies")))
def test_every_format_says_the_answer_and_names_each_rule(form: str, profile: str, tmp_path: Path) -> None:
    file = tmp_path / f"what.{form}"
    assert main(["applies", profile, "--as-of", DAY, "-o", str(file)]) == 0
    data = file.read_bytes()
    if form == "docx":
        with zipfile.ZipFile(file) as archive:
            data = archive.read("word/document.xml")
    text = data.decode("utf-8")
    result = guiju.load().applies(FACTS, as_of=DAY)
    assert sentence(result, "zh") in text
    for rule in result.rules:
        assert (rule.rule.id if form == "json" else rule.rule.short_title.zh) in text


def test_misuse_is_one_line(profile: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.yaml").write_text("facts: {audience: everybody}", "utf-8")
    for arguments in ([], ["--questions", profile], [profile, "--format", "odt"], [str(tmp_path / "none.yaml")]):
        assert main(["applies", *arguments]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["applies", str(tmp_path / "bad.yaml")]) == 2
    assert "one of mainland_public" in capsys.readouterr().err


def test_programs_ask_the_same(profile: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kb = guiju.load()
    by_facts, by_file = kb.applies(FACTS, as_of=DAY), kb.applies(profile, as_of=DAY)
    assert [(one.rule.id, one.answer) for one in by_facts.rules] == [(one.rule.id, one.answer) for one in by_file.rules]
    guiju.write(by_facts, tmp_path / "what.json")
    made: dict[str, Any] = json.loads((tmp_path / "what.json").read_text("utf-8"))
    assert made == json.loads(told(capsys, profile, "--format", "json", "--as-of", DAY))
    assert {one.id: state for one, state, _ in registrations(by_facts)}["algorithm-filing"] == "open"
    with pytest.raises(guiju.Unsound, match="audience"):
        kb.applies({"audience": "everybody"})
    with pytest.raises(Misuse):
        kb.applies(FACTS, as_of="soon")


def test_the_same_file_makes_a_checklist_of_what_applies_or_may_and_counts_what_is_left_out(
    profile: str, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    base = guiju.load()
    rules_of_it = base.applies(profile, as_of=DAY).rules
    out = {duty.id for rule in rules_of_it for duty in rule.duties if duty.state == "not"}
    assert all(rule.answer != "no" for rule in rules_of_it)
    made = base.checklist(as_of=DAY, service=profile)
    whole = base.checklist([role.id for role in made.roles], as_of=DAY)
    assert {line.id for line in made.left_out} == {line.id for line in whole.lines if line.id in out}
    assert [line for line in whole.lines if line in (*made.lines, *made.left_out)] == [*whole.lines]
    assert len(made.left_out) > 10
    assert main(["checklist", "--profile", profile, "--as-of", DAY, "--lang", lang, "--format", "json"]) == 0
    as_json = json.loads(capsys.readouterr().out)
    assert [*validator("checklist-export").iter_errors(as_json)] == []
    assert as_json["left_out"] == [line.id for line in made.left_out]
    assert main(["checklist", "--profile", profile, "--as-of", DAY, "--lang", lang]) == 0
    told_apart = {
        "zh": "按所填事实不适用的 {} 项没有列出",
        "en": "{} that do not apply by the facts given are left out",
    }
    assert told_apart[lang].format(len(made.left_out)) in capsys.readouterr().out


def test_a_role_that_is_named_is_that_of_the_checklist_of_a_service(profile: str) -> None:
    made = guiju.load().checklist("group-provider", as_of=DAY, service={**FACTS, "users_found_groups": False})
    assert [role.id for role in made.roles] == ["group-provider"]
    assert not made.lines
    assert {line.regulation.id for line in made.left_out} == {"cac-group-services-2017"}
