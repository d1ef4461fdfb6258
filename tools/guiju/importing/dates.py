"""Days in Chinese text: 2016年11月7日, 二〇〇五年八月二十八日."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.places.numerals import whole

_NUMBER = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_DAY = re.compile(
    rf"(?:(?P<iso>(?:19|20)[0-9]{{2}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}})(?![0-9]))|(?P<year>[0-9０-９]{{4}}|[〇○零ＯO一二三四五六七八九]{{4}})\s*年\s*(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*日"
)
_WIDTH = str.maketrans("０１２３４５６７８９○ＯO零", "0123456789〇〇〇〇")


@dataclass(frozen=True)
class DayMention:
    """A day at characters [start, end) of a text."""

    day: date
    start: int
    end: int


def days(text: str) -> Iterator[DayMention]:
    """The days that a text names, in its order; what is no day of the calendar is passed over."""
    for match in _DAY.finditer(text):
        if match["iso"]:
            with contextlib.suppress(ValueError):
                yield DayMention(date(*map(int, re.split("[-./]", match["iso"]))), *match.span())
            continue
        year = "".join(str(whole(digit)) for digit in match["year"].translate(_WIDTH))
        try:
            day = date(int(year), *(whole(match[part].translate(_WIDTH)) for part in ("month", "day")))
        except ValueError:
            continue
        yield DayMention(day, *match.span())
