"""What changed between two versions of a law: a page for each that is not the first, with every word of both."""

from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree.ElementTree import Element

from case_tables import each
from conftest import DAY
from guiju.files.folding import comparable
from guiju.law.versions import Version, versions
from guiju.model import Lang, Regulation
from guiju.site import pages
from guiju.site.kinds import to
from guiju.site.page import anchor
from guiju.site.site import Site
from markdown_pages import by_id, document, read, site, with_class, words_of
from real_corpus import real

PAIRS = {
    f"{rule.id}-{new.day}": (rule, old, new)
    for rule in real().regulations.values()
    for old, new in zip(versions(rule), versions(rule)[1:], strict=False)
}


def test_the_laws_with_several_versions_have_pages_and_no_others() -> None:
    built = {path for path in site("zh") if "/changes/" in path}
    assert built == {
        to.changes(rule, new.day, old.day, part) for rule, old, new in PAIRS.values() for part in (None, "")
    }
    assert len(built) >= 3


def addresses(page: Element) -> list[str | None]:
    return [link.get("href") for link in page.iter("a")]


@each(PAIRS)
def test_the_page_of_a_law_leads_there_and_back(rule: Regulation, old: Version, new: Version, lang: Lang) -> None:
    assert f"changes/{new.day}.md" in addresses(read(lang, to.regulations(rule)))
    page, texts = read(lang, to.changes(rule, new.day)), read(lang, to.changes(rule, new.day, old.day, ""))
    assert "../index.md" in addresses(page) and f"../{new.day}.md" in addresses(texts)
    there = [place for place in (e.get("id") or "" for e in texts.iter("h2")) if place]
    for number, place in enumerate(there, start=1):  # by its number an article has been linked from elsewhere
        (link,) = by_id(page, f"change-{number}").iter("a")
        assert link.get("href") == f"{new.day}/texts.md#{place}"
    assert there


@each(PAIRS)
def test_the_words_of_what_changed_are_all_there_in_chinese_what_is_gone_marked_as_such_and_what_came(
    rule: Regulation, old: Version, new: Version, lang: Lang
) -> None:
    texts = read(lang, to.changes(rule, new.day, old.day, ""))
    rows = [row for table in with_class(texts, "beside") for row in table.iter("tr")]
    marked = []
    for side, (version, own, other) in enumerate(((old, "del", "ins"), (new, "ins", "del"))):
        cells = [list(row)[side] for row in rows if row.find("td") is not None]
        printed = {comparable(words_of(span)) for cell in cells for span in cell.iter("span") if span.get("lang")}
        assert printed and printed <= {comparable("\n".join((unit.zh, *unit.table))) for unit in version.text.units()}
        assert not any(list(cell.iter(other)) for cell in cells)
        marked += [mark for cell in cells for mark in cell.iter(own)]
    assert marked
    assert {comparable(u.zh) for u in new.text.units()} - {comparable(u.zh) for u in old.text.units()} <= printed


def test_a_penalty_that_changed_leads_to_its_card() -> None:
    rule = real().regulations["cybersecurity-law"]
    links = addresses(read("en", to.changes(rule, "2025-10-28")))
    assert f"../index.md#{anchor('log-duty-aggravated-2026')}" in links


CSL = real().regulations["cybersecurity-law"]
FIRST, SECOND, THIRD = date(2016, 11, 7), date(2025, 10, 28), date(2026, 6, 1)


@cache
def three_versions() -> tuple[Regulation, dict[str, str]]:
    """A law with a third version, which has lost its last article, and its pages."""
    last = versions(CSL)[-1].text
    third = replace(last, consolidated=THIRD, force=replace(last.force, from_=THIRD), articles=last.articles[:-1])
    rule = replace(CSL, versions=(*CSL.versions, third))
    corpus = replace(real(), regulations={**real().regulations, CSL.id: rule})
    return rule, dict(pages.render_all(Site(corpus, "en", DAY, only=CSL.id)))


def test_any_two_versions_are_compared_and_neighbours_keep_their_address() -> None:
    rule, made = three_versions()
    built = {path for path in made if "/changes/" in path}
    folder = f"regulations/{CSL.id}/changes"
    assert built == {
        f"{folder}/{name}.md" for day in (SECOND, THIRD, f"{FIRST}_{THIRD}") for name in (day, f"{day}/texts")
    }
    assert "The new text applies from 1 June 2026" in made[to.changes(rule, THIRD, FIRST)]


def test_each_comparison_each_version_and_the_page_of_the_law_lead_to_all_comparisons() -> None:
    rule, made = three_versions()
    far = f"{FIRST}_{THIRD}.md"
    assert far in addresses(document(made[to.changes(rule, THIRD)]))
    assert {f"{SECOND}.md", f"{THIRD}.md"} <= set(addresses(document(made[to.changes(rule, THIRD, FIRST)])))
    for path in (to.versions(rule, FIRST), to.versions(rule, THIRD)):
        assert f"../changes/{far}" in addresses(document(made[path]))
    assert f"changes/{far}" in addresses(document(made[to.regulations(rule)]))


@each(PAIRS)
def test_an_article_whose_words_changed_leads_to_both_wordings_and_no_other_does(
    rule: Regulation, old: Version, new: Version, lang: Lang
) -> None:
    compared = {e.get("id") for e in read(lang, to.changes(rule, new.day, old.day, "")).iter("h2")}
    reached = set()
    for version in (old, new):
        links = addresses(read(lang, to.versions(rule, version.day)))
        there = [link for link in links if link and link.startswith(f"../changes/{new.day}/texts.md#")]
        reached |= {link.partition("#")[2] for link in there}
    assert reached == compared - {"cases", "was-outside", "was"}


def test_several_penalties_in_a_cell_are_a_list(lang: Lang) -> None:
    page = read(lang, to.changes(CSL, SECOND))
    cells = [cell for cell in page.iter("td") if cell.find("ul") is not None]
    assert all(len(list(cell.iter("li"))) > 1 for cell in cells)
    assert cells
