"""Every character of every 款 and 项 is inside an obligation's quotation or a span.

Punctuation that only separates two segments is passed over: it carries no words. For rules that have obligations/.
"""

import unicodedata
from collections.abc import Iterator

from guiju.files.finding import Fault, one_line
from guiju.law.text.quotation import by_unit
from guiju.model import Regulation, SharedWords


def of_rule(regulation: Regulation, shared: SharedWords) -> Iterator[Fault]:
    if not regulation.quoting():
        return
    covered = by_unit(regulation)
    for unit in regulation.units():
        for gap in gaps(unit.zh, [(s.start, s.end) for s in covered[unit.eId]]):
            words = f"{unit.eId}: “{one_line(gap, 30)}”"
            yield Fault(f"{words} is in no obligation and no span; quote it where it belongs", unit.where.at("zh"))


def gaps(text: str, intervals: list[tuple[int, int]]) -> Iterator[str]:
    """The runs of `text` outside the sorted intervals that hold more than punctuation and spaces."""
    reached = 0
    for start, end in [*intervals, (len(text), len(text))]:
        run = text[reached:start]
        if any(unicodedata.category(c)[0] not in "PZ" for c in run):
            yield run.strip("，、；：。 ")
        reached = max(reached, end)
