"""The content of one cell → text, a day, one word of a list, or the value of a fact; or why it is none of these."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guiju.files.finding import one_line
from guiju.files.folding import folded, narrow
from guiju.model import Fact, RecordedValue
from guiju.reading.workbook import Cell

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ]+0{1,2}(?::0{2}){1,2}(?:\.0+)?)?")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
_PERIOD = re.compile(r"([0-9]{1,4}) ?(天|日|days?|周|星期|weeks?|个?月|months?|年|years?)")
_UNITS = {
    letter: unit
    for unit, letters in {"D": "天日d", "W": "周星w", "M": "个月m", "Y": "年y"}.items()
    for letter in letters
}
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
_EARLIEST, _LATEST = date(1980, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Choice:
    """The words of a list: `keys` by the word as it is compared, and `words` as they are shown."""

    keys: Mapping[str, str]
    words: tuple[str, ...]


class UnfitCell(Exception):
    """What a cell holds cannot be used: what it is, and what to write instead."""


def comparable(text: str) -> str:
    """A word as it is compared: full-width characters, capitals and spaces around it make no difference."""
    return folded(on_one_line(text))


def on_one_line(text: str) -> str:
    """A text on one line: line breaks and runs of spaces become one space, those around it and what nobody sees go."""
    return " ".join(text.translate(_UNSEEN).split())


def written(cell: Cell) -> str:
    """What a cell holds, as text. UnfitCell for a formula, which is never evaluated, and for an error value."""
    match cell.kind:
        case "formula":
            raise UnfitCell("contains a formula, which is not evaluated; type its value, or paste it as a value")
        case "error":
            raise UnfitCell(f"shows the error {one_line(cell.text, 12)}; type the value")
        case "boolean":
            return "TRUE" if cell.text == "1" else "FALSE"
    return cell.text


def text(cell: Cell) -> str:
    """A text on one line. A number is written out, a date as YYYY-MM-DD."""
    content = written(cell)
    if cell.kind == "number":
        return _number(content)
    moment = _moment(cell) if cell.kind == "date" else None
    return str(moment).removesuffix(" 00:00:00") if moment else on_one_line(content)


def day(cell: Cell) -> str:
    """A day as YYYY-MM-DD: a date, the number of a day, or text that begins with the year."""
    content, when = written(cell), None
    if cell.kind in ("date", "number"):
        moment = _moment(cell)
        when = moment.date() if moment else None
    elif match := _DAY.fullmatch(narrow(on_one_line(content))):
        with suppress(ValueError):
            when = date(*map(int, match.groups()))
    if when is None or not _EARLIEST <= when < _LATEST:
        raise UnfitCell(f"holds {one_line(content, 24)!r}; write a date, such as 2026-01-31")
    return when.isoformat()


def choice(cell: Cell, of: Choice) -> str:
    """The key of a word of a list."""
    content = written(cell)
    key = of.keys.get(comparable(content)) if cell.kind == "text" else None
    if key is None:
        raise UnfitCell(f"holds {one_line(content, 24)!r}; choose one of {', '.join(of.words)}")
    return key


def recorded(cell: Cell, fact: Fact, of: Choice) -> RecordedValue:
    """The value of a fact as a profile has it, of the words for its values, among them that of none."""
    content = written(cell)
    key = of.keys.get(comparable(content)) if cell.kind == "text" else None
    if key == "none" and fact.can_be_none:
        return key
    match fact.type:
        case "boolean":
            truth = key or comparable(content)
            if truth not in ("true", "false"):
                raise UnfitCell(f"holds {one_line(content, 24)!r}; choose one of {', '.join(of.words)}")
            return truth == "true"
        case "enum":
            return choice(cell, Choice({**of.keys, **{value.id: value.id for value in fact.values}}, of.words))
        case "integer" | "number":
            return _amount(cell, content, whole=fact.type == "integer")
        case "date":
            return day(cell)
        case "datetime" if cell.kind in ("date", "number"):
            moment = _moment(cell)
            return moment.isoformat(timespec="seconds") if moment else on_one_line(content)
        case "duration":
            return _period(content)
    return text(cell)


def _amount(cell: Cell, content: str, whole: bool) -> int | float:
    digits = narrow(on_one_line(content)).replace(",", "") if cell.kind == "text" else _number(content)
    if cell.kind in ("text", "number") and _INTEGER.fullmatch(digits):
        return int(digits)
    if cell.kind in ("text", "number") and _NUMBER.fullmatch(digits) and not whole:
        return float(digits)
    kind = "a date" if cell.kind == "date" else repr(one_line(content, 24))
    raise UnfitCell(f"holds {kind}; write a {'whole ' * whole}number, in a cell that is not formatted as a date")


def _period(content: str) -> str:
    """6个月, 180 days and P6M are periods; how long a period is follows from the calendar, so none is converted."""
    words = comparable(content)
    if match := _PERIOD.fullmatch(words):
        return f"P{int(match[1])}{_UNITS[match[2][0]]}"
    if not words.startswith("p"):
        raise UnfitCell(
            f"holds {one_line(content, 24)!r}; write a period with its unit, such as 6个月, 180 days or P6M"
        )
    return words.upper()


def _number(content: str) -> str:
    """A number as people write it: 12 and not 12.0 or 1.2E1."""
    try:
        value = float(content)
    except ValueError:
        return on_one_line(content)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(cell: Cell) -> datetime | None:
    """The moment that a spreadsheet program counts in days, rounded to the second."""
    try:
        start = datetime(1904, 1, 1) if cell.from_1904 else datetime(1899, 12, 30)
        moment = start + timedelta(seconds=round(float(cell.text) * 86_400))
    except (ValueError, OverflowError):
        return None
    return moment if _EARLIEST <= moment.date() < _LATEST else None
