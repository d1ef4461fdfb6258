"""An answer that alone switches off many duties is declared, not supported, until it has a reason and an approver."""

import json
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from assess_runs import FILLED
from assessment_samples import AS_OF, assessed, on_terminal
from checklist_samples import ROOT, corpus
from guiju.assessment.unsupported import MANY, switched_off, unsupported_facts
from guiju.documents.report import data
from guiju.files.schema_errors import validator
from guiju.model import BASES
from guiju.predicates.kleene import Absent, Value
from guiju.writers import formats
from workbook_reading import read, value
from workbook_samples import asked, exported, filled

CORPUS = corpus(ROOT)
GATES = {party.gate for party in CORPUS.vocabulary.parties if party.gate}
KINDS_OF_SERVICE = ("listed_confusing_synthesis", "has_public_opinion_attributes")
"""On which several duties of the rules on AI turn."""
SUPPORT = {"reason": "the product has no groups", "approver": "Legal"}


def profile(**fact: Any) -> dict[str, Any]:
    return {"facts": {"offers_user_groups": {"value": False, "basis": "declared", **fact}}}


def lacking(content: dict[str, Any], roles: tuple[str, ...] = ("group-provider",)) -> list[tuple[str, int, Any]]:
    made = assessed(content, "en", roles=roles)
    return [(one.fact, len(one.duties), one.lacks) for one in unsupported_facts(made)]


def test_the_rules_alone_say_which_answers_are_switches() -> None:
    values: dict[str, list[Value]] = {}
    for fact in CORPUS.vocabulary.facts:
        if fact.entity == "service":
            chosen = [True, False] if fact.type == "boolean" else [value.id for value in fact.values]
            values[fact.id] = [*chosen, *([Absent.NONE] if fact.can_be_none else [])]
    counts = {(n, v): len(switched_off(CORPUS, n, v, AS_OF)) for n in values for v in values[n]}
    switches = {name for name, count in counts.items() if count >= MANY}
    assert {("offers_user_groups", False), ("provides_generative_ai", False)} <= switches
    assert switches <= {(gate, False) for gate in GATES} | {(kind, False) for kind in KINDS_OF_SERVICE}
    assert max(count for name, count in counts.items() if name not in switches) < MANY


@pytest.mark.parametrize(("given", "basis"), [*product(range(4), BASES)])
@pytest.mark.parametrize("evidence", [None, "export of 30 June"])
def test_a_switch_is_supported_by_reason_and_approver_or_by_a_measurement_with_evidence(
    given: int, basis: str, evidence: str | None
) -> None:
    support = {key: text for bit, (key, text) in enumerate(SUPPORT.items()) if given >> bit & 1}
    found = lacking(profile(basis=basis, **support, **({"evidence": evidence} if evidence else {})))
    if given == 3 or (basis == "measured" and evidence):
        assert found == []
    else:
        assert found == [("offers_user_groups", 49, tuple(key for key in SUPPORT if key not in support))]


def test_support_changes_no_verdict_and_is_sealed_in_the_receipt() -> None:
    bare, supported = (data.value(assessed(profile(**more), "en")) for more in ({}, SUPPORT))
    assert [line["verdict"] for line in bare["lines"]] == [line["verdict"] for line in supported["lines"]]
    assert bare["receipt"]["hashes"]["facts"] != supported["receipt"]["hashes"]["facts"]


def test_what_switches_nothing_off_here_is_not_listed() -> None:
    assert lacking({"facts": {"offers_user_groups": True}}) == []
    assert lacking({"facts": {"registers_accounts_in_china": False}}) == []
    assert lacking(profile(expires="2020-01-01")) == []
    assert lacking({"facts": {"offers_public_accounts": False}}, ("account-provider",)) == []


def test_an_answer_that_does_not_count_is_not_listed_though_the_same_follows_from_another() -> None:
    abroad = {"audience": "abroad"}
    stated = {"value": False, "basis": "declared"}
    for aside in ({"expires": "2020-01-01"}, {"date": "2999-01-01"}):
        facts = {**abroad, "offers_user_groups": stated | aside}
        assert assessed({"facts": facts}, "en", roles=("group-provider",)).facts.service["offers_user_groups"] is False
        assert lacking({"facts": facts}) == []
    counted = lacking({"facts": {**abroad, "offers_user_groups": stated}})
    assert [fact for fact, *_ in counted] == ["offers_user_groups"]


def test_a_workbook_has_room_for_both_and_one_without_is_still_read(tmp_path: Path) -> None:
    answer = {"value": "5 months", "reason": "a new platform", "approver": "Legal"}
    (tmp_path / "filled.xlsx").write_bytes(filled(exported("en"), asked("en"), {}, {"log_retention": answer}))
    facts = value(read(tmp_path / "filled.xlsx"))["facts"]
    assert facts == {"log_retention": {**answer, "value": "P5M", "basis": "declared"}}
    assert "reason" not in value(read(FILLED))["facts"]["log_retention"]


def test_every_door_says_it_with_what_to_add(lang: Any) -> None:
    made = assessed(profile(), lang)
    (entry,) = json.loads(formats("assessment")["json"](made))["page_one"]["unsupported"]
    assert (entry["fact"], entry["duties"], entry["lacks"]) == ("offers_user_groups", 49, ["reason", "approver"])
    words = entry["words"]
    assert "49" in words and "60" in words
    assert {"zh": "仅有自述，缺乏佐证：", "en": "Declared, not supported: "}[lang] + words in on_terminal(made)
    assert words in unescape(formats("assessment")["html"](made).decode())
    for audience in ("internal", "regulator"):
        assert not [*validator("assessment-export").iter_errors(data.value(made, audience))]
