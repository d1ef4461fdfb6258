"""A profile as it is put together from cells: the mapping that a YAML profile would have, each value with its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.files.finding import Finding, Location
from guiju.files.source import Document, Key, Steps

_PARTS = ("report", "facts", "coverage", "rows", "declarations", "plans")


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


@dataclass(frozen=True)
class Draft:
    """What was read so far; `value` has the shape of the profile schema."""

    value: dict[str, Any] = field(default_factory=lambda: {part: {} for part in _PARTS})
    places: dict[Steps, Location] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def report(self, message: str, at: Location) -> None:
        self.findings.append(Finding("workbook", message, at))

    def put(self, section: str, name: str, value: Any, at: Location) -> None:
        """Put a value of a section, with its cell."""
        self.value[section][name] = value
        self.places[section, name] = at

    def put_entry(
        self, section: str, name: str, values: Mapping[str, Any], places: Mapping[str, Location], at: Location
    ) -> None:
        """Put an entry whose keys have cells of their own, without those that are empty (None)."""
        self.put(section, name, {key: value for key, value in values.items() if value is not None}, at)
        self.places.update({(section, name, key): place for key, place in places.items()})

    def document(self, path: str) -> SheetDocument:
        """The document, with empty sections left out."""
        value = {section: entries for section, entries in self.value.items() if entries or section == "facts"}
        return SheetDocument(path, value, places=self.places)
