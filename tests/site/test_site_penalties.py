"""Penalties on the pages: under their anchors, with their time, in proper terms, and behind whom they are for."""

import re
from collections.abc import Iterator
from typing import Any

import guiju.site
from case_tables import cases, each
from conftest import DAY
from guiju.documents.penalties import ranges, tiers
from guiju.documents.penalties.conditions import condition
from guiju.files.source import Document
from guiju.law.records import build
from guiju.model import Lang, Obligation, Provision, Regulation, Sanction, Where
from guiju.site.kinds import to
from guiju.wording.labels import COLON
from guiju.wording.words import Words
from markdown_pages import block_of, by_id, each_read_rule, each_rule, read, with_class, words_of
from real_corpus import real

FOR_WHOM = Words(guiju.site.__file__).table("for_whom")


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


def following(record: Obligation) -> Iterator[tuple[Regulation, Provision]]:
    """The provisions recorded here that follow from a breach, bearer by bearer, in their order."""
    for global_id in (name for group in record.consequences() for name in group.provisions):
        rule = real().regulations.get(global_id.partition("#")[0])
        provision = real().provision(global_id)
        if rule is not None and provision is not None:
            yield rule, provision


def addressed(told: str, sanction: Sanction, lang: Lang) -> bool:
    """Whether a penalty stands right behind whom it is for, with no more between them than its condition."""
    whom, penalty = tiers.SUBJECTS[sanction.subject][lang], ranges.penalty(sanction, real(), lang)
    return bool(re.search(rf"{re.escape(whom)}( ?[(（][^;；]+?[)）])?{COLON[lang]}{re.escape(penalty)}", told))


@each_read_rule
def test_on_the_page_of_an_obligation_each_penalty_stands_behind_whom_it_is_for(rule: Regulation, lang: Lang) -> None:
    for record in rule.obligations:
        page = read(lang, to.obligations(rule, record))
        told = re.sub(r"\s+", " ", "".join(map(words_of, with_class(page, "elements"))))
        for _, provision in following(record) if told else ():
            for sanction in tiers.of_day(provision, DAY):
                assert addressed(told, sanction, lang), (record.id, sanction.id)


@each_rule
def test_on_the_page_of_its_law_each_tier_of_the_day_stands_under_whom_it_is_for_and_others_beside_it(
    rule: Regulation, lang: Lang
) -> None:
    root = read(lang, to.regulations(rule))
    groups = with_class(root, "glance__group")
    for provision in rule.provisions:
        today = {sanction.id for sanction in tiers.of_day(provision, DAY)}
        for sanction in provision.sanctions:
            row = by_id(root, sanction.id)
            [whom] = [e.get("aria-label") for e in groups if row in list(e.iter())] or [words_of(row)]
            named = FOR_WHOM[sanction.subject][lang] if sanction.id in today else tiers.SUBJECTS[sanction.subject][lang]
            assert whom == named if sanction.id in today else named in str(whom), sanction.id
