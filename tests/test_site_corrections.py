"""The page of corrections: they add up, and with its changes undone the restored line is the source."""

from xml.etree.ElementTree import Element

import pytest

from guiju.law.text.restoration import restored_line, source_line
from guiju.model import LANGUAGES, Lang, Regulation
from guiju.site.kinds import to
from markdown_pages import FULL, read, with_class, words_of
from real_corpus import real


def test_the_counts_of_corrections_add_up() -> None:
    total = sum(len(rule.corrections) for rule in real().with_articles())
    (table,) = with_class(read("zh", to.corrections()), "numbers")
    cells = [words_of(e) for e in table.iter("td")]
    assert cells[-1] == str(total)
    assert total > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_line_of_the_source_is_listed_once_with_where_it_is_used_or_why_not(lang: Lang) -> None:
    source = real().source_lines
    assert source is not None
    (table,) = with_class(read(lang, to.corrections()), "stacked")
    rows = [words_of(row) for row in list(table.iter("tr"))[1:]]
    assert [row for row, stretch in zip(rows, source.lines, strict=True) if stretch.content[lang] not in row] == []


@pytest.mark.parametrize("rule", [param for param in FULL if param.values[0].corrections])
def test_the_apparatus_gives_the_restored_line_and_with_its_changes_undone_the_source(rule: Regulation) -> None:
    root = read("zh", to.corrections(rule))
    places = list(dict.fromkeys(c.place for c in rule.corrections))
    for place, line in zip(places, with_class(root, "apparatus"), strict=True):
        restored = restored_line(rule, place)
        assert restored is not None
        corrections = [c for c in rule.corrections if c.place == place]
        assert told(line, without="del").replace("␣", " ") == restored
        assert told(line, without="ins") == source_line(restored, corrections)


def told(element: Element, without: str) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag == without else told(child, without), child.tail or ""]
    return "".join(parts)
