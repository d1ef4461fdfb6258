"""guiju applies: the questions it writes, the answer in each format, and its exit codes; the same for programs."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import guiju
from guiju.documents.applies import registrations
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


def test_the_text_answers_first_and_says_what_is_open_and_who_decides(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(capsys, profile, "--lang", "en", "--as-of", DAY).splitlines()
    assert lines[0].startswith("Of the 7 rules that are read here: 4 binding")
    assert lines[1].startswith("yes  ")
    text = "\n".join(lines)
    assert text.index("Filings") < text.index("What is open") < text.index("Duties") < text.index("Limits")
    assert "Do users register or use accounts? → whoever runs the service answers" in text
    assert "are not at hand here" in text
    assert "Only some articles of" in text


@pytest.mark.parametrize("form", sorted(formats("applies")))
def test_every_format_is_written(form: str, profile: str, tmp_path: Path) -> None:
    file = tmp_path / f"what.{form}"
    assert main(["applies", profile, "--as-of", DAY, "-o", str(file)]) == 0
    assert file.stat().st_size > 1000


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
