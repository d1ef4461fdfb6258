"""Word documents: each paragraph of text, tables and text boxes; then notes, comments, headers and footers.

A line is a paragraph, counted from 1 through all of these in this order; a column, its characters. What is deleted with
changes tracked is not there; what is inserted so is. A page that a document only wraps is read as its paragraphs.
"""

import email
import email.policy
from collections.abc import Iterable, Iterator
from dataclasses import replace

from guiju.files.finding import one_line
from guiju.reading import html
from guiju.reading.archive import Archive, open_archive
from guiju.reading.document import LeftOut, TextDocument
from guiju.reading.limits import MAX_TEXTS, damaged, refuse, too_large
from guiju.reading.passage import Look, Part, TableRow, TextPassage, TextPiece, written
from guiju.reading.text import text_part
from guiju.reading.word_numbers import WordNumbers, word_numbers
from guiju.reading.xml import Attributes

ENDINGS = ("docx", "docm", "dotx")
_MAIN = "word/document.xml"
_BESIDE = ("footnotes", "endnotes", "comments", "header", "footer")
_GONE = frozenset(["del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr"])
_DELETED = frozenset(["del", "moveFrom"])
_INSERTED = frozenset(["ins", "moveTo"])
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PICTURES = frozenset(["drawing", "object", "pict"])


class _Paragraph:
    """A paragraph that is open: `runs` is how many of its runs have begun."""

    def __init__(self, number: int, row: TableRow | None) -> None:
        self.number, self.row, self.cell = number, row, row.cells if row else 0
        self.pieces: list[TextPiece] = []
        self.style = ""
        self.place: dict[str, str] = {}  # in a list: numId, ilvl
        self.is_indented = self.is_strong = False
        self.runs = 0

    def hears(self, element: str, attributes: Attributes) -> None:
        """Note what an element says of how the paragraph looks."""
        value = attributes.get("val", "")
        if element == "r":
            self.runs += 1
        elif element == "pStyle":
            self.style = self.style or value
        elif element in ("numId", "ilvl"):
            self.place.setdefault(element, value)
        elif element == "ind":
            self.is_indented = self.is_indented or any("first" in key for key in attributes)
        elif element == "b" and self.runs == 1:
            self.is_strong = self.is_strong or value not in ("0", "false")

    def look(self, number: str | None) -> Look:
        style = self.style.lower()
        level = int(style[-1]) if style.startswith("heading") and style[-1:].isdigit() else 0
        level = level or int(style in ("title", "a3"))
        return Look(level, self.is_strong, self.is_indented, row=self.row, cell=self.cell, number=number)


class _Paragraphs:
    """The passages of a part. A paragraph may have others inside, in a text box: they come after it."""

    def __init__(self, name: str, part: Part, number: int, beside: str, numbers: WordNumbers) -> None:
        self.name, self.part, self.number, self.beside, self.numbers = name, part, number, beside, numbers
        self.passages: list[TextPassage] = []
        self.open: list[_Paragraph] = []
        self.inner: list[TextPassage] = []
        self.rows: list[TableRow] = []
        self.path: list[str] = []
        self.notes: dict[str, int] = {}  # where the passages of each note begin
        self.seen: list[tuple[str, str, int]] = []  # notes and pictures, each with its id and paragraph
        self.chunks: list[str] = []
        self.gone = self.inserted = self.texts = 0
        self.deleted = False

    def begins(self, element: str, attributes: Attributes) -> None:
        self.path.append(element)
        self.deleted = self.deleted or (element in _DELETED and not self.gone)
        self.gone += element in _GONE
        self.inserted += element in _INSERTED
        if element == "p" and "Fallback" not in self.path:
            self.number, self.deleted = self.number + 1, False
            self.open.append(_Paragraph(self.number, self.rows[-1] if self.rows else None))
        elif element == "tr":
            self.rows.append(TableRow())
        elif element == "tc" and self.rows:
            self.rows[-1].cells += 1
        elif element in ("footnote", "endnote"):
            self.notes[attributes.get("id", "")] = len(self.passages)
        elif element == "altChunk":
            self.chunks.append(attributes.get("id", ""))
        elif self.open:
            self.open[-1].hears(element, attributes)
            if not self.gone:
                self.inside(element, attributes)

    def inside(self, element: str, attributes: Attributes) -> None:
        if element in _CHARACTERS:
            self.add(_CHARACTERS[element], None)
        elif element == "sym" and (code := attributes.get("char", "")):
            self.add(chr(int(code[:6], 16)), None)
        elif element in _REFERENCES:
            self.seen.append((_REFERENCES[element], attributes.get("id", ""), self.number))
        elif element in _PICTURES:
            self.seen.append(("picture", "", self.open[-1].number))

    def ends(self, element: str) -> None:
        self.path.pop()
        self.gone -= element in _GONE
        self.inserted -= element in _INSERTED
        if element == "tr":
            self.rows.pop()
        elif element == "p" and self.open and "Fallback" not in self.path:
            paragraph = self.open.pop()
            has_words = any(not piece.text.isspace() for piece in paragraph.pieces)
            number = self.numbers.of(paragraph.place, paragraph.style) if has_words else ""
            like = TextPassage(self.part, (), paragraph.number, beside=self.beside, look=paragraph.look(number))
            own = list(written(like, paragraph.pieces))
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
        pieces = self.open[-1].pieces
        lock = "inserted" if self.inserted else "deleted" if self.deleted and pieces else ""
        self.deleted = False
        self.texts += 1
        if self.texts > MAX_TEXTS:
            too_large(f"has more than {MAX_TEXTS:,} stretches of text; split it", self.name)
        place = pieces[-1].end if pieces else 0
        pieces.append(TextPiece(text, *(span or (place, place)), lock))


