"""A sanction that is bent makes a case disagree, and a penalty is held against a range as the law words the range."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from case_files import INSULTS, bent, sanction
from case_tables import cases
from guiju.model import AmountRange, Corpus, PeriodRange
from guiju.reasoning.replay import replay
from guiju.reasoning.sanctions import compare, doubts


def disagreements(corpus: Corpus) -> list[str]:
    """case, what was asked, expected, found: of all cases."""
    return [
        f"{r.case.id}: {r.expectation.obligation or r.expectation.sanction}: {dict(r.expected)} ≠ {dict(r.actual)}"
        for case in corpus.cases.values() for r in replay(corpus, case) if not r.agrees
    ]  # fmt: skip


RANGES = {
    "detention": PeriodRange, "imprisonment": PeriodRange, "fine": AmountRange, "criminal_fine": AmountRange,
}  # fmt: skip
CASES = cases(__file__)
BENDS, IMPOSED = CASES["bends"], CASES["imposed"]


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


@pytest.mark.parametrize("several", IMPOSED.values(), ids=IMPOSED)
def test_a_penalty_is_held_against_its_range_as_the_law_words_it(several: list[dict[str, Any]], corpus: Corpus) -> None:
    nothing = replace(corpus.cases[INSULTS].reported[0], detention=None)
    for case in several:
        entry = sanction(corpus, case["sanction"])
        entry = replace(entry, fine=AmountRange(**case["fine"])) if "fine" in case else entry
        found = compare(entry, replace(nothing, **case["imposed"]), case.get("facts", {}))
        assert found.items() >= case["answer"].items(), case


def test_a_fine_above_the_fixed_most_is_said_to_turn_on_a_share(corpus: Corpus) -> None:
    entry, day = sanction(corpus, "personal-information-protection-law#general-serious"), date(2022, 1, 1)
    assert "比例" in doubts(entry, {"aggravated": True}, day, {"fine": "not_comparable"})[0].zh
    assert doubts(entry, {"aggravated": True}, day, {"fine": "above"}) == ()
