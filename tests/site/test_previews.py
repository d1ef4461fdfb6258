"""Links show what they lead to when pointed at: definitions, articles, laws with their penalties, and cases."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Locator, Page, expect

from article_pages import GROUPS, built, duties, path, tab_to, words
from conftest import DAY
from guiju.law.text import terms
from guiju.law.text.duty_phrases import NO_DUTY
from guiju.model import Lang
from guiju.places import citation
from guiju.site.pages.articles.running import Linker
from markdown_pages import made_from
from real_corpus import real
from windows import PHONE, Visit

pytest_plugins = ["kept_windows"]


def preview(page: Page) -> Locator:
    return page.locator(".preview")


def test_everything_that_a_link_previews_is_on_its_page_with_what_it_says(site_folder: Path, lang: Lang) -> None:
    """Definitions, stories of cases, texts of articles, and how laws stand with the penalties that follow in them."""
    corpus, count = real(), 0
    said = {f"term-{term.id}": [term.definition[lang]] for term in corpus.glossary}
    said |= {f"case-{case.id}": [case.story[0][lang]] for case in corpus.cases.values()}
    for each in corpus.with_articles():
        said |= {f"cited-{each.id}-{a.eId}": [unit[lang] for unit in a.units()] for a in each.articles}
    for each, article, page in built(site_folder, lang):
        led = {name for record in each.obligations for name in record.leads_to}
        for law in corpus.regulations.values():
            titles = [provision.title[lang] for provision in law.provisions if f"{law.id}#{provision.id}" in led]
            said[f"cited-{law.id}"] = [made_from(lang).standing(law).words[lang], *titles]
        for link in page.xpath("//a[@data-card]"):
            (entry,) = page.xpath(f"//*[@id='{link.get('data-card')}']")
            text = words(entry)
            assert text.strip() and all(part in text for part in said.get(link.get("data-card"), ())), article.eId
            count += 1
        for card in page.xpath("//*[@data-obligation]"):
            cases = {link.get("data-card") for link in card.xpath(".//a[starts-with(@data-card, 'case-')]")}
            name = f"{each.id}#{card.get('data-obligation')}"
            assert cases == {f"case-{case.id}" for case in corpus.cases.values() if name in case.illustrates}
    assert count > 100


@given(st.text(min_size=1).filter(lambda text: text not in NO_DUTY))
@example("ß")
def test_a_term_is_found_in_a_text_that_is_nothing_but_the_term(text: str) -> None:
    term = replace(real().glossary[0], zh=text, en=text, variants=())
    assert [(n.start, n.end) for n in terms.named(text, terms.longest_first([term]))] == [(0, len(text))]
    assert [(n.start, n.end) for n in terms.rendered(text, [term])] == [(0, len(text))]


def test_every_word_linked_to_a_term_is_that_term_and_no_part_of_a_longer_one() -> None:
    glossary = terms.longest_first(real().glossary)
    for each in real().with_articles():
        for one in (u for article in each.articles for u in article.units()):
            names = terms.named(one.zh, glossary)
            assert all(one.zh[n.start : n.end] == n.term.zh for n in names)
            assert all(before.end <= after.start for before, after in pairwise(names))
            for n in names:
                longer = (t.zh for t in real().glossary if len(t.zh) > len(n.term.zh))
                assert not any(
                    m.start() <= n.start and n.end <= m.end() for t in longer for m in re.finditer(t, one.zh)
                )


def test_an_everyday_word_is_in_the_glossary_and_not_marked_in_an_article() -> None:
    everyday = {f"term-{term.id}" for term in real().glossary if term.everyday}
    linker = Linker(real())
    units = [(each, u) for each in real().with_articles() for article in each.articles for u in article.units()]
    linked = [linker.linked(*unit) for unit in units]
    assert {link.entry for each in linked for link in (*each.zh, *each.en)}.isdisjoint(everyday)
    assert {"应当", "不得", "可以"} <= {term.zh for term in real().glossary if term.everyday}
    assert any(term.everyday for each in linked for term in each.terms)


def test_a_term_shows_its_definition_when_pointed_at_and_takes_it_away(look: Visit, lang: Lang) -> None:
    page = look(path(GROUPS, "art_9"), lang)
    term = next(t for t in real().glossary if t.id == "group-management-responsibility")
    page.locator(f"a.named[data-card='term-{term.id}']").first.hover()
    expect(preview(page)).to_be_visible()
    expect(preview(page)).to_contain_text(term.definition[lang])
    page.mouse.move(5, 5)
    expect(preview(page)).to_have_count(0)


def test_the_pointer_may_move_into_the_card_and_follow_a_link_there(page: Page) -> None:
    page.clock.install()
    page.goto(path(GROUPS, "art_9"))
    page.locator("a.named").first.hover()
    preview(page).hover()
    page.clock.run_for(600)  # longer than the card would wait for a pointer that has left
    preview(page).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/glossary/#"))


def test_a_term_reached_by_keyboard_shows_its_definition_escape_closes_it_and_focus_stays(look: Visit) -> None:
    page = look(path(GROUPS, "art_9"))
    tab_to(page, ".law a.named")
    link = page.locator(":focus")
    expect(preview(page)).to_be_visible()
    card = str(link.get_attribute("data-card"))
    term = next(t for t in real().glossary if f"term-{t.id}" == card)
    expect(preview(page)).to_contain_text(term.definition.zh)
    assert link.get_attribute("aria-describedby") == preview(page).get_attribute("id")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.preview').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.card") == card
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/glossary/#{term.id}$"))


def test_a_finger_opens_the_definition_first_and_follows_the_link_second(look: Visit) -> None:
    page = look(path(GROUPS, "art_9"), **PHONE, has_touch=True, is_mobile=True)
    term = page.locator(".law a.named").first
    term.tap()
    expect(preview(page)).to_be_visible()
    assert "/art_9/" in page.url
    box = preview(page).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    term.tap()
    expect(page).to_have_url(re.compile("/glossary/#"))


def test_every_provision_that_a_breach_leads_to_says_on_the_page_what_it_says_and_under_which_number_since_when(
    site_folder: Path, lang: Lang
) -> None:
    count = 0
    for each, article, page in built(site_folder, lang):
        for record in duties(each.id, article.eId):
            for name in record.leads_to:
                (entry,) = page.xpath(f"//*[@id='cited-{name.replace('#', '-')}']")
                provision = real().provision(name)
                if provision is None:
                    continue
                text = words(entry)
                assert provision.summary[lang] in text
                for number in provision.numbers:
                    assert citation.numbered(number, lang) in text
                    assert all(str(day) in text for day in (number.from_, number.until) if isinstance(day, date))
                count += 1
    assert count


def test_a_sanction_shown_beside_the_law_is_one_that_may_apply_on_the_day_of_the_site(
    site_folder: Path, lang: Lang
) -> None:
    tiers = [li for *_, page in built(site_folder, lang) for li in page.xpath("//*[starts-with(@id, 'cited-')]//li")]
    ended = re.compile(r"(?:至|until )(\d{4}-\d\d-\d\d)")
    days = [date.fromisoformat(day) for li in tiers for day in ended.findall(words(li))]
    assert tiers and all(day > DAY for day in days)
