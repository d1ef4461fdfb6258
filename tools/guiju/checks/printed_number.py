"""An eId says the number as printed, where that is recorded; and nothing reads a rule of which we claim the words only.

第一百二十条之一 is art_120-1, （三） is point_3; a number that is printed twice has _2 behind it, one that is not
printed is the position. A rule with `coverage: text` has no obligations and no spans: with these it is `full`.
"""

import re
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Regulation, SharedWords
from guiju.places import numerals

_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ALIKE = str.maketrans("０１２３４５６７８９○壹贰叁肆伍陆柒捌玖拾", "0123456789〇一二三四五六七八九十")


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for text in (regulation, *regulation.versions):
        yield from _numbers(text)
    if regulation.coverage == "text":
        for record in regulation.quoting():
            yield Fault("reads a rule of which only the text is claimed; make its coverage full", record.where.at())


def _numbers(regulation: Regulation) -> Iterator[Fault]:
    for article in (*regulation.articles, *(a for annex in regulation.annexes for a in annex.articles)):
        for record in (article, *article.units()):
            printed = getattr(record, "number", None)
            if printed is not None and (due := _number(printed)) != _of(record.eId):
                message = f"{record.eId} has the number {printed}, which is {due or 'no number'}; correct one of them"
                yield Fault(message, record.where.at("number"))


def _number(printed: str) -> str:
    """第一百二十条之一 → 120-1, （三） → 3."""
    if printed[0] in _SIGNS:
        return str(_SIGNS.index(printed[0]) + 1)
    for first, count in (("㈠", 10), ("⑴", 20), ("⒈", 20)):
        if 0 <= ord(printed[0]) - ord(first) < count:
            return str(ord(printed[0]) - ord(first) + 1)
    number, _, inserted = "".join(printed.translate(_ALIKE).split()).rstrip("：:．.、，,").replace("條", "条").partition("条")
    number, _, hyphen = number.partition("-")  # 第20-1條
    inserted = inserted.strip("之") or re.sub("[^0-9]", "", hyphen)
    plain = re.sub(r"[^0-9零〇一二两三四五六七八九十百千]", "", number)
    return f"{numerals.whole(plain)}" + (f"-{numerals.whole(inserted)}" if inserted else "")


def _of(eId: str) -> str:
    """The number in an eId: of art_5_2 it is 5."""
    return re.sub(r"^.*(?:art|point|indent)_([0-9]+(?:-[0-9]+)?)(?:_[0-9]+)?$", r"\1", eId)
