"""The hidden sheet of a workbook: what it was made from, and by which headings and words it is to be read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from guiju.files.day import iso_day
from guiju.files.finding import one_line
from guiju.model import LANGUAGES, Lang
from guiju.reading.entry import Choice, comparable
from guiju.reading.limits import refuse
from guiju.reading.workbook import Book
from guiju.reading.workbook_file import CODE

SHEET = "guiju"
SCHEMA_VERSION = "2"
READABLE = ("1", SCHEMA_VERSION)
EXPORT = "export it again with guiju checklist --format xlsx"


@dataclass(frozen=True)
class MadeFrom:
    """What a checklist workbook was made from: data version, ids of roles, rules and topics, day and language."""

    data_version: str
    roles: tuple[str, ...]
    regulations: tuple[str, ...]
    topics: tuple[str, ...]
    as_of: date
    language: Lang


@dataclass(frozen=True)
class Legend:
    """The rows of the hidden sheet, key → value, and what they say the workbook was made from."""

    entries: Mapping[str, str]
    made_from: MadeFrom

    def group(self, group: str) -> Mapping[str, str]:
        """The headings of a sheet's columns by the column's key, or the words of a choice by theirs."""
        prefix = f"{group}."
        return {key.removeprefix(prefix): word for key, word in self.entries.items() if key.startswith(prefix)}

    def choice(self, group: str, known: Collection[str]) -> Choice:
        """The words of a choice, of which only those with a known key are read."""
        words = self.group(group)
        return Choice({comparable(w): key for key, w in words.items() if key in known}, tuple(words.values()))


def read_legend(book: Book) -> Legend:
    """Read the hidden sheet. Unsound where there is none, or where it is of another version of the format."""
    entries = _entries(book)
    version = entries.get("schema_version", "")
    if version not in READABLE:
        versions = f"schema_version {one_line(version, 20)}; this version reads {SCHEMA_VERSION}"
        refuse(CODE, f"was written by another version of guiju ({versions}); {EXPORT}", book.archive.name)
    as_of, language = iso_day(entries.get("as_of", "")), entries.get("language", "")
    lang = next((known for known in LANGUAGES if known == language), None)
    if as_of is None or lang is None or not entries.get("roles") or "sheet" not in entries:
        changed = f"its hidden sheet {SHEET!r} was changed (day, language, roles or sheet); {EXPORT}"
        refuse(CODE, changed, book.archive.name)
    several = {key: tuple(entries.get(key, "").split()) for key in ("roles", "regulations", "topics")}
    return Legend(entries, MadeFrom(entries.get("data_version", ""), **several, as_of=as_of, language=lang))


def _entries(book: Book) -> Mapping[str, str]:
    archive, sheet = book.archive, book.sheet(SHEET)
    if sheet is None:
        if "docProps/custom.xml" in archive and b"guiju_schema_version" in archive.read("docProps/custom.xml"):
            refuse(CODE, f"its hidden sheet {SHEET!r} was deleted; {EXPORT} and copy the answers over", archive.name)
        reason = f"is not a guiju checklist workbook (it has no sheet {SHEET!r})"
        refuse(CODE, f"{reason}; {EXPORT} and fill that in", archive.name)
    entries: dict[str, str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.kind != "text" or (column == 1 and cell.text in entries):
            refuse(CODE, f"its hidden sheet {SHEET!r} was changed (row {row}); {EXPORT}", archive.name)
        if column == 1:
            value = sheet.cells.get((row, 2))
            entries[cell.text] = value.text if value else ""
    return entries
