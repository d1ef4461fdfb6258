"""The page of corrections: they add up, and with its changes undone the restored line is the source."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from guiju.lawtext.restoration import restored_line, source_line
from guiju.model import Regulation
from guiju.site import addresses
from markdown_pages import FULL, read, with_class, words_of
from real_corpus import real


def test_the_counts_of_corrections_add_up() -> None:
    total = sum(len(rule.corrections) for rule in real().with_articles())
    cells = [words_of(e) for e in read("zh", addresses.CORRECTIONS).iter("td")]
    assert cells[-1] == str(total)
    assert total > 0


@pytest.mark.parametrize("rule", FULL)
def test_the_apparatus_gives_the_restored_line_and_with_its_changes_undone_the_source(rule: Regulation) -> None:
    root = read("zh", addresses.corrections(rule))
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
