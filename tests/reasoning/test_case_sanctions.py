"""A sanction that is bent makes a case disagree, and a penalty is held against a range as the law words the range."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from case_files import CRIMINAL, INSULTS, PSP, QUARRELS, bent, sanction
from guiju.model import AmountRange, Corpus, ImposedPenalty, PeriodRange, Sanction
from guiju.reasoning.replay import replay
from guiju.reasoning.sanctions import compare, doubts
from real_corpus import real


def disagreements(corpus: Corpus) -> list[str]:
    """case, what was asked, expected, found: of all cases."""
    return [
        f"{r.case.id}: {r.expectation.obligation or r.expectation.sanction}: {dict(r.expected)} ≠ {dict(r.actual)}"
        for case in corpus.cases.values() for r in replay(corpus, case) if not r.agrees
    ]  # fmt: skip


AGGRAVATED, LATER = (f"{PSP}#picking-quarrels-{tier}" for tier in ("aggravated-2012", "base-2026"))
GAMBLING = f"{CRIMINAL}#opening-gambling-venue-base-2006"
BENDS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "least detention raised": (QUARRELS, {"detention": PeriodRange("P6D", "P10D")}),
    "most detention lowered": (QUARRELS, {"detention": PeriodRange("P1D", "P4D")}),
    "detention dropped": (QUARRELS, {"detention": None}),
    "fine widened": (QUARRELS, {"fine": AmountRange(max=1000, joined="may_add")}),
    "fine made compulsory": (QUARRELS, {"fine": AmountRange(max=500, joined="and")}),
    "tier turned round": (QUARRELS, {"when": "aggravated"}),
    "ended too early": (QUARRELS, {"until": date(2017, 9, 1)}),
    "range widened downwards": (AGGRAVATED, {"detention": PeriodRange("P5D", "P15D")}),
    "fine narrowed": (AGGRAVATED, {"fine": AmountRange(max=500, joined="may_add")}),
    "tier forgotten": (AGGRAVATED, {"when": None}),
    "later text brought forward": (LATER, {"from_": date(2017, 9, 1)}),
    "alternative made compulsory": (LATER, {"fine": AmountRange(max=1000, joined="and")}),
    "most of the later text": (LATER, {"fine": AmountRange(max=500, joined="alternative")}),
    "aggravated later text": (
        f"{PSP}#picking-quarrels-aggravated-2026", {"fine": AmountRange(max=1000, joined="may_add")},
    ),
    "text of 2012 ended before the act": (f"{PSP}#obscene-information-base-2012", {"until": date(2016, 1, 1)}),
    "most imprisonment lowered": (GAMBLING, {"imprisonment": PeriodRange(max="P2Y")}),
    "imprisonment of another tier": (GAMBLING, {"imprisonment": PeriodRange("P3Y", "P10Y")}),
    "an amount invented": (GAMBLING, {"criminal_fine": AmountRange(10000, 100000, "and")}),
    "imprisonment or a fine": (GAMBLING, {"criminal_fine": AmountRange(joined="alternative")}),
    "least imprisonment lowered": (
        f"{CRIMINAL}#opening-gambling-venue-aggravated-2006", {"imprisonment": PeriodRange("P2Y", "P10Y")},
    ),
    "amendment brought forward": (f"{CRIMINAL}#opening-gambling-venue-base-2021", {"from_": date(2015, 8, 1)}),
    "purpose of profit dropped": (f"{CRIMINAL}#spreading-obscene-material-for-profit-base", {"when": "NOT aggravated"}),
    "serious circumstances dropped": (f"{CRIMINAL}#spreading-obscene-material-base", {"when": None}),
    "purpose of the group dropped": (
        "obscene-electronic-information-interpretation-2#group-mainly-for-obscene-content-base",
        {"when": "group_member_count_at_conduct >= 30 OR serious_consequences"},
    ),
    "condition of the fine dropped": ("cybersecurity-law#content-duty-aggravated-2017", {"when": None}),
    "fine of 2026 brought forward": ("cybersecurity-law#content-duty-base-2026", {"from_": date(2017, 6, 1)}),
    "law brought forward": ("cybersecurity-law#unlawful-groups-base", {"from_": date(2015, 6, 1)}),
}  # fmt: skip


@pytest.mark.parametrize("how", BENDS)
def test_a_bent_sanction_makes_a_case_disagree(corpus: Corpus, how: str) -> None:
    name, changes = BENDS[how]
    assert disagreements(bent(corpus, name, **changes)), f"{how}: {name} can be bent unnoticed"


def test_every_sanction_that_a_case_asks_can_be_bent_noticeably(corpus: Corpus) -> None:
    asked = {e.sanction for case in corpus.cases.values() for e in case.expect if e.sanction}
    for name in sorted(asked):
        always = bent(corpus, name, from_=date(1990, 1, 1), until=date(2100, 1, 1), when=None)
        never = bent(corpus, name, from_=date(1980, 1, 1), until=date(1981, 1, 1))
        assert disagreements(always) or disagreements(never), f"no case notices when {name} applies"


def test_no_fine_is_below_a_range_unless_the_fine_is_optional() -> None:
    text = real()

    def answer(joined: Any, amount: int) -> str:
        entry = replace(sanction(text, QUARRELS), fine=AmountRange(max=500, joined=joined))
        return compare(entry, replace(text.cases[INSULTS].reported[0], fine=amount), {})["fine"]

    assert [answer(joined, 0) for joined in ("may_add", "may", "alternative")] == ["within"] * 3
    assert [answer(joined, 0) for joined in ("and", "alone", None)] == ["below_needs_mitigation"] * 3
    assert [answer("and", amount) for amount in (1, 500, 501)] == ["within", "within", "above"]


def test_above_the_fixed_most_only_a_known_turnover_decides(corpus: Corpus) -> None:
    entry = sanction(corpus, "personal-information-protection-law#general-serious")

    def answer(fine: int, **facts: Any) -> str:
        return compare(entry, ImposedPenalty(fine=fine), facts)["fine"]

    assert answer(50_000_000) == "within"
    assert answer(50_000_001) == "not_comparable"
    assert answer(100_000_000, previous_year_turnover=2_000_000_000) == "within"
    assert answer(100_000_001, previous_year_turnover=2_000_000_000) == "above"
    assert answer(50_000_000, previous_year_turnover=1_000) == "within"
    assert answer(50_000_001, previous_year_turnover=1_000) == "above"
    day = date(2022, 1, 1)
    assert "比例" in doubts(entry, {"aggravated": True}, day, {"fine": "not_comparable"})[0].zh
    assert doubts(entry, {"aggravated": True}, day, {"fine": "above"}) == ()


def test_the_most_that_an_authority_named_may_be_the_share(corpus: Corpus) -> None:
    entry = sanction(corpus, "personal-information-protection-law#general-serious")
    outcome = corpus.cases[INSULTS].reported[0]

    def answer(cap: int, **facts: Any) -> str:
        return compare(entry, replace(outcome, fine_cap_cited=cap), facts)["fine_cap_cited"]

    assert answer(50_000_000) == "agrees"
    assert answer(60_000_000) == "not_comparable"
    assert answer(60_000_000, previous_year_turnover=1_200_000_000) == "agrees"
    assert answer(60_000_000, previous_year_turnover=1_000) == "differs"


def test_confiscation_stands_in_place_of_the_fine_where_the_law_says_or(corpus: Corpus) -> None:
    name = "criminal-law#spreading-obscene-material-for-profit"
    most, less = sanction(corpus, f"{name}-especially-serious"), sanction(corpus, f"{name}-aggravated")

    def answer(entry: Sanction, fine: int | None, confiscated: bool) -> str:
        outcome = ImposedPenalty(imprisonment="P10Y", criminal_fine=fine, confiscation_of_property=confiscated)
        return compare(entry, outcome, {})["combination"]

    assert [answer(most, fine, True) for fine in (None, 0)] == ["allowed", "allowed"]
    assert answer(most, 1, False) == "allowed"
    assert answer(most, 1, True) == answer(most, 0, False) == "not_allowed"
    assert answer(less, 0, True) == answer(less, 1, True) == "not_allowed"
    assert answer(less, 1, False) == "allowed"
