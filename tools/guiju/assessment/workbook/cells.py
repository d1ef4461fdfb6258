"""The cells of a workbook's sheets, as a spreadsheet program stored them: what each holds, and of which kind. Nothing
is evaluated.

Office Open XML, ISO/IEC 29500-1, part SpreadsheetML: shared and inline strings, rich text, number formats, both
calendars.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guiju.assessment.workbook.archive import Archive, Attributes
from guiju.files.finding import Location, letters, one_line

CellKind = Literal["text", "number", "date", "boolean", "error", "formula"]

MAX_CELLS = 250_000
"""Of one sheet, without empty ones; also of shared strings and of merged ranges."""
LONGEST = 65_536  # characters of a cell; spreadsheet programs stop at half of that
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_KINDS: Mapping[str, CellKind] = {
    "n": "number", "b": "boolean", "e": "error", "s": "text", "str": "text", "inlineStr": "text", "d": "text",
}  # fmt: skip
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Number formats that every program knows to be of dates and times, the Chinese and Japanese ones among them."""
_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(frozen=True)
class Cell:
    """The content of a cell: its text, or its number as written in the file. A `date` is a number in a format of dates;
    `from_1904`: its days count from 1904, not 1900."""

    kind: CellKind
    text: str
    from_1904: bool = False


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet that hold something, by row and column from 1; `merged` are its merged ranges."""

    path: str
    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Range, ...]

    def at(self, row: int, column: int) -> Location:
        return Location(self.path, row, column, self.name)


@dataclass(frozen=True)
class Book:
    """An opened workbook: the parts of its sheets by name, its strings, and which formats are of dates."""

    archive: Archive
    parts: Mapping[str, str]
    strings: tuple[str, ...]
    dated: tuple[bool, ...]
    from_1904: bool

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name; None where there is none. Misuse where it is damaged or too large."""
        return _SheetReader(self, name).sheet() if name in self.parts else None


def read_book(archive: Archive) -> Book:
    """Read what is common to all sheets."""
    part = next((target for kind, target in archive.targets("").values() if kind == "officeDocument"), None)
    if part is None:
        raise archive.damaged("it contains no workbook")
    targets = archive.targets(part)
    parts: dict[str, str] = {}
    from_1904: list[bool] = []

    def begins(element: str, attributes: Attributes) -> None:
        if element == "sheet":
            kind, target = targets.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                parts[attributes.get("name", "")] = target
        elif element == "workbookPr":
            from_1904.append(attributes.get("date1904") in ("1", "true"))

    archive.parse(part, begins)
    kinds = dict(targets.values())
    return Book(
        archive,
        parts,
        _strings(archive, kinds["sharedStrings"]) if "sharedStrings" in kinds else (),
        _dated(archive, kinds["styles"]) if "styles" in kinds else (),
        any(from_1904),
    )


class _Text:
    """The text of a string item: its runs joined, without the reading aids that stand above Chinese or Japanese."""

    def __init__(self) -> None:
        self.runs: list[str] = []
        self.aside = 0

    def begins(self, element: str) -> None:
        self.aside += element == "rPh"

    def ends(self, element: str, text: str) -> None:
        self.aside -= element == "rPh"
        if element == "t" and not self.aside:
            self.runs.append(text)

    def taken(self) -> str:
        text = "".join(self.runs)
        self.runs.clear()
        if len(text) > LONGEST * len("_x0041_"):
            return text  # longer than any cell, however it is read: who reads it refuses it
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _strings(archive: Archive, part: str) -> tuple[str, ...]:
    strings: list[str] = []
    item = _Text()

    def ends(element: str, text: str) -> None:
        item.ends(element, text)
        if element == "si":
            strings.append(item.taken())
            if len(strings) > MAX_CELLS:
                raise archive.unusable(f"has more than {MAX_CELLS:,} texts; a checklist has a few thousand")

    archive.parse(part, lambda element, attributes: item.begins(element), ends)
    return tuple(strings)


