"""What is planted in a table and where: the rows in which something is wrong, or only nearly so, and which obligations they break."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiju.tables.sample.draws import Array, Rows, spread

NAMES, GROUPS = "cac-account-names-2015#", "cac-group-services-2017#"
INFORMATION = "cac-account-information-2022#"
NONE = object()
"""In a planting: looked for, and there is none."""

_ONE_IN, _AT_MOST = 2_000, 10_000


@dataclass(frozen=True)
class Planting:
    """One way to break the duties of `breaks` (global ids), or, where there are none, to come near it.

    `facts` are what differs from a row in order; a function gets the place of the row among those planted and the plan of all tables.
    `pairs`: rows come in twos. `told_by`: the table of this entity, too, is needed to tell it.
    """

    name: str
    breaks: tuple[str, ...]
    facts: Mapping[str, Any]
    pairs: bool = False
    told_by: str | None = None


@dataclass(frozen=True)
class Kind:
    """The rows of one entity: the column and the letter of their keys, the columns of rows in order, one row in order with nothing missing, and what is planted."""

    entity: str
    key_column: str
    letter: str
    columns: Callable[[Rows], dict[str, Array]]
    sound: Mapping[str, Any]
    plantings: tuple[Planting, ...]
    size: Callable[[int], int] = field(default=lambda rows: rows)

    def key(self, number: int) -> str:
        return f"{self.letter}{number}"


@dataclass(frozen=True)
class Plan:
    """How many rows each table has, and the numbers of the rows in which each planting stands: entity → planting → numbers."""

    seed: int
    of: Mapping[str, int]
    places: Mapping[str, Mapping[str, Sequence[int]]]


def planned(kinds: Sequence[Kind], rows: int, seed: int) -> Plan:
    """The plan for tables of which the largest have so many rows."""
    of = {kind.entity: kind.size(rows) for kind in kinds}
    return Plan(seed, of, {kind.entity: _places(kind, of[kind.entity], seed) for kind in kinds})


def answers(kind: Kind, plan: Plan, written: Collection[str]) -> dict[str, list[str]]:
    """The keys of the rows that break each obligation, in the order of the rows, as the tables written tell."""
    numbers: dict[str, list[int]] = {}
    for planting in kind.plantings:
        for name in planting.breaks:
            told = planting.told_by is None or planting.told_by in written
            numbers.setdefault(name, []).extend(plan.places[kind.entity][planting.name] if told else ())
    return {name: [kind.key(number) for number in sorted(found)] for name, found in sorted(numbers.items())}


def _places(kind: Kind, rows: int, seed: int) -> dict[str, list[int]]:
    each = min(max(rows // _ONE_IN, 1), _AT_MOST)
    counts = {planting.name: each * (2 if planting.pairs else 1) for planting in kind.plantings}
    drawn = spread(seed, kind.entity, rows, sum(counts.values()))
    places = {}
    for name, count in counts.items():
        places[name], drawn = drawn[:count], drawn[count:]
    return places
