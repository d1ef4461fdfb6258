"""Profiles as files: those that do not fit, the questionnaire, and the commands that read and write them."""

from datetime import date
from pathlib import Path

import pytest

from guiju.assessment import assess
from guiju.assessment.profile import given_profile, load_profile
from guiju.assessment.questionnaire import questionnaire
from guiju.cli import main
from guiju.law.load import load
from guiju.model import Corpus
from guiju.reasoning.checklist import checklist
from places import GOOD
from real_corpus import real
from unsound import defects_of

Captured = pytest.CaptureFixture[str]
DAY = date(2023, 1, 1)
PLAN = "{kind: remediation, action: A, owner: B, due: 2024-01-01}"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The small knowledge base of the tests, and not the real one."""
    return load(GOOD)


BAD_PROFILES = {
    "facts: {keep_logs: true}\n": "1:9: profile: there is no fact keep_logs here; did you mean keeps_logs?",
    "facts: {keeps_logs: maybe}\n": "1:21: profile: keeps_logs is 'maybe'; write true or false",
    "facts: {log_retention: 180}\n": "1:24: profile: log_retention is '180'; write an ISO 8601 period of one unit, "
    "such as P6M or P180D",
    "facts: {log_retention: P6M1D}\n": "1:24: profile: log_retention is 'P6M1D'; write an ISO 8601 period of one "
    "unit, such as P6M or P180D",
    "facts: {name_finding: clean}\n": "1:9: profile: there is no fact name_finding here; it is a fact of name_review",
    "rows: {}\n": "1:1: schema: key 'facts' is missing; add it (Facts of the service)",
    "facts: {}\nrows: {groups: {g: {}}}\n": "2:8: profile: there is no entity groups with rows; entities: conduct, "
    "name_review",
    "facts: {}\nfact: {}\n": "2:1: schema: unknown key 'fact'; did you mean facts?",
    'facts:\nrows:\n  account:\n    "a\\nb": {}\n': "4:5: schema: 'a\\nb' does not fit; One line of text. Markdown, "
    "HTML and formulas in it stay text on every page and in every export",
    "facts: {}\ndeclarations: {rule-old#keep-log: {status: met, by: x}}\n": "2:16: profile: there is no obligation "
    "rule-old#keep-log; did you mean "
    "rule-old#keep-logs?",
    f"facts: {{}}\nplans: {{rule-old#keep-logs/part: {PLAN}}}\n": "2:9: profile: there is no part part of "
    "rule-old#keep-logs; parts: service, declared",
    f"facts: {{}}\nplans: {{rule-old#report: {PLAN[:-1]}, closed: {{date: 2023-01-01, by: A}}}}}}\n": "2:92: schema: "
    "key 'evidence' is missing; add it (Where the evidence is)",
    "facts: {}\nplans: ../plans.yaml\n": "2:8: schema: '../plans.yaml' does not fit",
}


@pytest.mark.parametrize("text", BAD_PROFILES, ids=lambda t: t.strip()[:40])
def test_a_profile_that_does_not_fit_is_one_line_with_its_place(text: str, tmp_path: Path, corpus: Corpus) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(text, "utf-8")
    found = defects_of(load_profile, file, corpus)
    (first, *_) = [str(f).removeprefix(f"{file.as_posix()}:") for f in found]
    assert first.startswith(BAD_PROFILES[text])


def test_plans_may_be_in_a_file_beside_the_profile_with_places_of_its_own(tmp_path: Path, corpus: Corpus) -> None:
    file, plans = tmp_path / "p.yaml", tmp_path / "plans.yaml"
    file.write_text("facts: {}\nplans: plans.yaml\n", "utf-8")
    plans.write_text(f"rule-old#keep-logs/service: {PLAN}\n", "utf-8")
    found = load_profile(file, corpus)
    assert [plan.owner for plan in found.plans.values()] == ["B"]
    assert [*found.where.document.value["plans"]] == ["rule-old#keep-logs/service"]
    plans.write_text(f"\nrule-old#keep: {PLAN}\n", "utf-8")
    (finding,) = defects_of(load_profile, file, corpus)
    assert str(finding).startswith(f"{plans.as_posix()}:2:1: profile: there is no obligation rule-old#keep;")
    (finding,) = defects_of(given_profile, {"facts": {}, "plans": "plans.yaml"}, corpus)
    assert finding.message.startswith("names a file")


def test_a_questionnaire_that_is_filled_in_is_a_profile(corpus: Corpus, tmp_path: Path) -> None:
    asked = checklist(corpus, corpus.vocabulary.roles, DAY)
    text = questionnaire(asked)
    file = tmp_path / "p.yaml"
    filled = text.replace("  # keeps_logs: {value: true | false, ", "  keeps_logs: {value: true, ")
    filled = filled.replace("  # log_retention: {value: PERIOD, ", "  log_retention: {value: P6M, ")
    file.write_text(filled, "utf-8")
    duties = {duty.id: duty for duty in assess(asked, load_profile(file, corpus)).duties}
    assert duties["rule-old#keep-logs"].verdict == "met"


def test_the_questionnaire_says_what_only_a_displaced_rule_asks_for() -> None:
    base = real()
    roles = [role for role in base.vocabulary.roles if role.id in ("group-provider", "account-provider")]
    hint = " (Account Name Provisions only; a later rule since 2022-08-01)"
    head = "# Account Name Provisions: since 2022-08-01 "
    now = questionnaire(checklist(base, roles, date(2022, 8, 1), "en"))
    facts = {fact.question["en"]: fact for fact in base.vocabulary.facts}
    hinted = [facts[line.removesuffix(hint).lstrip(" #")] for line in now.splitlines() if line.endswith(hint)]
    assert head in now
    assert len(hinted) > 10
    assert all(any(place.startswith("cac-account-names-2015#") for place in fact.serves) for fact in hinted)
    assert "group_code" not in {fact.id for fact in hinted}
    before = questionnaire(checklist(base, roles, date(2022, 7, 31), "en"))
    assert hint not in before and head not in before


HOSTILE_FACTS = {
    "log_retention: P9999Y": "",
    "log_retention: P9999M": "",
    'log_retention: "P6M\\n"': "does not fit",
    'log_retention: "\\e[31mP6M"': "does not fit",
    f"log_retention: {'9' * 17}": "too long for a number",
    f"log_retention: {'9' * 17}.0": "too long for a number",
}


@pytest.mark.parametrize("fact", HOSTILE_FACTS)
def test_a_hostile_fact_is_assessed_or_found(fact: str, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "p.yaml").write_text(f"facts:\n  keeps_logs: true\n  {fact}\n", "utf-8")
    target = tmp_path / "a.json"
    code = main(["assess", str(tmp_path / "p.yaml"), "--role", "platform", "--base", str(GOOD), "-o", str(target)])
    err = capsys.readouterr().err
    found = HOSTILE_FACTS[fact]
    assert found in err
    assert target.exists() is not bool(found)
    assert code == 2 if found else code in (0, 1)
