"""Markdown: paragraphs, headings, items and rows without their markup; code line by line, as in a source file."""

import re
from collections.abc import Iterator
from html import unescape

from guiju.citations.reading import lines
from guiju.citations.reading.lines import joint
from guiju.citations.reading.passage import CitingFile, Part, TextPassage, TextPiece, written
from guiju.citations.reading.text_file import day, text_part

ENDINGS = ("md", "markdown", "mdown", "qmd")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_PREFIX = re.compile(r"[\s>]*(?:(?:[-*+]|[0-9]{1,9}[.)]|\[\^[^\[\]\s]{1,40}\]:|:)\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+)?")
_RULE = re.compile(r"[\s>]*[-=*_|:+][-=*_|:+\s]+")
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_MARKUP = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|(?<!\s)\*+|\*+(?!\s)|~~|==(?=\S)|(?<![0-9A-Za-z])__?|__?(?![0-9A-Za-z])"
    r"|!?\[(?=[^\[\]]*\][(\[])|\[\^[^\[\]\s]{1,40}\]|\]\([^()\s]*(?:\s\"[^\"]*\")?\)|\]\[[^\[\]]*\]"
    r"|</?[A-Za-z][^<>]*>|&(?:\#[0-9]{1,9}|\#[xX][0-9a-fA-F]{1,8}|[0-9A-Za-z]{1,40});"
)


def read(data: bytes, name: str) -> CitingFile:
    part = text_part(data, name)
    ended = _front_matter_end(part.text)
    of_day = day(part, ended, name)
    front = lines.passages(part, 0, ended)
    return CitingFile(name, data, (*front, *_passages(part, ended)), of_day, {"": part})


def _front_matter_end(text: str) -> int:
    """Where the lines between --- and --- at the beginning end; 0 without."""
    begun = re.match(r"---[ \t]*\r?\n", text)
    ended = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(text, begun.end()) if begun else None
    return ended.end() if ended else 0


def _passages(part: Part, start: int) -> Iterator[TextPassage]:
    hidden = _hidden(part.text)
    block: list[tuple[int, int]] = []
    quoted, fence, code = False, "", start
    for match in _LINE.finditer(part.text, start):
        begin = match.start(1)
        words = match[1].strip()
        opened = _FENCE.match(words.lstrip("> "))
        if fence:
            if opened and opened[1].startswith(fence) and words.lstrip("> ") == opened[1]:
                yield from lines.passages(part, code, begin)
                fence = ""
            continue
        prefix = _PREFIX.match(match[1])
        assert prefix is not None  # it may be empty
        is_quoted, row = words.startswith(">"), words.startswith("|")
        heading = words.lstrip("> ").startswith("#")
        begins = prefix[0].strip("> \t") != "" or row or is_quoted != quoted
        if block and (opened or begins or not words.strip("> ") or _RULE.fullmatch(match[1])):
            yield from _paragraph(part, block, hidden)
            block = []
        if opened:
            fence, code = opened[1], match.end()
        elif words.strip("> ") and not _RULE.fullmatch(match[1]):
            block.append((begin + prefix.end(), begin + len(match[1].rstrip())))
            if row or heading or match[1].endswith(("  ", "\\")):
                yield from _paragraph(part, block, hidden)
                block = []
        quoted = is_quoted
    if fence:
        yield from lines.passages(part, code)
    yield from _paragraph(part, block, hidden)


def _paragraph(part: Part, block: list[tuple[int, int]], hidden: list[tuple[int, int]]) -> Iterator[TextPassage]:
    pieces: list[TextPiece] = []
    for start, end in block:
        words = list(_without_markup(part.text, start, end, hidden))
        if words and pieces:
            pieces += joint(pieces[-1], words[0].start, words[0].text)
        pieces += words
    yield from written(part, pieces)


def _without_markup(text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[TextPiece]:
    """The words of a line. What is not seen is left out, a reference to a character read."""
    for begin, stop in _visible(start, end, hidden):
        at = begin
        for markup in _MARKUP.finditer(text, begin, stop):
            if markup.start() > at:
                yield TextPiece(text[at : markup.start()], at, markup.start())
            if markup[0][0] == "&":
                yield TextPiece(unescape(markup[0]), *markup.span())
            elif markup[0][0] == "\\":
                yield TextPiece(markup[0][1], markup.end() - 1, markup.end())
            at = markup.end()
        if stop > at:
            yield TextPiece(text[at:stop], at, stop)


def _visible(start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of [start, end) outside those that are hidden."""
    for begin, stop in hidden:
        if begin >= end:
            break
        if stop > start:
            if begin > start:
                yield start, begin
            start = min(stop, end)
    if start < end:
        yield start, end


def _hidden(text: str) -> list[tuple[int, int]]:
    """Comments, scripts and styles."""
    spans = []
    for begin, end in _HIDDEN:
        at = 0
        while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start)) >= 0:
            at = stop + len(end)
            spans.append((start, at))
    return sorted(spans)
