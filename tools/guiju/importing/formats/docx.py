"""Word documents: paragraphs with the numbers that Word counts, tables, inserted words, notes; XML read with bounds."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from guiju.importing import package
from guiju.importing.formats import refuse
from guiju.importing.line import Change, SourceText, TextLine, tidy
from guiju.importing.word_numbers import WordNumbers, word_numbers

ENDINGS = ("docx",)
_MAIN = "word/document.xml"
_BESIDE = ("word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LONGEST_CELL = 20
"""The words of a row that stand in one of its cells alone."""
_BREAKS = {"br", "cr"}
_SKIPPED = {"del", "moveFrom", "instrText", "Fallback"}


def read(data: bytes, name: str) -> SourceText:
    parts = package.parts(data, name, {_MAIN, *_BESIDE}.__contains__)
    if _MAIN not in parts:
        refuse("unreadable-text", "is an archive, not a Word document; unpack it, or save it as .docx", name)
    body, *beside = (_parsed(parts.get(part, b""), name) for part in (_MAIN, *_BESIDE))
    assert body is not None  # it is there, or refused
    try:
        numbers = word_numbers(beside[0], beside[1], _tag)
        changes: list[Change] = []
        lines, more = tidy(_Document(changes, numbers, _notes(beside[2:])).lines(body))
    except ValueError as error:  # a number that is none
        refuse("unreadable-text", f"is damaged ({error}); open it in Word and save it again", name)
    return SourceText(lines, (*changes, *more))


def _parsed(xml: bytes, name: str) -> ElementTree.Element | None:
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        refuse("unreadable-text", "has a document type declaration, which Word never writes; save it again", name)
    try:
        return ElementTree.fromstring(xml) if xml else None
    except ElementTree.ParseError as error:
        refuse("unreadable-text", f"is damaged ({error}); open it in Word and save it again", name)


def _notes(parts: list[ElementTree.Element | None]) -> dict[tuple[str, str], str]:
    """The words of footnotes and endnotes, by the element that refers to them and their number."""
    notes = {}
    for kind, part in zip(("footnoteReference", "endnoteReference"), parts, strict=True):
        for note in () if part is None else part:
            words = "".join(node.text or "" for node in note.iter() if _tag(node) == "t")
            notes[kind, _value(note, "id")] = words.strip()
    return notes


class _Document:
    def __init__(self, changes: list[Change], numbers: WordNumbers, notes: Mapping[tuple[str, str], str]) -> None:
        self.number, self.changes, self.numbers, self.notes = 0, changes, numbers, notes

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
        strong, number = self.is_strong(paragraph), self.number
        words = "".join(self.words(paragraph))
        counted = self.numbers.of(paragraph, style, _tag) if words.strip() else ""
        if counted != "":
            self.changes.append(Change("automatic-number", self.number, counted or ""))
        # Behind 第一条 Word sets a tab.
        for text in f"{counted or ''}{' ' if counted else ''}{words}".split("\n"):
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
            elif tag == "sym":
                code = _value(child, "char")
                yield chr(int(code, 16)) if code else ""
            elif (note := self.notes.get((tag, _value(child, "id")))) is not None:
                self.changes.append(Change("footnote", self.number, note))
            elif tag in ("drawing", "object", "pict"):
                self.changes.append(Change("picture", self.number))
            elif tag not in _SKIPPED and tag != "txbxContent":
                yield from self.words(child)

    def is_strong(self, paragraph: ElementTree.Element) -> bool:
        first = next((run for run in paragraph.iter() if _tag(run) == "r"), None)
        return first is not None and any(_tag(node) == "b" and node.get(f"{_W}val") not in ("0", "false")
                                         for node in first.iter())  # fmt: skip

    def table(self, table: ElementTree.Element) -> Iterator[TextLine]:
        for row in _within(table, "tr"):
            cells = [list(self.lines(cell)) for cell in _within(row, "tc")]
            texts = [" ".join(line.text.strip() for line in cell if line.text.strip()) for cell in cells]
            alone = [text for text in texts if text]
            if len(alone) < 2 and (len(texts) < 2 or not alone or len(alone[0]) > _LONGEST_CELL):
                yield from (line for cell in cells for line in cell)
            else:
                yield TextLine(next(cell[0].number for cell in cells if cell), " | ".join(texts), row=True)


def _within(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in element:
        if _tag(child) == tag:
            yield child
        elif _tag(child) not in _SKIPPED:
            yield from _within(child, tag)


def _value(element: ElementTree.Element, key: str) -> str:
    return element.get(f"{_W}{key}") or element.get(f"{_STRICT}{key}") or ""


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The text boxes of a paragraph; of two drawings of one, the newer."""
    for child in element:
        if _tag(child) == "txbxContent":
            yield child
        elif _tag(child) not in _SKIPPED:
            yield from _boxes(child)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_W).removeprefix(_STRICT).rpartition("}")[2]
