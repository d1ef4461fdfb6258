"""A redline: whole words and numbers, no noise, and together both texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.law.text.redline import bare, redline, tokens

TEXTS = st.text("应当不得留存日志网络信息十五万元日第条，。；（）　 aＡ1２.", max_size=60)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("处五千元罚款。", "处一万元罚款。", "处[五千元|一万元]罚款。"),
        ("不少于六个月。", "不少于12个月。", "不少于[六个月|12个月]。"),
        ("运营者应当报告。", "运营者不得报告。", "运营者[应当|不得]报告。"),
        ("违反第二十一条规定", "违反第二十三条规定", "违反[第二十一条|第二十三条]规定"),
        ("甲应当报告，乙应当登记。", "甲应当报告，丙应当登记，乙应当登记。", "甲应当报告，[|丙应当登记，]乙应当登记。"),
        ("公安机关应当处理", "国家安全机关可以处理", "[公安|国家安全]机关[应当|可以]处理"),
        ("对应当检验的物品", "对可以检验的物品", "对[应当|可以]检验的物品"),
        ("处５日拘留", "处5日拘留；", "处5日拘留；"),
        ("从事教育、医疗等服务", "从事教育等服务", "从事教育[、医疗|]等服务"),
        ("吊销许可证。", "吊销许可证件。", "吊销许可证[|件]。"),
        ("适用《行政处罚法》的规定", "适用《行政处罚法》、《强制法》的规定", "适用《行政处罚法》[|、《强制法》]的规定"),
        ("比例为1.5万元", "比例为15万元", "比例为[1.5万元|15万元]"),
    ],
)
def test_what_changed_reads_like_a_lawyers_redline(old: str, new: str, marked: str) -> None:
    pieces = (piece.new if piece.kind == "same" else f"[{piece.old}|{piece.new}]" for piece in redline(old, new))
    assert "".join(pieces) == marked


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = redline(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert all(bare(piece.old) == bare(piece.new) for piece in pieces if piece.kind == "same")


@given(TEXTS)
def test_a_text_has_no_difference_from_itself_however_it_is_spaced(text: str) -> None:
    assert all(piece.kind == "same" for piece in redline(text, "　".join(text)) if "." not in text)


@given(st.text(st.sampled_from("应当十五1.．5%％‰Ａa_ 　，…℃"), max_size=40))
def test_what_is_compared_of_a_text_is_what_is_compared_of_its_tokens(text: str) -> None:
    assert bare(text) == "".join(token.key for token in tokens(text))
