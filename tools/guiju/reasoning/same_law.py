"""The days on which the knowledge base records the same law: no rule, text or tier begins or ends on one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from guiju.model import Corpus

_BOUNDS = ("from_", "until", "displaced_where_inconsistent_from", "in_force_on")
"""The fields of records that say when something begins, ends or is known to be law."""


def same_law(corpus: Corpus, day: date) -> tuple[date | None, date | None]:
    """[first, end) around the day; None on a side where no change is recorded. Of a bound that is unknown nothing
    follows, on this day or another."""
    bounds = [bound for rule in corpus.regulations.values() for bound in _bounds(rule)]
    past, coming = ([bound for bound in bounds if (bound > day) is later] for later in (False, True))
    return max(past, default=None), min(coming, default=None)


def _bounds(value: Any) -> Iterator[date]:
    if isinstance(value, tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _bounds(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _names(type(value)):
            content = getattr(value, name)
            if not isinstance(content, date):
                yield from _bounds(content)
            elif name in _BOUNDS:
                yield content


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind) if entry.name != "where")
