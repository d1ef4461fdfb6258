"""The words of cited laws: read for their penalties, true to their source, and held against every sanction."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.checks import amount_left_out, amount_not_in_words
from guiju.files.bundled import schema
from guiju.law import provision_text
from guiju.law.text import amounts
from guiju.model import AmountRange, Corpus, Provision, Regulation, Sanction
from guiju.places import numerals
from real_corpus import real

CASES = cases(__file__)
DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """二十一万零五百: how Chinese law writes a number below a hundred million."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return in_chinese(number // 10_000) + "万" + (gap + in_chinese(rest) if rest else "")
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if gap else "") + DIGITS[digit] + name
        gap = bool(written) and not digit
    return written.removeprefix("一") if written.startswith("一十") else written


@given(st.integers(1, 99_999_999))
def test_a_number_is_read_as_chinese_law_writes_it(value: int) -> None:
    assert numerals.number(in_chinese(value)) == numerals.number(str(value)) == value


@each(CASES["amounts"])
def test_an_amount_is_read_with_its_unit(text: str, measured: list[Any] | None) -> None:
    assert amounts.measured(text) == (measured and tuple(measured))


def penalties(words: str) -> list[list[Any]]:
    found = [p for clause in amounts.clauses((words,)) for p in clause.penalties]
    return [[p.kind, p.least and int(p.least[0]), p.most and int(p.most[0]), p.joined] for p in found]


@each(CASES["penalties"])
def test_penalties_are_read_with_their_bounds_and_how_they_are_joined(words: str, set_: list[Any]) -> None:
    assert penalties(words) == set_


def test_a_share_of_turnover_is_a_second_most() -> None:
    (clause,) = amounts.clauses(("并处五千万元以下或者上一年度营业额百分之五以下罚款",))
    (penalty,) = clause.penalties
    assert (penalty.most, penalty.share, penalty.joined) == ((Decimal(50_000_000), "元"), Decimal(5), "and")


# ---- the real data ---------------------------------------------------------------------------------------------------


def provisions() -> Iterator[tuple[Regulation, Provision]]:
    for rule in real().regulations.values():
        for provision in rule.provisions:
            yield rule, provision


def test_every_source_is_used_and_says_where_it_comes_from_and_how_far_to_rely_on_it() -> None:
    for rule in real().regulations.values():
        numbers = [number for provision in rule.provisions for number in provision.numbers]
        used = {words.source for n in numbers for words in (n.words, *n.later_words) if words and words.source}
        assert used == {source.id for source in rule.sources}
        for source in rule.sources:
            where = f"{source.origin.zh} {source.origin.en} {source.caution.en}"
            assert not re.search(r"(?<![\w.:/])/\w", where), "a public origin, not a path of somebody's machine"
            assert "not compared with the official gazette" in source.caution.en


def with_provision(corpus: Corpus, rule: Regulation, provision: Provision) -> Corpus:
    others = tuple(provision if p.id == provision.id else p for p in rule.provisions)
    return replace(corpus, regulations={**corpus.regulations, rule.id: replace(rule, provisions=others)})


def bent(sanction: Sanction) -> Iterator[tuple[str, Sanction]]:
    """The sanction with another bound or joining; or with an optional measure made compulsory, or the reverse."""
    for key in ("fine", "criminal_fine"):
        amount: AmountRange | None = getattr(sanction, key)
        if amount is not None:
            for end in ("min", "max"):
                if (yuan := getattr(amount, end)) is not None:
                    changed: dict[str, Any] = {key: replace(amount, **{end: yuan + 1})}
                    yield f"{key} {end}", replace(sanction, **changed)
            for other in ("may_add", "and", "alternative"):
                if amount.joined not in (None, "alone", other):
                    changed = {key: replace(amount, joined=other)}
                    yield f"{key} {other}", replace(sanction, **changed)
    for key in ("detention", "imprisonment"):
        if (period := getattr(sanction, key)) is not None:
            for end in ("min", "max"):
                if (span := getattr(period, end)) not in (None, "life"):
                    longer = f"P{int(span[1:-1]) + 1}{span[-1]}"
                    changed = {key: replace(period, **{end: longer})}
                    yield f"{key} {end}", replace(sanction, **changed)
    if sanction.fine is not None and sanction.optional_measures:
        yield "imposed", replace(sanction, measures=sanction.optional_measures, optional_measures=())


