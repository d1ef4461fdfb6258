"""Where a reader is: how an article stands at a glance, what the colours mean, and every tie one step away."""

import re
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from article_pages import GROUPS, NAMES, built, path, rule
from guiju.model import Lang
from guiju.site import addresses
from guiju.site.kinds import to
from guiju.site.pictures.heatmap import HOW
from guiju.site.pictures.status import stations
from guiju.site.site import Site
from markdown_pages import DAY, made_from, read
from real_corpus import real
from windows import Visit, noticed

pytest_plugins = ["kept_windows"]

DESK = {"width": 1366, "height": 768}


def test_the_row_of_days_of_an_article_is_that_of_its_rule_and_says_what_was_true_between_them() -> None:
    def row(name: str, as_of: date) -> list[tuple[str, str, str]]:
        return [(s.kind, str(s.day), s.since) for s in stations(Site(real(), "en", as_of), rule(name))]

    begun = [("promulgated", "2015-02-04", "made"), ("took_effect", "2015-03-01", "unverified")]
    displaced = ("displaced", "2022-08-01", "displaced")
    assert row(NAMES, DAY) == [*begun, displaced, ("today", str(DAY), "")]
    early = date(2015, 2, 10)
    assert [entry[:2] for entry in row(NAMES, early)][:2] == [("promulgated", "2015-02-04"), ("today", "2015-02-10")]
    assert [kind for kind, _, _ in row(GROUPS, DAY)] == ["promulgated", "took_effect", "today"]


def test_an_article_none_of_whose_duties_a_later_rule_displaces_is_not_drawn_as_displaced() -> None:
    made, names = made_from(), rule(NAMES)
    for records in (names.obligations, [o for o in names.obligations if not made.displaced(names, o)]):
        drawn = any(s.kind == "displaced" for s in stations(made, names, records))
        assert drawn == any(made.displaced(names, o) for o in records) or not records


def test_every_article_shows_its_days_and_says_the_same_in_words(site_folder: Path, lang: Lang) -> None:
    t = made_from(lang).words["life"]
    for each, _, page in built(site_folder, lang):
        (banner,) = page.xpath("//*[contains(concat(' ', @class, ' '), ' banner ')]")
        days = banner.xpath(".//li[contains(@class, 'life__day')]")
        assert [day.xpath("string(time)") for day in days] == sorted(day.xpath("string(time)") for day in days)
        assert str(each.promulgated) in days[0].xpath("string(time)") and t["promulgated"] in days[0].text_content()
        assert t["today"] in days[-1].text_content()
        (line,) = banner.xpath(".//p[contains(@class, 'banner__line')]")
        assert made_from(lang).standing(each).words[lang] in line.text_content()


def test_a_term_is_marked_where_an_article_first_names_it_and_nowhere_else(site_folder: Path, lang: Lang) -> None:
    marked = 0
    for _, _, page in built(site_folder, lang):
        for text in ("law", "translation"):
            links = page.xpath(f"//p[contains(@class, '{text}')]//a[contains(@class, 'named')]")
            cards = [link.get("data-card") for link in links]
            assert len(cards) == len(set(cards))
            marked += len(cards)
    assert marked


def reached(page: Page) -> str:
    """The anchor of the entry that the contents show as the one being read."""
    links = page.locator(".md-sidebar--secondary a.md-nav__link--active").all()
    return (links[-1].get_attribute("href") or "") if links else ""


@pytest.mark.parametrize(
    "address", [path(NAMES, "art_6"), f"obligations/{GROUPS}/", f"cases/{next(iter(real().cases))}/"]
)
def test_the_contents_show_the_entry_that_was_chosen_and_not_the_one_before(look: Visit, address: str) -> None:
    page = look(address)
    page.set_viewport_size(DESK)
    links = page.locator(".md-sidebar--secondary a.md-nav__link:visible")
    chosen = 0
    for number in range(min(links.count(), 12)):
        anchor = links.nth(number).get_attribute("href") or ""
        links.nth(number).click()
        noticed(page)
        at_the_end = "Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight - 2"
        if anchor.startswith("#") and not page.evaluate(at_the_end):
            expect(page.locator(f".md-sidebar--secondary a[href='{anchor}']")).to_have_class(re.compile("--active"))
            page.wait_for_function(f"() => scrollY > 0 || {number} === 0")
            assert reached(page) == anchor
            chosen += 1
    assert chosen > 2


def test_a_colour_means_the_same_on_the_first_page_and_in_every_picture(look: Visit) -> None:
    seen: dict[str, dict[str, set[str]]] = {scheme: defaultdict(set) for scheme in ("default", "slate")}
    for address in ("", "whole/coverage/", "whole/", f"regulations/{GROUPS}/"):
        page = look(address)
        for scheme, colours in seen.items():
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            for how in HOW:
                colours[how].update(page.locator(f".square--{how}, .tiny--{how}").evaluate_all(COLOURS))
    for colours in seen.values():
        assert {how for how, found in colours.items() if found} >= {"full", "partial", "none", "unchecked"}
        colours.pop("nothing")  # a square has a frame where a piece of a bar has the colour
        assert all(len(found) == 1 for found in colours.values()), seen
        assert len(set().union(*colours.values())) == len(colours)


# What squares and pieces of bars are filled with.
COLOURS = """all => all.map((one) => {
  const { fill, backgroundColor } = getComputedStyle(one);
  return one instanceof SVGElement ? fill : backgroundColor;
})"""


@cache
def leads(lang: Lang, here: str) -> frozenset[str]:
    """Where the links of a page lead, as it writes them."""
    return frozenset(a.get("href") or "" for a in read(lang, here).iter("a"))


def test_provision_cases_duties_and_penalty_are_one_step_from_each_other(lang: Lang) -> None:
    corpus, made = real(), made_from(lang)
    steps = 0
    for each, record in corpus.obligations():
        duty, text = to.obligations(each, record), to.articles(each, record.eId)
        article = text.partition("#")[0]
        cases = [to.cases(case) for case in made.illustrations.get(each.global_id(record), ())]
        penalties = [
            to.regulations(law, provision.id)
            for law, provision in map(made.provision, record.leads_to)
            if law is not None and provision is not None
        ]
        ties = [(article, duty), (duty, text), (to.obligations(each), duty)]
        ties += chain.from_iterable(((article, case), (duty, case), (case, text), (case, duty)) for case in cases)
        for penalty in penalties:
            ties += [(article, penalty), (duty, penalty), (penalty.partition("#")[0], duty)]
            ties += [(case, penalty) for case in cases]
        for here, target in ties:
            assert addresses.relative(target, here) in leads(lang, here), f"{here} does not lead to {target}"
            steps += 1
    for case in corpus.cases.values():
        for global_id in case.applied:
            law, provision = made.provision(global_id)
            assert law is not None and provision is not None
            page, own = to.cases(case), to.regulations(law)
            assert addresses.relative(to.regulations(law, provision.id), page) in leads(lang, page)
            assert addresses.relative(page, own) in leads(lang, own)
            steps += 2
    assert steps > 400


def test_an_article_begins_with_the_ways_to_its_duties_cases_and_penalties(site_folder: Path, lang: Lang) -> None:
    for each, article, page in built(site_folder, lang):
        records = [o for o in each.obligations if o.eId.split("__")[0] == article.eId]
        hops = page.xpath("//*[contains(@class, 'hops')]//a/@href")
        assert bool(hops) == bool(records)
        cases = {case.id for o in records for case in made_from(lang).illustrations.get(each.global_id(o), ())}
        assert ("#cases" in hops) == bool(cases)
        assert ("#cited" in hops) == any(o.leads_to for o in records)
