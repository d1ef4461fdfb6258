"""A file in which laws come → its lines, and what was left out or read otherwise than it is written.

What cannot be read is Unsound: one finding with its place and what to do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from guiju import reading
from guiju.importing.line import Change, SourceText, TextLine, tidy
from guiju.places import printed_label as label
from guiju.reading.document import TextDocument
from guiju.reading.limits import refuse
from guiju.reading.passage import TextPassage
from guiju.reading.text import text_part

ENDINGS = {
    **dict.fromkeys(("txt", "text"), "txt"), **dict.fromkeys(("md", "markdown", "mdown"), "md"),
    **dict.fromkeys(("html", "htm", "xhtml"), "html"), "docx": "docx",
}  # fmt: skip
"""The endings of files that can be read, each with its format."""
_MARKDOWN = re.compile(r"^(#{1,6}\s*[第《（]?\w|\*\*[第（]|---\s*$)", re.MULTILINE)
_HTML = re.compile(r"^\s*(<!doctype html|<html|<(p|div|table|body)[\s>])", re.IGNORECASE)
_BREAK = re.compile(r"[\n\x0b\x0c\x85\u2028\u2029]")
_LONGEST_CELL = 20
"""The words of a row that stand in one of its cells alone."""
_MOST_LINES = 3
"""Of a cell of a page; with more a table only lays it out."""


def read(data: bytes, name: str) -> SourceText:
    """The lines of a file, whose `name` is its path in messages. Unsound where it cannot be read."""
    if not data.strip():
        refuse("empty-file", "is empty; name a file with the text of a law", name)
    ending = name.rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else "txt"
    if message := reading.foreign(data):
        refuse("unreadable-text", message, name)
    form = "docx" if data.startswith(b"PK\3\4") else ENDINGS.get(ending, "")
    if form == "txt":  # text that is really something else
        text = text_part(data, name).text
        form = "html" if _HTML.match(text) else "md" if _MARKDOWN.search(text) else "txt"
    if not form or (form == "docx" and not data.startswith(b"PK\3\4")):
        refuse("unknown-format", f".{ending} cannot be read; save it as one of: {', '.join(sorted(ENDINGS))}", name)
    document = reading.read(data, name, form)
    lines, changes = tidy(_lines(document))
    encoded = (part for part in document.parts.values() if not part.name and (part.mark or part.encoding != "utf-8"))
    encodings = [Change("encoding", 1, f"{part.encoding}{' with a mark' * bool(part.mark)}") for part in encoded]
    beside = [Change(one.kind, one.line, one.words) for one in document.left_out]
    titles = [
        Change("left-out", _number(line), " ".join(line.text.split()))
        for line in document.lines
        if line.beside == "title"
    ]
    return SourceText(lines, (*encodings, *beside, *titles, *_numbers(document), *changes), document.facts)


def _numbers(document: TextDocument) -> Iterator[Change]:
    """The numbers that Word counts."""
    for line in document.lines:
        if not line.beside and line.look.number != "":
            yield Change("automatic-number", line.line, line.look.number or "")


def _lines(document: TextDocument) -> Iterator[TextLine]:
    passages = [passage for passage in document.lines if not passage.beside]
    runs = [(row, list(group)) for row, group in groupby(passages, lambda passage: passage.look.row)]
    times = Counter(row for row, _ in runs)  # a row with another table in it only lays out the page
    for row, group in runs:
        lines = [line for passage in group for line in _split(passage)]
        if row is not None and times[row] == 1 and not _lays_out(group, lines, "" in document.parts):
            cells = [""] * max(row.cells, 1)
            for passage, line in ((p, line) for p in group for line in _split(p)):
                at = max(passage.look.cell - 1, 0)
                cells[at] = f"{cells[at]} {line.text.strip()}".strip()
            yield TextLine(lines[0].number, " | ".join(cells), row=True)
        else:
            yield from lines


def _lays_out(group: Sequence[TextPassage], lines: Sequence[TextLine], on_a_page: bool) -> bool:
    """Whether the cells of a row are lines of text and no row: words in one alone, or a table that lays out a page."""
    row = group[0].look.row
    assert row is not None
    first = lines[0].text.strip()
    times = Counter(passage.look.cell for passage in group)
    long = len(first) > _LONGEST_CELL or label.article(first) is not None
    if len(times) < 2 and (row.cells < 2 or long):
        return True
    return on_a_page and (max(times.values()) > _MOST_LINES or any(line.level for line in lines))


def _split(passage: TextPassage) -> Iterator[TextLine]:
    """The lines of a passage; behind a number that Word counts it sets a tab."""
    look, number = passage.look, _number(passage)
    text = f"{look.number} {passage.text}" if look.number else passage.text
    for line in _BREAK.split(text):
        yield TextLine(number, line, look.level, look.strong, look.indented)


def _number(passage: TextPassage) -> int:
    """The line or paragraph of its first word."""
    text = passage.text
    return passage.line or passage.location("", len(text) - len(text.lstrip())).line
