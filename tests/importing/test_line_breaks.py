"""Lines that are not units: several in one, one in several, each in a short text."""

import pytest

from guiju.law.text.numerals import numeral
from laws import imported, text_at, tree


def test_a_chapter_number_and_its_title_may_be_on_two_lines() -> None:
    rule = imported("样本规定\n第一章\n总则\n第一条 甲。\n第二章\n附则\n第二条 乙。\n")
    assert tree(rule) == ["chp_1", "art_1", "art_1__para_1", "chp_2", "art_2", "art_2__para_1"]
    assert rule.value["articles"][1]["divisions"][0]["heading"] == {"zh": "附则"}


def test_a_chapter_and_an_article_in_one_line_are_told_apart() -> None:
    rule = imported("样本规定\n第一章 总则 第一条 甲。第二条 乙。\n第二章 附则 第三条 丙。\n")
    assert tree(rule) == [
        "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "chp_2", "art_3", "art_3__para_1"
    ]  # fmt: skip


def test_several_articles_in_one_line_are_told_apart() -> None:
    rule = imported("样本规定\n第一条 甲。第二条 依照第一条办理。第三条 丙：（一）子；（二）丑。\n")
    assert tree(rule) == [
        "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_3", "art_3__para_1",
        "art_3__para_1__point_1", "art_3__para_1__point_2",
    ]  # fmt: skip


def test_a_line_inside_a_point_does_not_end_the_list() -> None:
    rule = imported(
        "样本规定\n第一条 下列用语：\n（一）甲，是指子。\n前述子包括丑。\n（二）乙，是指寅。\n第二条 丙。\n"
    )
    assert tree(rule)[2:5] == ["art_1__para_1__point_1", "art_1__para_1__point_2", "art_2"]
    assert text_at(rule, "art_1__para_1__point_1") == "甲，是指子。前述子包括丑。"


def test_hard_wrapped_lines_become_paragraphs_again() -> None:
    article = (
        "　　第一条　为了规范样本的制作、保存和使用，保护公民、法人和其他组织的合法权益，维护公共利益，制定本规定。"
    )
    second = (
        "　　第二条　在中华人民共和国境内制作、保存、使用样本，应当遵守本规定。本规定所称样本，"
        "是指为了示范而制作的文字、表格和图画。"
    )
    third = (
        "　　制作样本的单位应当建立管理制度，明确管理人员，定期检查样本，发现样本损坏的，应当及时修复，不得继续使用。"
    )
    wrapped = "样本规定\n"
    for text in (article, second, third):
        wrapped += "\n".join(text[at : at + 20] for at in range(0, len(text), 20)) + "\n"
    rule = imported(wrapped)
    assert tree(rule) == ["art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_2"]
    assert text_at(rule, "art_2__para_2") == third.strip()
    assert any(change["kind"] == "wrapped" for change in rule.value["normalised"])


@pytest.mark.parametrize(
    ("before", "short"),
    [
        ("第一条 名称为", "某某有限公司"),
        ("第一条 应当提交：\n（一）身份证\n（二）户口簿", "（三）申请书"),
        ("第一条 分为：\n一、甲类\n二、乙类", "三、丙类"),
        ("第一条 甲。", "| 不是表 |"),
    ],
)
def test_a_short_line_that_goes_on_with_an_article_is_no_heading(before: str, short: str) -> None:
    rule = imported(f"样本办法\n{before}\n{short}\n第二条 完。\n")
    assert "divisions" not in rule.value["articles"][1]


def test_a_sentence_that_breaks_off_goes_on_in_the_next_line() -> None:
    rule = imported("样本办法\n第一条 为了示范，\n制定本办法。\n第二条 依照本办法\n第一条第一款办理。\n（一）\n甲。\n")
    assert text_at(rule, "art_1__para_1") == "为了示范，制定本办法。"
    assert text_at(rule, "art_2__para_1") == "依照本办法第一条第一款办理。"
    assert text_at(rule, "art_2__para_1__point_1") == "甲。"


def test_a_list_without_labels_is_one_款() -> None:
    rule = imported("样本法\n第一条 由下列人员组成：\n委员长，\n秘书长，\n委员若干人。\n任期五年。\n")
    assert [text_at(rule, f"art_1__para_1__point_{n}") for n in (1, 2, 3)] == ["委员长，", "秘书长，", "委员若干人。"]
    assert text_at(rule, "art_1__para_2") == "任期五年。"


def test_the_numbers_of_pages_do_not_cut_paragraphs() -> None:
    whole_text = "第一条 为了示范，制定本办法。\n第二条 下列各项：\n（一）甲；\n（二）乙。\n"
    cut = whole_text.replace("示范，", "示范，\n- 1 -\n").replace("甲；\n", "甲；\n第 2 页 共 9 页\n")
    rule, same = imported(f"样本办法\n{cut}"), imported(f"样本办法\n{whole_text}")
    assert rule.value["articles"] == same.value["articles"]
    assert [line["text"] for line in rule.value["unplaced"]] == ["- 1 -", "第 2 页 共 9 页"]


def test_a_wrapped_line_that_ends_in_a_semicolon_goes_on() -> None:
    sentence = "第一条 处以罚款的，由甲机关决定；情节严重的，由乙机关决定，并且应当公告；逾期的，由丙机关依法决定。"
    body = "\n".join(sentence.replace("一", numeral(n)) for n in range(1, 8))
    wrapped = "\n".join(line[at : at + 16] for line in body.split("\n") for at in range(0, len(line), 16))
    assert imported(f"样本办法\n{wrapped}").value["articles"] == imported(f"样本办法\n{body}").value["articles"]


def test_a_law_in_one_line_is_cut_at_its_spaces() -> None:
    text = (
        "样本办法|（2001年3月1日公布）|第一章 总则|第一条 甲。|第二条 下列各项：|（一）乙；|（二）丙。|前款适用于丁。|"
        "第二章 附则|第三条 戊。|第四条 己。|第五条 庚。|第六条 辛。"
    )
    lines = text.split("|")
    one, same = imported(" ".join(lines)), imported("\n".join(lines))
    assert tree(one) == tree(same)
    assert one.value["articles"] == same.value["articles"]
    assert one.id == same.id
