"""Pages of versions: the whole text, when it is law, where the other version has each article, and what leads there."""

import re
from datetime import date

import pytest

from case_tables import each
from guiju.law.versions import Version, versions
from guiju.model import Lang, Regulation
from guiju.site import pages
from guiju.site.kinds import to
from guiju.site.site import Site
from markdown_pages import read, site, with_class, words_of
from real_corpus import real
from spaces import squeezed

TEXTS = {
    f"{rule.id}-{version.day}": (rule, version)
    for rule in real().regulations.values()
    for version in versions(rule)
    if version.text is not rule
}
CSL = real().regulations["cybersecurity-law"]


@each(TEXTS)
def test_a_page_has_every_word_of_its_version_at_its_place(rule: Regulation, version: Version, lang: Lang) -> None:
    page = read(lang, to.versions(rule, version.day))
    shown = squeezed(words_of(page))

    missing = [unit.eId for unit in version.text.units() if squeezed(unit.zh) not in shown]
    assert missing == []
    assert shown.count(squeezed(version.text.articles[0].paragraphs[0].zh)) == 1
    anchors = {element.get("id") for element in page.iter()}
    assert {article.eId for article in version.text.articles} <= anchors
    assert {unit.eId for unit in version.text.units()} <= anchors


@each(TEXTS)
def test_a_superseded_version_says_so_first_leads_to_the_law_of_the_day_and_is_not_searched(
    rule: Regulation, version: Version, lang: Lang
) -> None:
    law = versions(rule)[-1]
    path = to.versions(rule, version.day)
    banners = with_class(read(lang, path), "superseded")

    assert len(banners) == (0 if version == law else 1)
    assert ('search: {"exclude": true}' in site(lang)[path]) == (version != law)
    for banner in banners:
        assert [link.get("href") for link in banner.iter("a")] == [f"{law.day}.md"]


def test_the_texts_of_a_comparison_are_searched_with_their_words(lang: Lang) -> None:
    source = site(lang)[to.changes(CSL, "2025-10-28", "2016-11-07", "")]
    assert "search:" not in source.partition("\n---\n")[0]
    assert "data-search-exclude" not in source.partition("<table")[2].partition("</table>")[0]


@pytest.mark.parametrize(("day", "superseded"), [("2025-12-31", "2025-10-28"), ("2026-01-01", "2016-11-07")])
def test_the_law_of_the_day_is_that_of_the_day_of_the_site(day: str, superseded: str) -> None:
    made = dict(pages.render_all(Site(real(), "zh", date.fromisoformat(day), only=CSL.id)))

    marked = [path for path in made if "/versions/" in path and 'class="superseded"' in made[path]]
    assert marked == [to.versions(CSL, superseded)]


def test_each_article_says_where_the_other_version_has_it(lang: Lang) -> None:
    source = site(lang)[to.versions(CSL, "2016-11-07")]
    notes = dict(re.findall(r"\{ #(art_\d+) \}\n\n<p class=\"full-text__notes[^>]*>(.*)</p>", source))

    assert len(notes) == 79
    assert "](2025-10-28.md#art_23)" in notes["art_21"]
    added = site(lang)[to.versions(CSL, "2025-10-28")].partition("{ #art_20 }")[2].partition("</p>")[0]
    assert "](2016-11-07.md" not in added
    assert "](../changes/2025-10-28/texts.md#art_20)" in added


@each(TEXTS)
def test_the_page_of_a_law_leads_to_each_version_and_its_provisions_to_the_very_place(
    rule: Regulation, version: Version, lang: Lang
) -> None:
    links = {link.get("href") for link in read(lang, to.regulations(rule)).iter("a")}
    numbers = [n for p in rule.provisions for n in p.numbers]
    newest = [(f"{n.later_words[-1].source}" if n.later_words else n.version, n.place) for n in numbers]
    named = {place for source, place in newest if source == str(version.day)}

    assert f"versions/{version.day}.md" in links
    assert {f"versions/{version.day}.md#{place}" for place in named} <= links
    assert named or version.day == date(2011, 1, 8)  # whose words were renewed in 2024
