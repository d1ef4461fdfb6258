"""The cells of a workbook's sheets, as a program stored them: what each holds, and its kind. Nothing is evaluated.

Office Open XML, ISO/IEC 29500-1, part SpreadsheetML: shared and inline strings, rich text, number formats, both
calendars.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NoReturn

from guiju.files.finding import Location, letters, one_line
from guiju.reading.archive import Archive
from guiju.reading.limits import LONGEST_CELL, MAX_CELLS, MAX_REPEATED, REPEATED_PER_BYTE, damaged, too_large
from guiju.reading.passage import Part, TextPiece, decoded, is_verbatim
from guiju.reading.xml import Attributes

CellKind = Literal["text", "number", "date", "boolean", "error", "formula"]

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
Text = tuple[str, Part, tuple[TextPiece, ...]]
"""A text, and the pieces of a part that it is."""


@dataclass(frozen=True)
class Cell:
    """The content of a cell: its text, or its number as written in the file. A `date` is a number in a format of dates;
    `from_1904`: its days count from 1904, not 1900. `source`: where its text is, if it is one."""

    kind: CellKind
    text: str
    from_1904: bool = False
    source: Text | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet that hold something, by row and column from 1; `merged` are its merged ranges."""

    path: str
    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Range, ...]

    def at(self, row: int, column: int) -> Location:
        return Location(self.path, row, column, self.name)


