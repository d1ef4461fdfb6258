"""Lines that are not units: several in one, one in several, each in a short text."""

from guiju.law.text.numerals import numeral
from laws import imported, text_at, tree


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
