"""Every place of the law has a link to itself, which opens on it and highlights it alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from article_pages import GROUPS, HIGHLIGHTED, NAMES, built, path, rule
from guiju.model import LANGUAGES, Lang


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
        expect(page).to_have_url(f"{site_url}{path(name, article)}#{each.eId}")
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
