"""Reading an article: what a reader sees, points at, copies, turns to and prints, in a real browser."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

import full_corpus
from guiju.lawtext import citation, terms
from guiju.lawtext.duty_phrases import NO_DUTY
from guiju.model import LANGUAGES, Article, Lang, Obligation, Regulation, Unit
from guiju.site import addresses, articles, fulltext, reports
from guiju.site.escape import text as escaped
from guiju.site.render import Site
from guiju.site.words import words
from real_corpus import real

DAY = date(2026, 11, 25)
GROUPS, NAMES = "cac-group-services-2017", "cac-account-names-2015"
PHONE = {"width": 390, "height": 844}


def rule(name: str) -> Regulation:
    return real().regulations[name]


def unit(name: str, eId: str) -> Unit:
    article = rule(name).article(eId)
    assert article is not None
    return next(u for u in article.units() if u.eId == eId)


def path(name: str, eId: str, lang: Lang = "zh") -> str:
    """Where a browser finds an article, or a place in it."""
    target = addresses.place(rule(name), eId)
    return ("/en" if lang == "en" else "") + "/" + target.replace(".md", "/")


def duties(name: str, article: str) -> list[Obligation]:
    return [o for o in rule(name).obligations if o.eId.split("__")[0] == article]


def built(site_folder: Path, lang: Lang) -> Iterator[tuple[Regulation, Article, html.HtmlElement]]:
    """Every article with its page, as it was built."""
    for each in real().full():
        for article in each.articles:
            file = site_folder / path(each.id, article.eId, lang).strip("/") / "index.html"
            yield each, article, html.fromstring(file.read_bytes())


def said(element: html.HtmlElement) -> str:
    return "".join(element.itertext())


# ---- permalinks ------------------------------------------------------------------------------------------------------

HIGHLIGHTED = """() => [...document.querySelectorAll('.passage, .unit')]
  .filter((place) => getComputedStyle(place.querySelector('.texts')).backgroundColor !== 'rgba(0, 0, 0, 0)')
  .map((place) => place.id || place.querySelector('.place').id)"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paragraph_and_point_of_every_rule_has_a_link_to_itself(site_folder: Path, lang: Lang) -> None:
    for _, article, page in built(site_folder, lang):
        linked = [link.get("href") for link in page.xpath("//*[contains(@class, 'place')]/a[@class='headerlink']")]
        assert linked == [f"#{u.eId}" for u in article.units()]


@pytest.mark.browser
@pytest.mark.parametrize(("name", "article"), [(GROUPS, "art_9"), (NAMES, "art_6")])
def test_following_the_link_of_a_paragraph_or_point_highlights_it_and_no_other(
    page: Page, site_url: str, name: str, article: str
) -> None:
    page.goto(site_url + path(name, article))
    assert page.evaluate(HIGHLIGHTED) == []
    for each in rule(name).article(article).units():  # type: ignore[union-attr]  # it is there
        page.locator(f"#{each.eId} .headerlink").click()
        assert page.url.endswith(f"#{each.eId}")
        assert page.evaluate(HIGHLIGHTED) == [each.eId]


@pytest.mark.browser
@pytest.mark.parametrize("place", ["art_6__para_1__point_8", "art_6__para_1"])
def test_a_link_to_a_place_opens_on_it_highlighted_with_its_notes_and_in_the_full_text(
    page: Page, site_url: str, place: str
) -> None:
    page.goto(site_url + path(NAMES, place))
    assert page.evaluate(HIGHLIGHTED) == [place]
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    page.goto(f"{site_url}/regulations/{NAMES}/full/#{place}")
    assert page.evaluate(HIGHLIGHTED) == [place]
    expect(page.locator(f"#{place}")).to_be_in_viewport()


