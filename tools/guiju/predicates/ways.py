"""How missing facts can settle a predicate: the smallest sets of values that make it true, or false.

This is exact for the values that are tried (guiju.predicates.candidates says which): each way settles the predicate, no
part of a way does, and whatever values settle it contain a way. Facts that occur several times have one value in a way.
The number of ways grows with the alternatives that a predicate joins by AND; the predicates of this grammar have few.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import product

from guiju.predicates.kleene import Row, Value, evaluate
from guiju.predicates.residual import OpenComparison, Residual
from guiju.predicates.tree import EntityFact

Way = frozenset[tuple[EntityFact, Value]]
Ways = frozenset[Way]
NOTHING: Way = frozenset()
NEVER: Ways = frozenset()
ALWAYS: Ways = frozenset((NOTHING,))


def deciding_facts(rest: Residual, wanted: bool, base: Row, values: Mapping[EntityFact, Sequence[Value]]) -> Ways:
    """How a residual becomes the wanted truth. A fact without values stays missing."""
    if isinstance(rest, bool):
        return ALWAYS if rest is wanted else NEVER
    if rest is None:
        return NEVER
    if isinstance(rest, OpenComparison):
        return _comparison(rest, wanted, base, values)
    parts = [deciding_facts(part, wanted, base, values) for part in rest.parts]
    needs_all = (rest.operator == "AND") is wanted
    return every(parts) if needs_all else smallest(way for part in parts for way in part)


def every(parts: Iterable[Ways]) -> Ways:
    """The ways that contain one way of each part, with one value a fact."""
    return reduce(_both, parts, ALWAYS)


def smallest(candidates: Iterable[Way]) -> Ways:
    """Those that contain no other."""
    kept: list[Way] = []
    unique = set(candidates)
    if len(unique) < 2 or NOTHING in unique:
        return ALWAYS if NOTHING in unique else frozenset(unique)
    for way in sorted(unique, key=len):
        if not any(other <= way for other in kept):
            kept.append(way)
    return frozenset(kept)


def fit(one: Way, other: Way) -> bool:
    """Whether no fact has two values in them."""
    there = dict(other)
    return all(there.get(name, value) == value for name, value in one)


def truth(entry: OpenComparison, supplied: Mapping[EntityFact, Value], base: Row) -> bool | None:
    """The truth of an open comparison with these facts supplied."""
    outcome = evaluate(entry.node, entry.row(base, supplied))
    return outcome if outcome is None else outcome is not entry.negated


def _comparison(entry: OpenComparison, wanted: bool, base: Row, values: Mapping[EntityFact, Sequence[Value]]) -> Ways:
    settling = []
    choices: list[Sequence[Value | None]] = [(None, *values.get(name, ())) for name in entry.missing]
    for several in product(*choices):
        supplied = {name: value for name, value in zip(entry.missing, several, strict=True) if value is not None}
        if supplied and truth(entry, supplied, base) is wanted:
            settling.append(frozenset(supplied.items()))
    return smallest(settling)


def _both(one: Ways, other: Ways) -> Ways:
    return smallest(a | b for a, b in product(one, other) if fit(a, b))
