"""Lines that are not units: several in one, one in several, each in a short text."""

from guiju.places.numerals import numeral
from laws import imported


def test_a_wrapped_line_that_ends_in_a_semicolon_goes_on() -> None:
    sentence = "第一条 处以罚款的，由甲机关决定；情节严重的，由乙机关决定，并且应当公告；逾期的，由丙机关依法决定。"
    body = "\n".join(sentence.replace("一", numeral(n)) for n in range(1, 8))
    wrapped = "\n".join(line[at : at + 16] for line in body.split("\n") for at in range(0, len(line), 16))
    assert imported(f"样本办法\n{wrapped}").value["articles"] == imported(f"样本办法\n{body}").value["articles"]
