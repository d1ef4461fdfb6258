"""What changed between two versions of a law: a page for each that is not the first, with every word of both."""

from xml.etree.ElementTree import Element

import pytest

from guiju.law.text.redline import bare
from guiju.law.versions import Version, versions
from guiju.model import Lang, Regulation
from guiju.site.kinds import to
from guiju.site.page import anchor
from markdown_pages import read, site, with_class, words_of
from real_corpus import real

PAIRS = [
    pytest.param(rule, old, new, id=f"{rule.id}-{new.day}")
    for rule in real().regulations.values()
    for old, new in zip(versions(rule), versions(rule)[1:], strict=False)
]


def test_the_laws_with_several_versions_have_pages_and_no_others() -> None:
    built = {path for path in site("zh") if "/changes/" in path}
    assert built == {to.changes(rule, new.day) for rule, _, new in (pair.values for pair in PAIRS)}
    assert len(built) >= 3


@pytest.mark.parametrize(("rule", "old", "new"), PAIRS)
def test_the_page_of_a_law_leads_there(rule: Regulation, old: Version, new: Version, lang: Lang) -> None:
    links = [link.get("href") for link in read(lang, to.regulations(rule)).iter("a")]
    assert f"changes/{new.day}.md" in links
    assert any(
        link == "../index.md" for link in (a.get("href") for a in read(lang, to.changes(rule, new.day)).iter("a"))
    )


def cells(page: Element, side: int) -> list[Element]:
    return [
        list(row)[side]
        for table in with_class(page, "beside")
        for row in table.iter("tr")
        if row.find("td") is not None
    ]


@pytest.mark.parametrize(("rule", "old", "new"), PAIRS)
def test_the_words_of_what_changed_are_all_there_in_chinese(
    rule: Regulation, old: Version, new: Version, lang: Lang
) -> None:
    page = read(lang, to.changes(rule, new.day))
    for side, version in enumerate((old, new)):
        printed = {bare(words_of(span)) for cell in cells(page, side) for span in cell.iter("span") if span.get("lang")}
        law = {bare("\n".join((unit.zh, *unit.table))) for unit in version.text.units()}
        assert printed
        assert printed <= law
    only_new = {bare(u.zh) for u in new.text.units()} - {bare(u.zh) for u in old.text.units()}
    assert only_new <= printed


@pytest.mark.parametrize(("rule", "old", "new"), PAIRS)
def test_what_is_gone_is_marked_on_the_old_side_and_what_came_on_the_new(
    rule: Regulation, old: Version, new: Version
) -> None:
    page = read("zh", to.changes(rule, new.day))
    assert not any(list(cell.iter("ins")) for cell in cells(page, 0))
    assert not any(list(cell.iter("del")) for cell in cells(page, 1))
    assert any(list(cell.iter(mark)) for side, mark in enumerate(("del", "ins")) for cell in cells(page, side))


def test_a_penalty_that_changed_leads_to_its_card() -> None:
    rule = real().regulations["cybersecurity-law"]
    links = {link.get("href") or "" for link in read("en", to.changes(rule, "2025-10-28")).iter("a")}
    assert f"../index.md#{anchor('log-duty-aggravated-2026')}" in links
