"""Workbooks: each cell with text, and each comment. A line is a row, a column a column of the sheet; of merged cells it
is the first."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from guiju.citations.reading.passage import CitingFile, Part, TextPassage, TextPiece, written
from guiju.citations.reading.xml_part import hear, xml_part
from guiju.importing import package
from guiju.importing.formats import refuse

ENDINGS = ("xlsx", "xlsm", "xltx")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKBOOK, _STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"


@dataclass
class _Relations:
    """The relationships of a part: id → (kind, name of the part it leads to); sheets of a workbook, name and id."""

    folder: str = ""
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)
    sheets: list[tuple[str, str]] = field(default_factory=list)

    def begins(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", ""))).lstrip("/")
            self.targets[attributes.get("Id", "")] = attributes.get("Type", "").rsplit("/", 1)[-1], target
        elif element == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))

    def ends(self, element: str) -> None: ...

    def text(self, text: str, start: int, end: int) -> None: ...


class _Cells:
    """Texts of a part: of shared strings, of the cells of a sheet, of comments. `taken` are (place, pieces)."""

    def __init__(self, strings: list[tuple[Part, tuple[TextPiece, ...]]], part: Part) -> None:
        self.strings, self.part = strings, part
        self.taken: list[tuple[str, Part, tuple[TextPiece, ...]]] = []
        self.pieces: list[TextPiece] = []
        self.path: list[str] = []
        self.place = self.kind = self.value = ""
        self.formula = False

    def begins(self, element: str, attributes: Mapping[str, str]) -> None:
        self.path.append(element)
        if element in ("c", "comment", "threadedComment"):
            self.place, self.kind = attributes.get("r") or attributes.get("ref", ""), attributes.get("t", "n")
            self.formula, self.value, self.pieces = False, "", []
        elif element == "si":
            self.pieces = []
        self.formula = self.formula or element == "f"

    def text(self, text: str, start: int, end: int) -> None:
        element = self.path[-1] if self.path else ""
        if element == "v" and self.kind == "s":
            self.value += text
        elif (element in ("t", "text") and "rPh" not in self.path) or (element == "v" and self.kind == "str"):
            self.pieces.append(TextPiece(text, start, end))

    def ends(self, element: str) -> None:
        self.path.pop()
        if element == "si":
            self.taken.append(("", self.part, tuple(self.pieces)))
        elif element in ("c", "comment", "threadedComment"):
            lock = "formula" if self.formula else ""
            pieces = tuple(replace(piece, lock=lock) for piece in self.pieces) if lock else tuple(self.pieces)
            part = self.part
            if self.kind == "s" and self.value.isdecimal() and int(self.value) < len(self.strings):
                part, pieces = self.strings[int(self.value)]
            self.taken.append((self.place, part, pieces))


def read(data: bytes, name: str) -> CitingFile:
    parts = package.parts(data, name, lambda part: part.startswith("xl/") and part.endswith((".xml", ".rels")))
    if _WORKBOOK not in parts:
        refuse("unreadable-text", "is an archive, not an Excel workbook; unpack it, or save it as .xlsx", name)
    texts: dict[str, Part] = {}

    def cells(part: str, strings: list[tuple[Part, tuple[TextPiece, ...]]]) -> _Cells:
        texts[part] = xml_part(parts[part], part, name)
        listener = _Cells(strings, texts[part])
        hear(texts[part], name, listener)
        return listener

    shared = cells(_STRINGS, []).taken if _STRINGS in parts else []
    strings = [(part, pieces) for _, part, pieces in shared]
    book = _related(parts, _WORKBOOK, name)
    hear(xml_part(parts[_WORKBOOK], _WORKBOOK, name), name, book)
    passages: list[TextPassage] = []
    for title, id in book.sheets:
        kind, sheet = book.targets.get(id, ("", ""))
        if kind != "worksheet" or sheet not in parts:
            continue
        passages += _passages(cells(sheet, strings), title, "")
        for kind, part in _related(parts, sheet, name).targets.values():
            if kind in ("comments", "threadedComment") and part in parts and part not in texts:
                passages += _passages(cells(part, []), title, "comments")
    return CitingFile(name, data, tuple(passages), parts=texts)


def _related(parts: Mapping[str, bytes], part: str, name: str) -> _Relations:
    folder, file = posixpath.split(part)
    relations, beside = _Relations(folder), posixpath.join(folder, "_rels", f"{file}.rels")
    if beside in parts:
        hear(xml_part(parts[beside], beside, name), name, relations)
    return relations


def _passages(cells: _Cells, sheet: str, beside: str) -> list[TextPassage]:
    passages: list[TextPassage] = []
    for place, part, pieces in cells.taken:
        if match := _PLACE.fullmatch(place.replace("$", "")):
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            passages += written(part, pieces, line=int(match[2]), column=column, sheet=sheet, beside=beside)
    return passages
