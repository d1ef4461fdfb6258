"""Which citations are found in a text, and of which law each is."""

from pathlib import Path

import pytest
import yaml

from guiju.citations.extraction import citations
from guiju.citations.law_names import LawNames

NAMES = LawNames(
    [
        ("中华人民共和国网络安全法", "csl"),
        ("网络安全法", "csl"),
        ("中华人民共和国数据安全法", "dsl"),
        ("中华人民共和国治安管理处罚法", "psl"),
        ("中华人民共和国民法典", "code"),
        ("中华人民共和国刑法", "criminal"),
        ("中华人民共和国劳动合同法", "labour"),
        ("未成年人网络保护条例", "minors"),
        ("最高人民法院关于审理涉及计算机网络著作权纠纷案件适用法律若干问题的解释", "copyright"),
    ],
    [("中华人民共和国合同法", "code")],
)


def found(*passages: str) -> list[str]:
    """Each citation as law and place; the title where the law is unknown."""
    return [f"{(c.law.ids or (c.law.title,))[0]} {c.place.eId}" for c in citations(passages, NAMES)]


CASES = yaml.safe_load(Path(__file__).with_name("found.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "expected"), [*CASES["chinese"].items(), *CASES["english"].items()])
def test_a_citation_is_found_however_it_is_written(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", CASES["nothing"])
def test_what_only_looks_like_a_citation_is_left_alone(text):
    assert found(text) == []


def test_a_law_is_carried_over_within_the_document():
    assert found(
        "《网络安全法》（以下简称《网安法》）第二十一条。同法第五十九条。",
        "该法第六十条第一款、第二款；该条第三款。",
        "网安法第七十条，第七十一条。",
        "依据《数据安全法》第二十七条，第二十九条",
    ) == [
        "csl art_21", "csl art_59", "csl art_60__para_1", "csl art_60__para_2", "csl art_60__para_3", "csl art_70",
        "csl art_71", "dsl art_27", "dsl art_29",
    ]  # fmt: skip


def test_a_contract_has_articles_of_its_own():
    contract = (
        "第一条 服务",
        "第二条 乙方依据《民法典》第五百条履行。",
        "第三条 违反第二条的，甲方可以解除。",
        "第四条 其他",
    )

    assert found(*contract) == ["code art_500"]


@pytest.mark.parametrize(
    "policy",
    [
        (
            "日志办法第一条 根据《网络安全法》，制定本办法。第二条 技术部负责。第三条 违反第二条（等级保护），警告。",
            "第四条 违反第二十一条的，依照第四十二条处理。",
        ),
        ("第二条 根据《网络安全法》，公司负责。", "第三条 违反第五条的，处分。", "第四条 违反第九十九条的，处分。"),
    ],
)
def test_a_policy_has_articles_of_its_own_though_its_lines_be_joined_or_its_beginning_missing(policy):
    assert found(*policy) == []


def test_articles_under_the_name_of_a_law_are_those_of_the_law():
    assert found("附：《网络安全法》", "第二十一条　国家实行。", "第二十二条　网络产品。", "违反第二十三条的") == [
        "csl art_21", "csl art_22", "csl art_23",
    ]  # fmt: skip


def test_what_a_document_calls_a_contract_for_short_is_no_law():
    assert found("《采购合同》（以下简称“本法”）第五条，本法第六条") == []


@pytest.mark.parametrize(("version", "text"), [(v, text) for v, texts in CASES["versions"].items() for text in texts])
def test_a_version_is_read_beside_the_name(version, text):
    hint = next(citations([text], NAMES)).version
    assert (hint.year or hint.which) == version


def test_a_citation_says_where_it_is_in_the_passage():
    passage = "一、**《网络安全法》**第 ２１ 条和第二十三条。"

    first, second = citations([passage], NAMES)

    assert (first.text, second.text) == ("《网络安全法》**第 ２１ 条", "第二十三条")
    assert passage[second.start : second.end] == second.text


def test_words_beside_a_citation_are_taken_for_its_quotation():
    texts = (
        ("《网络安全法》第二十一条规定：“国家实行网络安全等级保护制度。”",),
        ("“国家实行网络安全等级保护制度”（《网络安全法》第二十一条）",),
        ("《网络安全法》第二十一条：「国家实行网络安全等级保护制度。」",),
        ("《网络安全法》第二十一条规定：", "国家实行网络安全等级保护制度。"),
    )
    for text in texts:
        (citation,) = citations(text, NAMES)
        assert [q.text.strip("。") for q in citation.quotations] == ["国家实行网络安全等级保护制度"]


def test_a_law_that_is_quoted_does_not_cite_by_itself():
    assert found(
        "《网络安全法》第五十九条规定：“不履行本法第二十一条、第二十五条规定的义务的，由有关主管部门责令改正。”"
    ) == ["csl art_59"]
