"""HTML pages: blocks become lines, <br> breaks them, a table's row is a line; what is no text is left out."""

from html.parser import HTMLParser
from pathlib import Path

from guiju.files.bundled import packaged
from guiju.importing import label
from guiju.importing.encoding import decode
from guiju.importing.line import Change, SourceText, TextLine, tidy

ENDINGS = ("html", "htm", "xhtml")
_LONGEST_CELL = 20
"""The words of a row that stand in one of its cells alone."""
_ELEMENTS: dict[str, list[str]] = packaged(Path(__file__).with_suffix(".yaml"))
BLOCKS, _SILENT, _VOID = (frozenset(_ELEMENTS[kind]) for kind in ("blocks", "silent", "void"))


class _Page(HTMLParser):
    """Lines of a page, each with the line of the file in which it begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[TextLine] = []
        self.text, self.number, self.strong, self.level = "", 0, False, 0
        self.silent: list[str] = []
        self.bold = 0
        self.rows: list[list[list[TextLine]]] = []  # of the tables that are open: cells of the row at hand
        self.left_out: list[Change] = []
        self.facts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if self.silent:
            if tag not in _VOID and tag in _SILENT:
                self.silent.append(tag)
            return
        if tag in _SILENT:
            self.end_line()
            self.silent.append(tag)
        elif tag == "br":
            self.end_line()
        elif tag == "img":
            self.left_out.append(Change("picture", self.getpos()[0]))
        elif tag in ("td", "th"):
            self.end_line()
            if self.rows:
                self.rows[-1].append([])
        elif tag in BLOCKS:
            self.end_line()
            if tag == "tr":
                self.rows.append([])
            elif tag[0] == "h" and tag[1:].isdigit():
                self.level = int(tag[1:])
        elif tag in ("b", "strong"):
            self.bold += 1

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag in ("td", "th") or tag in BLOCKS:
            self.end_line()
        if tag[0] == "h" and tag[1:].isdigit():
            self.level = 0
        if tag == "tr" and self.rows:
            self.end_row()
        if tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)

    def handle_data(self, data: str) -> None:
        if self.silent:
            if self.silent[-1] == "title" and data.strip():
                self.left_out.append(Change("left-out", self.getpos()[0], " ".join(data.split())))
            return
        if not self.text.strip() and data.strip():
            self.number = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self.strong = self.bold > 0
            self.text = ""
        # Within a block a line break is a space, which Chinese does not need.
        self.text += data.replace("\r\n", "\n").replace("\n", " " if data.isascii() else "")

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data.removeprefix("CDATA["))

    def end_line(self) -> None:
        if self.text.strip():
            line = TextLine(self.number, self.text, self.level, self.strong)
            (self.rows[-1][-1] if self.rows and self.rows[-1] else self.lines).append(line)
        self.text = ""

    def end_row(self) -> None:
        cells = self.rows.pop()
        target = self.rows[-1][-1] if self.rows and self.rows[-1] else self.lines
        first_words = [cell[0].text for cell in cells if cell]
        long = any(len(words) > _LONGEST_CELL or label.article(words) for words in first_words)
        alone = len(first_words) < 2 and (len(cells) < 2 or long)
        # A table that only lays out the page.
        laid_out = any(len(cell) > 3 or any(line.level for line in cell) for cell in cells)
        if not first_words or alone or laid_out:
            target.extend(line for cell in cells for line in cell)
        else:
            first = next(cell[0] for cell in cells if cell)
            text = " | ".join(" ".join(line.text.strip() for line in cell) for cell in cells)
            target.append(TextLine(first.number, text, row=True))


def read(data: bytes, name: str) -> SourceText:
    text, changes = decode(data, name)
    page = _Page()
    page.feed(text)
    page.close()
    page.end_line()
    while page.rows:
        page.end_row()
    lines, more = tidy(page.lines)
    return SourceText(lines, (*changes, *page.left_out, *more), tuple(page.facts))
