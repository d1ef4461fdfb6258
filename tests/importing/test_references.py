"""References of imported texts to places of their own: which are taken for such, and which of them lead somewhere."""

import pytest

from guiju.files.block import block
from guiju.files.source import parse
from guiju.law.records import build
from guiju.law.text.own_references import own_references
from guiju.model import Regulation, Where
from laws import imported

SECTIONS = "第一章 甲\n第一节 子\n第一条 依照{}。\n第二章 乙\n第二条 依照{}。\n（一）丙。\n附件1\n费用\n"


def references(text: str) -> list[tuple[str, bool]]:
    """The words of each reference of a text, and whether its place is there."""
    document = parse(block(imported(text).value).encode(), "regulation.yaml")
    return [(found.words, found.is_there) for found in own_references(build(Regulation, Where(document), id="law"))]


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("本节规定", ("本节", True), ("本节", False)),
        ("本章规定", ("本章", True), ("本章", True)),
        ("本编规定", ("本编", False), ("本编", False)),
        ("本法第二章的规定", ("本法第二章", True), ("本法第二章", True)),
        ("本法第一章第一节", ("本法第一章第一节", True), ("本法第一章第一节", True)),
        ("本法第一章第九节", ("本法第一章第九节", False), ("本法第一章第九节", False)),
        ("本法第九章", ("本法第九章", False), ("本法第九章", False)),
        ("附件一所列标准", ("附件一", True), ("附件一", True)),
        ("附件2", ("附件2", False), ("附件2", False)),
        ("第二条第一款第（一）项", ("第二条第一款第（一）项", True), ("第二条第一款第（一）项", True)),
    ],
)
def test_headings_and_annexes_are_places_too(words: str, first: tuple[str, bool], second: tuple[str, bool]) -> None:
    assert references(f"样本法\n{SECTIONS.format(words, words)}") == [first, second]


@pytest.mark.parametrize("words", ["《刑法》分则第五章", "《样本条例》附件二", "刑法第二百条第九款", "附件所列"])
def test_places_of_other_documents_are_passed_over(words: str) -> None:
    assert references(f"样本法\n第一条 依照{words}处理。\n第二条 完。\n") == []


@pytest.mark.parametrize(
    ("title", "words", "expected"),
    [
        ("某院关于适用刑法的解释", "实施第二百条、第二百零一条的行为", []),
        ("某院关于适用刑法的解释", "违反本法第九条", []),
        ("某院关于适用刑法的解释", "实施本解释第一条、第九条的行为", [("本解释第一条", True), ("第九条", False)]),
        ("某院关于适用刑法的解释", "前款、前条和本条第三款", [("前款", True), ("前条", True), ("本条第三款", False)]),
        ("中华人民共和国刑法修正案（三）", "将第十条修改为“前款、前条和本法第九条”", []),
        ("全国人大常委会关于修改样本法的决定", "本决定第一条、第八条", [("本决定第一条", True), ("第八条", False)]),
    ],
)
def test_documents_that_speak_of_another_law_are_checked_in_what_is_their_own(
    title: str, words: str, expected: list[tuple[str, bool]]
) -> None:
    labels = ["第一条 ", "第二条 "] if title.endswith("解释") else ["一、", "二、"]
    assert references(f"{title}\n{labels[0]}甲。\n{labels[1]}乙。\n{words}的，从重。\n") == expected
