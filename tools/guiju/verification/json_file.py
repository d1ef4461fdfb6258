"""A JSON file with the place of each of its values: what a report or receipt is read from.

A key given twice is kept as a finding: readers of JSON differ on which of the two counts.
"""

import bisect
import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from guiju.files.content import read_bounded
from guiju.files.finding import Location, Misuse
from guiju.files.source import Document, Key, Mark, Places, Steps

MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 1_000_000
"""Values and keys: each costs memory many times what it takes in the file."""
# A text that does not end reaches to the end, so that it is looked at once.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[][{},:]|[^][\s{},:"]+', re.DOTALL)
_MARKS = frozenset("]},:")
_READABLE = "name a report or receipt of guiju assess, or a saved answer of guiju mcp"
_SMALLER = "of a report, list fewer breaches (--first), or give rows as tables (--table)"


@dataclass(frozen=True)
class JsonPlaces(Places):
    """The places in a JSON text; `twice` are the keys given before in the same object."""

    twice: list[tuple[Steps, Mark]] = field(default_factory=list)


@dataclass(frozen=True)
class JsonFile(Document):
    """A JSON file as a document. `repeats`: whether a key is given twice in one of its objects."""

    repeats: bool = False

    @cached_property
    def _places(self) -> JsonPlaces:
        return json_places(self.text)

    def path_at(self, place: Location) -> Steps:
        """The path of the value or key that begins at a place."""
        return self._paths.get((place.line, place.column), ())

    @cached_property
    def _paths(self) -> dict[Mark, Steps]:
        return {mark: path for marks in (self._places.values, self._places.keys) for path, mark in marks.items()}

    @property
    def twice(self) -> Iterator[tuple[Steps, Location]]:
        """The keys that are given twice: the path of each, and where the second begins."""
        for path, mark in self._places.twice if self.repeats else ():
            yield path, Location(self.path, *mark)


def read_json(file: Path) -> JsonFile:
    """Read a JSON file. Misuse where it cannot be read or is not JSON."""
    try:
        data = read_bounded(file, MAX_BYTES)
    except OSError as error:
        raise Misuse(f"{file}: {(error.strerror or 'cannot be read').lower()}; {_READABLE}") from None
    if len(data) > MAX_BYTES:
        remedy = _SMALLER if file.is_file() else _READABLE
        raise Misuse(f"{file}: larger than {MAX_BYTES:,} bytes, which is all that is read; {remedy}")
    return json_in(data, file)


def json_in(data: bytes, file: Path) -> JsonFile:
    """The bytes of a JSON file as a document. Misuse where they are not JSON."""
    repeats = False

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        value = dict(entries)
        repeats = repeats or len(value) < len(entries)
        return value

    if data.startswith(codecs.BOM_UTF8):
        raise Misuse(f"{file}: begins with a byte-order mark, which JSON does not allow; save it without")
    try:
        text = data.decode("utf-8")
        refuse_many(file, text)
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Misuse(f"{file}: is not JSON; {_READABLE}") from None
    return JsonFile(file.as_posix(), value, data, repeats)


def refuse_many(file: Path, text: str) -> None:
    """Misuse for more values and keys than are read, before they take memory."""
    if text.count(",") + text.count(":") + text.count("[") <= MAX_VALUES:
        return
    counted = (token for token in _TOKEN.finditer(text) if token[0] not in _MARKS)
    if next(islice(counted, MAX_VALUES, None), None) is not None:
        limit = f"more than {MAX_VALUES:,} values and keys, which is all that is read"
        raise Misuse(f"{file}: {limit}; {_SMALLER}")


def json_places(text: str) -> JsonPlaces:
    """The places of all values and keys of a JSON text."""
    places, breaks = JsonPlaces(), [-1, *(m.start() for m in re.finditer("\n", text))]
    path: list[Key] = []  # of the value to come
    kinds: list[str] = []  # of the lists and objects around it
    awaits_key = False

    def mark(offset: int) -> Mark:
        line = bisect.bisect_left(breaks, offset)
        return line, offset - breaks[line - 1]

    for token in _TOKEN.finditer(text):
        word, here = token[0], mark(token.start())
        if awaits_key and word[0] == '"':
            path[-1], awaits_key = json.loads(word) if "\\" in word else word[1:-1], False
            steps = tuple(path)
            if steps in places.keys:
                places.twice.append((steps, here))
            places.keys[steps] = here
        elif word in "]}":
            kinds.pop()
            path.pop()
            awaits_key = False
        elif word == ",":
            awaits_key = kinds[-1] == "{"
            if not awaits_key:
                path[-1] = int(path[-1]) + 1
        elif word != ":":
            places.values[tuple(path)] = here
            if word in "[{":
                kinds.append(word)
                path.append("" if word == "{" else 0)
                awaits_key = word == "{"
    return places


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")
