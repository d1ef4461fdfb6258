"""Who, which act, which day: scenarios written from the texts of the law, each with the word that a sanction deserves.

They are in scenarios.yaml of each law, the sixty-four that were written before the first run at its head. One of a
provision is about all its tiers of the day of the act: the word is the strongest among them, and what is told is of
those that could apply or are open.
"""

from dataclasses import replace
from datetime import date

import pytest
import yaml

from guiju.documents.penalties.lines import numbers_of
from guiju.model import Regulation, Scenario
from guiju.reasoning import examples
from guiju.reasoning.facts import by_entity
from places import ROOT
from real_corpus import real

SCENARIOS = {entry.name: (rule, entry) for rule in real().regulations.values() for entry in rule.scenarios}
AGAINST_MUTANTS = "# Written from the texts of the law against mutants."
MOVED = (
    ("cybersecurity-law#real-name-penalty", "第六十一条", "第六十四条"),
    ("cybersecurity-law#personal-data-penalty", "第六十四条", "第七十一条"),
    ("cybersecurity-law#unlawful-groups-penalty", "第六十七条", "第六十八条"),
    ("cybersecurity-law#content-duty-penalty", "第六十八条", "第六十九条"),
    ("public-security-penalties#ethnic-hatred", "第四十七条", "第五十五条"),
    ("public-security-penalties#personal-information", "", "第五十六条"),
)


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
    rule, scenario = SCENARIOS["adult who insulted"]
    assert found(rule, replace(scenario, tells=("政务处分",))) == [("tells", "without 政务处分")]
    assert found(rule, replace(scenario, never_tells=("怀孕",))) == [("never_tells", "with 怀孕")]
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


def test_units_commit_the_crimes_of_which_the_text_says_so_and_no_others() -> None:
    crimes = real().regulations["criminal-law"].provisions
    subjects = {crime.id: {sanction.subject for sanction in crime.sanctions} for crime in crimes if crime.sanctions}
    of_units = [name for name, whom in subjects.items() if "entity" in whom]
    assert of_units == [
        "infringing-personal-information",
        "refusing-network-security-duties",
        "unlawful-use-of-networks",
        "aiding-network-crime",
        "spreading-obscene-material-for-profit",
        "spreading-obscene-material",
    ]
    assert all("responsible_person" in subjects[name] for name in of_units)  # art. 31


def test_public_security_alone_detains_and_a_province_decides_serious_breaches_of_personal_information() -> None:
    every = [sanction for _, provision in real().provisions() for sanction in provision.sanctions]
    detaining = [sanction for sanction in every if sanction.detention]
    assert detaining and all("公安机关" in sanction.authority.zh for sanction in detaining)
    assert [s.id for s in every if "省级以上" in s.authority.zh] == ["general-serious", "general-serious-persons"]


@pytest.mark.parametrize(("provision", "before", "after"), MOVED)
def test_an_article_that_moved_is_cited_by_its_number_of_the_day(provision: str, before: str, after: str) -> None:
    entry = real().provision(provision)
    assert entry is not None
    numbers = [numbers_of(entry, day, "zh") for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert [number.partition("（")[0] for number in numbers] == [before, after]
