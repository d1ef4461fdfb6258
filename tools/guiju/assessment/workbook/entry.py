"""What was typed into one cell → text, a day, one word of a list, or the value of a fact; or why it is none of these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from guiju.assessment.workbook.cells import Cell
from guiju.files.finding import one_line
from guiju.model import Fact, RecordedValue

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ]+0{1,2}(?::0{2}){1,2}(?:\.0+)?)?")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
_PERIOD = re.compile(r"([0-9]{1,4}) ?(天|日|days?|周|星期|weeks?|个?月|months?|年|years?)")
_UNITS = {
    "天": "D",
    "日": "D",
    "d": "D",
    "周": "W",
    "星": "W",
    "w": "W",
    "个": "M",
    "月": "M",
    "m": "M",
    "年": "Y",
    "y": "Y",
}
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_EARLIEST, _LATEST = date(1980, 1, 1), date(2200, 1, 1)


class UnfitCell(Exception):
    """What a cell holds cannot be used: what it is, and what to write instead."""


def comparable(text: str) -> str:
    """A word as it is compared: full-width characters, capitals and spaces around it make no difference."""
    return unicodedata.normalize("NFKC", plain(text)).casefold()


def plain(text: str) -> str:
    """A text on one line: line breaks and runs of spaces become one space, those around it and what nobody sees go."""
    return " ".join(text.translate(_UNSEEN).split())


def written(cell: Cell) -> str:
    """What a cell holds, as text. Unfit for a formula, which is never evaluated, and for an error value."""
    match cell.kind:
        case "formula":
            raise UnfitCell("contains a formula, which is not evaluated; type its value, or paste it as a value")
        case "error":
            raise UnfitCell(f"shows the error {one_line(cell.text, 12)}; type the value")
        case "boolean":
            return "TRUE" if cell.text == "1" else "FALSE"
    return cell.text


def text(cell: Cell, from_1904: bool) -> str:
    """A text on one line. A number is written out, a date as YYYY-MM-DD."""
    told = written(cell)
    if cell.kind == "number":
        return _number(told)
    moment = _moment(told, from_1904) if cell.kind == "date" else None
    if moment is None:
        return plain(told)
    return str(moment).removesuffix(" 00:00:00")


def day(cell: Cell, from_1904: bool) -> str:
    """A day as YYYY-MM-DD: a date, the number of a day, or text that begins with the year."""
    told = written(cell)
    found: date | None = None
    if cell.kind in ("date", "number"):
        moment = _moment(told, from_1904)
        found = moment.date() if moment else None
    elif match := _DAY.fullmatch(unicodedata.normalize("NFKC", plain(told))):
        found = _calendar_day(*map(int, match.groups()))
    if found is None or not _EARLIEST <= found < _LATEST:
        raise UnfitCell(f"holds {one_line(told, 24)!r}; write a date, such as 2026-01-31")
    return found.isoformat()


def choice(cell: Cell, words: Mapping[str, str], shown: Iterable[str]) -> str:
    """The key of a word of a list."""
    told = written(cell)
    key = words.get(comparable(told)) if cell.kind == "text" else None
    if key is None:
        raise UnfitCell(f"holds {one_line(told, 24)!r}; choose one of {', '.join(shown)}")
    return key


def recorded(cell: Cell, fact: Fact, words: Mapping[str, str], shown: Iterable[str], from_1904: bool) -> RecordedValue:
    """The value of a fact as a profile holds it; `words` are those of its values: word → key, among them that of none."""
    told = written(cell)
    key = words.get(comparable(told)) if cell.kind == "text" else None
    if key == "none" and fact.can_be_none:
        return key
    match fact.type:
        case "boolean":
            return _truth(told, key, shown)
        case "enum":
            return choice(cell, {**words, **{value.id: value.id for value in fact.values}}, shown)
        case "integer" | "number":
            return _amount(cell, told, whole=fact.type == "integer")
        case "date":
            return day(cell, from_1904)
        case "datetime" if cell.kind in ("date", "number"):
            moment = _moment(told, from_1904)
            return moment.isoformat(timespec="seconds") if moment else plain(told)
        case "duration":
            return _period(told)
    return text(cell, from_1904)


def _truth(told: str, key: str | None, shown: Iterable[str]) -> bool:
    found = key or comparable(told)
    if found not in ("true", "false"):
        raise UnfitCell(f"holds {one_line(told, 24)!r}; choose one of {', '.join(shown)}")
    return found == "true"


def _amount(cell: Cell, told: str, whole: bool) -> int | float:
    digits = unicodedata.normalize("NFKC", plain(told)).replace(",", "") if cell.kind == "text" else _number(told)
    if cell.kind in ("text", "number") and _INTEGER.fullmatch(digits):
        return int(digits)
    if cell.kind in ("text", "number") and _NUMBER.fullmatch(digits) and not whole:
        return float(digits)
    kind = "a date" if cell.kind == "date" else repr(one_line(told, 24))
    raise UnfitCell(f"holds {kind}; write a {'whole ' * whole}number, in a cell that is not formatted as a date")


def _period(told: str) -> str:
    """6个月, 180 days and P6M are periods; how long a period is follows from the calendar, so that none is converted."""
    words = comparable(told)
    if match := _PERIOD.fullmatch(words):
        return f"P{int(match[1])}{_UNITS[match[2][0]]}"
    if not words.startswith("p"):
        raise UnfitCell(f"holds {one_line(told, 24)!r}; write a period with its unit, such as 6个月, 180 days or P6M")
    return words.upper()


def _number(told: str) -> str:
    """A number as people write it: 12 and not 12.0 or 1.2E1."""
    try:
        value = float(told)
    except ValueError:
        return plain(told)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(serial: str, from_1904: bool) -> datetime | None:
    """The moment that a spreadsheet program counts in days, rounded to the second."""
    try:
        days = float(serial)
        start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
        moment = start + timedelta(seconds=round(days * 86_400))
    except (ValueError, OverflowError):
        return None
    return moment if _EARLIEST <= moment.date() < _LATEST else None


def _calendar_day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
