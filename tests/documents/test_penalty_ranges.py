"""A penalty as a range: of each provision and subject the mildest tier of the day, and the most severe."""

from datetime import date

import pytest

from guiju.documents.penalties import tiers
from guiju.documents.penalties.lines import provisions, ranges
from guiju.documents.penalties.ranges import penalty
from guiju.model import Lang
from guiju.reasoning.checklist import Checklist, checklist
from guiju.reasoning.severity import compare
from real_corpus import real

DAYS = [date(2026, 6, 30), date(2021, 6, 30)]


def of(day: date, lang: Lang = "zh") -> Checklist:
    return checklist(real(), real().vocabulary.roles, day, lang)


@pytest.mark.parametrize("day", DAYS)
def test_no_tier_is_more_severe_than_the_last_or_milder_than_the_first(day: date) -> None:
    checked, several = of(day), 0
    for line in checked.lines:
        for _, _, provision, _ in provisions(checked, line):
            for subject in {sanction.subject for sanction in provision.sanctions}:
                own = [sanction for sanction in tiers.of_day(provision, day) if sanction.subject == subject]
                for sanction in own:
                    beyond, below = compare(own[-1], sanction), compare(own[0], sanction)
                    assert beyond.lighter or not beyond.heavier, (provision.id, subject, beyond)
                    assert below.heavier or not below.lighter, (provision.id, subject, below)
                several += len(own) > 1
    assert several > 20


def test_a_range_has_the_words_of_its_first_and_last_tier_and_no_amount_where_the_facts_may_not_reach(
    lang: Lang,
) -> None:
    checked, limited = of(DAYS[0], lang), 0
    for line in (line for line in checked.lines if line.obligation.binds):
        texts = list(ranges(checked, line))
        for _, _, provision, limit in provisions(checked, line):
            own = tiers.of_day(provision, checked.as_of)
            if limit is not None:
                limited += 1
                assert any(limit in text for text in texts)
                continue
            for subject in {sanction.subject for sanction in own}:
                same = [penalty(one, checked.corpus, lang) for one in own if one.subject == subject]
                assert any(same[0] in text and same[-1] in text for text in texts), (line.id, provision.id)
        assert not any(
            limit in text and "·" in text for *_, limit in provisions(checked, line) if limit for text in texts
        )
    assert limited > 5
