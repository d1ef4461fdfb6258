"""References of imported texts to places of their own: which are taken for such, and which of them lead somewhere."""

from typing import Any

from case_tables import cases, each
from guiju.files.block import block
from guiju.files.source import parse
from guiju.law.records import build
from guiju.model import Regulation, Where
from guiju.places.references import own_references
from laws import imported
from places import ROOT

CASES = cases(__file__)
AT_DOORS = cases(str(ROOT / "tests/lookup/test_words_at_doors.py"))
SECTIONS = "第一章 甲\n第一节 子\n第一条 依照{}。\n第二章 乙\n第二条 依照{}。\n（一）丙。\n附件1\n费用\n"


def references(text: str) -> list[list[Any]]:
    """The words of each reference of a text, and whether its place is there."""
    document = parse(block(imported(text).value).encode(), "regulation.yaml")
    return [[found.words, found.is_there] for found in own_references(build(Regulation, Where(document), id="law"))]


@each(CASES["sections and annexes"].items())
def test_headings_and_annexes_are_places_too(words: str, expected: list[list[Any]]) -> None:
    assert references(f"样本法\n{SECTIONS.format(words, words)}") == expected


@each(CASES["another document"])
def test_places_of_other_documents_are_passed_over(words: str) -> None:
    assert references(f"样本法\n第一条 依照{words}处理。\n第二条 完。\n") == []


@each(CASES["documents that speak of another law"])
def test_documents_that_speak_of_another_law_are_checked_in_what_is_their_own(
    title: str, words: str, expected: list[list[Any]]
) -> None:
    labels = ["第一条 ", "第二条 "] if title.endswith("解释") else ["一、", "二、"]
    assert references(f"{title}\n{labels[0]}甲。\n{labels[1]}乙。\n{words}的，从重。\n") == expected


@each((words, eId) for eId, forms in AT_DOORS["own"].items() for words in forms)
def test_a_place_of_the_law_itself_is_read_as_at_every_door(words: str, eId: str) -> None:
    text = f"样本法\n第一条 依照本法{words}处理。\n第二条 有：\n（一）甲；\n（二）乙。\n完了。\n"
    document = parse(block(imported(text).value).encode(), "regulation.yaml")
    [found] = own_references(build(Regulation, Where(document), id="law"))
    assert (found.words, found.eId) == (f"本法{words}", eId)
