"""The values of a missing fact that are worth trying: of those that no comparison tells apart, one.

Tried are true and false, the values of an enum, an explicit none where there may be one, texts that occur and one that
does not, and of numbers, days, moments and periods those at, below and above each known value that they could be
compared with: literals, numbers of the law, known facts, the day of the verdict, known sums and spans of days. That is
exact where a missing fact is compared with what is known, directly or through days_between, and where two missing facts
are compared with each other; where several missing numbers are added or multiplied, it finds what those values show. A
moment after the day of the verdict is not tried: it would not count.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import product

from guiju.model import Fact
from guiju.model.durations import Duration
from guiju.predicates.kleene import Absent, Row, Value, known_value
from guiju.predicates.residual import OpenComparison
from guiju.predicates.tree import Arithmetic, DaysBetween, walk
from guiju.predicates.ways import truth

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_STRANGE = "\N{REPLACEMENT CHARACTER}"
"""A text that no predicate names."""


def candidates(fact: Fact, entries: Iterable[OpenComparison], base: Row) -> tuple[Value, ...]:
    """Values of a fact, one for each way in which the comparisons that lack it can come out."""
    name = (fact.entity, fact.id)
    concerned = [entry for entry in entries if name in entry.missing]
    alone = all(entry.missing == (name,) for entry in concerned)
    by_outcome: dict[object, Value] = {}
    for value in _values(fact, concerned, base):
        outcomes = tuple(truth(entry, {name: value}, base) for entry in concerned) if alone else value
        by_outcome.setdefault(outcomes, value)
    return tuple(by_outcome.values())


def _values(fact: Fact, entries: Sequence[OpenComparison], base: Row) -> Iterator[Value]:
    anchors = dict.fromkeys(anchor for entry in entries for anchor in _anchors(entry, base))
    match fact.type:
        case "boolean":
            yield from (True, False)
        case "enum":
            yield from (value.id for value in fact.values)
        case "string":
            yield from (anchor for anchor in anchors if isinstance(anchor, str))
            yield _STRANGE
        case "integer" | "number":
            several = any(isinstance(node, Arithmetic) for entry in entries for node in walk(entry.node))
            yield from (n for n in _numbers(anchors, several) if n >= 0 or not fact.unit)
        case "date":
            yield from _days(anchors, entries, base)
        case "datetime":
            yield from (moment for moment in _moments(anchors, entries, base) if moment.date() <= base.as_of)
        case "duration":
            yield from _periods(anchors)
    if fact.can_be_none:
        yield Absent.NONE


def _anchors(entry: OpenComparison, base: Row) -> Iterator[Value]:
    """What is known in a comparison: its literals, numbers of the law, facts, and what follows from them."""
    row = entry.row(base, {})
    values = (known_value(node, row) for node in walk(entry.node))
    yield from (value for value in values if value is not None)


def _numbers(anchors: Iterable[Value], several: bool) -> Iterator[int | float]:
    plain = [0, 1, *(a for a in anchors if isinstance(a, int | float) and not isinstance(a, bool))]
    if several:
        made = [n for a, b in product(plain, repeat=2) for n in (a + b, a - b, a * b, *([a // b] if b else []))]
        plain = list(dict.fromkeys([*plain, *made]))
    yield from dict.fromkeys(n + step for n in plain for step in (0, -1, 1))


def _days(anchors: Iterable[Value], entries: Iterable[OpenComparison], base: Row) -> Iterator[date]:
    """Days at, before and after those that are known, and as far from them as a span of days asks."""
    anchors = list(anchors)
    known = [base.as_of, *(a.date() if isinstance(a, datetime) else a for a in anchors if isinstance(a, date))]
    spans = {0}
    if any(isinstance(node, DaysBetween) for entry in entries for node in walk(entry.node)):
        spans |= {int(s) for n in anchors if isinstance(n, int | float) and not isinstance(n, bool) for s in (n, -n)}
    steps = dict.fromkeys(span + step for span in sorted(spans, key=abs) for step in (0, -1, 1))
    for day, step in product(dict.fromkeys(known), steps):
        if date.min.toordinal() <= day.toordinal() + step <= date.max.toordinal():
            yield date.fromordinal(day.toordinal() + step)


def _moments(anchors: Iterable[Value], entries: Iterable[OpenComparison], base: Row) -> Iterator[datetime]:
    anchors = list(anchors)
    yield from (datetime.combine(day, time.min) for day in _days(anchors, entries, base))
    for moment in (a for a in anchors if isinstance(a, datetime)):
        yield moment
        yield from (moment + step for step in (-_SECOND, _SECOND) if datetime.min + _DAY < moment < datetime.max - _DAY)


def _periods(anchors: Iterable[Value]) -> Iterator[Duration]:
    yield Duration(0, 1)
    for known in (a for a in anchors if isinstance(a, Duration)):
        for step in (0, -1, 1) if known.months or known.days else (0, 1):
            yield Duration(known.months + step, 0) if known.months else Duration(0, known.days + step)
            yield Duration(0, max(known.longest + step, 0))
            yield Duration(0, max(known.shortest + step, 0))
    yield Duration(9999 * 12, 0)