def _dated(archive: Archive, part: str) -> tuple[bool, ...]:
    """For each cell format, whether it shows a date or a time."""
    codes: dict[str, str] = {}
    dated: list[bool] = []
    inside: list[str] = []

    def begins(element: str, attributes: Attributes) -> None:
        inside.append(element)
        if element == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
        elif element == "xf" and "cellXfs" in inside:
            number = attributes.get("numFmtId", "0")
            code = _NO_CODE.sub("", codes.get(number, "")).lower()
            known = number.isascii() and number.isdigit() and int(number) in _DATE_FORMATS
            dated.append(any(mark in code for mark in "dmyhs") if number in codes else known)

    def ends(element: str, text: str) -> None:
        inside.pop()

    archive.parse(part, begins, ends)
    return tuple(dated)


class _SheetReader:
    """One run over a sheet. Rows and cells may leave out where they stand: then they follow the last."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name = book, name
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[Range] = []
        self.arrays: list[Range] = []
        self.row = self.column = 0
        self.cell: Attributes | None = None
        self.value = ""
        self.is_formula = False
        self.inline = _Text()

    def sheet(self) -> Sheet:
        archive = self.book.archive
        archive.parse(self.book.parts[self.name], self.begins, self.ends)
        for first, left, last, right in self.arrays:
            for row, column in self.cells:
                if first <= row <= last and left <= column <= right:
                    self.cells[row, column] = Cell("formula", "")
        return Sheet(archive.path, self.name, self.cells, tuple(self.merged))

    def begins(self, element: str, attributes: Attributes) -> None:
        if self.cell is not None:
            self.inline.begins(element)
            if element == "f":
                self.is_formula = True
                if attributes.get("t") == "array":
                    self.arrays.append(self.range(attributes.get("ref", "")))
        elif element == "row":
            self.row = self.bounded(attributes.get("r", str(self.row + 1)), LAST_ROW)
            self.column = 0
        elif element == "c":
            self.cell, self.value, self.is_formula = attributes, "", False
            following = f"{letters(self.column + 1)}{self.row}"
            self.row, self.column = self.place(attributes.get("r", following))
        elif element == "mergeCell":
            self.merged.append(self.range(attributes.get("ref", "")))
        if len(self.merged) + len(self.arrays) > MAX_CELLS // 100:
            raise self.too_large()

    def ends(self, element: str, text: str) -> None:
        if self.cell is None:
            return
        self.inline.ends(element, text)
        if element == "v":
            self.value = text
        elif element == "c":
            self.keep(self.cell, self.inline.taken())
            self.cell = None

    def keep(self, attributes: Attributes, inline: str) -> None:
        kind = _KINDS.get(attributes.get("t", "n"))
        text = self.value or inline
        if attributes.get("t") == "s" and text:
            text = self.book.strings[self.bounded(text, len(self.book.strings) - 1)]
        if kind is None or (self.row, self.column) in self.cells or len(text) > LONGEST:
            raise self.book.archive.damaged(f"{self.name}, row {self.row}")
        if kind == "number" and self.is_date(attributes.get("s", "0")):
            kind = "date"
        if self.is_formula:
            self.cells[self.row, self.column] = Cell("formula", text)
        elif text.strip():
            self.cells[self.row, self.column] = Cell(kind, text, self.book.from_1904)
        if len(self.cells) > MAX_CELLS:
            raise self.too_large()

    def is_date(self, style: str) -> bool:
        return style.isascii() and style.isdigit() and int(style) < len(self.book.dated) and self.book.dated[int(style)]

    def bounded(self, number: str, last: int) -> int:
        if not (number.isascii() and number.isdigit() and len(number) < 8 and int(number) <= last):
            raise self.book.archive.damaged(f"{self.name}: no place {one_line(number, 20)}")
        return int(number)

    def place(self, reference: str) -> tuple[int, int]:
        """Row and column of a reference such as K12."""
        match = _PLACE.fullmatch(reference)
        column = 0
        for letter in match[1] if match else "":
            column = column * 26 + ord(letter) - ord("A") + 1
        if match is None or column > LAST_COLUMN or not 0 < int(match[2]) <= LAST_ROW:
            raise self.book.archive.damaged(f"{self.name}: no cell {one_line(reference, 20)}")
        return int(match[2]), column

    def range(self, reference: str) -> Range:
        first, _, last = reference.partition(":")
        return (*self.place(first), *self.place(last or first))

    def too_large(self) -> Exception:
        reason = "has more cells than a checklist can have; delete what does not belong to it"
        return self.book.archive.unusable(f"the sheet {one_line(self.name, 31)} {reason}")