@dataclass
class Book:
    """An opened workbook: the parts of its sheets by name, and what is common to all."""

    archive: Archive
    part: str
    parts: Mapping[str, str]
    from_1904: bool
    repeated: int = 0

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name; None where there is none. Unsound where it is damaged or too large."""
        return _SheetReader(self, name).sheet() if name in self.parts else None

    @cached_property
    def strings(self) -> tuple[Text, ...]:
        """The texts that cells share."""
        part = self._shared("sharedStrings")
        return tuple(text for _, text in texts(self.archive, part, "si")) if part else ()

    @cached_property
    def dated(self) -> tuple[bool, ...]:
        """For each cell format, whether it shows a date or a time."""
        part = self._shared("styles")
        tree = self.archive.tree(part) if part else None
        known = () if tree is None else tree.iter("numFmt")
        codes = {entry.get("numFmtId", ""): entry.get("formatCode", "")[:255] for entry in known}
        formats = () if tree is None else (xf.get("numFmtId", "0") for xf in tree.iterfind("cellXfs/xf"))
        return tuple(
            any(mark in _NO_CODE.sub("", codes[number]).lower() for mark in "dmyhs")
            if number in codes
            else number.isascii() and number.isdigit() and int(number[:9]) in _DATE_FORMATS
            for number in formats
        )

    def _shared(self, kind: str) -> str:
        return dict(self.archive.targets(self.part).values()).get(kind, "")


def open_book(archive: Archive) -> Book:
    """What is common to all sheets of a workbook. Unsound where it is none."""
    part = next((target for kind, target in archive.targets("").values() if kind == "officeDocument"), "")
    if not part:
        damaged("it contains no workbook", archive.name)
    tree, targets = archive.tree(part), archive.targets(part)
    sheets = ((sheet.get("name", ""), *targets.get(sheet.get("id", ""), ("", ""))) for sheet in tree.iter("sheet"))
    parts = {name: target for name, kind, target in sheets if kind == "worksheet"}
    return Book(archive, part, parts, any(p.get("date1904") in ("1", "true") for p in tree.iter("workbookPr")))


class _Pieces:
    """The pieces of a text: its runs, without the reading aids that stand above Chinese or Japanese."""

    def __init__(self) -> None:
        self.pieces: list[TextPiece] = []
        self.aside = 0

    def add(self, text: str, start: int, end: int) -> None:
        if is_verbatim(piece := TextPiece(text, start, end)) and len(text) < LONGEST_CELL * 7:
            # _x000D_ is how Office writes what XML cannot.
            found = _ESCAPED.finditer(text)
            self.pieces += decoded(text, 0, len(text), found, lambda match: chr(int(match[1], 16)), start)
        else:
            self.pieces.append(piece)

    def taken(self, part: Part) -> Text:
        pieces = tuple(piece for piece in self.pieces if piece.text)
        self.pieces.clear()
        return "".join(piece.text for piece in pieces), part, pieces


class _Texts(_Pieces):
    """The texts of a part, each in one of these elements, with the cell that it is about."""

    def __init__(self, part: Part, elements: tuple[str, ...], name: str) -> None:
        super().__init__()
        self.part, self.elements, self.name = part, elements, name
        self.found: list[tuple[str, Text]] = []
        self.element = self.place = ""

    def begins(self, element: str, attributes: Attributes) -> None:
        self.element = element
        self.aside += element == "rPh"
        if element in self.elements:
            self.place = attributes.get("ref", "")
            self.pieces.clear()

    def text(self, text: str, start: int, end: int) -> None:
        if self.element in ("t", "text") and not self.aside:
            self.add(text, start, end)

    def ends(self, element: str) -> None:
        self.element = ""
        self.aside -= element == "rPh"
        if element in self.elements:
            self.found.append((self.place, self.taken(self.part)))
            if len(self.found) > MAX_CELLS:
                too_large(f"has more than {MAX_CELLS:,} texts; delete what does not belong to it", self.name)


def texts(archive: Archive, part: str, *elements: str) -> Iterator[tuple[str, Text]]:
    listener = _Texts(archive.text(part), elements, archive.name)
    archive.parse(part, listener)
    yield from listener.found


class _SheetReader(_Pieces):
    """One run over a sheet. Rows and cells may leave out where they stand: then they follow the last."""

    def __init__(self, book: Book, name: str) -> None:
        super().__init__()
        self.book, self.name = book, name
        self.part = book.archive.text(book.parts[name])
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[Range] = []
        self.arrays: list[Range] = []
        self.row = self.column = 0
        self.cell: Attributes | None = None
        self.path: list[str] = []
        self.is_formula = False

    def sheet(self) -> Sheet:
        self.book.archive.parse(self.part.name, self)
        if len(self.arrays) * len(self.cells) > 40 * MAX_CELLS:
            self.too_large()
        for first, left, last, right in self.arrays:
            for (row, column), cell in self.cells.items():
                if first <= row <= last and left <= column <= right:
                    self.cells[row, column] = replace(cell, kind="formula")
        return Sheet(self.book.archive.name, self.name, self.cells, tuple(self.merged))

    def begins(self, element: str, attributes: Attributes) -> None:
        self.path.append(element)
        if self.cell is not None:
            self.aside += element == "rPh"
            if element == "f":
                self.is_formula = True
                if attributes.get("t") == "array":
                    self.arrays.append(self.range(attributes.get("ref", "")))
        elif element == "row":
            self.row = self.bounded(attributes.get("r", str(self.row + 1)), LAST_ROW)
            self.column = 0
        elif element == "c":
            self.cell, self.is_formula = attributes, False
            following = f"{letters(self.column + 1)}{self.row}"
            self.row, self.column = self.place(attributes.get("r", following))
        elif element == "mergeCell":
            self.merged.append(self.range(attributes.get("ref", "")))
        if len(self.merged) + len(self.arrays) > MAX_CELLS // 100:
            self.too_large()

    def text(self, text: str, start: int, end: int) -> None:
        if self.cell is not None and not self.aside and self.path[-1] in ("v", "t"):
            self.add(text, start, end)

    def ends(self, element: str) -> None:
        self.path.pop()
        if self.cell is not None:
            self.aside -= element == "rPh"
            if element == "c":
                self.keep(self.cell)
                self.cell = None

    def keep(self, attributes: Attributes) -> None:
        kind = _KINDS.get(attributes.get("t", "n"))
        source: Text | None = self.taken(self.part)
        text = source[0] if source else ""
        if attributes.get("t") == "s" and text:
            source = self.book.strings[self.bounded(text, len(self.book.strings) - 1)]
            text = source[0]
            self.book.repeated += len(text)
        if kind is None or (self.row, self.column) in self.cells or len(text) > LONGEST_CELL:
            damaged(f"{self.name}, row {self.row}", self.book.archive.name)
        if kind == "number" and self.is_date(attributes.get("s", "0")):
            kind = "date"
        source = source if kind == "text" else None
        if self.is_formula or text.strip():
            kind = "formula" if self.is_formula else kind
            self.cells[self.row, self.column] = Cell(kind, text, self.book.from_1904 and kind != "formula", source)
        most = MAX_REPEATED + REPEATED_PER_BYTE * len(self.book.archive.data)
        if len(self.cells) > MAX_CELLS or self.book.repeated > most:
            self.too_large()

    def is_date(self, style: str) -> bool:
        dated = self.book.dated
        return style.isascii() and style.isdigit() and int(style[:9]) < len(dated) and dated[int(style)]

    def bounded(self, number: str, last: int) -> int:
        if not (number.isascii() and number.isdigit() and len(number) < 8 and int(number) <= last):
            damaged(f"{self.name}: no place {one_line(number, 20)}", self.book.archive.name)
        return int(number)

    def place(self, reference: str) -> tuple[int, int]:
        """Row and column of a reference such as K12."""
        if (found := place(reference)) is None:
            damaged(f"{self.name}: no cell {one_line(reference, 20)}", self.book.archive.name)
        return found

    def range(self, reference: str) -> Range:
        first, _, last = reference.partition(":")
        return (*self.place(first), *self.place(last or first))

    def too_large(self) -> NoReturn:
        message = f"the sheet {one_line(self.name, 31)} has more than {MAX_CELLS:,} cells, or repeats long texts"
        too_large(f"{message} in very many; delete what does not belong to it, or split it", self.book.archive.name)


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference such as K12; None where there is no such cell."""
    match = _PLACE.fullmatch(reference)
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(match[2]), column) if match and column <= LAST_COLUMN and 0 < int(match[2]) <= LAST_ROW else None
