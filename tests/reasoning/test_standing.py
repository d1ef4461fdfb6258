"""The state of a rule and of its duties on a day: force, displacement and verification are three different things."""

from dataclasses import replace
from datetime import date

import pytest

from case_tables import cases
from guiju.model import Bilingual, Corpus, Displacement, Regulation
from guiju.reasoning.standing import standing, standing_of

CASES = cases(__file__)

CHECKED = date(2026, 1, 2)
GROUPS, ACCOUNTS = "cac-group-services-2017", "cac-account-names-2015"


@pytest.fixture
def accounts(corpus: Corpus) -> Regulation:
    return corpus.regulations[ACCOUNTS]


@pytest.mark.parametrize(("day", "state", "applies", "since"), CASES["days"])
def test_a_rule_applies_from_its_first_day_and_is_displaced_from_that_of_the_later_rule(
    accounts: Regulation, day: date, state: str, applies: bool, since: date | None
) -> None:
    of_rule = standing(accounts, day)
    assert (of_rule.state, of_rule.applies, of_rule.displaced_from) == (state, applies, since)
    assert of_rule.current == (state == "unverified")


def test_a_rule_that_has_ended_is_not_called_displaced(accounts: Regulation) -> None:
    ended = replace(accounts, force=replace(accounts.force, until=date(2023, 1, 1)))
    assert standing(ended, date(2022, 12, 31)).state == "displaced"
    assert standing(ended, date(2023, 1, 1)).state == "ended"


def test_a_duty_that_the_later_rule_leaves_untouched_stays_current(accounts: Regulation) -> None:
    untouched = Displacement("later", "unaffected", "seen", Bilingual("不受影响。", "Not affected."))
    record = replace(accounts.obligations[0], displaced_by=untouched)
    assert standing_of(accounts, record, date(2026, 1, 1)).current
    assert standing_of(accounts, accounts.obligations[0], date(2026, 1, 1)).displaced


def test_a_state_says_in_plain_words_since_when_and_how_far_it_is_confirmed(corpus: Corpus) -> None:
    words = standing(corpus.regulations[GROUPS], date(2026, 11, 27)).words
    listed = "listed in the CAC's index on 21 September 2026"
    assert words.en == f"Took effect on 8 October 2017; current status not confirmed ({listed})"
    assert words.zh == "自2017年10月8日起施行；现行效力尚未确认（2026年9月21日国家网信办“政策法规”目录列有该文件）"


def test_the_words_of_a_displaced_rule_name_the_day_since_which_another_prevails(accounts: Regulation) -> None:
    words = standing(accounts, date(2026, 1, 1)).words
    assert "since 1 August 2022 a later rule prevails where the two are inconsistent" in words.en
    assert "自2022年8月1日起，与后法不一致之处以后法为准" in words.zh
    assert "later rule" not in standing(accounts, date(2022, 7, 31)).words.en


@pytest.mark.parametrize(("changes", "en"), CASES["states"])
def test_each_state_has_its_words(corpus: Corpus, changes: dict[str, object], en: str) -> None:
    rule = corpus.regulations[GROUPS]
    words = standing(replace(rule, force=replace(rule.force, **changes)), date(2026, 11, 27)).words
    assert words.en.endswith(en)
    assert not words.zh.isascii()


def test_a_listing_says_that_it_is_no_evidence_of_force(corpus: Corpus) -> None:
    for rule in corpus.regulations.values():
        if (listing := rule.force.listing) is not None:
            assert "not that it is in force" in listing.caution.en
            assert listing.document_type == rule.document_type


def test_neither_rule_is_said_to_be_repealed(corpus: Corpus) -> None:
    for regulation in corpus.regulations.values():
        assert not any(r.kind in ("repeals", "repealed_by") for r in regulation.relations)