def read(data: bytes, name: str) -> TextDocument:
    archive = open_archive(data, name)
    if _MAIN not in archive:
        refuse("unreadable-text", "is an archive, not a Word document; unpack it, or save it as .docx", name)
    beside = ("word/numbering.xml", "word/styles.xml")
    try:
        numbers = word_numbers(*(archive.tree(part) if part in archive else () for part in beside))
    except ValueError as error:  # a number that is none
        damaged(error, name)
    passages: list[TextPassage] = []
    left_out: list[LeftOut] = []
    seen: list[tuple[str, str, int]] = []
    notes: dict[tuple[str, str], str] = {}
    number = 0
    for part in sorted(filter(_is_read, archive.names), key=lambda part: (_kind(part), len(part), part)):
        kind = _kind(part)
        listener = _Paragraphs(name, archive.text(part), number, _BESIDE[kind - 1] if kind else "", numbers)
        archive.parse(part, listener)
        number, seen = listener.number, [*seen, *listener.seen]
        ends = [*listener.notes.values(), len(listener.passages)][1:]
        for (id, begun), end in zip(listener.notes.items(), ends, strict=True):
            notes[listener.beside, id] = "".join(passage.text for passage in listener.passages[begun:end]).strip()
        passages += listener.passages
        for passage in _chunks(archive, listener.chunks):
            number += not passage.goes_on
            passages.append(replace(passage, line=number))
    for what, id, at in seen:
        if what == "picture" or (what, id) in notes:
            left_out.append(LeftOut("picture" if what == "picture" else "footnote", at, notes.get((what, id), "")))
    texts = {part: text for part, text in archive.texts.items() if _is_read(part)}
    return TextDocument(name, data, tuple(passages), texts, 0, (), tuple(left_out), archive.is_signed)


def _chunks(archive: Archive, ids: Iterable[str]) -> Iterator[TextPassage]:
    """The lines of pages that a document wraps (w:altChunk), alone or in an MHT archive. They are not rewritten."""
    targets = archive.targets(_MAIN) if ids else {}
    for id in ids:
        kind, target = targets.get(id, ("", ""))
        if kind != "aFChunk" or target not in archive:
            continue
        data = archive.read(target)
        if data.lstrip()[:1] != b"<":
            message = email.message_from_bytes(data, policy=email.policy.default)
            page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
            content = page.get_payload(decode=True) if page else b""
            charset = str(page.get_content_charset() or "utf-8") if page else "utf-8"
            try:
                data = content.decode(charset, "replace").encode() if isinstance(content, bytes) else b""
            except LookupError:
                damaged(f"the charset {one_line(charset, 40)} is not known", archive.name)
        lines, _, _, _, _ = html.lines(text_part(data, archive.name))
        for line in lines:
            locked = tuple(replace(piece, lock="wrapped") for piece in line.pieces)
            yield from [replace(line, pieces=locked)] if line.beside == "" else []


def _is_read(part: str) -> bool:
    return part == _MAIN or (part.endswith(".xml") and part.startswith(tuple(f"word/{kind}" for kind in _BESIDE)))


def _kind(part: str) -> int:
    """Where a part comes in the order of reading."""
    kinds = ("word/document", *(f"word/{kind}" for kind in _BESIDE))
    return next(place for place, kind in enumerate(kinds) if part.startswith(kind))
