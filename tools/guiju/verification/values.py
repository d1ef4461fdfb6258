"""Two JSON values compared value by value, and values that readers of JSON disagree on."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import rfc8785

from guiju.files.display import Displayed
from guiju.files.finding import Location, one_line
from guiju.files.source import Document, Steps
from guiju.reasoning.facts import canonical_value

SIGN_OFF: Collection[Steps] = {("sign_off",)}
"""The signature block, in which people write."""
_CONTEXT = 40


@dataclass(frozen=True)
class Mismatch(Displayed):
    """What differs at a path of a JSON file; `at` is the place, if not that of the path; `key`: it is about the key."""

    path: Steps
    message: str
    at: Location | None = None
    key: bool = False

    def line(self, document: Document) -> str:
        """One line: the place in the file, the path, and what is wrong."""
        at = self.at or (document.key_at if self.key else document.at)(*self.path)
        where, duty = path_text(self.path), _duty(document.value, self.path)
        if duty:
            where += f" ({one_line(duty, 100)})"
        return f"{at}: {where}: {self.message}" if where else f"{at}: {self.message}"


def _duty(value: Any, path: Steps) -> str | None:
    """The duty to which a path leads, where an object on the way names one."""
    duty = None
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
        name = value.get("obligation") if isinstance(value, dict) else None
        duty = name if isinstance(name, str) else duty
    return duty


def mismatches(stated: Any, expected: Any, path: Steps = (), without: Collection[Steps] = ()) -> Iterator[Mismatch]:
    """Where a value is not the expected one, of the same type throughout; paths `without` are left out."""
    if path in without:
        return
    if isinstance(stated, dict) and isinstance(expected, dict):
        yield from (Mismatch((*path, k), "should not be there", key=True) for k in stated if k not in expected)
        for key, value in expected.items():
            if key in stated:
                yield from mismatches(stated[key], value, (*path, key), without)
            else:
                yield Mismatch((*path, key), f"is missing; should be {value_text(value)}")
    elif isinstance(stated, list) and isinstance(expected, list):
        yield from _items(stated, expected, path, without)
    elif type(stated) is not type(expected) or repr(stated) != repr(expected):
        if isinstance(stated, str) and isinstance(expected, str):
            stated, expected = _from_where_they_differ(stated, expected)
        yield Mismatch(path, f"is {value_text(stated)}; should be {value_text(expected)}")


def _from_where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Two texts, without a long beginning that is the same."""
    pairs = zip(one, other, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    cut = same - _CONTEXT // 2
    return (f"…{one[cut:]}", f"…{other[cut:]}") if same > _CONTEXT else (one, other)


def _items(stated: list[Any], expected: list[Any], path: Steps, without: Collection[Steps]) -> Iterator[Mismatch]:
    """The items of two lists; where one is longer, the difference is between the ends that are the same."""
    first, last = 0, 0
    if len(stated) != len(expected):
        shorter = min(len(stated), len(expected))
        while first < shorter and _same(stated[first], expected[first]):
            first += 1
        while last < shorter - first and _same(stated[-1 - last], expected[-1 - last]):
            last += 1
    middle, should = stated[first : len(stated) - last], expected[first : len(expected) - last]
    for place, (one, other) in enumerate(zip(middle, should, strict=False), first):
        yield from mismatches(one, other, (*path, place), without)
    for place in range(len(should), len(middle)):
        yield Mismatch((*path, first + place), "should not be there")
    for value in should[len(middle) :]:
        yield Mismatch((*path, first + len(middle)), f"is missing here; should be {value_text(value)}")


def _same(stated: Any, expected: Any) -> bool:
    return next(mismatches(stated, expected), None) is None


def noncanonical(value: Any, path: Steps = (), without: Collection[Steps] = ()) -> Iterator[Mismatch]:
    """Numbers and texts that canonical JSON (RFC 8785) does not have: 1.0 and 1e0 for 1, 10^30, half a character. They
    have no hash, or the hash of another way to write them."""
    if path in without:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not _canonical(key):
                yield Mismatch((*path, key), "is a key with half a character, which JSON cannot have", key=True)
            yield from noncanonical(inner, (*path, key), without)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from noncanonical(inner, (*path, place), without)
    elif not _canonical(again := canonical_value(value)):
        what = "a text with half a character" if isinstance(value, str) else "a number that other readers change"
        yield Mismatch(path, f"is {what}: {value_text(value)}")
    elif repr(again) != repr(value):
        yield Mismatch(path, f"is {value_text(value)}; guiju writes {value_text(again)}")


def _canonical(value: Any) -> bool:
    """Whether canonical JSON has a text, a number, a truth value or null."""
    if isinstance(value, str) and value.isprintable():
        return True
    try:
        rfc8785.dumps(value)
    except ValueError:
        return False
    return True


def value_text(value: Any) -> str:
    """A value as JSON, in one short line; of lists and objects only what they are."""
    if isinstance(value, dict):
        return f"an object of {len(value)} keys"
    if isinstance(value, list):
        return f"a list of {len(value)} values"
    return one_line(json.dumps(value, ensure_ascii=False), 100)


def path_text(path: Steps) -> str:
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
