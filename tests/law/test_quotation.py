"""A quotation in one run: the law as it is printed, with …… where words of it are left out, and nowhere else."""

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.law.text import quotation
from guiju.law.text.quotation import LEFT_OUT, Quoting
from guiju.model import Regulation
from guiju.places import citation
from guiju.site.kinds import to
from markdown_pages import each_read_rule, read, with_class, words_of
from real_corpus import real

GROUPS = real().regulations["cac-group-services-2017"]
RECORDS = [(rule, record) for rule in real().with_articles() for record in rule.quoting()]


def law(rule: Regulation, eId: str) -> str:
    """The 款 as it is printed, each 项 after its number."""
    paragraph = eId.split("__point_")[0]
    units = (unit for unit in rule.units() if f"{unit.eId}__".startswith(f"{paragraph}__"))
    return "".join(citation.marker(unit.eId, "zh") + unit.zh for unit in units)


def gaps(rule: Regulation, record: Quoting) -> list[str]:
    """What is left out at each ……; fails where the pieces are not in the law, in this order."""
    printed, left_out, end = law(rule, record.eId), [], None
    for piece in quotation.text(rule, record).split(LEFT_OUT):
        start = printed.index(piece, end or 0)
        left_out += [] if end is None else [printed[end:start]]
        end = start + len(piece)
    return left_out


def test_every_quotation_of_the_base_is_the_law_in_order_and_leaves_out_words_where_it_says_so() -> None:
    several = [(rule, record) for rule, record in RECORDS if len(record.quote) > 1]
    left_out = {id(record): gaps(rule, record) for rule, record in several}
    for gap in itertools.chain.from_iterable(left_out.values()):
        assert any(character.isalnum() for character in gap), gap
    assert len(several) > 80 and {bool(gaps) for gaps in left_out.values()} == {True, False}


def test_a_quotation_in_one_piece_is_printed_as_it_is_recorded() -> None:
    for rule, record in RECORDS:
        if len(record.quote) == 1:
            assert [quotation.text(rule, record)] == list(record.quote)


@given(data=st.data())
def test_segments_that_follow_each_other_in_the_law_are_not_parted(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(GROUPS.obligations))
    words = next(unit.zh for unit in GROUPS.units() if unit.eId == record.eId)
    cuts = data.draw(st.lists(st.integers(0, len(words)), min_size=4, max_size=8, unique=True).map(sorted))
    stretches = list(itertools.pairwise(cuts))
    parts = [(start, end) for start, end in stretches if data.draw(st.booleans())]
    unique = [part for part in parts if quotation.occurrences(law(GROUPS, record.eId), words[slice(*part)]) == 1]
    if not unique:
        return
    cut = dataclasses.replace(record, quote=tuple(words[slice(*part)] for part in unique))
    skipped = [words[end:start] for (_, end), (start, _) in itertools.pairwise(unique)]
    between = [LEFT_OUT if any(map(str.isalnum, gap)) else gap for gap in skipped]
    expected = "".join(itertools.chain.from_iterable(zip(cut.quote, [*between, ""], strict=True)))
    assert quotation.text(GROUPS, cut) == expected


@pytest.mark.parametrize(("point", "between"), [("1", "（一）"), ("2", "……（二）")], ids=["the first 项", "a later 项"])
def test_a_point_stands_after_its_lead_in_with_its_number(point: str, between: str) -> None:
    rule = real().regulations["cac-account-names-2015"]
    record = next(o for o in rule.obligations if o.eId == f"art_6__para_1__point_{point}")
    assert quotation.text(rule, record) == between.join(record.quote)


def test_segments_out_of_order_or_not_in_the_law_are_parted() -> None:
    record = next(record for rule, record in RECORDS if rule is GROUPS and len(record.quote) > 1)
    turned = dataclasses.replace(record, quote=record.quote[::-1])
    assert quotation.text(GROUPS, turned) == LEFT_OUT.join(turned.quote)
    strange = dataclasses.replace(record, quote=(*record.quote[:1], "not in the law", *record.quote[1:2]))
    assert quotation.text(GROUPS, strange) == LEFT_OUT.join(strange.quote)


@pytest.mark.cost(9.5, "makes every page in both languages, unless a test before it did")
@each_read_rule
def test_the_pages_quote_in_one_run(rule: Regulation) -> None:
    for record in rule.obligations:
        (quote,) = with_class(read("en", to.obligations(rule, record)), "quote")
        assert words_of(quote) == f"“{quotation.text(rule, record)}”"
    for article in rule.articles:
        records = [r for r in rule.quoting() if f"{r.eId}__".startswith(f"{article.eId}__")]
        cards = with_class(read("zh", to.articles(rule, article.eId)), "passage__reading")
        quotes = {words_of(quote) for card in cards for quote in with_class(card, "quote")}
        assert quotes == {f"“{quotation.text(rule, record)}”" for record in records}
