"""A changed word of the law makes suspect what rests on it, and nothing else; width and spacing disturb nothing."""

import random
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju import checks
from guiju.law import provision_text
from guiju.law.signatures import anchor, dependents, digest
from guiju.model import AnswerCard, ArticleNumber, Corpus, Paragraph, Point, Provision, Regulation, Unit
from real_corpus import real

REAL = real()
SIGNED = tuple(rule for rule in REAL.regulations.values() if rule.signatures)


each_signed_rule = pytest.mark.parametrize("rule", SIGNED, ids=lambda rule: rule.id)
OF_LAWS = tuple(rule for rule in SIGNED if rule.provisions)


def changed(rule: Regulation, eId: str, zh: str) -> Regulation:
    """The rule with other words in one place."""

    def of(unit: Paragraph | Point) -> Paragraph | Point:
        new = replace(unit, zh=zh) if unit.eId == eId else unit
        points = tuple(of(point) for point in getattr(unit, "points", ()))
        return replace(new, points=points) if isinstance(new, Paragraph) else new

    return replace(rule, articles=tuple(replace(a, paragraphs=tuple(map(of, a.paragraphs))) for a in rule.articles))


def suspects(corpus: Corpus) -> set[tuple[str, str, str]]:
    return {
        (rule.id, dependent.kind, dependent.id)
        for rule in corpus.regulations.values()
        if rule.signatures
        for dependent in dependents(corpus, rule)
        if dependent.is_suspect
    }


def with_words(rule: Regulation, unit: Unit, zh: str) -> Corpus:
    return replace(REAL, regulations={**REAL.regulations, rule.id: changed(rule, unit.eId, zh)})


def within(rule: Regulation, card: AnswerCard) -> list[str]:
    """What a card rests on in a rule: eIds of its text, ids of its provisions."""
    named = [card.words, *(name for entry in (*card.answer, *card.steps) for name in entry.basis)]
    return [name.removeprefix(f"{rule.id}#") for name in named if name.startswith(f"{rule.id}#")]


def resting_on(rule: Regulation, unit: Unit) -> set[tuple[str, str, str]]:
    """What the files say rests on a place, read by itself: the eIds of the records, and the cases that name these."""

    def inside(place: str) -> bool:
        return f"{unit.eId}__".startswith(f"{place}__") or place.startswith(f"{unit.eId}__")

    duties = [record for record in rule.obligations if inside(record.eId)]
    names = {f"{rule.id}#{record.id}" for record in duties}
    later = [
        f"{other.id}#{record.id}"
        for other in REAL.regulations.values()
        for record in other.obligations
        if (told := record.displaced_by) and told.regulation == rule.id and any(inside(place) for place in told.places)
    ]
    cases = [
        case.id
        for case in REAL.cases.values()
        if names & {*case.illustrates, *(expectation.obligation for expectation in case.expect)}
    ]
    cards = [card.id for card in REAL.answers if any(inside(place) for place in within(rule, card))]
    return {
        *((rule.id, "answers", name) for name in cards),
        (rule.id, "translations", unit.eId),
        *((rule.id, "obligations", record.id) for record in duties),
        *((rule.id, "examples", record.id) for record in duties if record.examples),
        *((rule.id, "displacements", name) for name in later),
        *((rule.id, "cases", name) for name in cases),
    }


def resting_on_number(rule: Regulation, provision: Provision, number: ArticleNumber) -> set[tuple[str, str, str]]:
    """What the files say rests on the words of a provision in one version: by the days of sanctions and the ids in
    cases."""
    name = f"{rule.id}#{provision.id}"
    set_by = [
        (other, sanction)
        for other in REAL.regulations.values()
        for holder in other.provisions
        for sanction in holder.sanctions
        if name in (f"{other.id}#{holder.id}", sanction.words_in)
        and provision_text.first(number.from_) < provision_text.last(sanction.until)
        and provision_text.first(sanction.from_) < provision_text.last(number.until)
    ]
    names = {name, *(f"{other.id}#{sanction.id}" for other, sanction in set_by)}
    named = {
        case.id: {
            *case.applied,
            *case.illustrates,
            *(place for difference in case.differences for place in difference.provisions),
            *(place for e in case.expect for place in (e.provision, e.sanction)),
        }
        for case in REAL.cases.values()
    }
    laws = {id: {each.partition("#")[0] for each in names & places} for id, places in named.items()}
    cards = [card.id for card in REAL.answers if provision.id in within(rule, card)]
    return {
        *((rule.id, "answers", name) for name in cards),
        (rule.id, "provisions", provision.id),
        *((other.id, "sanctions", sanction.id) for other, sanction in set_by),
        *((law, "cases", id) for id, own in laws.items() for law in own),
    }


