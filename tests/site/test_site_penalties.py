"""Penalties on the pages: under their anchors, with their time, in proper terms, and on whom alone they fall."""

import re
from collections.abc import Iterator
from typing import Any

from case_tables import cases, each
from guiju.documents.penalties import ranges
from guiju.documents.penalties.conditions import condition
from guiju.files.source import Document
from guiju.law.records import build
from guiju.model import Lang, Obligation, Provision, Regulation, Sanction, Where
from guiju.site.kinds import to
from markdown_pages import block_of, by_id, each_read_rule, each_rule, read, words_of
from real_corpus import real


@each_rule
def test_every_sanction_stands_under_its_anchor_with_its_time_and_how_far_it_was_seen(rule: Regulation) -> None:
    root = read("en", to.regulations(rule))
    for provision in rule.provisions:
        block = words_of(block_of(root, provision))
        for sanction in provision.sanctions:
            assert sanction.verification == provision.verification  # else its tier says so
            row = words_of(by_id(root, sanction.id))
            assert sanction.authority.en in block and ranges.penalty(sanction, real(), "en") in row
            turns_on = ["otherwise"] if sanction.tier == "base" else []  # what only denies the other tiers
            turns_on.append(str(condition(sanction.when, real(), "en")) if sanction.when else "")
            assert any(words in row for words in turns_on)
            assert sanction.in_force_on is None or f"known to have applied on {sanction.in_force_on}" in row
            for bound in (sanction.from_, sanction.until):
                assert bound is None or ("unknown" if bound == "unknown" else bound.isoformat()) in row


@each(cases(__file__)["sanctions"])
def test_a_sanction_is_told_with_the_proper_terms_and_joined_as_the_law_joins(
    fields: dict[str, Any], zh: str, en: str
) -> None:
    plain = {"id": "s", "from": "unknown", "tier": "base", "subject": "anyone", "verification": "seen"}
    sanction = build(Sanction, Where(Document("x", {**plain, "authority": {"zh": "", "en": ""}, **fields})))
    assert (ranges.penalty(sanction, real(), "zh"), ranges.penalty(sanction, real(), "en")) == (zh, en)


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


@each_read_rule
def test_wherever_a_penalty_is_told_it_says_on_whom_alone_it_falls(rule: Regulation, lang: Lang) -> None:
    """Beside the text, in the list of obligations, below the article and on the page of its law."""
    listed = read(lang, to.obligations(rule))
    for record in rule.obligations:
        article = read(lang, to.articles(rule, record.eId).partition("#")[0])
        for place in (by_id(article, f"r-{record.id}"), block_of(listed, record, "obligation")):
            held_against(words_of(place), record, lang)
        for law, provision in following(record):
            below = by_id(article, f"cited-{law.id}-{provision.id}")
            for place in (below, block_of(read(lang, to.regulations(law)), provision)):
                told = words_of(place).lower()
                assert told.count(SAID[lang]) == bool(provision.falls_on), (record.id, provision.id)
                assert limited(provision, lang).lower() in told
