"""A sanction that is bent makes a case disagree, and a penalty is held against a range as the law words the range."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from case_files import INSULTS, QUARRELS, bent, sanction
from case_tables import cases
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


RANGES = {
    "detention": PeriodRange, "imprisonment": PeriodRange, "fine": AmountRange, "criminal_fine": AmountRange,
}  # fmt: skip
BENDS = cases(__file__)


@pytest.mark.parametrize("how", BENDS)
def test_a_bent_sanction_makes_a_case_disagree(corpus: Corpus, how: str) -> None:
    name, told = BENDS[how]
    changes = {key: RANGES[key](**value) if isinstance(value, dict) else value for key, value in told.items()}
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