# ---- copying ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def copying(browser: Browser) -> Iterator[Page]:
    """A page whose clipboard can be read."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".said")).to_contain_text(re.compile(".+"))
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "button", "cited"),
    [
        ("zh", "复制引用：第九条第二款", "《互联网群组信息服务管理规定》第九条第二款"),
        (
            "en",
            "Copy citation: Article 9(2)",
            "Provisions on the Administration of Internet Group Information Services, art. 9(2)",
        ),
    ],
)
def test_a_citation_is_copied_with_the_address_of_its_place(
    copying: Page, site_url: str, lang: Lang, button: str, cited: str
) -> None:
    here = site_url + path(GROUPS, "art_9", lang)
    copying.goto(here + "?text=both")
    assert copied(copying, button) == f"{cited} {here}#art_9__para_2"
    assert cited in copying.locator(".said").inner_text()


@pytest.mark.browser
def test_the_address_in_a_copied_citation_leads_to_the_place(copying: Page, site_url: str) -> None:
    copying.goto(site_url + path(NAMES, "art_6"))
    address = copied(copying, "复制引用：第六条第（八）项").split()[-1]
    copying.goto(address)
    assert copying.evaluate(HIGHLIGHTED) == ["art_6__para_1__point_8"]


@pytest.mark.browser
@pytest.mark.parametrize("shown", ["zh", "en", "both"])
def test_the_text_is_copied_word_for_word_in_the_language_shown_a_translation_only_with_its_note(
    copying: Page, site_url: str, shown: str
) -> None:
    copying.goto(site_url + path(GROUPS, "art_9") + f"?text={shown}")
    text = unit(GROUPS, "art_9__para_2")
    translation = f"{text.en}\n英文为非官方译文，以中文文本为准。"
    expected = {"zh": text.zh, "en": translation, "both": f"{text.zh}\n{translation}"}
    assert copied(copying, "复制条文：第九条第二款") == expected[shown]


@pytest.mark.browser
def test_a_whole_article_is_copied_as_it_is_printed(copying: Page, site_url: str) -> None:
    copying.goto(site_url + path(NAMES, "art_6") + "?text=zh")
    lines = copied(copying, "复制本条全文").split("\n")
    assert lines[0] == unit(NAMES, "art_6__para_1").zh
    assert lines[8] == "（八）" + unit(NAMES, "art_6__para_1__point_8").zh
    assert copied(copying, "复制本条引用").endswith(f"第六条 {site_url}{path(NAMES, 'art_6')}")


@given(st.integers(1, 400), st.integers(1, 3), st.integers(1, 60))
def test_the_printed_number_of_a_point_is_that_of_its_citation(article: int, paragraph: int, point: int) -> None:
    eId = f"art_{article}__para_{paragraph}__point_{point}"
    assert f"第{citation.marker(eId, 'zh')}项" in citation.label(rule(GROUPS), eId, "zh")
    assert citation.label(rule(GROUPS), eId, "en").endswith(f"item {citation.marker(eId, 'en').strip()}")
    assert citation.marker(f"art_{article}__para_{paragraph}", "zh") == ""


@pytest.mark.browser
def test_where_nothing_can_be_copied_the_page_says_so_and_shows_the_text_to_select(page: Page, site_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(site_url + path(GROUPS, "art_9"))
    page.get_by_role("button", name="复制引用：第九条第二款", exact=True).click()
    told = page.get_by_role("status")
    expect(told).to_contain_text(words("zh")["not_copied"])
    expect(told).to_contain_text("《互联网群组信息服务管理规定》第九条第二款")


# ---- definitions and previews ----------------------------------------------------------------------------------------


def preview(page: Page) -> Locator:
    return page.locator(".preview")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_a_link_previews_stands_on_its_page(site_folder: Path, lang: Lang) -> None:
    previewed = 0
    for each, article, page in built(site_folder, lang):
        for link in page.xpath("//a[@data-card]"):
            (entry,) = page.xpath(f"//*[@id='{link.get('data-card')}']")
            assert said(entry).strip(), (each.id, article.eId)
            previewed += 1
    assert previewed > 100


@given(st.text(min_size=1).filter(lambda text: text not in NO_DUTY))
@example("ß")
def test_a_term_is_found_in_a_text_that_is_nothing_but_the_term(text: str) -> None:
    term = replace(real().glossary[0], zh=text, en=text, variants=())
    assert [(n.start, n.end) for n in terms.named(text, terms.longest_first([term]))] == [(0, len(text))]
    assert [(n.start, n.end) for n in terms.rendered(text, [term])] == [(0, len(text))]


def test_every_word_linked_to_a_term_is_that_term_and_no_part_of_a_longer_one() -> None:
    words_ = terms.longest_first(real().glossary)
    for each in real().full():
        for one in (u for article in each.articles for u in article.units()):
            found = terms.named(one.zh, words_)
            assert all(one.zh[n.start : n.end] == n.term.zh for n in found)
            assert all(before.end <= after.start for before, after in pairwise(found))
            for n in found:
                longer = (t.zh for t in real().glossary if len(t.zh) > len(n.term.zh))
                assert not any(
                    m.start() <= n.start and n.end <= m.end() for t in longer for m in re.finditer(t, one.zh)
                )


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_term_shows_its_definition_when_pointed_at_and_takes_it_away(page: Page, site_url: str, lang: Lang) -> None:
    page.goto(site_url + path(GROUPS, "art_9", lang))
    term = next(t for t in real().glossary if t.id == "group-management-responsibility")
    page.locator(f"a.named[data-card='term-{term.id}']").first.hover()
    expect(preview(page)).to_be_visible()
    expect(preview(page)).to_contain_text(term.definition[lang])
    page.mouse.move(5, 5)
    expect(preview(page)).to_have_count(0)


@pytest.mark.browser
def test_the_pointer_may_move_into_the_card_and_follow_a_link_there(page: Page, site_url: str) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    page.locator("a.named").first.hover()
    preview(page).hover()
    page.wait_for_timeout(600)  # longer than the card would wait for a pointer that has left
    preview(page).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/glossary/#"))


@pytest.mark.browser
def test_a_term_reached_by_keyboard_shows_its_definition_escape_closes_it_and_focus_stays(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
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


@pytest.mark.browser
def test_a_finger_opens_the_definition_first_and_follows_the_link_second(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site_url + path(GROUPS, "art_9"))
    term = page.locator(".law a.named").first
    term.tap()
    expect(preview(page)).to_be_visible()
    assert "/art_9/" in page.url
    box = preview(page).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    term.tap()
    expect(page).to_have_url(re.compile("/glossary/#"))
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reference_to_another_article_shows_the_text_of_that_article(page: Page, site_url: str, lang: Lang) -> None:
    page.goto(site_url + path(GROUPS, "art_9", lang))
    card = page.locator(".card").first
    card.locator("summary").first.click()
    card.locator("details a.cited").first.hover()
    expect(preview(page)).to_contain_text(unit(GROUPS, "art_14__para_1")[lang])


@pytest.mark.browser
def test_a_law_that_the_text_names_shows_since_when_it_applies_and_where_breaches_lead_in_it(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + path(GROUPS, "art_1"))
    page.locator(".law a.cited", has_text="网络安全法").first.hover()
    law = rule("cybersecurity-law")
    expect(preview(page)).to_contain_text(f"施行 {law.force.from_}")
    led = {name for o in rule(GROUPS).obligations if o.consequence for name in o.consequence.provisions}
    leading = [p for p in law.provisions if f"{law.id}#{p.id}" in led]
    assert leading
    for provision in leading:
        expect(preview(page)).to_contain_text(provision.title.zh)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_provision_that_a_breach_leads_to_says_on_the_page_what_it_says_and_under_which_number_since_when(
    site_folder: Path, lang: Lang
) -> None:
    shown = 0
    for each, article, page in built(site_folder, lang):
        for record in duties(each.id, article.eId):
            for name in record.consequence.provisions if record.consequence else ():
                law, _, slug = name.partition("#")
                (entry,) = page.xpath(f"//*[@id='cited-{law}-{slug}']")
                provision = next((p for p in rule(law).provisions if p.id == slug), None)
                if provision is None:
                    continue
                told = said(entry)
                assert provision.summary[lang] in told
                for number in provision.numbers:
                    assert citation.numbered(number, lang) in told
                    assert all(str(day) in told for day in (number.from_, number.until) if isinstance(day, date))
                shown += 1
    assert shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sanction_shown_beside_the_law_is_one_that_may_apply_on_the_day_of_the_site(
    site_folder: Path, lang: Lang
) -> None:
    tiers = [li for *_, page in built(site_folder, lang) for li in page.xpath("//*[starts-with(@id, 'cited-')]//li")]
    ended = re.compile(r"(?:至|until )(\d{4}-\d\d-\d\d)")
    days = [date.fromisoformat(day) for li in tiers for day in ended.findall(said(li))]
    assert tiers and all(day > DAY for day in days)


# ---- obligations beside the words they quote -------------------------------------------------------------------------

LIT = "() => [...document.querySelectorAll('.law .quoted.is-lit')].map((words) => words.textContent).join('')"


@pytest.mark.browser
@pytest.mark.parametrize(("name", "article"), [(GROUPS, "art_9"), (GROUPS, "art_11"), (NAMES, "art_6")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_touching_an_obligation_lights_up_exactly_the_words_of_its_own_paragraph_that_it_quotes(
    page: Page, site_url: str, name: str, article: str, lang: Lang
) -> None:
    page.goto(site_url + path(name, article, lang))
    for record in duties(name, article):
        page.locator(f"[data-obligation='{record.id}'] .card__who").hover()
        lit = page.evaluate(LIT)
        own = "".join(segment for segment in record.quote if segment in unit(name, record.eId).zh)
        assert own in lit and sorted(lit) == sorted("".join(record.quote)), record.id
    page.mouse.move(2, 2)
    assert page.evaluate(LIT) == ""


@pytest.mark.browser
def test_an_obligation_reached_by_keyboard_lights_up_its_words_too(page: Page, site_url: str) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    for record in duties(GROUPS, "art_9"):
        page.locator(f"[data-obligation='{record.id}'] .card__title a").focus()
        assert page.evaluate(LIT) == "".join(record.quote)


@pytest.mark.browser
def test_a_number_in_the_text_lights_up_its_obligation_and_leads_to_it(page: Page, site_url: str) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    record = duties(GROUPS, "art_9")[4]
    mark = page.locator(f"a.mark-number[data-of='{record.id}']")
    mark.hover()
    expect(page.locator(f"[data-obligation='{record.id}']")).to_have_class(re.compile("is-lit"))
    mark.click()
    assert page.evaluate("document.querySelector(':target').dataset.obligation") == record.id
    expect(page.locator(f"[data-obligation='{record.id}']")).to_be_in_viewport()


@pytest.mark.browser
def test_an_obligation_stands_beside_its_words_on_a_wide_screen_and_below_them_on_a_phone(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    for viewport, beside in (({"width": 1280, "height": 900}, True), (PHONE, False)):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]  # a size
        text = page.locator(".passage__text").first.bounding_box()
        card = page.locator(".card").first.bounding_box()
        assert text and card
        assert (card["x"] >= text["x"] + text["width"]) is beside
        assert (card["y"] >= text["y"] + text["height"]) is not beside


@pytest.mark.browser
def test_what_a_card_quotes_is_read_aloud_everywhere_and_seen_where_the_chinese_is_not(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    quote = page.locator(".card > .quote").first
    spoken = page.locator("[data-obligation]").first.aria_snapshot()
    assert "……履行群组管理责任" in spoken
    box = quote.bounding_box()
    assert box and box["width"] < 5
    page.get_by_label("英文", exact=True).check()
    box = quote.bounding_box()
    assert box and box["width"] > 100


# ---- cases -----------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cases_that_illustrate_an_obligation_stand_on_its_card_and_tell_their_story_when_pointed_at(
    page: Page, site_url: str, lang: Lang
) -> None:
    page.goto(site_url + path(GROUPS, "art_9", lang))
    shown = 0
    for record in duties(GROUPS, "art_9"):
        for case in real().cases.values():
            link = page.locator(f"[data-obligation='{record.id}'] a[data-card='case-{case.id}']")
            if f"{GROUPS}#{record.id}" not in case.illustrates:
                expect(link).to_have_count(0)
                continue
            link.hover()
            expect(preview(page)).to_contain_text(case.story[0][lang])
            expect(preview(page)).to_contain_text(record.title[lang])
            shown += 1
    assert shown
    link.page.locator(".card a[data-card^='case-']").first.click()
    expect(page).to_have_url(re.compile("/cases/"))


# ---- which language --------------------------------------------------------------------------------------------------


def visible(page: Page) -> tuple[bool, bool]:
    """Whether the Chinese and the English text are seen."""
    return page.locator(".texts > .law").first.is_visible(), page.locator(".texts > .translation").first.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(("choice", "seen"), [("中文", (True, False)), ("英文", (False, True)), ("对照", (True, True))])
def test_a_reader_chooses_the_language_of_the_text_for_this_page_the_next_one_and_whoever_gets_the_link(
    page: Page, site_url: str, browser: Browser, choice: str, seen: tuple[bool, bool]
) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    page.get_by_label("英文" if choice == "对照" else "对照", exact=True).check()
    page.get_by_label(choice, exact=True).check()
    assert visible(page) == seen
    handed_on = page.url
    page.goto(site_url + path(NAMES, "art_6"))
    assert visible(page) == seen
    assert page.get_by_label(choice, exact=True).is_checked()
    other = browser.new_context()
    received = other.new_page()
    received.goto(handed_on)
    assert visible(received) == seen
    other.close()


@pytest.mark.browser
def test_the_language_of_the_text_is_chosen_by_arrow_keys(page: Page, site_url: str) -> None:
    page.goto(site_url + path(GROUPS, "art_9"))
    tab_to(page, ".switch input")
    page.keyboard.press("ArrowRight")
    assert visible(page) == (False, True)
    page.keyboard.press("ArrowRight")
    assert visible(page) == (True, False)


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_texts_stand_side_by_side_line_against_line_on_a_wide_screen_and_stacked_on_a_phone(
    page: Page, site_url: str, lang: Lang
) -> None:
    page.goto(site_url + path(GROUPS, "art_9", lang))
    for viewport, beside in (({"width": 1280, "height": 900}, True), (PHONE, False)):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]  # a size
        for texts in page.locator(".texts").all():
            first, second = (texts.locator("> p").nth(n).bounding_box() for n in (0, 1))
            assert first and second
            assert (second["x"] >= first["x"] + first["width"]) is beside
            assert (abs(second["y"] - first["y"]) < 8) is beside


@pytest.mark.browser
def test_without_scripts_both_texts_notes_definitions_and_cited_laws_are_there_and_no_dead_button(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + path(GROUPS, "art_9"))
    assert visible(page) == (True, True)
    expect(page.locator(".card .quote").first).to_be_visible()
    for section in ("#terms", "#cited", "#cases"):
        expect(page.locator(section)).to_be_visible()
    assert not [b for b in page.locator(".md-content button").all() if b.is_visible()]
    expect(page.locator(".switch")).to_be_hidden()
    page.locator("details.report summary").first.click()
    expect(page.locator(".report__lines").first).to_be_visible()
    context.close()


# ---- turning pages, and how the rule stands --------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_turn_from_the_top_from_the_foot_and_by_key(page: Page, site_url: str, lang: Lang) -> None:
    page.goto(site_url + path(GROUPS, "art_9", lang))
    page.locator(".way__turn a").last.click()
    expect(page).to_have_url(site_url + path(GROUPS, "art_10", lang))
    page.locator(".turn__previous a").click()
    expect(page).to_have_url(site_url + path(GROUPS, "art_9", lang))
    page.keyboard.press("n")
    expect(page).to_have_url(site_url + path(GROUPS, "art_10", lang))
    page.keyboard.press("p")
    expect(page).to_have_url(site_url + path(GROUPS, "art_9", lang))


def test_every_article_names_the_one_before_and_the_one_after_to_browsers_and_readers(site_folder: Path) -> None:
    for each in real().full():
        found = {article.eId: page for own, article, page in built(site_folder, "zh") if own is each}
        for before, after in pairwise(each.articles):
            assert found[before.eId].xpath("//link[@rel='next']/@href") == [f"../{after.eId}/"]
            assert found[after.eId].xpath("//link[@rel='prev']/@href") == [f"../{before.eId}/"]
        assert not found[each.articles[0].eId].xpath("//link[@rel='prev']")
        assert not found[each.articles[-1].eId].xpath("//link[@rel='next']")


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_of_an_article_says_whether_it_is_in_force_how_far_that_is_verified_and_what_came_after(
    page: Page, site_url: str, lang: Lang
) -> None:
    page.goto(site_url + path(NAMES, "art_6", lang))
    banner = page.locator(".banner")
    expect(banner).to_be_in_viewport(ratio=1)
    site = Site(real(), lang, DAY)
    expect(banner).to_contain_text(site.standing(rule(NAMES)).words[lang])
    relation = next(r for r in rule(NAMES).relations if r.kind == "superseded_by")
    later = rule(relation.target)
    expect(banner).to_contain_text(str(relation.from_))
    banner.get_by_role("link", name=later.title[lang]).click()
    expect(page.locator("h1")).to_contain_text(later.title[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_carries_the_banner_of_its_rule(site_folder: Path, lang: Lang) -> None:
    site = Site(real(), lang, DAY)
    for each, _, page in built(site_folder, lang):
        (banner,) = page.xpath("//*[contains(concat(' ', @class, ' '), ' banner ')]")
        assert site.standing(each).words[lang] in said(banner)


# ---- reporting an error ----------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_report_of_an_error_has_place_hash_and_data_version_filled_in_and_is_copied(
    copying: Page, site_url: str
) -> None:
    copying.goto(site_url + path(NAMES, "art_6"))
    passage = copying.locator(".passage", has=copying.locator("#art_6__para_1__point_8"))
    passage.locator("details.report summary").click()
    lines = copied(copying, "复制这几行：第六条第（八）项").split("\n")
    text = unit(NAMES, "art_6__para_1__point_8").zh
    assert lines[0] == f"位置：《互联网用户账号名称管理规定》第六条第（八）项 ({NAMES}#art_6__para_1__point_8)"
    assert lines[1] == f"中文文字：sha256 {hashlib.sha256(text.encode()).hexdigest()[:16]}"
    assert lines[2].startswith(f"数据版本：{real().data_version} ")
    assert [line.rstrip("：") for line in lines[3:]] == ["错在哪里", "应当是什么", "依据（出处、日期）"]


FORMS = ["https://example.org/new", "https://example.org/new?labels=error", "https://example.org/?a={title}&b={body}"]


@given(st.text(min_size=1), st.sampled_from(FORMS), st.sampled_from(LANGUAGES))
def test_a_form_gets_the_place_whatever_the_rule_is_called(title: str, form: str, lang: Lang) -> None:
    corpus = full_corpus.corpus("x")
    named = replace(corpus.regulations["rule"], title=replace(corpus.regulations["rule"].title, zh=title, en=title))
    place = next(named.articles[0].units())
    made = reports.report(Site(corpus, lang, DAY, report=form), named, place)
    assert made.form is not None and made.form.isascii() and not set(made.form) & set(" <>\"'\n")
    sent = parse_qs(urlsplit(made.form).query, keep_blank_values=True)
    body = "\n".join(made.lines).encode("utf-8", "replace").decode()
    assert body in [value for values in sent.values() for value in values]


def test_the_form_is_offered_where_the_site_knows_of_one_and_only_there() -> None:
    corpus = full_corpus.corpus("x")
    target = addresses.place(corpus.regulations["rule"], "art_1")
    without, with_form = (
        dict(articles.pages(Site(corpus, "en", DAY, report=form)))[target] for form in ("", "https://example.org/new")
    )
    offered = escaped(words("en")["report_form"])
    assert offered in with_form and "https&#58;//example.org" not in without and offered not in without


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://",
        "https://x y",
        'https://x/"',
        "ftp://x/",
        "//x/",
        "https://x/<b>",
        "https://[",
        "例",
    ],
)
def test_what_is_no_web_address_is_no_form(address: str) -> None:
    assert not reports.is_form(address)


# ---- printing --------------------------------------------------------------------------------------------------------


def printed(page: Page, tmp_path: Path) -> str:
    """The words that can be selected in the page printed to PDF, without white space and page numbers."""
    file = tmp_path / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, text=True, check=True)
    lines = (line for line in re.split(r"[\n\f]", read.stdout) if not re.fullmatch(r"\s*\d+ / \d+\s*", line))
    return squeezed("".join(lines))


def squeezed(text: str) -> str:
    """Without white space and hyphens: what reads the PDF takes a hyphen at the end of a line for the end of a line."""
    return re.sub(r"[\s-]", "", text)


@pytest.mark.browser
@pytest.mark.parametrize("name", [GROUPS, NAMES])
@pytest.mark.parametrize(("shown", "lang"), [("zh", "zh"), ("en", "en")])
def test_the_full_text_prints_whole_and_selectable_with_its_title_its_standing_and_nothing_for_the_screen_only(
    page: Page, site_url: str, tmp_path: Path, name: str, shown: Lang, lang: Lang
) -> None:
    page.goto(f"{site_url}{'/en' if lang == 'en' else ''}/regulations/{name}/full/?text={shown}")
    paper = printed(page, tmp_path)
    assert squeezed(rule(name).title[lang]) in paper
    stands, _, _ = (
        Site(real(), lang, DAY).standing(rule(name)).words[lang].partition("（" if lang == "zh" else " (as of")
    )
    assert squeezed(stands) in paper
    start = 0
    for article in rule(name).articles:
        for each in article.units():
            text = squeezed(citation.marker(each.eId, shown) + each[shown])
            found = paper.find(text, start)
            assert found >= start, each.eId
            start = found + len(text)
    t = words(lang)
    for unwanted in (t["read_with_notes"], t["copy_text"], t["report"], t["show_both"], t["what_is_unverified"]):
        assert squeezed(unwanted) not in paper


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_article_prints_black_on_white_with_its_text_and_how_it_is_cited_and_without_notes(
    browser: Browser, site_url: str, tmp_path: Path, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    page = context.new_page()
    page.goto(site_url + path(GROUPS, "art_9"))
    paper = printed(page, tmp_path)
    for each in rule(GROUPS).article("art_9").units():  # type: ignore[union-attr]  # it is there
        assert squeezed(each.zh) in paper and squeezed(each.en) in paper
    assert squeezed(f"引用：《{rule(GROUPS).title.zh}》第九条 {site_url}{path(GROUPS, 'art_9')}") in paper
    for record in duties(GROUPS, "art_9"):
        assert squeezed(record.summary.zh) not in paper
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    colours = page.evaluate(
        "[document.body, document.querySelector('.law')].map((e) => getComputedStyle(e))"
        ".map((style, text) => text ? style.color : style.backgroundColor)"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_full_text_has_every_point_after_its_number_and_leads_from_each_article_to_its_notes(lang: Lang) -> None:
    made = dict(fulltext.pages(Site(real(), lang, DAY)))
    for each in real().full():
        source = made[addresses.full_text(each)]
        for article in each.articles:
            told = f"{Site(real(), lang, DAY).cite(each, article.eId)}{words(lang)['colon']}{words(lang)['read_with_notes']}"
            assert f"[{escaped(told)}]({article.eId}.md)" in source
            for point in (u for u in article.units() if "__point_" in u.eId):
                number = escaped(citation.marker(point.eId, "zh"))
                assert f"[{number}]({article.eId}.md#{point.eId}){{ .unit__marker }}{escaped(point.zh)}" in source
