"""What changed between two versions of a law: a page for each that is not the first, with every word of both."""

from xml.etree.ElementTree import Element

from case_tables import each
from guiju.files.folding import comparable
from guiju.law.versions import Version, versions
from guiju.model import Lang, Regulation
from guiju.site.kinds import to
from guiju.site.page import anchor
from markdown_pages import by_id, read, site, with_class, words_of
from real_corpus import real

PAIRS = {
    f"{rule.id}-{new.day}": (rule, old, new)
    for rule in real().regulations.values()
    for old, new in zip(versions(rule), versions(rule)[1:], strict=False)
}


def test_the_laws_with_several_versions_have_pages_and_no_others() -> None:
    built = {path for path in site("zh") if "/changes/" in path}
    assert built == {to.changes(rule, new.day, part) for rule, _, new in PAIRS.values() for part in ("", "texts")}
    assert len(built) >= 3


def addresses(page: Element) -> list[str | None]:
    return [link.get("href") for link in page.iter("a")]


@each(PAIRS)
def test_the_page_of_a_law_leads_there_and_back(rule: Regulation, old: Version, new: Version, lang: Lang) -> None:
    assert f"changes/{new.day}.md" in addresses(read(lang, to.regulations(rule)))
    page, texts = read(lang, to.changes(rule, new.day)), read(lang, to.changes(rule, new.day, "texts"))
    assert "../index.md" in addresses(page) and f"../{new.day}.md" in addresses(texts)
    there = [place for place in (e.get("id") or "" for e in texts.iter("h2")) if place.startswith("change-")]
    for place in there:
        (link,) = by_id(page, place).iter("a")
        assert link.get("href") == f"{new.day}/texts.md#{place}"
    assert there


@each(PAIRS)
def test_the_words_of_what_changed_are_all_there_in_chinese_what_is_gone_marked_as_such_and_what_came(
    rule: Regulation, old: Version, new: Version, lang: Lang
) -> None:
    texts = read(lang, to.changes(rule, new.day, "texts"))
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
