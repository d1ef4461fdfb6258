"""A penalty as a range: of each provision and subject the mildest tier of the day, and the most severe."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import pytest

from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import provisions, ranges
from guiju.documents.penalties.ranges import penalty
from guiju.model import Lang, Sanction
from guiju.reasoning.checklist import Checklist, Line, checklist
from guiju.reasoning.severity import compare
from real_corpus import real

DAYS = [date(2026, 6, 30), date(2021, 6, 30)]


def of(day: date, lang: Lang = "zh") -> Checklist:
    return checklist(real(), real().vocabulary.roles, day, lang)


def tiers_by_subject(checked: Checklist, line: Line) -> Iterator[list[Sanction]]:
    """The tiers of the day of each provision that the facts reach, subject by subject."""
    for _, _, provision, limit in provisions(checked, line):
        own = sorted(tiers.of_day(provision, checked.as_of), key=lambda sanction: sanction.subject)
        if limit is None:
            yield from (list(several) for _, several in groupby(own, key=lambda sanction: sanction.subject))


@pytest.mark.parametrize("day", DAYS)
def test_a_range_goes_from_a_tier_that_none_is_milder_than_to_one_that_none_is_more_severe_than(
    day: date, lang: Lang
) -> None:
    checked, several = of(day, lang), 0
    for line in (line for line in checked.lines if line.obligation.binds):
        text = "\n".join(ranges(checked, line))
        for own in tiers_by_subject(checked, line):
            bounds = [one for one in own if penalty(one, checked.corpus, lang) in text]
            mildest = [one for one in own if not any(_milder(other, one) for other in own)]
            severest = [one for one in own if not any(_milder(one, other) for other in own)]
            assert set(map(id, bounds)) & set(map(id, mildest)), line.id
            assert set(map(id, bounds)) & set(map(id, severest)), line.id
            several += len(own) > 1
    assert several > 20


def _milder(one: Sanction, other: Sanction) -> bool:
    difference = compare(other, one)
    return bool(difference.lighter) and not difference.heavier


def test_where_the_facts_do_not_say_whether_a_provision_is_reached_the_range_names_the_condition_and_no_amount(
    lang: Lang,
) -> None:
    checked, limited = of(DAYS[0], lang), 0
    for line in (line for line in checked.lines if line.obligation.binds):
        for limit in {limit for *_, limit in provisions(checked, line) if limit}:
            (text,) = (text for text in ranges(checked, line) if limit in text)
            assert "·" not in text
            limited += 1
    assert limited > 5
