"""A penalty at a glance: the tiers of the day as bars and in words; other times, and predicates, folded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from case_tables import cases, each
from guiju.documents.penalties import ranges, tiers
from guiju.documents.penalties.tier_summary import tier_summary
from guiju.files.source import Document
from guiju.law.records import build
from guiju.model import REQUIRED_LANGUAGES, AmountRange, Lang, PeriodRange, Provision, Regulation, Sanction, Where
from guiju.site import pages
from guiju.site.kinds import kinds, to
from guiju.site.page import markdown
from guiju.site.pictures import bars
from guiju.site.site import Site
from guiju.wording.labels import COLON
from markdown_pages import DAY, block_of, by_id, document, each_read_rule, made_from, read, site, with_class, words_of
from real_corpus import real
from windows import DESKTOP, PHONE, Visit, resize

pytest_plugins = ["kept_windows"]

PUNISHING = [(rule, p) for rule in real().regulations.values() for p in rule.provisions if p.sanctions]
TABLES = cases(__file__)
BOUNDS = {day for _, p in PUNISHING for s in p.sanctions for day in (s.from_, s.until, s.in_force_on)}
DAYS = st.sampled_from(sorted(day for day in BOUNDS if isinstance(day, date))).flatmap(
    lambda day: st.integers(-1, 1).map(lambda more: day + timedelta(more))
) | st.dates(date(1990, 1, 1), date(2035, 12, 31))


# ---- the tiers and ranges of a day -----------------------------------------------------------------------------------


@given(
    provision=st.sampled_from([provision for _, provision in PUNISHING]),
    day=DAYS,
    lang=st.sampled_from(REQUIRED_LANGUAGES),
)
def test_a_penalty_at_a_glance_gives_each_tier_by_itself_with_its_least_and_most(
    provision: Provision, day: date, lang: Lang
) -> None:
    """No sentence joins what is for others, or what turns on a condition that excludes another."""
    timely, sentences = tiers.of_day(provision, day), tier_summary(provision, day, real(), lang)
    assert len(sentences) == len(timely) == len(set(sentences))
    left = list(sentences)
    for one in timely:
        said, subject = COLON[lang] + ranges.penalty(one, real(), lang), tiers.SUBJECTS[one.subject][lang]
        [*_, sentence] = [text for text in left if text.endswith(said) and subject in text.removesuffix(said)]
        left.remove(sentence)
        name = sentence.removesuffix(said)
        assert (tiers.TIERS[one.tier][lang] in name) is (len({s.tier for s in timely}) > 1)
        if [s.tier for s in timely if s.subject == one.subject].count(one.tier) > 1:
            assert str(tiers.condition_of(one, real(), lang) or "") in name  # none where the law sets both together


def test_the_sanctions_of_two_kinds_of_provider_are_not_two_tiers() -> None:
    provision = real().provision("internet-information-services#stop-record-report-penalty")
    assert provision
    assert [*tier_summary(provision, DAY, real(), "zh")] == TABLES["two kinds of provider"]


def card(provision: str, lang: Lang) -> str:
    rule, punishing = real().regulations[provision.partition("#")[0]], real().provision(provision)
    assert punishing
    return words_of(block_of(read(lang, to.regulations(rule)), punishing))


@each(TABLES["otherwise words"])
def test_a_base_tier_for_whatever_no_other_tier_is_for_says_otherwise(lang: Lang, words: str) -> None:
    assert words in card("public-security-penalties#insult", lang)
    assert words in card("cybersecurity-law#content-duty-penalty", lang)
    assert words not in card("cybersecurity-law#log-duty-penalty", lang)  # no tier of it is of especially serious cases


def test_otherwise_is_said_only_where_it_leaves_out_nothing_and_adds_nothing() -> None:
    base, other = sanction("base", when="NOT (aggravated OR for_profit)"), sanction("other", tier="aggravated")
    for when, is_otherwise in TABLES["otherwise"]:
        assert tiers.is_otherwise(base, [base, replace(other, when=when)], real()) is is_otherwise
    assert not tiers.is_otherwise(base, [base, replace(other, when="aggravated", subject="entity")], real())


NOBODY = real().regulations["civil-code"].title


def sanction(slug: str, **fields: object) -> Sanction:
    plain = Sanction(slug, date(2020, 1, 1), "base", "anyone", NOBODY, "seen")
    return replace(plain, **fields)  # type: ignore[arg-type]  # mypy cannot check **fields of many types


def provision_with(*several: Sanction) -> Provision:
    return replace(PUNISHING[0][1], sanctions=several)


@pytest.mark.parametrize("kind", [PeriodRange, AmountRange])
def test_a_range_is_short_in_a_bar(kind: type[PeriodRange | AmountRange]) -> None:
    for span, zh, en in TABLES["periods" if kind is PeriodRange else "amounts"]:
        drawn = build(kind, Where(Document("x", span)))
        assert (ranges.compact_range(drawn, "zh"), ranges.compact_range(drawn, "en")) == (zh, en)


def test_a_range_without_a_most_is_open_and_goes_beyond_what_has_one() -> None:
    life = sanction("life", imprisonment=PeriodRange("P10Y", "life"))
    card = bars.tiers_of(made_from(), provision_with(sanction("ten", imprisonment=PeriodRange("P3Y", "P10Y")), life))
    (_, [ten]), (_, [to_life]) = card.groups[0].rows
    assert (ten.is_open, to_life.is_open) == (False, True) and ten.end == to_life.start < to_life.end == 100
    assert tier_summary(provision_with(life), DAY, real(), "en") == (
        "anyone: fixed-term imprisonment of at least 10 years or life imprisonment",
    )


def test_what_has_no_numbers_is_told_in_words_alone() -> None:
    card = bars.tiers_of(
        made_from(), provision_with(sanction("fine", criminal_fine=AmountRange(), measures=("warning",)))
    )
    assert [drawn for _, drawn in card.groups[0].rows] == [()] and card.groups[0].scales == {}


# ---- as pages show them ----------------------------------------------------------------------------------------------


def ids(root: Element, *names: str) -> list[str]:
    return [
        e.get("id", "") for name in names for block in with_class(root, name) for e in block.iter("li") if e.get("id")
    ]


@pytest.mark.parametrize("day", [date(2012, 6, 1), date(2025, 12, 31), DAY])
def test_the_page_of_a_law_shows_the_tiers_of_its_day_and_folds_the_others(day: date, lang: Lang) -> None:
    then = Site(real(), lang, day)
    made = {page.address: page for page in kinds()["regulations"].pages(then)}
    for rule in {rule.id: rule for rule, _ in PUNISHING}.values():
        root = document(markdown(then, "regulations", made[to.regulations(rule)]))
        for provision in (p for p in rule.provisions if p.sanctions):
            block, timely = block_of(root, provision), tiers.of_day(provision, day)
            assert sorted(ids(block, "glance")) == sorted(s.id for s in timely)
            others = [s for s in provision.sanctions if s not in timely]
            assert sorted(ids(block, "glance__earlier", "glance__later")) == sorted(s.id for s in others)
            for one in timely:
                tier = words_of(by_id(block, one.id))
                assert ranges.penalty(one, real(), lang) in tier and tiers.TIERS[one.tier][lang] in tier
                assert (made_from(lang).words["tier_in_doubt"] in tier) is tiers.is_open(one, day)


def test_a_tier_whose_place_was_not_seen_and_one_to_come_say_so(lang: Lang) -> None:
    rule, provision = PUNISHING[0]
    unseen = sanction("unseen", verification="memory")
    coming = sanction("coming", from_=date(2030, 1, 1))
    changed = replace(rule, provisions=(replace(provision, sanctions=(unseen, coming)),))
    corpus = replace(real(), regulations={rule.id: changed}, cases={})
    block = document(dict(pages.render_all(Site(corpus, lang, DAY)))[to.regulations(rule)])
    assert made_from(lang).label("memory") in words_of(by_id(block, "unseen"))
    [fold] = with_class(block, "glance__later")
    assert made_from(lang).words["later_tiers"].format(1) in words_of(fold) and "2030-01-01" in words_of(fold)


def every_page(lang: Lang) -> Iterator[tuple[str, Element]]:
    return ((path, read(lang, path)) for path in site(lang))


def predicates() -> set[str]:
    """Every predicate of the data that nobody could take for words."""
    checks = (check for _, o in real().obligations() for check in o.checks)
    written = {text for check in checks for text in (check.applies_when, check.requires, check.own) if text}
    written |= {
        text for _, p in PUNISHING for text in (p.act, *(text for s in p.sanctions for text in (s.act, s.when))) if text
    }
    return {text for text in written if re.search(r"[_=<>]|\b(AND|OR|NOT|IN)\b", text)}


def outside(element: Element, fold: str) -> str:
    """The text of an element without what is in these folds."""
    if fold in (element.get("class") or "").split():
        return ""
    return (element.text or "") + "".join(outside(child, fold) + (child.tail or "") for child in element)


def test_no_page_shows_a_predicate_but_under_how_it_is_computed(lang: Lang) -> None:
    known, folds = predicates(), 0
    facts = {fact.id for fact in real().vocabulary.facts}
    for path, root in every_page(lang):
        seen = outside(root, "how")
        # For programmers, who write facts into a profile by their names.
        names = facts if path.startswith(("software/", "python")) else set()
        assert [text for text in known - names if text in seen] == [], path
        within = [code for fold in with_class(root, "how") for code in with_class(fold, "predicate")]
        assert len(within) == len(with_class(root, "predicate")), path
        folds += len(within)
        for fold in with_class(root, "how"):
            assert fold.tag == "details" and fold.get("open") is None
    checks = [check for rule, record in real().obligations() for check in record.checks]
    assert folds == sum(1 + (check.applies_when is not None) for check in checks)


def current(root: Element, place: str) -> str:
    """The first tier, or the sentence that there is none, that stands at an anchor or after it."""
    marks = {s.id for _, p in PUNISHING for s in p.sanctions}
    elements = list(root.iter())
    for element in elements[elements.index(by_id(root, place)) :]:
        if element.get("id") in marks or element.get("class") == "notice":
            return element.get("id") or "none"
    raise AssertionError(place)


def test_every_link_to_a_penalty_lands_on_a_tier_of_today(lang: Lang) -> None:
    """Only what a case replays may be of its own time."""
    landed = 0
    for path, root in every_page(lang):
        links = {a.get("href", "") for a in root.iter("a")}
        for rule, provision in PUNISHING:
            page, timely = read(lang, to.regulations(rule)), {s.id for s in tiers.of_day(provision, DAY)}
            for place in (provision.id, *(s.id for s in provision.sanctions)):
                ending = f"{rule.id}/index.md#{place}"
                if not any(link.endswith(ending) for link in links):
                    continue
                landed += 1
                if place != provision.id:
                    assert place in timely or path.startswith("cases/"), (path, place)
                else:
                    assert current(page, place) in (timely or {"none"}), (path, place)
    assert landed > 200


@each_read_rule
def test_the_page_of_an_obligation_gives_each_tier_of_today_with_whom_and_on_what_condition(
    rule: Regulation, lang: Lang
) -> None:
    for record in rule.obligations:
        page = words_of(read(lang, to.obligations(rule, record)))
        punishing = [p for p in map(real().provision, record.leads_to) if p and p.sanctions]
        too_many = made_from(lang).words_of("obligations")["too_many"].format(len(punishing))
        assert (too_many in page) is (len(punishing) > 0 and len(punishing) + len(record.checks) > 8)
        for one in (s for p in punishing for s in tiers.of_day(p, DAY) if too_many not in page):
            assert tiers.name(one, lang) in page and ranges.penalty(one, real(), lang) in page, record.id
            assert not one.when or made_from(lang).words["tier_condition"] in page


def test_a_link_to_a_penalty_shows_its_tier_of_today_first_and_one_to_an_earlier_tier_opens_its_fold(
    look: Visit,
) -> None:
    law = "regulations/public-security-penalties/"
    page = look(f"{law}#gambling", **PHONE)
    expect(page.locator("#gambling-base-2026")).to_be_in_viewport()
    expect(page.locator("#gambling-base-2012")).to_be_hidden()
    for code in page.locator("code.predicate").all():
        expect(code).to_be_hidden()
    page = look(f"{law}#gambling-base-2012", **PHONE)
    expect(page.locator("#gambling-base-2012")).to_be_in_viewport()


@pytest.mark.parametrize("law", ["cybersecurity-law", "public-security-penalties", "criminal-law"])
def test_the_text_of_a_bar_stays_on_its_scale_and_off_the_other_colour(look: Visit, law: str, lang: Lang) -> None:
    page = look(f"regulations/{law}/", lang)
    for size in (DESKTOP, PHONE, {"width": 360, "height": 640}):
        resize(page, **size)
        spilt = page.locator(".bar__scale").evaluate_all(
            """scales => scales.filter((scale) => {
                const [text, range, whole] = ["text", "range", "whole"].map((name) =>
                    scale.querySelector(`.bar__${name}`).getBoundingClientRect());
                const isInside = scale.querySelector(".bar__text--inside");
                const within = isInside ? range : whole;
                const apart = isInside || text.right <= range.left || range.right <= text.left;
                return text.left < within.left - 1 || within.right + 1 < text.right || !apart;
            }).map((scale) => scale.textContent)"""
        )
        assert spilt == [], size
        assert page.locator(".bar__scale").count() > 10
