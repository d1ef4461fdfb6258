"""Amendments planted into every duty and every penalty of our reading are all computed, as what they are, and nothing
else is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.amendment.comparison import law_changes
from guiju.amendment.reading_effects import Side, broken_quotations, case_effects, reading_effects
from guiju.files.folding import comparable
from guiju.model import (
    AmountRange,
    Bilingual,
    Consequence,
    Corpus,
    Expectation,
    Obligation,
    Param,
    Regulation,
    Sanction,
)
from real_corpus import real

DAY = date(2026, 11, 25)
CORPUS = real()
DUTIES = [(rule, duty) for rule, duty in CORPUS.obligations()]
PENALTIES = [(rule, provision, sanction) for rule, provision in CORPUS.provisions() for sanction in provision.sanctions]

EDITS: Mapping[str, Callable[[Obligation], Obligation]] = {
    "bearer": lambda duty: replace(duty, bearers=(*duty.bearers, "another")),
    "modality": lambda duty: replace(duty, modality="power" if duty.modality != "power" else "permission"),
    "threshold": lambda duty: replace(duty, params={**duty.params, "planted": Param(7, "person", "七人")}),
    "deadline": lambda duty: replace(duty, params={**duty.params, "planted": Param(7, "day", "七日")}),
    "sanction": lambda duty: replace(duty, consequence=Consequence("direct", ("law#planted",))),
    "condition": lambda duty: replace(duty, condition=Bilingual("另有条件。", "Another condition.")),
    "moved": lambda duty: replace(duty, eId="art_99__para_1"),
    "wording": lambda duty: replace(duty, quote=("别的文字",)),
}
"""What a change of the law does to the record of a duty, by the kind that must be found. The words that it quotes
change with all of them."""
EDITORIAL = (
    lambda duty: replace(duty, title=Bilingual("另题", "Another title"), summary=Bilingual("另述。", "Otherwise.")),
    lambda duty: replace(duty, quote=tuple(f"{quote}，" for quote in duty.quote)),
    lambda duty: replace(duty, review=(), evidence=(), remedy=(), topics=("logs",), examples=()),
    lambda duty: replace(duty, bearers=duty.bearers[::-1]),
)


def with_rule(rule: Regulation, **changes: Any) -> Corpus:
    return replace(CORPUS, regulations={**CORPUS.regulations, rule.id: replace(rule, **changes)})


def with_duty(rule: Regulation, old: Obligation, *new: Obligation) -> Corpus:
    duties = (other for duty in rule.obligations for other in (new if duty is old else (duty,)))
    return with_rule(rule, obligations=tuple(duties))


def effects(rule: Regulation, old: Corpus, new: Corpus) -> list[tuple[str, str]]:
    return [(effect.kind, effect.id) for effect in reading_effects(Side(old, DAY, rule.id), Side(new, DAY, rule.id))]


def test_each_change_of_each_duty_is_found_as_what_it_is() -> None:
    for rule, duty in DUTIES:
        for kind, edit in EDITS.items():
            changed = replace(edit(duty), quote=("别的文字",))
            expected = [(kind, rule.global_id(duty))]
            assert effects(rule, CORPUS, with_duty(rule, duty, changed)) == (
                expected if kind != "moved" else [*expected, ("wording", rule.global_id(duty))]
            )


@given(st.sampled_from(DUTIES), st.sets(st.sampled_from(sorted(set(EDITS) - {"wording", "threshold"})), min_size=2))
def test_several_changes_of_a_duty_are_found_together(entry: tuple[Regulation, Obligation], kinds: set[str]) -> None:
    rule, duty = entry
    changed = duty
    for kind in sorted(kinds):
        changed = EDITS[kind](changed)
    assert sorted(kind for kind, _ in effects(rule, CORPUS, with_duty(rule, duty, changed))) == sorted(kinds)


def test_a_duty_that_comes_or_goes_appears_or_vanishes() -> None:
    for rule, duty in DUTIES:
        without, id = with_duty(rule, duty), rule.global_id(duty)
        assert effects(rule, CORPUS, without) == [("vanishes", id)]
        assert effects(rule, without, CORPUS) == [("appears", id)]


def test_what_we_only_say_otherwise_is_no_change_of_law() -> None:
    for rule, duty in DUTIES:
        for edit in EDITORIAL:
            assert effects(rule, CORPUS, with_duty(rule, duty, edit(duty))) == []


def with_sanction(rule: Regulation, old: Sanction, *new: Sanction) -> Corpus:
    def penalties(sanctions: tuple[Sanction, ...]) -> Iterator[Sanction]:
        for sanction in sanctions:
            yield from new if sanction is old else (sanction,)

    provisions = tuple(replace(p, sanctions=tuple(penalties(p.sanctions))) for p in rule.provisions)
    return with_rule(rule, provisions=provisions)


def test_each_change_of_each_penalty_is_found_as_what_it_is() -> None:
    for rule, _, sanction in PENALTIES:
        id = rule.global_id(sanction)
        heavier = replace(sanction, fine=AmountRange(7, 77_777_777, "and"))
        later = replace(sanction, until=date(2099, 1, 1))
        said = replace(sanction, note=Bilingual("另注。", "Another note."), examples=())
        assert effects(rule, CORPUS, with_sanction(rule, sanction, heavier)) == [("sanction", id)]
        assert effects(rule, CORPUS, with_sanction(rule, sanction, later)) == [("dates", id)]
        assert effects(rule, CORPUS, with_sanction(rule, sanction)) == [("sanction", id)]
        assert effects(rule, CORPUS, with_sanction(rule, sanction, said)) == []


def test_each_other_number_of_a_provision_is_a_place() -> None:
    for rule, provision in CORPUS.provisions():
        renumbered = tuple(replace(number, number="999") for number in provision.numbers)
        moved = tuple(replace(p, numbers=renumbered) if p is provision else p for p in rule.provisions)
        assert effects(rule, CORPUS, with_rule(rule, provisions=moved)) == [("moved", rule.global_id(provision))]


@pytest.mark.cost(2.2, "compares two knowledge bases for each duty")
def test_a_word_that_changes_under_a_duty_breaks_its_quotation_and_no_other() -> None:
    for rule, duty in DUTIES:
        article, quoted = rule.article(duty.eId), duty.quote[-1]
        paragraphs = tuple(
            replace(p, zh=p.zh.replace(quoted, "别的文字"), points=tuple(
                replace(point, zh=point.zh.replace(quoted, "别的文字")) for point in p.points))
            for p in article.paragraphs
        )  # fmt: skip
        articles = tuple(replace(a, paragraphs=paragraphs) if a is article else a for a in rule.articles)
        changed = with_rule(rule, articles=articles)
        broken = {entry.id for entry in broken_quotations(Side(CORPUS, DAY, rule.id), Side(changed, DAY, rule.id))}
        sharing = {rule.global_id(o) for o in rule.obligations if any(q in quoted or quoted in q for q in o.quote)}
        assert rule.global_id(duty) in broken
        assert {id for id in broken if rule.obligation(id.partition("#")[2])} <= sharing
        (change,) = law_changes(CORPUS, changed)
        states = {d.id: d.state for d in change.touched_records if d.kind == "obligations"}
        # A 项 that says nothing of what it said is gone. Where 投诉、举报 stands, 投诉举报 is still there.
        left = any(comparable(quoted) in comparable(unit.zh) for p in paragraphs for unit in (p, *p.points))
        assert states[rule.global_id(duty)] in (("words",) if left else ("quotation", "gone"))


def test_the_cases_that_a_heavier_penalty_touches_come_out_otherwise_and_no_others() -> None:
    within = {e.sanction: case.id for case in CORPUS.cases.values() for e in case.expect if e.detention == "within"}
    assert within
    for rule, _, sanction in PENALTIES:
        id = rule.global_id(sanction)
        if id in within and sanction.detention:
            heavier = replace(sanction, detention=replace(sanction.detention, min="P77D", max="P99D"))
            changed = with_sanction(rule, sanction, heavier)
            found = {effect.case.id for effect in case_effects(Side(CORPUS, DAY), Side(changed, DAY))}
            assert within[id] in found
            assert found <= {case.id for case in CORPUS.cases.values() if any(touches(e, id) for e in case.expect)}


def touches(expectation: Expectation, sanction: str) -> bool:
    """Whether a case asks of this penalty, or which law applies in time."""
    return expectation.sanction == sanction or expectation.provision is not None


def test_nothing_differs_from_itself() -> None:
    one, other = Side(CORPUS, DAY), Side(replace(CORPUS), DAY)
    assert [*reading_effects(one, other), *broken_quotations(one, other), *case_effects(one, other)] == []
    assert list(law_changes(CORPUS, CORPUS)) == []
