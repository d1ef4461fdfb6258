"""The hidden sheet of a workbook: what it was made from, and by which headings and words it is to be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from guiju.assessment.workbook.cells import Book
from guiju.assessment.workbook.entry import comparable
from guiju.files.finding import one_line
from guiju.model import LANGUAGES, Lang
from guiju.reasoning.facts import iso_day

SHEET = "guiju"
SCHEMA_VERSION = "1"
ANEW = "export it again with guiju checklist --format xlsx"


@dataclass(frozen=True)
class MadeFrom:
    """What a checklist workbook was made from: version of the data, ids of roles, rules and topics, day, and language."""

    data_version: str
    roles: tuple[str, ...]
    regulations: tuple[str, ...]
    topics: tuple[str, ...]
    as_of: date
    language: Lang


@dataclass(frozen=True)
class Legend:
    """The rows of the hidden sheet, key → value."""

    entries: Mapping[str, str]

    def headings(self, group: str) -> Mapping[str, str]:
        """The headings of a sheet's columns: key of the column → heading."""
        return self._group(group)

    def words(self, group: str, known: Collection[str]) -> Mapping[str, str]:
        """The words of a choice: word as it is compared → its key; keys that are not known are left out."""
        return {comparable(word): key for key, word in self._group(group).items() if key in known}

    def shown(self, group: str) -> tuple[str, ...]:
        """The words of a choice, as they are shown."""
        return tuple(self._group(group).values())

    def _group(self, group: str) -> Mapping[str, str]:
        prefix = f"{group}."
        return {key.removeprefix(prefix): word for key, word in self.entries.items() if key.startswith(prefix)}


def legend(book: Book) -> tuple[MadeFrom, Legend]:
    """Read the hidden sheet. Misuse where there is none, or where it is of another version of the format."""
    entries = _entries(book)
    version = entries.get("schema_version", "")
    if version != SCHEMA_VERSION:
        told = f"schema_version {one_line(version, 20)}; this version reads {SCHEMA_VERSION}"
        raise book.archive.unusable(f"was written by another version of guiju ({told}); {ANEW}")
    as_of, language = iso_day(entries.get("as_of", "")), entries.get("language", "")
    lang = next((known for known in LANGUAGES if known == language), None)
    if as_of is None or lang is None or not entries.get("roles") or "sheet" not in entries:
        raise book.archive.unusable(f"its hidden sheet {SHEET!r} was changed (day, language, roles or sheet); {ANEW}")
    several = {key: tuple(entries.get(key, "").split()) for key in ("roles", "regulations", "topics")}
    return MadeFrom(entries.get("data_version", ""), **several, as_of=as_of, language=lang), Legend(entries)


def _entries(book: Book) -> Mapping[str, str]:
    archive, sheet = book.archive, book.sheet(SHEET)
    if sheet is None:
        if archive.has("docProps/custom.xml") and b"guiju_schema_version" in archive.read("docProps/custom.xml"):
            raise archive.unusable(f"its hidden sheet {SHEET!r} was deleted; {ANEW} and copy the answers over")
        raise archive.unusable(
            f"is not a guiju checklist workbook (it has no sheet {SHEET!r}); {ANEW} and fill that in"
        )
    entries: dict[str, str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.kind != "text" or (column == 1 and cell.text in entries):
            raise archive.unusable(f"its hidden sheet {SHEET!r} was changed (row {row}); {ANEW}")
        if column == 1:
            value = sheet.cells.get((row, 2))
            entries[cell.text] = value.text if value else ""
    return entries
