"""Word documents: paragraphs, tables and inserted words of the main text, read as XML with bounds and without a DTD."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from guiju.importing.formats import refuse
from guiju.importing.line import Change, SourceText, TextLine, tidy

ENDINGS = ("docx",)
MAX_UNPACKED = 64 * 1024 * 1024
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_BREAKS = {"br", "cr"}
_SKIPPED = {"del", "moveFrom", "instrText", "Fallback"}


def read(data: bytes, name: str) -> SourceText:
    xml = _unpacked(data, name)
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        refuse("unreadable-text", "has a document type declaration, which Word never writes; save it again", name)
    try:
        body = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        refuse("unreadable-text", f"is damaged ({error}); open it in Word and save it again", name)
    changes: list[Change] = []
    lines, more = tidy(_Document(changes).lines(body))
    return SourceText(lines, (*changes, *more))


def _unpacked(data: bytes, name: str) -> bytes:
    """The XML of the main text. What it unpacks to is counted, not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _MAIN not in archive.namelist():
                refuse("unreadable-text", "is an archive, not a Word document; unpack it, or save it as .docx", name)
            with archive.open(_MAIN) as part:
                xml = part.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        refuse("unreadable-text", "is damaged or encrypted; open it in Word and save it again without a password", name)
    if len(xml) > MAX_UNPACKED:
        refuse("file-too-large", f"unpacks to more than {MAX_UNPACKED:,} bytes; split it, one file a law", name)
    return xml


class _Document:
    def __init__(self, changes: list[Change]) -> None:
        self.number, self.changes = 0, changes

    def lines(self, element: ElementTree.Element) -> Iterator[TextLine]:
        """The lines of a body, a cell or a text box, in order. `number` counts paragraphs."""
        for child in element:
            tag = _tag(child)
            if tag == "p":
                yield from self.paragraph(child)
            elif tag == "tbl":
                yield from self.table(child)
            elif tag not in _SKIPPED:
                yield from self.lines(child)

    def paragraph(self, paragraph: ElementTree.Element) -> Iterator[TextLine]:
        self.number += 1
        style = next((s.get(f"{_W}val", "") for s in paragraph.iter() if _tag(s) == "pStyle"), "")
        level = int(style[-1]) if style.lower().startswith("heading") and style[-1:].isdigit() else 0
        level = level or int(style.lower() in ("title", "a3"))
        indent = next((i for i in paragraph.iter() if _tag(i) == "ind"), None)
        indented = indent is not None and any("first" in key for key in indent.attrib)
        if any(_tag(node) == "numPr" for node in paragraph.iter()):
            self.changes.append(Change("automatic-number", self.number))
        strong, number = self.is_strong(paragraph), self.number
        for text in "".join(self.words(paragraph)).split("\n"):
            yield TextLine(number, text, level, strong, indented)
        for box in _boxes(paragraph):
            yield from self.lines(box)

    def words(self, element: ElementTree.Element) -> Iterator[str]:
        for child in element:
            tag = _tag(child)
            if tag == "t":
                yield child.text or ""
            elif tag == "tab":
                yield "" if _tag(element) == "tabs" else " "
            elif tag in _BREAKS:
                yield "\n"
            elif tag == "noBreakHyphen":
                yield "-"
            elif tag == "drawing":
                self.changes.append(Change("picture", self.number))
            elif tag not in _SKIPPED and tag != "txbxContent":
                yield from self.words(child)

    def is_strong(self, paragraph: ElementTree.Element) -> bool:
        first = next((run for run in paragraph.iter() if _tag(run) == "r"), None)
        return first is not None and any(_tag(node) == "b" and node.get(f"{_W}val") not in ("0", "false")
                                         for node in first.iter())  # fmt: skip

    def table(self, table: ElementTree.Element) -> Iterator[TextLine]:
        for row in (child for child in table if _tag(child) == "tr"):
            cells = [list(self.lines(cell)) for cell in row if _tag(cell) in ("tc", "sdt")]
            texts = [" ".join(line.text.strip() for line in cell if line.text.strip()) for cell in cells]
            if sum(map(bool, texts)) < 2:
                yield from (line for cell in cells for line in cell)
            else:
                yield TextLine(next(cell[0].number for cell in cells if cell), " | ".join(texts), row=True)


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The text boxes of a paragraph; of two drawings of one, the newer."""
    for child in element:
        if _tag(child) == "txbxContent":
            yield child
        elif _tag(child) not in _SKIPPED:
            yield from _boxes(child)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_W).removeprefix(_STRICT).rpartition("}")[2]
