"""The parties on whom alone a penalty falls, wherever pages list the consequences of a breach."""

import re
from collections.abc import Iterator

import pytest

from guiju.model import LANGUAGES, Lang, Obligation, Provision, Regulation
from guiju.site.kinds import to
from markdown_pages import FULL, by_id, read, with_class, words_of
from real_corpus import real

SAID = {"zh": "只处罚：", "en": "applies only to: "}


def following(record: Obligation) -> Iterator[tuple[Regulation, Provision]]:
    """The provisions recorded here that follow from a breach, bearer by bearer, in their order."""
    for global_id in (name for group in record.consequences() for name in group.provisions):
        rule = real().regulations.get(global_id.partition("#")[0])
        provision = real().provision(global_id)
        if rule is not None and provision is not None:
            yield rule, provision


def limited(provision: Provision, lang: Lang) -> str:
    """What is to be said of a provision; nothing of one that falls on whoever breaches the duty."""
    parties = [real().label("parties", party)[lang] for party in provision.falls_on]
    return SAID[lang] + {"zh": "、", "en": ", "}[lang].join(parties) if parties else ""


def held_against(told: str, record: Obligation, lang: Lang) -> None:
    """After each provision, and before the next, stands on whom alone it falls; after others nothing of the kind."""
    provisions = list(following(record))
    names = [re.escape(f"{rule.short_title[lang]} {provision.title[lang]}") for rule, provision in provisions]
    pieces = re.split("|".join(names), re.sub(r"\s+", " ", told)) if names else [told]
    assert len(pieces) == len(provisions) + 1, record.id
    assert SAID[lang] not in pieces[0], record.id
    for (_, provision), piece in zip(provisions, pieces[1:], strict=True):
        assert piece.count(SAID[lang]) == bool(provision.falls_on), (record.id, provision.id)
        assert limited(provision, lang) in piece, (record.id, provision.id)


def test_some_penalties_fall_on_some_parties_only_and_others_on_whoever_breaches_the_duty() -> None:
    found = [
        provision.falls_on for rule in real().with_articles() for o in rule.obligations for _, provision in following(o)
    ]
    assert any(found) and not all(found)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", FULL)
def test_beside_the_text_each_penalty_of_an_obligation_says_on_whom_alone_it_falls(
    rule: Regulation, lang: Lang
) -> None:
    for record in rule.obligations:
        page = read(lang, to.articles(rule, record.eId).partition("#")[0])
        held_against(words_of(by_id(page, f"r-{record.id}")), record, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", FULL)
def test_in_the_list_of_obligations_each_penalty_says_on_whom_alone_it_falls(rule: Regulation, lang: Lang) -> None:
    page = read(lang, to.obligations(rule))
    blocks = with_class(page, "obligation")
    for record in rule.obligations:
        heading = by_id(page, record.id)
        held_against(words_of(next(block for block in blocks if heading in list(block))), record, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", FULL)
def test_below_an_article_and_on_the_page_of_its_law_a_penalty_says_on_whom_alone_it_falls(
    rule: Regulation, lang: Lang
) -> None:
    for record in rule.obligations:
        article = read(lang, to.articles(rule, record.eId).partition("#")[0])
        for law, provision in following(record):
            entry = words_of(by_id(article, f"cited-{law.id}-{provision.id}"))
            page = read(lang, to.regulations(law))
            heading = by_id(page, provision.id)
            outline = next(block for block in with_class(page, "provision") if heading in list(block))
            for told in (entry, words_of(outline)):
                found = told.lower().count(SAID[lang])
                assert found == bool(provision.falls_on), (record.id, provision.id)
                assert limited(provision, lang).lower() in told.lower()
