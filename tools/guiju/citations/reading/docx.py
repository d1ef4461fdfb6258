"""Word documents: each paragraph of text, tables and text boxes; then notes, comments, headers and footers.

A line is a paragraph, counted from 1 through all of these in this order; a column, its characters. What is deleted with
changes tracked is not there; what is inserted so is.
"""

from collections.abc import Mapping

from guiju.citations.reading.passage import CitingFile, Part, TextPassage, TextPiece, written
from guiju.citations.reading.xml_part import hear, xml_part
from guiju.importing import package
from guiju.importing.formats import refuse

ENDINGS = ("docx", "docm", "dotx")
_MAIN = "word/document.xml"
_BESIDE = ("footnotes", "endnotes", "comments", "header", "footer")
_GONE = frozenset(["del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr"])
_DELETED = frozenset(["del", "moveFrom"])
_INSERTED = frozenset(["ins", "moveTo"])
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class _Paragraphs:
    """The passages of a part. A paragraph may have others inside, in a text box: they come after it."""

    def __init__(self, part: Part, number: int, beside: str) -> None:
        self.part, self.number, self.beside = part, number, beside
        self.passages: list[TextPassage] = []
        self.open: list[tuple[int, list[TextPiece]]] = []
        self.inner: list[TextPassage] = []
        self.path: list[str] = []
        self.gone = self.inserted = 0
        self.deleted = False

    def begins(self, element: str, attributes: Mapping[str, str]) -> None:
        self.path.append(element)
        self.deleted = self.deleted or (element in _DELETED and not self.gone)
        self.gone += element in _GONE
        self.inserted += element in _INSERTED
        if element == "p" and "Fallback" not in self.path:
            self.number, self.deleted = self.number + 1, False
            self.open.append((self.number, []))
        elif element in _CHARACTERS and not self.gone:
            self.add(_CHARACTERS[element], None)
        elif element == "sym" and not self.gone:
            self.add(_symbol(attributes.get("char", "")), None)

    def ends(self, element: str) -> None:
        self.path.pop()
        self.gone -= element in _GONE
        self.inserted -= element in _INSERTED
        if element == "p" and self.open and "Fallback" not in self.path:
            number, pieces = self.open.pop()
            own = list(written(self.part, pieces, line=number, beside=self.beside))
            if self.open:
                self.inner += own
            else:
                self.passages += [*own, *self.inner]
                self.inner = []

    def text(self, text: str, start: int, end: int) -> None:
        if self.path and self.path[-1] == "t" and not self.gone:
            self.add(text, (start, end))

    def add(self, text: str, span: tuple[int, int] | None) -> None:
        """Characters of the paragraph; without a span an element means them."""
        if not self.open or not text:
            return
        lock = "inserted" if self.inserted else "deleted" if self.deleted and self.open[-1][1] else ""
        self.deleted = False
        pieces = self.open[-1][1]
        place = pieces[-1].end if pieces else 0
        pieces.append(TextPiece(text, *(span or (place, place)), lock))


def read(data: bytes, name: str) -> CitingFile:
    parts = package.parts(data, name, _is_read)
    if _MAIN not in parts:
        refuse("unreadable-text", "is an archive, not a Word document; unpack it, or save it as .docx", name)
    passages: list[TextPassage] = []
    texts: dict[str, Part] = {}
    number = 0
    for part in sorted(parts, key=lambda part: (_kind(part), len(part), part)):
        texts[part] = xml_part(parts[part], part, name)
        kind = _kind(part)
        listener = _Paragraphs(texts[part], number, _BESIDE[kind - 1] if kind else "")
        hear(texts[part], name, listener)
        passages += listener.passages
        number = listener.number
    return CitingFile(name, data, tuple(passages), parts=texts)


def _is_read(part: str) -> bool:
    return part == _MAIN or (part.endswith(".xml") and part.startswith(tuple(f"word/{kind}" for kind in _BESIDE)))


def _kind(part: str) -> int:
    """Where a part comes in the order of reading."""
    kinds = ("word/document", *(f"word/{kind}" for kind in _BESIDE))
    return next(place for place, kind in enumerate(kinds) if part.startswith(kind))


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
