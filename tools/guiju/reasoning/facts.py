"""Recorded facts → values that predicates compare: typed as the vocabulary says, or refused with the reason."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone

from guiju.files.day import iso_day
from guiju.files.finding import close_to, one_line
from guiju.model import Fact, RecordedValue, durations
from guiju.predicates.kleene import Absent, Value

DATETIME = r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
"""How a datetime is written; Python reads more besides, which other readers of ISO 8601 do not."""
CHINA = timezone(timedelta(hours=8))
_HOW_WRITTEN = {
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "date": "YYYY-MM-DD",
    "datetime": "YYYY-MM-DDThh:mm:ss",
    "duration": "an ISO 8601 period of one unit, such as P6M or P180D",
}


class Unfit(Exception):
    """A recorded fact that the vocabulary does not know, or whose value does not fit: one line with the remedy."""


def value(fact: Fact, recorded: RecordedValue) -> Value:
    """The value of a fact as recorded; `none` is an explicit none. Unfit where it does not fit the type, or is a count
    below 0. A datetime becomes China time without an offset, so that two of them compare."""
    if recorded == "none" and fact.can_be_none and not any(v.id == "none" for v in fact.values):
        return Absent.NONE
    fits: Value | None = None
    match fact.type:
        case "boolean":
            fits = recorded if isinstance(recorded, bool) else None
        case "integer":
            fits = recorded if isinstance(recorded, int) and not isinstance(recorded, bool) else None
        case "number":
            fits = recorded if isinstance(recorded, int | float) and not isinstance(recorded, bool) else None
        case "enum":
            fits = recorded if recorded in [v.id for v in fact.values] else None
        case _:
            fits = _from_text(fact.type, recorded) if isinstance(recorded, str) else None
    if fits is None or (fact.unit and isinstance(fits, int | float) and fits < 0):
        raise Unfit(f"{fact.id} is {one_line(recorded, 30)!r}; {_remedy(fact)}")
    return fits


def canonical_value(recorded: RecordedValue) -> RecordedValue:
    """A value as JSON has it, where 12.0 and 12 are one number."""
    return int(recorded) if isinstance(recorded, float) and recorded.is_integer() else recorded


def values(known: Mapping[str, Fact], recorded: Mapping[str, RecordedValue]) -> dict[str, Value]:
    """All recorded facts of one row. Unfit for the first that is unknown or does not fit."""
    typed = {}
    for name, entry in recorded.items():
        if name not in known:
            remedy = close_to(name, known, f"known: {', '.join(sorted(known))}")
            raise Unfit(f"there is no fact {one_line(name, 40)}; {remedy}")
        typed[name] = value(known[name], entry)
    return typed


def by_entity(facts: Iterable[Fact]) -> dict[str, dict[str, Fact]]:
    """The facts of the vocabulary: entity → id → fact."""
    grouped: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.entity, {})[fact.id] = fact
    return grouped


def _from_text(kind: str, text: str) -> Value | None:
    try:
        match kind:
            case "date":
                return iso_day(text)
            case "datetime" if re.fullmatch(DATETIME, text):
                moment = datetime.fromisoformat(text)
                return moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment
            case "duration":
                return durations.parse(text)
    except (ValueError, OverflowError):  # the first and the last hours of the calendar have no time in China
        return None
    return text if kind == "string" else None


def _remedy(fact: Fact) -> str:
    if fact.type == "enum":
        return f"one of {', '.join(v.id for v in fact.values)}"
    unit = f" of unit {fact.unit}, not below 0" if fact.unit else ""
    return f"write {_HOW_WRITTEN[fact.type]}{unit}{', or none' if fact.can_be_none else ''}"
