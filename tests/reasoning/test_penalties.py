"""Penalties in words: the condition of a tier. The ranges are tested where pages show them (test_site_penalties)."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from case_tables import cases
from guiju import predicates
from guiju.documents.penalties import ranges, tiers
from guiju.documents.penalties.conditions import condition
from guiju.model import REQUIRED_LANGUAGES, AmountRange, Bilingual, Lang, PeriodRange, Sanction
from guiju.predicates import FactName, walk
from real_corpus import real

CASES = cases(__file__)

CONDITIONS = sorted(
    {s.when for r in real().regulations.values() for p in r.provisions for s in p.sanctions if s.when is not None}
)


@pytest.mark.parametrize(("when", "zh", "en"), CASES["conditions"])
def test_a_condition_is_told_in_words(when: str, zh: str, en: str) -> None:
    assert (condition(when, real(), "zh"), condition(when, real(), "en")) == (zh, en)


def test_every_condition_of_the_data_has_words_and_none_but_its_own(lang: Lang) -> None:
    told = {when: condition(when, real(), lang) for when in CONDITIONS}
    assert CONDITIONS and None not in told.values()
    assert len(set(told.values())) == len(told)


def test_a_tier_is_not_called_by_circumstances_on_which_it_does_not_turn() -> None:
    """A fine for refusing to correct stands in the aggravated tier, whatever the circumstances."""
    provisions = real().regulations["personal-information-protection-law"].provisions
    [refusal] = [s for p in provisions for s in p.sanctions if s.id == "general-refusal"]
    assert refusal.when == "refused_to_correct AND NOT serious_circumstances"
    assert "情节" not in tiers.name(refusal, "zh") and "circumstances" not in tiers.name(refusal, "en")


NOBODY = Bilingual("无", "nobody")


RANGES = {"fine": AmountRange, "criminal_fine": AmountRange, "imprisonment": PeriodRange}


@pytest.mark.parametrize("case", CASES["sanctions"], ids=lambda case: case["en"])
def test_what_is_ordered_in_any_case_stands_apart_from_what_is_chosen_and_from_what_may_be_added(
    case: dict[str, Any],
) -> None:
    fields = {key: RANGES[key](**said) if key in RANGES else said for key, said in case["fields"].items()}
    sanction = Sanction("s", "unknown", "base", "anyone", NOBODY, "seen", **fields)
    assert {lang: ranges.penalty(sanction, real(), lang) for lang in REQUIRED_LANGUAGES} == {
        k: case[k] for k in REQUIRED_LANGUAGES
    }


def test_the_day_on_which_a_text_ends_is_no_longer_of_it() -> None:
    assert tiers.when(date(2017, 6, 1), date(2026, 1, 1), "zh") == "2017-06-01起，至2026-01-01前"
    assert tiers.when("unknown", date(2026, 1, 1), "zh") == "起始日不详，至2026-01-01前"
    assert tiers.when(date(2017, 6, 1), "unknown", "zh") == "2017-06-01起，至不详"
    assert tiers.when("unknown", "unknown", "zh") == "起止日不详"


def test_what_has_no_words_is_not_told() -> None:
    for when in ("no_such_fact", "group_member_count_at_conduct = 30", "aggravated AND previous_year_turnover > 5"):
        assert condition(when, real(), "zh") is None


def test_a_fact_and_its_opposite_have_different_words(lang: Lang) -> None:
    names = {n.name for when in CONDITIONS for n in walk(predicates.parse(when)) if isinstance(n, FactName)}
    told = [condition(form.format(name), real(), lang) for name, form in product(names, ("{}", "NOT {}"))]
    known = [words for words in told if words is not None]
    flags = [name for name in names if real().fact("conduct", name).type == "boolean"]
    assert len(known) >= 2 * len(flags) and len(set(known)) == len(known)
