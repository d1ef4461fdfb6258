"""An answer card says what its record says, and of penalties only those that the act of the question leaves."""

from dataclasses import fields
from datetime import date
from typing import get_args

import pytest

from guiju.documents.answer_card import as_json, card_content
from guiju.model import AnswerCard, Lang, Period
from guiju.reasoning import elements, facts, severity
from guiju.reasoning.conduct import Conduct
from real_corpus import real

REAL = real()
DAYS = (date(2026, 12, 1), date(2020, 1, 1))
each_card = pytest.mark.parametrize("card", REAL.answers, ids=lambda card: card.id)


@each_card
def test_no_penalty_is_shown_that_the_act_excludes(card: AnswerCard) -> None:
    """Held against the elements here by itself: each sanction of the provisions and of those that penalise a duty."""
    known = facts.by_entity(REAL.vocabulary.facts)["conduct"]
    for day in DAYS:
        shown = card_content(REAL, card, "en", day)
        if card.consequence is None:
            assert not shown.consequences and shown.no_consequence
            continue
        act = Conduct(facts.values(known, card.consequence.conduct), Period(day, day), day)
        named = [p for name in card.consequence.provisions if (p := REAL.provision(name))]
        leading = [p for one in named for name in one.penalised_by if (p := REAL.provision(name))]
        left = [
            elements.judge(REAL, rule, provision, sanction, act)
            for rule, provision in REAL.provisions()
            if provision in (*named, *leading)
            for sanction in provision.sanctions
        ]
        left = [one for one in left if one.reach != "excluded"]
        assert bool(shown.consequences) == bool(left) != bool(shown.no_consequence)
        for one in shown.consequences:
            found = one.penalty
            alike = [j for j in left if j.reach == found.reach and found.provision.startswith(j.rule.short_title.en)]
            if found.kind in ("imprisonment", "detention"):
                most = {severity.most(judged.sanction)[found.kind] for judged in alike}
                assert found.days in most or (found.days is None and float("inf") in most), (card.id, found)
            assert alike, (card.id, found)
            assert one.condition or found.reach == "could_apply" or shown.turns_on


@each_card
def test_a_card_quotes_the_law_names_its_places_and_says_since_when(card: AnswerCard) -> None:
    for lang in get_args(Lang):
        content = card_content(REAL, card, lang, DAYS[0])
        assert [one.text for one in content.sentences] == [one.text[lang] for one in card.answer]
        assert all(one.places for one in content.sentences) and content.quotation.zh and content.quotation.standing
        assert all(bool(step.places) == (step.kind != "advice") for step in content.steps)
        assert [duty.id for duty in content.duties] == list(card.duties)
        assert content.citation and (content.case is None) == (card.case is None)
        value = as_json(content)
        assert list(value) == [field.name for field in fields(content)]
        assert value["quotation"]["since"] in (None, content.quotation.since and content.quotation.since.isoformat())


def test_a_card_of_a_day_before_the_law_says_that_it_is_not_yet_law() -> None:
    card = next(card for card in REAL.answers if card.words == "cac-group-services-2017#art_9__para_1")
    assert card_content(REAL, card, "en", date(2017, 1, 1)).quotation.state == "not_yet"
