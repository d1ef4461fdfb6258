"""The penalties of a breach as ranges: what the cards of the site say of each provision that the facts reach."""

from datetime import date

from guiju.documents.penalties.glance import glance
from guiju.documents.penalties.lines import provisions, ranges
from guiju.model import Lang
from guiju.reasoning.checklist import checklist
from real_corpus import real

DAY = date(2026, 6, 30)


def test_a_provision_is_given_with_its_range_or_where_the_facts_may_not_reach_it_with_the_condition_alone(
    lang: Lang,
) -> None:
    checked, reached, limited = checklist(real(), real().vocabulary.roles, DAY, lang), 0, 0
    for line in (line for line in checked.lines if line.obligation.binds):
        texts = list(ranges(checked, line))
        for _, _, provision, limit in provisions(checked, line):
            if limit is None:
                sentences = glance(provision, DAY, checked.corpus, lang)
                assert any(all(sentence in text for sentence in sentences) for text in texts)
                reached += 1
            else:
                (text,) = (text for text in texts if limit in text)
                assert "·" not in text
                limited += 1
    assert reached > 20 and limited > 20
