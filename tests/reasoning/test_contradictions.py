"""Facts that contradict each other are refused, each at its place; what is only odd, late or missing is assessed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from guiju.assessment.profile import contradictions, load_profile
from guiju.files.finding import Finding
from guiju.model import Contradiction, RecordedValue
from guiju.reasoning import facts
from guiju.reasoning.contradictions import contradictory_facts
from kept_cache import main
from places import ROOT
from real_corpus import real

CORPUS = real()
ENTRIES = CORPUS.vocabulary.contradictions
KNOWN = facts.by_entity(CORPUS.vocabulary.facts)


def found(folder: Path, entity: str, told: Mapping[str, Any], lang: Any = "en") -> list[Finding]:
    """What is found in a profile with this row; every fact in it has a reviewer."""
    row = {name: {"value": value, "basis": "declared", "reviewer": "R-1"} for name, value in told.items()}
    service = {name: fact for name, fact in row.items() if name in KNOWN["service"]}
    own = {name: fact for name, fact in row.items() if name not in service}
    content = {"facts": service, "rows": {} if entity == "service" else {entity: {"k1": own}}}
    return found_in(folder, json.dumps(content, ensure_ascii=False, indent=1), lang)


def found_in(folder: Path, text: str, lang: Any = "en") -> list[Finding]:
    (folder / "p.yaml").write_text(text, "utf-8")
    return list(contradictions(load_profile(folder / "p.yaml", CORPUS), CORPUS, lang))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_impossible_facts_are_refused_and_possible_ones_are_not(entry: Contradiction, tmp_path: Path) -> None:
    told = found(tmp_path, entry.entity, entry.impossible)
    assert [f.code for f in told] == ["contradiction"]
    assert told[0].message.startswith(f"{entry.message.en} (")
    assert told[0].message.endswith("); correct one of them")
    assert all(f"{name}: " in told[0].message for name in entry.impossible)
    assert found(tmp_path, entry.entity, entry.possible) == []
    assert found(tmp_path, entry.entity, entry.impossible, "zh")[0].message.startswith(f"{entry.message.zh}（")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_without_one_of_its_facts_nothing_is_impossible(entry: Contradiction, tmp_path: Path) -> None:
    for name in entry.impossible:
        rest = {other: value for other, value in entry.impossible.items() if other != name}
        assert found(tmp_path, entry.entity, rest) == []


def test_the_place_is_that_of_the_facts(tmp_path: Path) -> None:
    rows = "facts:\nrows:\n  group:\n    g1:\n      manager_count: 4\n      member_count: 3\n"
    told = found_in(tmp_path, rows)
    assert [(f.at.line, f.at.column) for f in told] == [(5, 7)]
    assert [(name, at.line) for name, at in told[0].related] == [("member_count", 6)]


def test_a_discovery_before_the_act_is_refused_beside_the_day_that_the_row_of_the_act_has(tmp_path: Path) -> None:
    rows = "facts:\nrows:\n  violation:\n    v1: {violation_acted_on: 2026-01-05}\n"
    rows += "  conduct:\n    v1: {discovered_on: DAY}\n"
    told = found_in(tmp_path, rows.replace("DAY", "2026-01-04"))
    assert [(f.at.line, [(name, at.line) for name, at in f.related]) for f in told] == [
        (6, [("violation_acted_on", 4)])
    ]
    assert "(discovered_on: 2026-01-04, violation_acted_on: 2026-01-05)" in told[0].message
    assert found_in(tmp_path, rows.replace("DAY", "2026-01-05")) == []


def test_of_alternatives_only_those_that_are_so_are_named(tmp_path: Path) -> None:
    row = {"info_page_exists": False, "info_page_shows_name": False, "info_page_shows_category": True}
    told = found(tmp_path, "group", row)
    assert len(told) == 1
    assert "info_page_shows_category: true" in told[0].message
    assert "info_page_shows_name" not in told[0].message


GROUPS = (
    "facts:\n  offers_user_groups: false\nrows:\n  group:\n    g1: {group_code: none}\n    g2: {group_code: none}\n"
)
VIOLATION = (
    "  violation:\n    v1:\n      violation_subject: group\n"
    "      violation_confirmed_at: {value: '2026-01-02T10:00:00', basis: reported, reviewer: R-1}\n"
)


def test_no_groups_beside_rows_of_groups_and_a_confirmed_violation_is_refused_once_for_each_kind(
    tmp_path: Path,
) -> None:
    told = found_in(tmp_path, GROUPS + VIOLATION)
    assert [finding.at.line for finding in told] == [2, 2]
    for finding, rows in zip(told, ("rows of group", "confirmed violations"), strict=True):
        assert rows in finding.message
        assert "set offers_user_groups to true" in finding.message
        assert "leave out" in finding.message
    assert found_in(tmp_path, GROUPS.replace("false", "true") + VIOLATION) == []
    assert found_in(tmp_path, GROUPS.replace("  offers_user_groups: false\n", "") + VIOLATION) == []


BESIDE_A_CLOSED_GATE = {
    "an account in groups": ("offers_user_groups", "account", "groups_joined_count: 12", True),
    "an account that founded groups": ("offers_user_groups", "account", "groups_founded_count: 3", True),
    "an account of no group": ("offers_user_groups", "account", "credit_level: A", False),
    "an account": ("registers_accounts_in_china", "account", "account_registered_at: '2026-01-01T00:00:00'", True),
    "a review of an account": ("registers_accounts_in_china", "account_review", "review_item: avatar", True),
    "a violation that closed its group": ("offers_user_groups", "violation", "group_measure: closed", True),
    "a violation that an owner knew": (
        "offers_user_groups",
        "violation",
        "owner_aware_at: '2026-01-02T10:00:00'",
        True,
    ),
    "a violation of nobody knows whom": ("offers_user_groups", "violation", "violation_serious: true", False),
    "a complaint, true or not": ("offers_user_groups", "complaint", "complaint_about: group", False),
}


@pytest.mark.parametrize("name", BESIDE_A_CLOSED_GATE)
def test_rows_that_presuppose_a_gate_are_refused_where_it_is_closed_and_others_are_not(
    name: str, tmp_path: Path
) -> None:
    gate, entity, fact, is_refused = BESIDE_A_CLOSED_GATE[name]
    confirmed = (
        ", violation_confirmed_at: '2026-01-02T10:00:00', violation_reviewer: R" if entity == "violation" else ""
    )
    rows = f"facts: {{{gate}: GATE}}\nrows: {{{entity}: {{k: {{{fact}{confirmed}}}}}}}\n"
    told = found_in(tmp_path, rows.replace("GATE", "false"))
    assert [f"set {gate} to true" in finding.message for finding in told] == [True] * is_refused
    assert found_in(tmp_path, rows.replace("GATE", "true")) == []


def test_assess_refuses_no_groups_beside_groups_instead_of_finding_all_duties_inapplicable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(GROUPS, "utf-8")
    command = ["assess", str(file), "--role", "group-provider", "--base", str(ROOT), "--as-of", "2026-01-01"]
    assert main([*command, "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{file}:2:3: contradiction: a service on which users create no groups within the territory")
    assert err.count("\n") == 1


def test_what_a_machine_flagged_contradicts_only_once_the_reviewer_of_its_row_made_it_a_finding(tmp_path: Path) -> None:
    flagged = "facts:\nrows:\n  account_review:\n    r:\n      prohibited_name_item: {value: item_1, basis: measured}\n"
    of_its_own = "      review_finding: {value: clean, basis: declared, reviewer: R-1}\n"
    of_the_row = "      review_finding: {value: clean, basis: declared}\n      review_reviewer: R-1\n"
    assert found_in(tmp_path, flagged + of_its_own) == []
    assert [finding.code for finding in found_in(tmp_path, flagged + of_the_row)] == ["contradiction"]


def held(entity: str, told: Mapping[str, RecordedValue]) -> list[str]:
    row = facts.values(KNOWN[entity], told)
    return [i.contradiction.id for i in contradictory_facts(ENTRIES, entity, row)]


def test_no_case_and_no_example_of_a_duty_is_impossible() -> None:
    """What the data itself shows can happen is no contradiction."""
    for regulation in CORPUS.regulations.values():
        for obligation in regulation.obligations:
            for example in obligation.examples:
                assert held(example.entity, example.facts) == [], (obligation.id, example.facts)
                assert held("service", example.service) == [], (obligation.id, example.service)
    for case in CORPUS.cases.values():
        for thing in case.entities.values():
            assert held(thing.entity, {name: fact.value for name, fact in thing.facts.items()}) == [], case.id


def test_assess_refuses_a_contradiction_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, target = tmp_path / "p.yaml", tmp_path / "a.json"
    file.write_text("facts: {management_rules_published: true, management_rules_formulated: false}\n", "utf-8")
    command = ["assess", str(file), "--role", "group-provider", "--base", str(ROOT), "--lang", "en", "-o", str(target)]
    assert main(command) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"{file}:1:9: contradiction: group management rules that are published have been formulated "
        "(management_rules_published: true, management_rules_formulated: false); correct one of them\n"
    )
    assert not target.exists()