def test_every_amount_that_is_bent_is_noticed() -> None:
    """Each bound, each conjunction: of the sanctions whose law's words are here."""
    tried = 0
    for rule, provision in provisions():
        for sanction in provision.sanctions:
            setting = real().provision(sanction.words_in) if sanction.words_in else provision
            if setting is None or not all(n.words and n.words.zh for n in setting.numbers):
                continue
            for what, other in bent(sanction):
                tried += 1
                sanctions = tuple(other if s.id == sanction.id else s for s in provision.sanctions)
                small = with_provision(real(), rule, replace(provision, sanctions=sanctions))
                small = replace(small, regulations={rule.id: small.regulations[rule.id]} | kept(sanction))
                assert any(amount_not_in_words.check(small)), f"{rule.id}#{sanction.id}: {what}"
    assert tried > 250


def kept(sanction: Sanction) -> dict[str, Regulation]:
    """The law in whose words the amounts are, where that is another."""
    name = sanction.words_in.partition("#")[0] if sanction.words_in else None
    return {name: real().regulations[name]} if name else {}


def test_a_tier_that_is_left_out_is_noticed() -> None:
    law = real().regulations["public-security-penalties"]
    for provision in law.provisions:
        for sanction in provision.sanctions:
            fewer = tuple(s for s in provision.sanctions if s is not sanction)
            beside = [s for s in fewer if (s.from_, s.until) == (sanction.from_, sanction.until)]
            changed = with_provision(real(), law, replace(provision, sanctions=fewer))
            found = list(amount_left_out.of_rule(changed.regulations[law.id], changed.words))
            assert found or not beside, sanction.id


def test_every_measure_of_the_schema_has_words_to_look_for() -> None:
    fields = schema("regulation")["properties"]["provisions"]["items"]["properties"]["sanctions"]["items"]["properties"]
    names = {name for key in ("measures", "optional_measures") for name in fields[key]["items"]["enum"]}
    names |= set(fields["criminal_fine"]["properties"]["or_measure"]["enum"])
    assert {measure.id for measure in real().vocabulary.measures} == names


# ---- in time ---------------------------------------------------------------------------------------------------------


def said(name: str, day: date) -> tuple[provision_text.Passage, ...]:
    rule, _, _ = name.partition("#")
    provision = real().provision(name)
    return provision_text.passages(real().regulations[rule], provision, day)


def test_a_point_is_quoted_with_its_lead_in() -> None:
    (passage,) = said("cybersecurity-law#log-duty", date(2026, 1, 1))
    lead, point = passage.lines
    assert lead.endswith("：") and point.startswith("（三）")


# ---- what the texts settled ------------------------------------------------------------------------------------------


@each(CASES["versions"])
def test_the_words_quoted_are_those_of_the_version_of_the_day(name: str, day: date, number: str, words: str) -> None:
    (passage,) = said(name, day)
    assert passage.number.number == number and not passage.earlier
    assert words in "".join(passage.lines)


PURPOSES = {
    fact.id: fact.phrases["if_true"].zh.removeprefix("以")
    for fact in real().vocabulary.facts
    if "if_true" in fact.phrases and re.search("^以.+为", fact.phrases["if_true"].zh)
}
"""Facts that are a purpose or an occupation, in the words that name them: 牟利为目的, 营利为目的, 赌博为业."""


def test_a_purpose_on_which_a_sanction_turns_is_the_one_that_the_law_names() -> None:
    assert len(PURPOSES) == 3
    turned_on = set()
    for _, provision in real().provisions():
        for sanction in provision.sanctions:
            named = {fact for fact in PURPOSES if re.search(rf"\b{fact}\b", sanction.when or "")}
            turned_on |= named
            for numbers in provision_text.versions(provision, sanction.from_, sanction.until):
                words = "".join(line for number in numbers if number.words for line in number.words.zh)
                assert [fact for fact in named if words and PURPOSES[fact] not in words] == [], sanction.id
    assert turned_on == PURPOSES.keys()
