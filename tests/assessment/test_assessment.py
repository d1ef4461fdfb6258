"""An assessment says what the facts decide, how firmly, and what is missing; it never passes what it does not know."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.assessment import Assessment, assess
from guiju.assessment import receipt as receipts
from guiju.assessment.profile import profile
from guiju.assessment.proof import proof
from guiju.cli import main
from guiju.files.source import Document
from guiju.law.load import load
from guiju.model import LANGUAGES, Corpus
from guiju.reasoning.checklist import checklist
from receipt_files import GOOD, each_edit, edited, hashed_again, wrong

DAY = date(2023, 1, 1)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The small knowledge base of the tests, and not the real one."""
    return load(GOOD)


def assessed(corpus: Corpus, content: dict[str, Any], as_of: date = DAY, lang: Any = "zh") -> Assessment:
    asked = checklist(corpus, corpus.vocabulary.roles, as_of, lang)
    return assess(asked, profile(Document("p.yaml", content)))


def line(assessment: Assessment, slug: str) -> Any:
    return next(a for a in assessment.duties if a.line.id == f"rule-old#{slug}")


CASES = yaml.safe_load((GOOD.parents[1] / "assessments" / "verdicts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['duty']} {case.get('zh') or case['en']}")
def test_facts_and_declarations_decide_and_missing_ones_never_pass(case: dict[str, Any], corpus: Corpus) -> None:
    declared = {"declarations": {f"rule-old#{case['duty']}": case["declared"]}} if "declared" in case else {}
    found = line(assessed(corpus, {"facts": case.get("facts", {})} | declared), case["duty"])
    assert found.verdict == case["verdict"]
    assert all(found.words[lang] == case[lang] for lang in LANGUAGES if lang in case)
    assert not declared or found.decided_by == "declaration"


def test_a_test_beats_a_declaration_and_the_disagreement_is_reported(corpus: Corpus) -> None:
    content = {
        "facts": {"keeps_logs": True, "log_retention": "P180D"},
        "declarations": {"rule-old#keep-logs": {"status": "met", "by": "合规部"}},
    }
    found = line(assessed(corpus, content), "keep-logs")
    assert (found.verdict, found.decided_by, found.disagreement) == ("breached", "test", True)


VALUES = st.fixed_dictionaries(
    {},
    optional={"keeps_logs": st.booleans(), "log_retention": st.sampled_from(["P5M", "P6M", "P180D", "P183D", "P184D"])},
)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_a_receipt_holds_when_computed_again(facts: dict[str, Any]) -> None:
    corpus = load(GOOD)
    told = json.loads(json.dumps(receipts.receipt(assessed(corpus, {"facts": facts}))))
    assert wrong(told, corpus) == []


@pytest.mark.parametrize("edit", each_edit("receipt unknown to the knowledge base"))
def test_a_forged_receipt_says_what_the_knowledge_base_does_not_know(edit: dict[str, Any], corpus: Corpus) -> None:
    made = receipts.receipt(assessed(corpus, {"facts": {"keeps_logs": True}}))
    (line,) = wrong(hashed_again(edited(made, edit)), corpus)
    assert line.startswith(edit["says"])


DEEP = ("[" * 900 + "]" * 900, '{"a": ' * 900 + "1" + "}" * 900, "[" * 100_000)
NO_RECEIPTS = (*DEEP, "NaN", "{}", "9" * 5000, "", "[]", '{"receipt": 1}', '{"receipt": {"receipt": "x"}}')


@pytest.mark.parametrize("text", NO_RECEIPTS)
def test_what_is_no_receipt_is_one_line(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.json").write_text(text, "utf-8")
    assert main(["verify", str(tmp_path / "r.json"), "--base", str(GOOD)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_what_was_declared_after_the_day_does_not_count_yet(corpus: Corpus) -> None:
    def declared(day: str) -> Any:
        told = {"status": "met", "by": "合规部", "date": day}
        return assessed(corpus, {"facts": {}, "declarations": {"rule-old#report": told}}, lang="en")

    found = declared(DAY.isoformat())
    assert (line(found, "report").verdict, line(found, "report").decided_by) == ("met", "declaration")
    found = declared("2023-01-02")
    assert (line(found, "report").verdict, line(found, "report").decided_by) == ("undetermined", "none")
    later = "; later than the day of the assessment, so it does not count"
    assert any(sentence.endswith(later) for sentence in proof(found, line(found, "report")))
