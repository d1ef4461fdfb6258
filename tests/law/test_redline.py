"""A redline: whole words and numbers, no noise, and together both texts."""

from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases, each
from guiju.files.folding import comparable
from guiju.law.text.redline import redline, tokens

TEXTS = st.text("应当不得留存日志网络信息十五万元日第条，。；（）　 aＡ1２.", max_size=60)


@each(cases(__file__)["redlines"])
def test_what_changed_reads_like_a_lawyers_redline(old: str, new: str, marked: str) -> None:
    pieces = (piece.new if piece.kind == "same" else f"[{piece.old}|{piece.new}]" for piece in redline(old, new))
    assert "".join(pieces) == marked


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = redline(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert all(comparable(piece.old) == comparable(piece.new) for piece in pieces if piece.kind == "same")


@given(TEXTS)
def test_a_text_has_no_difference_from_itself_however_it_is_spaced(text: str) -> None:
    assert all(piece.kind == "same" for piece in redline(text, "　".join(text)) if "." not in text)


@given(st.text(st.sampled_from("应当十五1.．5%％‰Ａa_ 　，…℃"), max_size=40))
def test_what_is_compared_of_a_text_is_what_is_compared_of_its_tokens(text: str) -> None:
    assert comparable(text) == "".join(token.key for token in tokens(text))
