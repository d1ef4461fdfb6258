"""Akoma Ntoso, read back: text and structure are those of the source."""

from typing import Any

import pytest
from hypothesis import given

from akoma_ntoso_files import RECORDED, files_of, real_files
from akoma_ntoso_judges import by_addresses, by_ids, by_oasis, by_second_engine
from akoma_ntoso_reading import source, structure
from case_tables import each
from generated_laws import laws, regulation
from guiju.files.characters import html_safe
from guiju.importing import formats
from guiju.importing.rule import rules
from guiju.model import Lang, Regulation


@pytest.mark.parametrize("name", RECORDED)
def test_text_and_structure_are_those_of_the_source(name: str) -> None:
    text, lang = RECORDED[name]
    assert structure(real_files()[name]) == source(text, lang)


def shown(value: Any) -> Any:
    """What XML has no character for is U+FFFD."""
    if isinstance(value, dict):
        return {key: shown(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [shown(entry) for entry in value]
    return html_safe(value) if isinstance(value, str) else value


@pytest.mark.cost(5, "judges a hundred laws")
@given(laws())
def test_any_law_is_valid_and_comes_back_as_it_was(rule: Regulation) -> None:
    for name, data in files_of(rule).items():
        lang: Lang = "zh" if ".zho." in name else "en"
        assert by_oasis(data) + by_ids(data) == []
        assert "/undated/" in rule.identity or by_addresses(data) == []
        assert structure(data) == shown(source(rule, lang))


IMPORTED = {
    "parts and annexes": """样本法典
2020年1月1日样本机关发布
序言。
第一编　总则
第一分编　通则
第一章　甲
第一节　乙
第一条　丙，依照附件一。
第二章　丁
第二条　戊。
前款规定的，依照本法第二章。
第二编　己
第三条　庚。
附则
第四条　本法自2020年3月1日起施行。
附件一：样本
一、辛
第一条　壬。
附件二：表
癸
""",
    "tables and indents": """样本规定
第一条　甲：
| 甲 | 乙 |
| --- | --- |
| 1 | |
第二条　乙。
（一）丙；
1. 丁；
2. 戊。
""",
    "repeated numbers": """样本规定
第一条　甲。
第二条　乙。
第二条　丙：
（一）丁；
（一）戊。
第三条　依照第二条第一款第（一）项。
""",
    "lost labels": """样本规定
第一条　下列行为：
甲；
乙；
丙。
第二条
第三条　戊。
""",
    "no article": """样本决定
2020年1月1日样本机关发布
甲乙丙丁戊。
己庚辛。
""",
    "items": """样本机关关于样本的决定
为了样本，决定如下：
一、甲。
二、依照第一条、本决定第一条。
本决定自公布之日起施行。
""",
}


@each(IMPORTED)
def test_a_law_as_it_was_imported_comes_back_as_it_was(text: str) -> None:
    for made in rules(formats.read(text.encode(), "law.txt"), "law.txt", "law"):
        rule = regulation(made.value, made.id)
        ((name, data),) = files_of(rule).items()
        assert name == f"{made.id}_{made.day or 'undated'}.zho.xml"
        assert by_oasis(data) + by_second_engine(data) + by_ids(data) == []
        assert structure(data) == source(rule, "zh")
