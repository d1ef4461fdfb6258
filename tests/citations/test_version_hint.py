"""What stands beside a number says of which law it is, and of which version."""

import pytest

from guiju.citations.extraction import citations
from guiju.citations.law_names import LawNames

NAMES = LawNames(
    [("中华人民共和国网络安全法", "csl"), ("网络安全法", "csl"), ("Cybersecurity Law", "csl"), ("刑法", "criminal-law"),
     ("草原法", "grass"), ("群组规定", "groups")]
)  # fmt: skip


def seen(*passages: str) -> list[tuple[str, str, int | str | None]]:
    """(number, law, the version that is meant) of each citation."""
    return [
        (c.text.removeprefix(c.law.title), (*c.law.ids, c.law.title)[0], c.version.year or c.version.which)
        for c in citations(passages, NAMES)
    ]


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("网络安全法第四十七条（现为第四十九条）", ["old", "new"]),
        ("网络安全法第四十七条（2026年1月1日起为第四十九条）", ["old", 2026]),
        ("网络安全法2016年文本为第二十一条，自2026年1月1日起为第二十三条", [2016, 2026]),
        ("网络安全法第六十八条（2017-06-01起，至2026-01-01前）；第六十九条（2026-01-01起）", [2017, 2026]),
        ("网络安全法第二十条（起始日不详，至2026-01-01前）", ["old"]),
        ("网络安全法：第四十九条第二款（2016年11月7日通过的文本）", [2016]),
        ("依据网络安全法，罚则在当时的第六十八条", ["old"]),
        ("Article 49(2) of the Cybersecurity Law (article 51(2) since 1 January 2026)", ["old"]),
        ("Article 49 of the Cybersecurity Law, as it then was, was applied", ["old"]),
        ("网络安全法第四十七条（以下简称该条）", [None]),
        ("依据：草原法第四十七条；草原法原第四十条", [None, "old"]),
    ],
)
def test_a_version_is_told_before_and_behind_a_number(text: str, versions: list[int | str | None]) -> None:
    assert [version for _, _, version in seen(text)] == versions


def test_a_law_that_is_named_on_the_way_to_a_number_is_its_law() -> None:
    cited = seen("网络安全法第六十条；刑法 拒不履行信息网络安全管理义务（第二百八十六条之一）")
    assert [number + law for number, law, _ in cited] == ["第六十条csl", "第二百八十六条之一criminal-law"]


def test_a_heading_that_is_the_name_of_a_law_is_the_law_of_what_follows() -> None:
    cited = seen("依照刑法第三条", "网络安全法", "第二十一条规定了等级保护")
    assert [law for _, law, _ in cited] == ["criminal-law", "csl"]


def test_a_law_is_not_carried_over_many_paragraphs() -> None:
    assert len(seen("依照刑法第三条", "甲", "乙", "丙", "丁", "第二十一条规定了等级保护")) == 1


def test_a_rule_without_marks_is_one_where_the_number_of_its_order_is_behind_it() -> None:
    assert seen("网络信息内容生态治理规定（2019年第5号令）第十五条") == [
        ("（2019年第5号令）第十五条", "网络信息内容生态治理规定", 2019)
    ]
    assert seen("按照群组规定第九条") == [("第九条", "groups", None)]


def test_an_item_of_a_list_elsewhere_is_not_one_of_the_law() -> None:
    assert [number for number, *_ in seen("网络安全法第六十四条：见第9项")] == ["第六十四条"]
