"""Which citations are found in a text, and of which law each is."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《中华人民共和国网络安全法》第二十一条第一款第（三）项", ["csl art_21__para_1__point_3"]),
        ("《网络安全法》第２１条第 1 款", ["csl art_21__para_1"]),
        ("網絡安全法第二十一條", ["csl art_21"]),
        ("《中華人民共和國網絡安全法》第 21 條", ["csl art_21"]),
        ("<b>《网络安全法》</b>", []),
        ("**《网络安全法》**第21条", ["csl art_21"]),
        ("[《网络安全法》](https://example.org/a)第21条", ["csl art_21"]),
        ("| 3 | 《网络安全法》 | 第二十一条 | 高 |", ["csl art_21"]),
        ("《刑法》第一百二十条之一第二款", ["criminal art_120-1__para_2"]),
        ("刑法第120条之1", ["criminal art_120-1"]),
        ("《刑法》第二百八十七条之一、之二", ["criminal art_287-1", "criminal art_287-2"]),
        ("《网络安全法》第二十一条、第二十三条和第二十五条第一款", ["csl art_21", "csl art_23", "csl art_25__para_1"]),
        ("《网络安全法》第二十一、二十三条", ["csl art_21", "csl art_23"]),
        ("《网络安全法》第二十一条至第二十五条", ["csl art_21", "csl art_25"]),
        ("《网络安全法》第21-25条", ["csl art_21", "csl art_25"]),
        ("《网络安全法》第二十一条第（一）、（三）项", ["csl art_21__para_1__point_1", "csl art_21__para_1__point_3"]),
        ("《网络安全法》第六十一条第一、三款", ["csl art_61__para_1", "csl art_61__para_3"]),
        ("《网络安全法》第二十一条第一款第二项第3目", ["csl art_21__para_1__point_2__indent_3"]),
        ("网安法21条", ["csl art_21"]),
        ("依据治安法第四十九条", ["psl art_49"]),
        ("《民法典》合同编第五百条", ["code art_500"]),
        ("民法典侵权责任编第1165条", ["code art_1165"]),
        ("《网络安全法》第三章第一节第二十一条", ["csl art_21"]),
        ("《网络安全法》第27(3)条、第６１（１）（２）条", ["csl art_27__para_3", "csl art_61__para_1__point_2"]),
        ("《网络安全法》第27条(3)", ["csl art_27__para_1__point_3"]),
        ("网安法27条3项；网安法61条1款的规定", ["csl art_27__para_1__point_3", "csl art_61__para_1"]),
        ("网安法第27条3项措施、第20条三项措施", ["csl art_27", "csl art_20"]),
        ("《网络安全法》第廿七条、第卅条、第卌一条", ["csl art_27", "csl art_30", "csl art_41"]),
        ("《网络安全法》（主席令第五十三号）第二十一条", ["csl art_21"]),
        ("“网络安全法”第二十一条", ["csl art_21"]),
        ("《最高人民法院关于审理涉及计算机网络著作权纠纷案件适用法律若干问题的解释》第三条", ["copyright art_3"]),
        ("违反劳动合同法第三十九条", ["labour art_39"]),
        ("依照合同法第五十二条", ["合同法 art_52"]),
        ("同时须结合《数据安全法》，同法第二十七条", ["dsl art_27"]),
        (
            "《数据安全法》第三条；《未成年人网络保护条例》第五条；该法第六条",
            ["dsl art_3", "minors art_5", "dsl art_6"],
        ),
        ("《民法典·合同编》第五百条、《民法典（合同编）》第501条", ["code art_500", "code art_501"]),
        ("《网络安全法》第二十一条。其第二款规定", ["csl art_21", "csl art_21__para_2"]),
        ("《公司法解释（三）》第十三条", ["公司法解释(三) art_13"]),
        ("《公司法司法解释三》第十三条", ["公司法司法解释三 art_13"]),
        ("网络安全法实施细则第五条", ["网络安全法实施细则 art_5"]),
        ("网络安全法第二十一条和网络安全法实施条例第八条", ["csl art_21", "网络安全法实施条例 art_8"]),
    ],
)
def test_a_citation_is_found_however_it_is_written(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 21(1) of the Cybersecurity Law", ["csl art_21__para_1"]),
        ("CSL, Arts. 21 and 23", ["csl art_21", "csl art_23"]),
        ("the PRC Cybersecurity Law (2016), Article 21", ["csl art_21"]),
        ("art. 27 DSL", ["dsl art_27"]),
        ("Article 17 GDPR; Article 5 of the EU AI Act; Section 3 of the Agreement", []),
        ("Article 5 of the PRC Network Trust Law", ["Network Trust Law art_5"]),
    ],
)
def test_english_citations_are_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本合同第五条约定的义务",
        "根据本协议第三条、第四条",
        "公司章程第二十条",
        "德国民法典第823条",
        "《德国民法典》第八百二十三条",
        "日本《个人信息保护法》第二十四条",
        "《通用数据保护条例》第十七条",
        "三条建议，第三方，头条",
        "我提第三条建议",
        "《红楼梦》第三回",
        "《战略合作框架协议》第五条第一款",
        "小区业主公约第三条",
        "第三条新闻",
        "我司《数据管理办法》第三条",
        "《数据分类管理办法》（本公司）第三条",
        "《股东会议事规则》第三条，《北京仲裁委员会仲裁规则》第四条，《海牙规则》第五条",
        "附件二第三条",
        "第一条例",
        "《联合国海洋法公约》第五条",
        "招标文件第六条",
        "本法第五条",
        "网络安全法很重要",
    ],
)
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


def test_a_version_is_read_beside_the_name():
    texts = ("2016年《网络安全法》第二十一条", "《网络安全法》（2016年）第二十一条", "《网络安全法（2016）》第二十一条",
             "2016年通过的网络安全法第二十一条", "自2016年6月1日起施行的《网络安全法》第二十一条",
             "2016年时《网络安全法》第二十一条", "《网络安全法》2016年第二十一条",
             "《2016年网络安全法》第二十一条")  # fmt: skip
    old = ("原《网络安全法》第二十一条", "旧版《网络安全法》第二十一条", "《网络安全法》旧法第二十一条",
           "当时施行的《网络安全法》第二十一条", "行为时的《网络安全法》第二十一条",
           "《网络安全法》第二十一条（现为第二十三条）", "《网络安全法》第二十一条已调整为第二十三条",
           "将《网络安全法》第二十一条改为第二十三条")  # fmt: skip

    assert [c.version.year for text in texts for c in citations([text], NAMES)] == [2016] * 8
    assert [next(citations([text], NAMES)).version.which for text in old] == ["old"] * 8
    assert [c.version.which for c in citations(["新版《网络安全法》第二十一条"], NAMES)] == ["new"]


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
