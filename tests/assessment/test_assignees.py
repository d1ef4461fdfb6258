"""A form for each person: every open question is in exactly one, and the filled forms are assessed together."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_samples import ROOT, corpus
from guiju.assessment.assignees import NOBODY, PersonalForm, forms, whole
from guiju.assessment.profile import given_profile
from guiju.assessment.questionnaire import questionnaire
from guiju.assessment.reads import facts_asked
from guiju.files.finding import Unsound
from guiju.files.source import parse
from guiju.reasoning.checklist import checklist
from kept_cache import main

Captured = pytest.CaptureFixture[str]
CORPUS = corpus(ROOT)
CHECKED = checklist(CORPUS, CORPUS.vocabulary.roles[:2], date(2026, 7, 1), "en")
DUTIES = [line.id for line in CHECKED.lines if line.obligation.binds]
FACTS = [(fact.entity, fact.id) for fact in facts_asked(CHECKED)]
ITEMS = [*DUTIES[:9], *(topic.id for topic in CORPUS.vocabulary.topics), *(name for _, name in FACTS[:30])]
PEOPLE = ("operations", "legal", "product")
LOGS, CODE = "cac-group-services-2017#retain-network-logs", "cac-group-services-2017#set-group-code"
PLAN = {"kind": "remediation", "action": "x", "due": "2026-12-01"}
BASE = f"""\
facts: {{offers_user_groups: true}}
assignees: {{operations: [logs], legal: [service_launched_on]}}
plans:
  {CODE}: {{kind: remediation, action: x, owner: product, due: 2026-12-01}}
"""


def of(**profile: Any) -> dict[str, PersonalForm]:
    return forms(CHECKED, given_profile({"facts": {}, **profile}, CORPUS))


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(PEOPLE)), st.sampled_from([{}, {CODE: "product"}]))
def test_every_open_question_is_in_one_form(given: dict[str, str], owners: dict[str, str]) -> None:
    assignees = {name: [item for item, whose in given.items() if whose == name] for name in set(given.values())}
    every = of(assignees=assignees, plans={id: {**PLAN, "owner": owner} for id, owner in owners.items()})
    assert sorted(fact for form in every.values() for fact in form.facts) == sorted(FACTS)
    assert sorted(duty for form in every.values() for duty in form.declarations) == sorted(DUTIES)
    for item, name in given.items():
        if "#" in item:
            assert item in every[name].declarations
        elif found := [fact for fact in FACTS if fact[1] == item]:
            assert set(found) <= set(every[name].facts)


def test_the_owner_of_a_plan_answers_for_its_duty_and_a_fact_may_be_given_to_another() -> None:
    every = of(assignees={"legal": ["group-identity", "group_code"]}, plans={CODE: {**PLAN, "owner": "product"}})
    assert list(every["product"].declarations) == [CODE] and CODE not in every["product"].plans
    assert ("group", "group_code_occurrences") in every["product"].facts
    assert ("group", "group_code") in every["legal"].facts


def test_what_is_answered_is_not_asked_and_what_has_expired_is_asked_again() -> None:
    fact = {"value": True, "basis": "declared", "expires": "2026-06-30"}
    names = {
        expires: of(facts={"offers_user_groups": {**fact, "expires": expires}})
        for expires in ("2026-06-30", "2027-01-01")
    }
    asked = {expires: ("service", "offers_user_groups") in every[NOBODY].facts for expires, every in names.items()}
    assert asked == {"2026-06-30": True, "2027-01-01": False}
    rows = {"g1": {"group_code": "a"}, "g2": {}}
    assert ("group", "group_code") in of(rows={"group": rows})[NOBODY].facts
    assert ("group", "group_code") not in of(rows={"group": {"g1": rows["g1"]}})[NOBODY].facts


def test_all_forms_together_ask_what_the_questionnaire_asks() -> None:
    assert questionnaire(CHECKED, form=whole(of().values())) == questionnaire(CHECKED)


UNFIT = [("logz", "did you mean logs?"), ("logs", "is given to legal too; give it to one of them")]


@pytest.mark.parametrize(("item", "says"), UNFIT)
def test_what_does_not_exist_or_is_given_to_two_is_a_finding(item: str, says: str) -> None:
    with pytest.raises(Unsound, match=says) as unsound:
        of(assignees={"legal": ["logs"], "operations": [item]})
    assert unsound.value.findings[0].at.path.endswith("assignees.operations.0")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE, "utf-8")
    return tmp_path


COMMAND = ("--role", "group-provider", "--as-of", "2026-07-01", "--lang", "en", "--base", str(ROOT))


@pytest.mark.usefixtures("folder")
def test_forms_go_out_and_come_back_and_a_conflict_names_both_lines(capsys: Captured) -> None:
    answers = {"operations": "network_log_retention_policy: P30D", "legal": "service_launched_on: 2019-05-01"}
    for name, answer in answers.items():
        assert main(["questions", *COMMAND, "--profile", "base.yaml", "--assignee", name, "-o", f"{name}.yaml"]) == 0
        form = Path(f"{name}.yaml")
        assert parse(form.read_bytes(), "").value["facts"] is None
        assert answer.partition(":")[0] in form.read_text("utf-8")
        form.write_text(form.read_text("utf-8").replace("\nfacts:\n", f"\nfacts:\n  {answer}\n"), "utf-8")
    assert "guiju assess base.yaml legal.yaml --role group-provider" in capsys.readouterr().err
    files = ["base.yaml", "operations.yaml", "legal.yaml"]
    assert main(["assess", *files, *COMMAND, "--topic", "logs"]) == 1
    assert "apparent gap, to be reviewed Retain network logs" in capsys.readouterr().out
    legal = Path("legal.yaml").read_text("utf-8")
    Path("legal.yaml").write_text(legal.replace("facts:\n", "facts:\n  network_log_retention_policy: P1Y\n"), "utf-8")
    assert main(["assess", *files, *COMMAND]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    places = [
        f"{name}.yaml:{Path(f'{name}.yaml').read_text().splitlines().index(text) + 1}:"
        for name, text in (
            ("legal", "  network_log_retention_policy: P1Y"),
            ("operations", "  network_log_retention_policy: P30D"),
        )
    ]
    assert line.startswith(places[0]) and places[1] in line


@pytest.mark.usefixtures("folder")
def test_who_is_not_known_is_told_who_is_and_what_nobody_answers_is_noted(capsys: Captured) -> None:
    asked = ["questions", *COMMAND, "--profile", "base.yaml", "--assignee"]
    assert main([*asked, "legale"]) == 2
    assert "gives nothing to legale; did you mean legal?" in capsys.readouterr().err
    assert main([*asked, "legal"]) == 0
    assert "duties to nobody" in capsys.readouterr().err
    assert main(["questions", *COMMAND, "--assignee", "legal"]) == 2
    assert "name it with --profile FILE" in capsys.readouterr().err
