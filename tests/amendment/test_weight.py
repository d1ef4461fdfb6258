"""What number of a version a change raises: of each duty and each penalty of the base, changed in each way."""

from dataclasses import replace
from datetime import date

import pytest

from case_tables import cases
from guiju.amendment.comparison import Amendments, between_bases
from guiju.amendment.reading_effects import Side
from guiju.amendment.weight import least_version, weight
from guiju.model import Corpus
from test_planted_readings import CORPUS, DAY, DUTIES, EDITORIAL, EDITS, PENALTIES, with_duty, with_rule, with_sanction

CASES = cases(__file__)

MINOR = {"moved", "wording"}


def change(new: Corpus, old: Corpus = CORPUS) -> Amendments:
    return between_bases(Side(old, DAY), Side(new, DAY))


def test_a_duty_that_comes_is_minor_and_one_that_goes_is_major() -> None:
    rule, duty = DUTIES[0]
    without = with_duty(rule, duty)
    assert weight(change(CORPUS, without)) == "minor"
    assert weight(change(without)) == "major"


@pytest.mark.parametrize("kind", EDITS)
def test_a_duty_that_may_come_out_otherwise_is_major_and_other_words_or_another_place_are_minor(kind: str) -> None:
    rule, duty = next(entry for entry in DUTIES if entry[1].consequence)
    changed = change(with_duty(rule, duty, EDITS[kind](duty)))
    assert weight(changed) == ("minor" if kind in MINOR else "major")


def test_what_we_only_say_otherwise_is_a_patch() -> None:
    rule, duty = DUTIES[0]
    edits = [edit for edit in EDITORIAL if edit(duty).quote == duty.quote]
    assert {weight(change(with_duty(rule, duty, edit(duty)))) for edit in edits} == {"patch"}
    assert weight(change(CORPUS)) == "patch"


def test_a_penalty_that_is_added_is_minor_and_one_that_changes_ends_or_goes_is_major() -> None:
    rule, _, penalty = PENALTIES[0]
    added = with_sanction(rule, penalty, penalty, replace(penalty, id="another-penalty"))
    assert weight(change(added)) == "minor"
    for new in ((), (replace(penalty, until=date(2099, 1, 1)),)):
        assert weight(change(with_sanction(rule, penalty, *new))) == "major"


def test_a_rule_that_goes_is_major_and_one_that_comes_is_minor() -> None:
    rule = next(rule for rule in CORPUS.regulations.values() if not rule.obligations and not rule.provisions)
    others = replace(CORPUS, regulations={id: r for id, r in CORPUS.regulations.items() if id != rule.id})
    assert weight(change(others)) == "major"
    assert weight(change(CORPUS, others)) == "minor"


def test_a_word_of_the_law_that_changes_is_minor_where_no_duty_does() -> None:
    rule = next(rule for rule in CORPUS.regulations.values() if rule.articles and rule.obligations)
    article = rule.articles[0]
    paragraph = replace(article.paragraphs[0], zh=f"{article.paragraphs[0].zh}另行规定。")
    articles = (replace(article, paragraphs=(paragraph, *article.paragraphs[1:])), *rule.articles[1:])
    assert weight(change(with_rule(rule, articles=articles))) == "minor"


@pytest.mark.parametrize(("before", "kind", "least"), CASES["versions"])
def test_the_version_rises_as_semantic_versioning_says(before, kind, least) -> None:
    assert least_version(tuple(before), kind) == tuple(least)
