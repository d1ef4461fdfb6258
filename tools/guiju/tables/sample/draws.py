"""Numbers that look random and are the same on every machine: a hash of seed, table, column and row, a batch of rows at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

Array = Any
"""An Arrow array: the library has no types."""

_MASK = (1 << 64) - 1
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Rows:
    """Some rows of a table, by their numbers from 0 (uint64). `of` is how many rows the tables have, by entity."""

    numbers: Array
    seed: int
    table: str
    of: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.numbers)

    def below(self, name: str, limit: int) -> Array:
        """A whole number from 0 to limit − 1 for each row; limit is at most 2³²."""
        high = pc.shift_right(self._mixed(name), _number(32))
        return pc.shift_right(pc.multiply(high, _number(limit)), _number(32))

    def chance(self, name: str, in_1000: int) -> Array:
        """True for that many of a thousand rows."""
        return pc.less(self.below(name, 1000), _number(in_1000))

    def pick(self, name: str, weights: Mapping[Any, int]) -> Array:
        """One of the values for each row, by weight."""
        return _urn(tuple(weights.items())).take(self.below(name, sum(weights.values())))

    def moment(self, name: str, first: str, last: str) -> Array:
        """A time of China between two days, to the second."""
        start = _seconds(first)
        return at(pc.add(pc.cast(self.below(name, _seconds(last) - start), pa.int64()), start))

    def later(self, name: str, than: Array, seconds: int) -> Array:
        """A time at most so many seconds after each of these, or before them where the number is negative."""
        moved = pc.cast(self.below(name, abs(seconds)), pa.int64())
        base = pc.divide(pc.cast(than, pa.int64()), 1_000_000)
        return at(pc.add(base, moved) if seconds > 0 else pc.subtract(base, moved))

    def _mixed(self, name: str) -> Array:
        key = int.from_bytes(hashlib.blake2b(f"{self.seed}/{self.table}/{name}".encode(), digest_size=8).digest())
        mixed = pc.add(pc.multiply(self.numbers, _number(0x9E3779B97F4A7C15)), _number(key))
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = pc.multiply(pc.bit_wise_xor(mixed, pc.shift_right(mixed, _number(shift))), _number(factor))
        return pc.bit_wise_xor(mixed, pc.shift_right(mixed, _number(31)))


def at(seconds: Array) -> Array:
    """Seconds since 1970-01-01 as times without an offset."""
    return pc.cast(pc.multiply(seconds, 1_000_000), pa.timestamp("us"))


def moment(text: str) -> datetime:
    """`2020-01-31` or `2020-01-31 10:00:00` as a time."""
    return datetime.fromisoformat(text)


def coded(prefix: str, numbers: Array) -> Array:
    """Numbers as keys: g0, g1 …"""
    return pc.binary_join_element_wise(prefix, pc.cast(numbers, pa.string()), "")


def blank(values: Array, where: Array) -> Array:
    """The values without those of some rows, which nobody recorded."""
    return pc.if_else(where, pa.scalar(None, values.type), values)


def spread(seed: int, table: str, rows: int, count: int) -> list[int]:
    """Distinct numbers of rows, in the order drawn."""
    state = int.from_bytes(hashlib.blake2b(f"{seed}/{table}/plan".encode(), digest_size=8).digest())
    found: dict[int, None] = {}
    while len(found) < count:
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        mixed = state
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = ((mixed ^ (mixed >> shift)) * factor) & _MASK
        found.setdefault((mixed ^ (mixed >> 31)) % rows)
    return list(found)


@cache
def _number(value: int) -> Any:
    return pa.scalar(value, pa.uint64())


@cache
def _urn(weights: tuple[tuple[Any, int], ...]) -> Array:
    return pa.array([value for value, weight in weights for _ in range(weight)])


def _seconds(day: str) -> int:
    return int((datetime.fromisoformat(day) - _EPOCH).total_seconds())
