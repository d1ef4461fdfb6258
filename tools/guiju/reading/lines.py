"""Lines of plain text and of code, without what marks them as a comment; which go on a sentence that was wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guiju.reading.passage import Look, Part, TextPassage, columns, decoded, written

_LINE = re.compile(r"[^\r\n]+")
_STOPS = "。；：！？!?;:…|"
_OPEN = re.compile(r"《[^《》]*\Z|第[0-9０-９零〇○一二三四五六七八九十百千]{0,12}\Z")
"""What goes on in the next line, however short this one is."""
_BEGINS = re.compile(
    r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,3}[.、)）]|[一二三四五六七八九十]{1,3}、|[-*+•·|#]\s"
)
_QUOTES = r"\"\"\"|'''"
_MARKER = re.compile(rf"(?:#+|//+!?|/?\*+/?|--+|;+|%+|<!--|[rRbBfFuU]{{0,2}}(?:{_QUOTES}))\s*")
_ENDS = ("*/", "-->", '"""', "'''")
_KINDS = {"/": "*", "<": "", '"': "", "'": ""}
"""Of markers that begin several lines, by their first sign: how the lines behind the first are marked."""
_BETWEEN_STRINGS = re.compile(r"(?<=[\"'])\s*[,:+=]\s*(?=[\"'])")
_KEY = re.compile(r"(?:- )?[\"']?[\w.-]{1,60}[\"']?\s?[:=]\s")
_ESCAPED = re.compile(r"(?<!\\)\\u(?:([2-9a-cA-CeEfF][0-9a-fA-F]{3})|\{([2-9a-cA-CeEfF][0-9a-fA-F]{3})\})")
"""\\u7b2c of JSON, YAML and source code; not what stands for a control character, or half of one."""
_FEWEST_COLUMNS = 40


@dataclass(frozen=True)
class _Line:
    """The words of a line are [start, end) of the text; `marker` begins a comment; `cells` are its strings."""

    text: str
    start: int
    marker: str
    indented: bool
    cells: tuple[tuple[int, int], ...]


def lines(part: Part, start: int = 0, end: int | None = None, code: bool = True) -> Iterator[TextPassage]:
    """The lines of a stretch of text; `code`: comments and strings are looked for."""
    block: list[_Line] = []
    last = start
    for match in _LINE.finditer(part.text, start, len(part.text) if end is None else end):
        line = _line(part.text, match.start(), match.end(), code)
        breaks = part.text.count("\n", last, match.start()) or part.text.count("\r", last, match.start())
        if breaks > 1 or line is None or (block and block[-1].marker != line.marker):
            yield from _joined(part, block, code)
            block = []
        if line is not None:
            block.append(line)
        last = match.end()
    yield from _joined(part, block, code)


def _line(text: str, start: int, end: int, code: bool) -> _Line | None:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    marker = _MARKER.match(text, first, end) if code else None
    begin = marker.end() if marker else first
    stop = start + len(words.rstrip())
    if code and (mark := next((mark for mark in _ENDS if text.endswith(mark, begin, stop)), "")):
        stop = begin + len(text[begin : stop - len(mark)].rstrip("* \t"))
    if begin >= stop:
        return None
    cuts = [match.span() for match in _BETWEEN_STRINGS.finditer(text, begin, stop)] if code else []
    edges = [begin, *(edge for cut in cuts for edge in cut), stop]
    cells = tuple(zip(edges[::2], edges[1::2], strict=True))
    kind = marker[0].strip().lstrip("rRbBfFuU") if marker else ""
    if kind[:2] != "//":
        kind = _KINDS.get(kind[:1], kind)
    return _Line(text[begin:stop], begin, kind, first > start, cells)


def _joined(part: Part, block: list[_Line], code: bool) -> Iterator[TextPassage]:
    """The lines of a block; of a line with several strings each is one of its own."""
    widest = max((columns(line.text) for line in block), default=0)
    before: _Line | None = None
    for line in block:
        goes_on = before is not None and _goes_on(before, line, widest, code)
        like = TextPassage(part, (), look=Look(indented=line.indented), goes_on=goes_on)
        for begin, end in line.cells:
            escaped = _ESCAPED.finditer(part.text, begin, end) if code else ()  # \\u7b2c
            pieces = decoded(part.text, begin, end, escaped, lambda match: chr(int(match[1] or match[2], 16)))
            yield from written(like, list(pieces))
            like = replace(like, goes_on=False)
        before = line


def _goes_on(before: _Line, line: _Line, widest: int, code: bool) -> bool:
    """Whether a line is the rest of the sentence of the one before it."""
    if _OPEN.search(before.text):
        return True
    if before.text[-1] in _STOPS or _BEGINS.match(line.text) or (line.indented and not code):
        return False
    if code and (len(before.cells) > 1 or len(line.cells) > 1 or _KEY.match(line.text)):
        return False
    return widest >= _FEWEST_COLUMNS and columns(before.text) >= 0.75 * widest
