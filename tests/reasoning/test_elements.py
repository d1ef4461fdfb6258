"""Who, which act, which day: scenarios written from the texts of the law, each with the word that a sanction deserves.

They are in scenarios.yaml of each law, the sixty-four that were written before the first run at its head.
"""

from dataclasses import replace

import pytest
import yaml

from guiju.model import Regulation, Scenario
from guiju.reasoning import examples
from guiju.reasoning.facts import by_entity
from places import ROOT
from real_corpus import real

SCENARIOS = {entry.name: (rule, entry) for rule in real().regulations.values() for entry in rule.scenarios}
AGAINST_MUTANTS = "# Written from the texts of the law against mutants."


def found(rule: Regulation, scenario: Scenario) -> list[tuple[str, str]]:
    return list(examples.disagreements(real(), rule, scenario, by_entity(real().vocabulary.facts)["conduct"]))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_sanction_gets_the_word_that_the_facts_give_it(name: str) -> None:
    assert found(*SCENARIOS[name]) == []


def test_the_scenarios_that_were_written_before_the_first_run_are_kept() -> None:
    files = [file.read_text("utf-8") for file in sorted(ROOT.glob("regulations/*/scenarios.yaml"))]
    heads = [yaml.safe_load(text.split(AGAINST_MUTANTS)[0])["scenarios"] or [] for text in files]
    assert sum(map(len, heads)) == 64


def test_a_scenario_that_says_otherwise_is_told_by_its_key() -> None:
    rule, scenario = SCENARIOS["false alarm in January 2026"]
    assert found(rule, replace(scenario, word="open")) == [("word", "could_apply")]
    assert found(rule, replace(scenario, says=(500,))) == [("says", "without 500")]
    assert found(rule, replace(scenario, never=("P5D",))) == [("never", "with P5D")]
    rule, scenario = SCENARIOS["real name corrected when ordered"]
    assert found(rule, replace(scenario, reaches={"entity": (), "individual": ()})) == [
        ("reaches", "entity: real-name-base could_apply")
    ]


def test_nine_elements_in_ten_quote_the_words_of_the_law() -> None:
    provisions = [provision for _, provision in real().provisions()]
    entries = [entry for one in provisions for entry in one.elements.values()]
    entries += [entry for one in provisions for sanction in one.sanctions for entry in sanction.elements.values()]
    implied = [entry for entry in entries if entry.implied_by]
    assert len(entries) > 250 and len(implied) <= len(entries) / 10
