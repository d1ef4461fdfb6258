"""HTML: the text of each block; inline markup and the breaks of lines are left out, references to characters read."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser

from guiju.citations.reading.lines import is_ideograph
from guiju.citations.reading.passage import CitingFile, Part, TextPassage, TextPiece, written
from guiju.citations.reading.text_file import text_part
from guiju.importing.formats.html import BLOCKS

ENDINGS = ("html", "htm", "xhtml")
_SILENT = frozenset(["script", "style", "template"])
_ATTRIBUTE = re.compile(
    r"\s(?P<name>title|alt|aria-label|placeholder|summary|content)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')",
    re.IGNORECASE,
)
"""Attributes that people read."""
_DESCRIPTIONS = ("description", "title", "keywords", "abstract")
_REFERENCE = re.compile(r"&#?[0-9A-Za-z]+;?")
_WRAP = re.compile(r"(?<![ \t])[ \t]*[\r\n]\s*")


class _Page(HTMLParser):
    def __init__(self, part: Part) -> None:
        super().__init__(convert_charrefs=False)
        self.part, self.passages, self.attributes = part, list[TextPassage](), list[TextPassage]()
        self.pieces: list[TextPiece] = []
        self.silent: list[str] = []
        self.lines = [0, *(match.end() for match in re.finditer("\n", part.text))]

    def offset_here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def end_block(self) -> None:
        self.passages += written(self.part, self.pieces)
        self.pieces = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.read_attributes(tag, dict(attributes))
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag in BLOCKS or tag in ("td", "th", "br", "title", "button", "label"):
            self.end_block()

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.read_attributes(tag, dict(attributes))
        if tag in BLOCKS or tag == "br":
            self.end_block()

    def read_attributes(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """The attributes that people read, each a section of its own behind those of the text."""
        named = attributes.get("name") or attributes.get("property") or ""
        start, text = self.offset_here(), self.get_starttag_text() or ""
        for match in _ATTRIBUTE.finditer(text):
            if match["name"].lower() == "content" and not named.lower().endswith(_DESCRIPTIONS):
                continue
            begin, end = (start + place for place in match.span("double" if match["double"] is not None else "single"))
            pieces, at = list[TextPiece](), begin
            for reference in _REFERENCE.finditer(self.part.text, begin, end):
                pieces.append(TextPiece(self.part.text[at : reference.start()], at, reference.start()))
                pieces.append(TextPiece(unescape(reference[0]), *reference.span()))
                at = reference.end()
            pieces.append(TextPiece(self.part.text[at:end], at, end))
            self.attributes += written(self.part, pieces, section=len(self.attributes) + 1)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
        elif tag in BLOCKS or tag in ("td", "th", "title", "button", "label"):
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.add(self.offset_here(), data)

    def add(self, start: int, data: str) -> None:
        """The characters of the page from `start` on."""
        at = 0
        for wrap in _WRAP.finditer(data):
            self.pieces.append(TextPiece(data[at : wrap.start()], start + at, start + wrap.start()))
            before = next((piece.text[-1] for piece in reversed(self.pieces) if piece.text), " ")
            after = data[wrap.end() : wrap.end() + 1] or " "
            if not is_ideograph(before) or not is_ideograph(after):
                self.pieces.append(TextPiece(" ", start + wrap.start(), start + wrap.end()))
            at = wrap.end()
        self.pieces.append(TextPiece(data[at:], start + at, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        self.reference()

    def handle_charref(self, name: str) -> None:
        self.reference()

    def reference(self) -> None:
        """A reference to a character, such as &amp; or &#12298;."""
        start = self.offset_here()
        match = _REFERENCE.match(self.part.text, start)
        if match and not self.silent:
            self.pieces.append(TextPiece(unescape(match[0]), *match.span()))

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA[") and not self.silent:
            self.add(self.offset_here() + len("<![CDATA["), data.removeprefix("CDATA["))


def read(data: bytes, name: str) -> CitingFile:
    part = text_part(data, name, "xml")
    page = _Page(part)
    page.feed(part.text)
    page.close()
    page.end_block()
    return CitingFile(name, data, (*page.passages, *page.attributes), parts={"": part})
