"""An eId says the number as printed, where that is recorded; and nothing reads a rule of which we claim the words only.

第一百二十条之一 is art_120-1, （三） is point_3; a number that is printed twice has _2 behind it, one that is not
printed is the position. A rule with `coverage: text` has no obligations and no spans: with these it is `full`.
"""

import re
from collections.abc import Iterator

from guiju.files.finding import Fault
from guiju.model import Regulation, SharedWords
from guiju.places import printed_label


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    for text in (regulation, *regulation.versions):
        yield from _numbers(text)
    if regulation.coverage == "text":
        for record in regulation.quoting():
            yield Fault("reads a rule of which only the text is claimed; make its coverage full", record.where.at())


def _numbers(regulation: Regulation) -> Iterator[Fault]:
    for article in regulation.every_article():
        for record in (article, *article.units()):
            printed = getattr(record, "number", None)
            if printed is not None and (due := _number(printed)) != _of(record.eId):
                message = f"{record.eId} has the number {printed}, which is {due or 'no number'}; correct one of them"
                yield Fault(message, record.where.at("number"))


def _number(printed: str) -> str:
    """第一百二十条之一 → 120-1, （三） → 3."""
    found = printed_label.article(f"{printed} ") or printed_label.enumerated(printed)
    return "" if found is None else f"{found.number}" + (f"-{found.inserted}" if found.inserted else "")


def _of(eId: str) -> str:
    """The number in an eId: of art_5_2 it is 5."""
    return re.sub(r"^.*(?:art|point|indent)_([0-9]+(?:-[0-9]+)?)(?:_[0-9]+)?$", r"\1", eId)
