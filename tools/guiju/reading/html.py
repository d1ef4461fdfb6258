"""HTML: the text of each block; inline markup and the breaks of lines are left out, references to characters read."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser

from guiju.files.bundled import packaged
from guiju.reading.document import LeftOut, TextDocument
from guiju.reading.passage import Look, Part, TableRow, TextPassage, TextPiece, decoded, is_ideograph, written
from guiju.reading.text import text_part

ENDINGS = ("html", "htm", "xhtml")
_ELEMENTS: dict[str, list[str]] = packaged(__file__)
_BLOCKS, _SILENT, _VOID = (frozenset(_ELEMENTS[kind]) for kind in ("blocks", "silent", "void"))
_ATTRIBUTE = re.compile(
    r"\s(?P<name>title|alt|aria-label|placeholder|summary|content)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')",
    re.IGNORECASE,
)
"""Attributes that people read."""
_DESCRIPTIONS = ("description", "title", "keywords", "abstract")
_REFERENCE = re.compile(r"&#?[0-9A-Za-z]+;?")
_NO_REFERENCE = re.compile(r"&(?=#(?:[xX](?![0-9A-Fa-f])|(?![0-9xX])))")
_HIDDEN = "\ufdd0"
"""Stands for the & of what is no reference, for which the parser would look through all that follows."""
_BEHIND_MARKUP = re.compile(r"&#?[0-9A-Za-z]+;?|[^&]+|&")
_WRAP = re.compile(r"(?<![ \t])[ \t]*[\r\n]\s*")


class _Page(HTMLParser):
    """Lines of a page. `rows` are the rows that are open, and None for each table that is."""

    def __init__(self, part: Part) -> None:
        super().__init__(convert_charrefs=False)
        self.part, self.lines, self.attributes = part, list[TextPassage](), list[TextPassage]()
        self.left_out: list[LeftOut] = []
        self.pieces: list[TextPiece] = []
        self.silent: list[str] = []
        self.rows: list[TableRow | None] = []
        self.level = self.bold = 0
        self.last_section = -1
        self.strong = self.titled = False

    def offset_here(self) -> int:
        return self.part.offset(*self.getpos())

    def end_block(self) -> None:
        row = self.rows[-1] if self.rows else None
        look = Look(self.level, self.strong, row=row, cell=row.cells if row else 0)
        self.lines += written(TextPassage(self.part, (), look=look, beside="title" if self.titled else ""), self.pieces)
        self.pieces, self.strong = [], self.bold > 0

    def end_row(self) -> None:
        while self.rows and self.rows[-1]:
            self.rows.pop()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.read_attributes(tag, dict(attributes))
        if tag in _SILENT or self.silent:
            if tag in _SILENT:
                self.silent.append(tag)
            return
        if tag in _BLOCKS:
            self.end_block()
        if tag == "img":
            self.left_out.append(LeftOut("picture", self.getpos()[0]))
        elif tag == "title":
            self.titled = True
        elif tag == "table":
            self.rows.append(None)
        elif tag == "tr":
            self.end_row()
            self.rows.append(TableRow())
        elif tag in ("td", "th") and self.rows and self.rows[-1]:
            self.rows[-1].cells += 1
        elif tag[0] == "h" and tag[1:].isdigit():
            self.level = int(tag[1:])
        elif tag in ("b", "strong"):
            self.bold += 1
            self.strong = self.strong or not any(piece.text.strip() for piece in self.pieces)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attributes)
        else:
            self.read_attributes(tag, dict(attributes))
            if tag in _BLOCKS:
                self.end_block()

    def read_attributes(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """The attributes that people read, each a section of its own behind those of the text."""
        named = attributes.get("name") or attributes.get("property") or ""
        start, text = self.offset_here(), self.get_starttag_text() or ""
        for match in _ATTRIBUTE.finditer(text):
            if match["name"].lower() == "content" and not named.lower().endswith(_DESCRIPTIONS):
                continue
            begin, end = (start + place for place in match.span("double" if match["double"] is not None else "single"))
            references = _REFERENCE.finditer(self.part.text, begin, end)
            pieces = list(decoded(self.part.text, begin, end, references, lambda found: unescape(found[0])))
            section = len(self.attributes) + 1
            self.attributes += written(TextPassage(self.part, (), section=section, beside="attribute"), pieces)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag in _BLOCKS:
            self.end_block()
        if tag == "title":
            self.titled = False
        elif tag in ("tr", "table"):
            self.end_row()
            del self.rows[-1 if tag == "table" else len(self.rows) :]
        elif tag[0] == "h" and tag[1:].isdigit():
            self.level = 0
        elif tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.add(self.offset_here(), data)

    def add(self, start: int, data: str) -> None:
        """The characters of the page from `start` on."""

        def joint(wrap: re.Match[str]) -> str:
            last = next((piece.text[-1] for piece in reversed(self.pieces) if piece.text), " ")
            before, after = data[: wrap.start()][-1:] or last, data[wrap.end() : wrap.end() + 1] or " "
            return "" if is_ideograph(before) and is_ideograph(after) else " "

        data = data.replace(_HIDDEN, "&")
        self.pieces += list(decoded(data, 0, len(data), _WRAP.finditer(data), joint, start))

    def handle_entityref(self, name: str) -> None:
        self.reference(self.offset_here())

    def handle_charref(self, name: str) -> None:
        self.reference(self.offset_here())

    def reference(self, start: int) -> None:
        """A reference to a character, such as &amp; or &#12298;."""
        match = _REFERENCE.match(self.part.text, start)
        if match and not self.silent:
            self.pieces.append(TextPiece(unescape(match[0]), *match.span()))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """A section <![CDATA[…]]>, and what is none as a comment; the parser fails on a name that it does not know, and
        looks for an end through all that follows."""
        text: str = self.rawdata
        if text.startswith("<![CDATA[", i) and i < self.last_section and (end := text.find("]]>", i)) >= 0:
            self.unknown_decl(text[i + 3 : end])
            return end + 3
        return self.parse_bogus_comment(i, report=False)

    def read_behind_markup(self, start: int, end: int) -> None:
        """The text behind the last >, where no markup can begin."""
        for match in _BEHIND_MARKUP.finditer(self.part.text, start, end):
            if _REFERENCE.fullmatch(match[0]):
                self.reference(match.start())
            elif not self.silent:
                self.add(match.start(), match[0])

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA[") and not self.silent:
            self.add(self.offset_here() + len("<![CDATA["), data.removeprefix("CDATA["))


def read(data: bytes, name: str) -> TextDocument:
    part = text_part(data, name, "xml")
    return TextDocument(name, data, *lines(part))


def lines(part: Part) -> tuple[tuple[TextPassage, ...], Mapping[str, Part], int, tuple[()], tuple[LeftOut, ...]]:
    """What a page gives a document."""
    page = _Page(part)
    # A comment that nothing ends goes to the end, as browsers have it; the parser would look for that at each other,
    # and for a > at each < that none follows.
    unclosed = part.text.find("<!--", max(part.text.rfind("-->"), 0))
    closed = part.text if unclosed < 0 else part.text[:unclosed]
    behind = closed.rfind(">") + 1
    page.last_section = closed.rfind("]]>")
    page.feed(_NO_REFERENCE.sub(_HIDDEN, closed[:behind]))
    page.close()
    page.read_behind_markup(behind, len(closed))
    page.end_block()
    return (*page.lines, *page.attributes), {"": part}, 0, (), tuple(page.left_out)
