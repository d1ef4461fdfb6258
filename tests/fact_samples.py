"""Random facts of the vocabulary, each of its type, some explicitly none, some missing; and how profiles write them."""

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from guiju.model import Fact, RecordedValue
from guiju.model.durations import Duration
from guiju.predicates.kleene import Absent, Value


def random_value(fact: Fact, chance: random.Random) -> Value:
    """A value that the fact may have; moments lie between 2015 and October 2026."""
    if fact.can_be_none and chance.random() < 0.3:
        return Absent.NONE
    moment = datetime(2015, 1, 1) + timedelta(days=chance.randrange(4300), hours=chance.randrange(24))
    match fact.type:
        case "boolean":
            return chance.random() < 0.5
        case "integer" | "number":
            return chance.choice([0, 1, 2, 29, 30, 100, 500])
        case "date":
            return moment.date()
        case "datetime":
            return moment
        case "duration":
            return chance.choice(
                [Duration(5, 0), Duration(6, 0), Duration(12, 0), *(Duration(0, n) for n in (180, 181, 183, 184))]
            )
        case "enum":
            return chance.choice([v.id for v in fact.values])
    return chance.choice(["", "a", "b"])


def random_row(known: Mapping[str, Fact], wanted: Iterable[str], chance: random.Random) -> dict[str, Value]:
    """A value for most of the wanted facts; the others are missing."""
    return {name: random_value(known[name], chance) for name in sorted(wanted) if chance.random() < 0.8}


def written(value: Value) -> RecordedValue:
    """A value as a profile has it."""
    if value is Absent.NONE:
        return "none"
    if isinstance(value, Duration):
        return f"P{value.months}M" if value.months else f"P{value.days}D"
    return value.isoformat() if isinstance(value, date) else value  # a moment is a day too
