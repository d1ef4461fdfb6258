"""Who, which act, which day: scenarios written from the texts of the law, each with the word that a sanction deserves.

A scenario of a provision is about all its tiers of the day of the act: the word is the strongest among them, and the
amounts and periods are those of the tiers that could apply or are open. What it tells is what follows “unless” and what
tempers these tiers.
"""

from datetime import date
from typing import Any

import pytest

from case_tables import cases
from guiju.documents.penalties.lines import numbers_of
from guiju.model import Period, Sanction
from guiju.reasoning import elements, sanctions, tempering
from guiju.reasoning.elements import Conduct, Judged
from guiju.reasoning.facts import by_entity, values
from real_corpus import real

SCENARIOS = cases(__file__)
MOVED = (
    ("cybersecurity-law#real-name-penalty", "第六十一条", "第六十四条"),
    ("cybersecurity-law#personal-data-penalty", "第六十四条", "第七十一条"),
    ("cybersecurity-law#unlawful-groups-penalty", "第六十七条", "第六十八条"),
    ("cybersecurity-law#content-duty-penalty", "第六十八条", "第六十九条"),
    ("public-security-penalties#ethnic-hatred", "第四十七条", "第五十五条"),
    ("public-security-penalties#personal-information", "", "第五十六条"),
)


def held(case: dict[str, Any]) -> list[Judged]:
    """The sanctions of a scenario, each held against its act."""
    known = by_entity(real().vocabulary.facts)["conduct"]
    written = {name: str(told) if isinstance(told, date) else told for name, told in case["facts"].items()}
    acted = Period(case.get("since", case["day"]), case["day"])
    conduct = Conduct(values(known, written), acted, case.get("as_of", case["day"]))
    if "sanction" in case:
        entry = sanctions.sanction(real(), case["sanction"])
        assert entry is not None, case["sanction"]
        return [elements.judge(real(), *entry, conduct)]
    rule, provision = real().regulations[case["provision"].split("#")[0]], real().provision(case["provision"])
    assert provision is not None, case["provision"]
    return [elements.judge(real(), rule, provision, sanction, conduct) for sanction in provision.sanctions]


def numbers(sanction: Sanction) -> set[int | str]:
    """Every amount, period, multiple (10x) and measure of a sanction."""
    spans = (sanction.detention, sanction.fine, sanction.imprisonment, sanction.criminal_fine)
    bounds = {bound for span in spans if span for bound in (span.min, span.max) if bound is not None}
    times = sanction.fine and sanction.fine.multiple
    return {*bounds, *sanction.measures, *((f"{times.min}x", f"{times.max}x") if times else ())}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_sanction_gets_the_word_that_the_facts_give_it(name: str) -> None:
    case = SCENARIOS[name]
    judged = held(case)
    words = [one.reach for one in judged]
    strongest = next((word for word in ("could_apply", "open") if word in words), "excluded")
    told = {one.sanction.id: (one.reach, [e for e in one.elements if e.holds is not True]) for one in judged}
    assert strongest == case["word"], told
    said = set().union(*(numbers(one.sanction) for one in judged if one.reach != "excluded"))
    assert said >= set(case.get("says", ())), told
    assert said.isdisjoint(case.get("never", ())), told
    left = [one for one in judged if one.reach != "excluded"]
    besides = [words.zh for one in left for words in one.unless]
    besides += [one.case.words.zh for one in tempering.tempered(real(), left) if one.holds]
    assert [words for words in case.get("tells", ()) if not any(words in text for text in besides)] == [], besides
    assert [words for words in case.get("never_tells", ()) if any(words in text for text in besides)] == [], besides


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
