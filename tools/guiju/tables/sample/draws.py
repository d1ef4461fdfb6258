"""Numbers that look random and are the same on every machine: splitmix64 from a name, one by one or for many rows."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

Array = Any
"""An Arrow array: the library has no types."""
T = TypeVar("T")

_STEP, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


class Draws:
    """Numbers one after another; the same name gives the same ones."""

    def __init__(self, name: str) -> None:
        self.state = _start(name)

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit − 1."""
        self.state = mixed = (self.state + _STEP) & _MASK
        for shift, factor in _MIX:
            mixed = ((mixed ^ (mixed >> shift)) * factor) & _MASK
        return (mixed ^ (mixed >> 31)) % limit

    def among(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.below(len(values))]

    def weighted(self, weights: Mapping[T, int]) -> T:
        """One of the values, by its weight."""
        place = self.below(sum(weights.values()))
        return next(value for value, weight in weights.items() if (place := place - weight) < 0)

    def distinct(self, limit: int, count: int) -> list[int]:
        """So many different numbers from 0 to limit − 1, in the order drawn."""
        numbers: dict[int, None] = {}
        while len(numbers) < count:
            numbers.setdefault(self.below(limit))
        return list(numbers)


def below(numbers: Array, name: str, limit: Array | int) -> Array:
    """A whole number from 0 to limit − 1 for each row, by the numbers of the rows (uint64); limit is at most 2³²."""
    mixed = pc.add(pc.multiply(numbers, number(_STEP)), number(_start(name)))
    for shift, factor in _MIX:
        mixed = pc.multiply(pc.bit_wise_xor(mixed, pc.shift_right(mixed, number(shift))), number(factor))
    high = pc.shift_right(pc.bit_wise_xor(mixed, pc.shift_right(mixed, number(31))), number(32))
    return pc.shift_right(pc.multiply(high, number(limit) if isinstance(limit, int) else limit), number(32))


@cache
def number(value: int) -> Any:
    """A whole number to compute with."""
    return pa.scalar(value, pa.uint64())


def _start(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())
