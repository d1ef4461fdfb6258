"""Which law applies where it changed between an act and the decision: that of the act, or the later one where it is milder in every part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.model import AmountRange, Bilingual, Corpus, Period, PeriodRange, Sanction
from guiju.reasoning.law_in_time import WORDS, Choice, choose
from guiju.reasoning.severity import compare

PSP, CRIMINAL, CSL = "public-security-penalties", "criminal-law", "cybersecurity-law"


def on(first: str, last: str | None = None) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def chosen(corpus: Corpus, provision: str, acted: str, decided: str | None, **conduct: Any) -> Choice:
    record = corpus.provision(provision)
    assert record is not None, provision
    return choose(corpus, record, conduct, on(acted), on(decided) if decided else None)


def reason(key: str, *parts: str) -> Bilingual:
    return WORDS[key].format(*(WORDS.table("answer")[part] for part in parts))


def test_a_heavier_later_law_does_not_reach_back(corpus: Corpus) -> None:
    gambling = f"{CRIMINAL}#opening-gambling-venue"
    choice = chosen(corpus, gambling, "2021-02-01", "2021-06-01", serious_circumstances=False)
    assert choice.law == "conduct"
    assert choice.conduct is not None
    assert choice.decision is not None
    assert (choice.conduct.id, choice.decision.id) == (
        "opening-gambling-venue-base-2006",
        "opening-gambling-venue-base-2021",
    )
    assert choice.reason == reason("later_is_heavier", "imprisonment")


def test_a_law_that_is_lighter_here_and_heavier_there_is_left_to_the_authority(corpus: Corpus) -> None:
    quarrels = f"{PSP}#picking-quarrels"
    choice = chosen(corpus, quarrels, "2025-12-20", "2026-01-10", aggravated=False, actor_kind="individual")
    assert choice.law == "undetermined"
    assert choice.reason == reason("lighter_and_heavier", "detention", "fine")


def test_where_the_text_did_not_change_there_is_nothing_to_choose(corpus: Corpus) -> None:
    assert chosen(corpus, f"{PSP}#picking-quarrels", "2018-01-05", "2018-02-10", aggravated=False).law == "unchanged"


def test_a_milder_later_law_applies(corpus: Corpus) -> None:
    provision = corpus.provision(f"{CRIMINAL}#opening-gambling-venue")
    assert provision is not None
    milder = tuple(
        replace(s, imprisonment=PeriodRange(max="P2Y")) if s.id == "opening-gambling-venue-base-2021" else s
        for s in provision.sanctions
    )
    later = replace(provision, sanctions=milder)
    choice = choose(corpus, later, {"serious_circumstances": False}, on("2021-02-01"), on("2021-06-01"))
    assert choice.law == "decision"
    assert choice.reason == reason("later_is_milder", "imprisonment")


def test_a_penalty_that_came_after_the_act_does_not_apply(corpus: Corpus) -> None:
    choice = chosen(
        corpus, f"{CSL}#unlawful-groups-penalty", "2016-01-01", "2018-01-01", aggravated=False, actor_kind="individual"
    )
    assert choice == Choice("conduct", WORDS["not_punished_then"])


@pytest.mark.parametrize(
    ("conduct", "decided", "reason"),
    [
        ({}, "2026-01-10", WORDS["tier_open"]),
        ({"aggravated": False}, None, WORDS["days_unknown"]),
    ],
)
def test_what_is_not_known_leaves_the_choice_open(
    corpus: Corpus, conduct: dict[str, Any], decided: str | None, reason: Bilingual
) -> None:
    choice = chosen(corpus, f"{PSP}#picking-quarrels", "2025-12-20", decided, **conduct)
    assert (choice.law, choice.reason) == ("undetermined", reason)


def test_before_a_provision_lets_the_milder_law_apply_nothing_is_chosen(corpus: Corpus) -> None:
    without = {
        name: replace(rule, provisions=tuple(replace(p, milder_law_for=()) for p in rule.provisions))
        for name, rule in corpus.regulations.items()
    }
    there = replace(corpus, regulations=without)
    choice = chosen(there, f"{PSP}#picking-quarrels", "2025-12-20", "2026-01-10", aggravated=True)
    assert (choice.law, choice.reason) == ("undetermined", WORDS["no_rule_for_milder_law"])


def test_a_law_that_changed_while_the_act_went_on_is_left_to_the_authority(corpus: Corpus) -> None:
    provision = corpus.provision(f"{PSP}#picking-quarrels")
    assert provision is not None
    choice = choose(corpus, provision, {"aggravated": False}, on("2025-12-20", "2026-01-05"), on("2026-02-01"))
    assert (choice.law, choice.reason) == ("undetermined", WORDS["changed_during_conduct"])


def test_a_decision_of_which_only_the_month_is_known_leaves_it_open_where_the_law_changed_then(corpus: Corpus) -> None:
    provision = corpus.provision(f"{PSP}#picking-quarrels")
    assert provision is not None
    choice = choose(corpus, provision, {"aggravated": False}, on("2025-11-20"), on("2025-12-15", "2026-01-15"))
    assert (choice.law, choice.reason) == ("undetermined", WORDS["changed_before_decision"])


# ---- how severe ------------------------------------------------------------------------------------------------------

BASE = Sanction("s", date(2020, 1, 1), "base", "anyone", Bilingual("机关", "authority"), "seen")
days = st.integers(0, 15).map(lambda n: f"P{n}D")
amounts = st.integers(1, 5000)
joined = st.sampled_from(["may_add", "and", "and_or_alone", "alternative"])


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
