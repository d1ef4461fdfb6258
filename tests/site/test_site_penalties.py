"""Penalties on the pages: under their anchors, with their time, in proper terms, and on whom alone they fall."""

import re
from collections.abc import Iterator

import pytest

import full_corpus
from guiju.documents.penalties import ranges
from guiju.documents.penalties.conditions import condition
from guiju.model import AmountRange, Lang, Obligation, PeriodRange, Provision, Regulation, Sanction, Share
from guiju.site.kinds import to
from guiju.wording import labels
from markdown_pages import ALL, FULL, block_of, by_id, read, with_class, words_of
from real_corpus import real


@pytest.mark.parametrize("rule", ALL)
def test_every_sanction_stands_under_its_anchor_with_its_time_and_how_far_it_was_seen(rule: Regulation) -> None:
    root = read("en", to.regulations(rule))
    for provision in rule.provisions:
        assert labels.label(provision.verification, "en") in words_of(block_of(root, provision))
        for sanction in provision.sanctions:
            assert sanction.verification == provision.verification  # else its tier says so
            row = words_of(by_id(root, sanction.id))
            assert sanction.authority.en in words_of(block_of(root, provision))
            assert ranges.penalty(sanction, real(), "en") in row
            turns_on = ["otherwise"] if sanction.tier == "base" else []  # what only denies the other tiers
            turns_on.append(str(condition(sanction.when, real(), "en")) if sanction.when else "")
            assert any(words in row for words in turns_on)
            assert sanction.in_force_on is None or f"known to have applied on {sanction.in_force_on}" in row
            for bound in (sanction.from_, sanction.until):
                assert bound is None or ("unknown" if bound == "unknown" else bound.isoformat()) in row


FIVE_TO_TEN, THREE_YEARS = PeriodRange("P5D", "P10D"), PeriodRange(max="P3Y")


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        (
            {"detention": FIVE_TO_TEN, "fine": AmountRange(None, 500, "may_add")},
            "5日以上10日以下行政拘留，可以并处500元以下罚款",
            "administrative detention of 5 to 10 days, to which an administrative fine of up to 500 yuan may be added",
        ),
        (
            {"detention": PeriodRange("P1D", "P5D"), "fine": AmountRange(1000, 30000, "alternative")},
            "1日以上5日以下行政拘留，或者1000元以上3万元以下罚款",
            "administrative detention of 1 day to 5 days, or an administrative fine of 1,000 to 30,000 yuan",
        ),
        (
            {
                "imprisonment": THREE_YEARS,
                "short_term_detention": True,
                "measures": ("control",),
                "criminal_fine": AmountRange(joined="and"),
            },
            "3年以下有期徒刑、拘役或者管制，并处罚金",
            "fixed-term imprisonment of up to 3 years, short-term detention or public surveillance (管制), together "
            "with a criminal fine",
        ),
        (
            {"imprisonment": PeriodRange("P10Y", "life"), "criminal_fine": AmountRange(None, None, "and")},
            "10年以上有期徒刑或者无期徒刑，并处罚金",
            "fixed-term imprisonment of at least 10 years or life imprisonment, together with a criminal fine",
        ),
        ({"criminal_fine": AmountRange(joined="alone")}, "只处罚金", "a criminal fine alone"),
        (
            {
                "imprisonment": PeriodRange("P10Y", "life"),
                "criminal_fine": AmountRange(joined="and", or_measure="confiscation_of_property"),
            },
            "10年以上有期徒刑或者无期徒刑，并处罚金或者没收财产",
            "fixed-term imprisonment of at least 10 years or life imprisonment, together with a criminal fine or "
            "confiscation of property",
        ),
        (
            {"fine": AmountRange(None, 50_000_000, max_share=Share(5, "previous_year_turnover"))},
            "5000万元以下或者上一年度营业额5%以下罚款",
            "an administrative fine of up to 50,000,000 yuan or up to 5 % of the turnover of the preceding year",
        ),
        (
            {"measures": ("warning",), "fine": AmountRange(10000, None, "may")},
            "警告，可以处1万元以上罚款",
            "warning, to which an administrative fine of at least 10,000 yuan may be added",
        ),
        (
            {"measures": ("warning",), "fine": AmountRange(None, 500)},
            "500元以下罚款；所列措施：警告",
            "an administrative fine of up to 500 yuan; measures listed: warning",
        ),
        (
            {"fine": AmountRange(None, 500, "and")},
            "并处500元以下罚款",
            "an administrative fine of up to 500 yuan in addition",
        ),
        ({"measures": ("order_to_correct", "warning")}, "责令改正、警告", "order to correct, warning"),
        (
            {"imprisonment": PeriodRange("P6M", "P18M")},
            "6个月以上1年6个月以下有期徒刑",
            "fixed-term imprisonment of 6 months to 1 year and 6 months",
        ),
    ],
)
def test_a_sanction_is_told_with_the_proper_terms_and_joined_as_the_law_joins(
    fields: dict[str, object], zh: str, en: str
) -> None:
    nobody = full_corpus.corpus("x").regulations["later"].title
    sanction = Sanction("s", "unknown", "base", "anyone", nobody, "seen", **fields)
    assert ranges.penalty(sanction, real(), "zh") == zh
    assert ranges.penalty(sanction, real(), "en") == en


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


@pytest.mark.parametrize("rule", FULL)
def test_beside_the_text_and_in_the_list_of_obligations_each_penalty_says_on_whom_alone_it_falls(
    rule: Regulation, lang: Lang
) -> None:
    listed = read(lang, to.obligations(rule))
    for record in rule.obligations:
        article, heading = read(lang, to.articles(rule, record.eId).partition("#")[0]), by_id(listed, record.id)
        block = next(block for block in with_class(listed, "obligation") if heading in list(block))
        for place in (by_id(article, f"r-{record.id}"), block):
            held_against(words_of(place), record, lang)


@pytest.mark.parametrize("rule", FULL)
def test_below_an_article_and_on_the_page_of_its_law_a_penalty_says_on_whom_alone_it_falls(
    rule: Regulation, lang: Lang
) -> None:
    for record in rule.obligations:
        article = read(lang, to.articles(rule, record.eId).partition("#")[0])
        for law, provision in following(record):
            entry = words_of(by_id(article, f"cited-{law.id}-{provision.id}"))
            page = read(lang, to.regulations(law))
            for told in (entry, words_of(block_of(page, provision))):
                found = told.lower().count(SAID[lang])
                assert found == bool(provision.falls_on), (record.id, provision.id)
                assert limited(provision, lang).lower() in told.lower()