@pytest.mark.parametrize("rule", OF_LAWS, ids=lambda rule: rule.id)
def test_another_character_in_a_cited_law_makes_suspect_what_we_say_of_that_version(rule: Regulation) -> None:
    for provision in rule.provisions:
        for number in provision.numbers:
            if not (words := number.words) or not words.zh:
                continue
            text = words.zh[-1]
            at = random.Random(text).randrange(len(text))
            for new, expected in (
                (text[:at] + "异" + text[at + 1 :], resting_on_number(rule, provision, number)),
                (" ".join(unicodedata.normalize("NFKC", text)), set()),
            ):
                other = replace(number, words=replace(words, zh=(*words.zh[:-1], new)))
                numbers = tuple(other if each is number else each for each in provision.numbers)
                changed_one = replace(provision, numbers=numbers)
                provisions = tuple(changed_one if each is provision else each for each in rule.provisions)
                law = replace(rule, provisions=provisions)
                after = suspects(replace(REAL, regulations={**REAL.regulations, rule.id: law}))
                assert after == expected, (provision.id, number.number, number.from_)


def test_all_that_rests_on_words_is_signed_here() -> None:
    assert {rule.id for rule in REAL.with_articles()} <= {rule.id for rule in SIGNED}
    assert [rule.id for rule in REAL.regulations.values() if any(dependents(REAL, rule)) and rule not in SIGNED] == []
    assert suspects(REAL) == set()


@each_signed_rule
def test_one_other_character_anywhere_makes_exactly_what_rests_on_it_suspect(rule: Regulation) -> None:
    for unit in rule.units():
        for at, other in zip(random.Random(unit.eId).sample(range(len(unit.zh)), 2), ("异", ""), strict=True):
            after = suspects(with_words(rule, unit, unit.zh[:at] + other + unit.zh[at + 1 :]))
            assert after == resting_on(rule, unit), (unit.eId, at, other)


def test_another_word_in_a_paragraph_that_a_card_rests_on_names_the_card() -> None:
    rule = REAL.regulations["cac-group-services-2017"]
    card = next(card for card in REAL.answers if "art_9__para_1" in within(rule, card))
    unit = rule.unit("art_9__para_1")
    assert unit is not None
    corpus = with_words(rule, unit, unit.zh.replace("应当", "可以"))
    told = [f.message for f in checks.findings(corpus, ["suspect-reading"]) if f.at.path.endswith(f"{card.role}.yaml")]
    assert [message for message in told if f"then run guiju sign '{card.id}' --by NAME" in message]


@each_signed_rule
def test_width_and_spacing_disturb_nothing(rule: Regulation) -> None:
    for unit in rule.units():
        narrow = unicodedata.normalize("NFKC", unit.zh)
        spaced = "\u3000" + "\n ".join(unit.zh) + "\t\u00a0"
        for words in (narrow, spaced):
            assert suspects(with_words(rule, unit, words)) == set()


@given(st.text(min_size=1), st.integers(0), st.characters())
def test_a_hash_differs_where_a_character_does_that_is_no_space_and_no_other_width(
    text: str, at: int, other: str
) -> None:
    at %= len(text)
    new = text[:at] + other + text[at + 1 :]
    same = "".join(unicodedata.normalize("NFKC", text).split()) == "".join(unicodedata.normalize("NFKC", new).split())
    assert (digest(text) == digest(new)) == same


def test_the_cells_of_a_table_are_words_too() -> None:
    table = Paragraph("表", "表", eId="art_1__para_1", table=("一", "二"))
    tables = (table, replace(table, table=("一", "三")), replace(table, table=()))
    assert len({digest(anchor(each).text) for each in tables}) == 3


def test_words_that_only_moved_to_another_number_stay_signed() -> None:
    rule = REAL.regulations["cac-group-services-2017"]
    old = next(article for article in rule.articles if article.eId == "art_9")

    def moved(eId: str) -> str:
        return re.sub(r"^art_9\b", "art_99", eId.replace("__", " ")).replace(" ", "__")

    new = replace(old, eId="art_99", paragraphs=tuple(replace(p, eId=moved(p.eId)) for p in old.paragraphs))
    articles = tuple(new if article is old else article for article in rule.articles)
    duties = tuple(replace(record, eId=moved(record.eId)) for record in rule.obligations)
    renumbered = replace(rule, articles=articles, obligations=duties)
    # Without the cards, which cite the old number.
    corpus = replace(REAL, regulations={**REAL.regulations, rule.id: renumbered}, answers=())
    assert suspects(corpus) == {(rule.id, "translations", paragraph.eId) for paragraph in new.paragraphs}


def test_what_changed_is_quoted_where_a_recorded_version_has_the_words_that_were_signed() -> None:
    rule = REAL.regulations["cac-group-services-2017"]
    unit = rule.unit("art_13__para_2")
    assert unit is not None and "六个月" in unit.zh
    now = changed(rule, unit.eId, unit.zh.replace("六个月", "三年"))
    corpus = replace(REAL, regulations={**REAL.regulations, rule.id: replace(now, versions=(rule,))})
    messages = [finding.message for finding in checks.findings(corpus, ["suspect-reading"])]
    assert messages
    words = "art_13__para_2 has changed from “少于六个月。” to “少于三年。” since guiju signed"
    assert all(words in message for message in messages)
