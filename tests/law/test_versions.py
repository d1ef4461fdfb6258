"""Which versions of a rule there are, and which one is law on a day."""

from dataclasses import replace
from datetime import date

from case_tables import cases, each
from guiju.law import versions
from guiju.model import Article, Paragraph
from test_places import a_text

CASES = cases(__file__)


ARTICLE = Article("art_1", (Paragraph("为了规范群组，制定本法。", "", eId="art_1__para_1"),))
OLD = a_text("2016-11-07", date(2017, 6, 1), ARTICLE)
NEW = a_text("2025-10-28", date(2026, 1, 1), ARTICLE)
LAW = replace(OLD, versions=(NEW,))


def test_each_version_is_law_until_the_next_begins():
    assert [(v.day, v.from_, v.until) for v in versions.versions(LAW)] == [
        (date(2016, 11, 7), date(2017, 6, 1), date(2026, 1, 1)),
        (date(2025, 10, 28), date(2026, 1, 1), None),
    ]


def test_versions_come_in_the_order_of_their_days_and_not_of_their_files():
    later_first = replace(NEW, versions=(OLD,))

    assert [v.day for v in versions.versions(later_first)] == [date(2016, 11, 7), date(2025, 10, 28)]


@each(CASES["in_force"])
def test_on_a_day_one_version_is_law(day, version):
    found = versions.in_force(LAW, day)

    assert (found.day if found else None) == version


def test_a_version_with_an_end_of_its_own_ends_there():
    ended = replace(OLD, versions=(replace(NEW, force=replace(NEW.force, until=date(2026, 6, 1))),))

    assert versions.in_force(ended, date(2026, 6, 1)) is None


def test_where_a_first_day_is_unknown_the_version_before_it_does_not_end():
    undated = replace(OLD, force=replace(OLD.force, from_="unknown"))

    assert versions.in_force(replace(NEW, versions=(undated,)), date(2020, 1, 1)).text.force.from_ == "unknown"


@each(CASES["undated"])
def test_a_version_whose_commencement_is_unknown_counts_from_the_day_of_its_amendment(day, version):
    old, new = (
        replace(a_text("2000-09-25", "unknown", ARTICLE), consolidated=date(*d)) for d in ((2011, 1, 8), (2024, 12, 6))
    )
    law = replace(new, articles=(), versions=(new, old))

    assert versions.in_force(law, date.fromisoformat(day)).day.year == version
    assert [v.until for v in versions.versions(law)] == ["unknown", None]
    assert versions.in_force(law, date(2011, 1, 7)) is None


@each(CASES["of_day"])
def test_a_day_names_the_version_of_that_day_and_else_the_law_of_that_day(day, version):
    found = versions.of_day(LAW, day)

    assert (found.day.isoformat() if found and found.day else None) == version


def test_a_rule_of_which_only_provisions_are_recorded_has_the_versions_beside_it():
    only_provisions = replace(OLD, articles=(), versions=(OLD, NEW))

    assert len(versions.versions(only_provisions)) == 2


def test_a_rule_without_a_text_has_no_versions():
    assert versions.versions(replace(OLD, articles=())) == ()


def test_an_amended_text_that_tells_when_the_first_one_took_effect_is_law_from_its_amendment_only():
    amended = replace(NEW, force=replace(NEW.force, from_=OLD.force.from_))
    law = replace(OLD, versions=(amended,))

    assert [(v.from_, v.until) for v in versions.versions(law)] == [
        (date(2017, 6, 1), date(2025, 10, 28)),
        (date(2025, 10, 28), None),
    ]
    assert versions.in_force(law, date(2020, 1, 1)).text == replace(OLD, versions=(amended,))
