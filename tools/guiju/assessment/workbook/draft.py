"""A profile as it is put together from cells: the mapping that a YAML profile would hold, each value with the cell it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.files.finding import Location
from guiju.files.source import Document, Key, Steps


@dataclass(frozen=True)
class SheetDocument(Document):
    """A document whose places are cells."""

    places: Mapping[Steps, Location] = field(default_factory=dict)

    def at(self, *path: Key) -> Location:
        """The cell of the value at `path`, or of the nearest enclosing one."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Location(self.path)

    def key_at(self, *path: Key) -> Location:
        """The cell of the value, for a key has none of its own."""
        return self.at(*path)

    def inside(self, offset: int, *path: Key) -> Location:
        """The cell: a place in its text has no name."""
        return self.at(*path)


@dataclass(frozen=True)
class Draft:
    """What was read so far; `value` has the shape of the profile schema."""

    value: dict[str, Any] = field(default_factory=lambda: {"report": {}, "facts": {}, "declarations": {}, "plans": {}})
    places: dict[Steps, Location] = field(default_factory=dict)

    def put(self, section: str, name: str, entry: Any, at: Location, **inner: Location) -> None:
        """Put an entry; `inner` are the places of those of its keys that stand in other cells."""
        self.value[section][name] = entry
        self.places[section, name] = at
        for key, place in inner.items():
            self.places[section, name, key] = place

    def document(self, path: str) -> SheetDocument:
        """The document, with empty sections left out."""
        value = {section: entries for section, entries in self.value.items() if entries or section == "facts"}
        return SheetDocument(path, value, places=self.places)
