"""Which law applies where it changed between act and decision: that of the act, or a later one that is milder."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_files import CRIMINAL, PSP, bent
from case_tables import cases
from guiju.model import AmountRange, Bilingual, Corpus, Period, PeriodRange, Sanction
from guiju.reasoning.law_in_time import WORDS, ApplicableLaw, applicable_version
from guiju.reasoning.severity import compare

CASES = cases(__file__)

GAMBLING = f"{CRIMINAL}#opening-gambling-venue"
PICKING = f"{PSP}#picking-quarrels"
GROUPS = "cybersecurity-law#unlawful-groups-penalty"
NOT_SERIOUS = {"serious_circumstances": False}
MILD, INDIVIDUAL = {"aggravated": False}, {"aggravated": False, "actor_kind": "individual"}


def period(days: str) -> Period:
    """2025-12-20, or 2025-12-20/2026-01-05."""
    first, _, last = days.partition("/")
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def chosen(corpus: Corpus, provision: str, acted: str, decided: str | None, conduct: Any) -> ApplicableLaw:
    record = corpus.provision(provision)
    assert record is not None, provision
    return applicable_version(corpus, record, conduct, period(acted), period(decided) if decided else None)


def reason(key: str, *parts: str) -> Bilingual:
    return WORDS[key].format(*(WORDS.table("answer")[part] for part in parts))


@pytest.mark.parametrize(("provision", "acted", "decided", "conduct", "law", "because"), CASES["choices"])
def test_the_law_that_applies_and_why(
    corpus: Corpus, provision: str, acted: str, decided: str | None, conduct: Any, law: str, because: str
) -> None:
    choice = chosen(corpus, provision, acted, decided, conduct)
    assert (choice.law, choice.reason) == (law, reason(*because.split()))


def test_a_choice_names_the_penalties_of_both_days(corpus: Corpus) -> None:
    choice = chosen(corpus, GAMBLING, "2021-02-01", "2021-06-01", NOT_SERIOUS)
    ids = tuple(f"opening-gambling-venue-base-{year}" for year in (2006, 2021))
    assert (choice.conduct.id, choice.decision.id) == ids


def test_a_milder_later_law_applies(corpus: Corpus) -> None:
    milder = bent(corpus, f"{CRIMINAL}#opening-gambling-venue-base-2021", imprisonment=PeriodRange(max="P2Y"))
    choice = chosen(milder, GAMBLING, "2021-02-01", "2021-06-01", NOT_SERIOUS)
    assert (choice.law, choice.reason) == ("decision", reason("later_is_milder", "imprisonment"))


def test_before_a_provision_lets_the_milder_law_apply_nothing_is_chosen(corpus: Corpus) -> None:
    without = {
        name: replace(rule, provisions=tuple(replace(p, milder_law_for=()) for p in rule.provisions))
        for name, rule in corpus.regulations.items()
    }
    choice = chosen(replace(corpus, regulations=without), PICKING, "2025-12-20", "2026-01-10", {"aggravated": True})
    assert (choice.law, choice.reason) == ("undetermined", reason("no_rule_for_milder_law"))


BASE = Sanction("s", date(2020, 1, 1), "base", "anyone", Bilingual("机关", "authority"), "seen")
days = st.integers(0, 15).map(lambda n: f"P{n}D")
amounts = st.integers(1, 5000)
joined = st.sampled_from(["may_add", "may", "and", "and_or_alone", "alternative"])


@st.composite
def penalties(draw: st.DrawFn) -> Sanction:
    least, most = sorted(draw(st.tuples(st.integers(0, 15), st.integers(0, 15))))
    low, high = sorted(draw(st.tuples(amounts, amounts)))
    detention = draw(st.sampled_from([None, PeriodRange(f"P{least}D", f"P{most}D"), PeriodRange(None, f"P{most}D")]))
    fine = draw(st.sampled_from([None, AmountRange(low, high, draw(joined)), AmountRange(None, high, draw(joined))]))
    measures = tuple(draw(st.sets(st.sampled_from(["warning", "closure_of_site", "order_to_correct"]))))
    return replace(BASE, detention=detention, fine=fine, measures=measures)


@given(penalties(), penalties())
def test_what_is_lighter_one_way_is_heavier_the_other_way(one: Sanction, other: Sanction) -> None:
    there, back = compare(one, other), compare(other, one)
    assert set(there.lighter) == set(back.heavier)
    assert set(there.heavier) == set(back.lighter)


@given(penalties())
def test_a_penalty_is_neither_lighter_nor_heavier_than_itself(one: Sanction) -> None:
    assert compare(one, one) == compare(one, replace(one, measures=(*one.measures, "order_to_correct")))
    assert not compare(one, one).lighter
    assert not compare(one, one).heavier


@given(penalties(), penalties(), penalties())
def test_milder_than_what_is_milder_is_milder_still(one: Sanction, two: Sanction, three: Sanction) -> None:
    def milder(a: Sanction, b: Sanction) -> bool:
        compared = compare(b, a)
        return bool(compared.lighter) and not compared.heavier

    if milder(one, two) and milder(two, three):
        assert milder(one, three)


@pytest.mark.parametrize(
    ("change", "heavier"),
    [
        ({"imprisonment": PeriodRange("P3Y", "life")}, "imprisonment"),
        ({"criminal_fine": AmountRange(joined="and")}, "criminal_fine"),
        ({"optional_measures": ("revocation_of_licence",)}, "measures"),
        ({"fine": AmountRange(max=500, joined="and")}, "fine"),
    ],
)
def test_a_part_that_is_added_is_heavier(change: dict[str, Any], heavier: str) -> None:
    assert compare(BASE, replace(BASE, **change)).heavier == (heavier,)
