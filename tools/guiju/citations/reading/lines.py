"""Lines of plain text → passages: a sentence that was wrapped is one again, whatever marks the lines as a comment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.citations.reading.passage import Part, TextPassage, TextPiece, written

_LINE = re.compile(r"[^\r\n]+")
_STOPS = "。；：！？!?;:…|"
_OPEN = re.compile(r"《[^《》]*\Z|第[0-9０-９零〇○一二三四五六七八九十百千]{0,12}\Z")
"""What goes on in the next line, however short this one is."""
_BEGINS = re.compile(
    r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,3}[.、)）]|[一二三四五六七八九十]{1,3}、|[-*+•·|#]\s"
)
_MARKER = re.compile(r"(?:#+|//+!?|/?\*+|--+|;+|%+|<!--)\s*")
_BETWEEN_STRINGS = re.compile(r"(?<=[\"'])\s*[,:+=]\s*(?=[\"'])")
_KEY = re.compile(r"(?:- )?[\"']?[\w.-]{1,60}[\"']?\s?[:=]\s")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_ESCAPED = re.compile(r"(?<!\\)\\u(?:([2-9a-cA-CeEfF][0-9a-fA-F]{3})|\{([2-9a-cA-CeEfF][0-9a-fA-F]{3})\})")
"""\\u7b2c of JSON, YAML and source code; not what stands for a control character, or half of one."""
_FEWEST_COLUMNS = 40


@dataclass(frozen=True)
class _Line:
    """The words of a line are [start, end) of the text; `marker` begins a comment; `cells` are its strings."""

    text: str
    start: int
    end: int
    marker: str
    indented: bool
    cells: tuple[tuple[int, int], ...]

    @property
    def columns(self) -> int:
        return len(self.text) + len(_WIDE.findall(self.text))


def passages(part: Part, start: int = 0, end: int | None = None, code: bool = True) -> Iterator[TextPassage]:
    """The passages of a stretch of text; `code`: comments and strings are looked for."""
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


def is_ideograph(character: str) -> bool:
    """Whether a character stands beside others without a space, as Chinese ones and their punctuation do."""
    return _WIDE.match(character) is not None or character in "“”‘’…—"


def joint(before: TextPiece, start: int, following: str) -> tuple[TextPiece, ...]:
    """What comes between two lines that were one: a space, which Chinese does not need."""
    spaced = not (is_ideograph(before.text[-1]) or is_ideograph(following))
    return (TextPiece(" ", before.end, start),) if spaced else ()


def _line(text: str, start: int, end: int, code: bool) -> _Line | None:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    marker = _MARKER.match(text, first, end) if code else None
    begin = marker.end() if marker else first
    stop = start + len(words.rstrip())
    if begin >= stop:
        return None
    cuts = [match.span() for match in _BETWEEN_STRINGS.finditer(text, begin, stop)] if code else []
    edges = [begin, *(edge for cut in cuts for edge in cut), stop]
    cells = tuple(zip(edges[::2], edges[1::2], strict=True))
    return _Line(text[begin:stop], begin, stop, marker[0].strip() if marker else "", first > start, cells)


def _joined(part: Part, block: list[_Line], code: bool) -> Iterator[TextPassage]:
    """The lines of a block, those that were wrapped joined."""
    widest = max((line.columns for line in block), default=0)
    pieces: list[TextPiece] = []
    before: _Line | None = None
    for line in block:
        if before is not None and not _goes_on(before, line, widest, code):
            yield from written(part, pieces)
            pieces = []
        if pieces:
            pieces += joint(pieces[-1], line.start, line.text[0])
        *others, own = line.cells
        for begin, end in others:
            yield from written(part, [*pieces, *_pieces(part.text, begin, end, code)])
            pieces = []
        pieces += _pieces(part.text, *own, code)
        before = line
    yield from written(part, pieces)


def _pieces(text: str, start: int, end: int, code: bool) -> Iterator[TextPiece]:
    """Characters [start, end), in code with those that are written as \\u7b2c read."""
    at = start
    for match in _ESCAPED.finditer(text, start, end) if code else ():
        yield TextPiece(text[at : match.start()], at, match.start())
        yield TextPiece(chr(int(match[1] or match[2], 16)), *match.span())
        at = match.end()
    yield TextPiece(text[at:end], at, end)


def _goes_on(before: _Line, line: _Line, widest: int, code: bool) -> bool:
    """Whether a line is the rest of the sentence of the one before it."""
    if _OPEN.search(before.text):
        return True
    if before.text[-1] in _STOPS or _BEGINS.match(line.text) or (line.indented and not code):
        return False
    if code and (len(before.cells) > 1 or len(line.cells) > 1 or _KEY.match(line.text)):
        return False
    return widest >= _FEWEST_COLUMNS and before.columns >= 0.75 * widest
