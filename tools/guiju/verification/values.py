"""Two JSON values compared value by value: what stands where, and what should."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from guiju.files.finding import Location, one_line
from guiju.files.source import Document, Steps

_CONTEXT = 40


@dataclass(frozen=True)
class Difference:
    """What is wrong at a path of a JSON file, in words; `at` is its place where it is not that of the path, `key`: it is about the key."""

    path: Steps
    message: str
    at: Location | None = None
    key: bool = False

    def shown(self, document: Document) -> str:
        """One line: the place in the file, the path, and what is wrong."""
        at = self.at or (document.key_at if self.key else document.at)(*self.path)
        path, duty = shown_path(self.path), _duty(document.value, self.path)
        where = f"{path} ({one_line(duty, 100)})" if duty else path
        return f"{at}: {where}: {self.message}" if where else f"{at}: {self.message}"


def _duty(value: Any, path: Steps) -> str | None:
    """Of which duty a path is, where an object on the way says so."""
    duty = None
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
        named = value.get("obligation") if isinstance(value, dict) else None
        duty = named if isinstance(named, str) else duty
    return duty


def differences(stated: Any, expected: Any, path: Steps = (), without: Collection[Steps] = ()) -> Iterator[Difference]:
    """Where a value is not the expected one, of the same type throughout; what lies below the paths `without` may be anything."""
    if path in without:
        return
    if isinstance(stated, dict) and isinstance(expected, dict):
        for key in stated:
            if key not in expected:
                yield Difference((*path, key), "should not be there", key=True)
        for key, value in expected.items():
            if key in stated:
                yield from differences(stated[key], value, (*path, key), without)
            else:
                yield Difference((*path, key), f"is missing; should be {shown(value)}")
    elif isinstance(stated, list) and isinstance(expected, list):
        yield from _items(stated, expected, path, without)
    elif type(stated) is not type(expected) or repr(stated) != repr(expected):
        yield Difference(path, _otherwise(stated, expected))


def _otherwise(stated: Any, expected: Any) -> str:
    """What stands there and what should; of two long texts from where they differ."""
    if isinstance(stated, str) and isinstance(expected, str):
        pairs = zip(stated, expected, strict=False)
        same = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(stated), len(expected)))
        if same > _CONTEXT:
            cut = same - _CONTEXT // 2
            stated, expected = f"…{stated[cut:]}", f"…{expected[cut:]}"
    return f"is {shown(stated)}; should be {shown(expected)}"


def _items(stated: list[Any], expected: list[Any], path: Steps, without: Collection[Steps]) -> Iterator[Difference]:
    """The items of two lists; of lists that are not equally long, what is missing or too much stands between what is the same."""
    first, last = 0, 0
    if len(stated) != len(expected):
        shorter = min(len(stated), len(expected))
        while first < shorter and _same(stated[first], expected[first]):
            first += 1
        while last < shorter - first and _same(stated[-1 - last], expected[-1 - last]):
            last += 1
    middle, should = stated[first : len(stated) - last], expected[first : len(expected) - last]
    for place, (one, other) in enumerate(zip(middle, should, strict=False), first):
        yield from differences(one, other, (*path, place), without)
    for place in range(len(should), len(middle)):
        yield Difference((*path, first + place), "should not be there")
    for value in should[len(middle) :]:
        yield Difference((*path, first + len(middle)), f"is missing here; should be {shown(value)}")


def _same(stated: Any, expected: Any) -> bool:
    return next(differences(stated, expected), None) is None


def shown(value: Any) -> str:
    """A value as JSON, in one short line; of lists and objects only what they are."""
    if isinstance(value, dict):
        return f"an object of {len(value)} keys"
    if isinstance(value, list):
        return f"a list of {len(value)} values"
    return one_line(json.dumps(value, ensure_ascii=False), 100)


def shown_path(path: Steps) -> str:
    """lines[3].verdict; a key that is not a plain word is quoted."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isascii() and step.replace("_", "a").isalnum():
            text += f".{step}" if text else step
        else:
            text += f"[{one_line(json.dumps(step, ensure_ascii=False), 100)}]"
    return one_line(text, 300)
