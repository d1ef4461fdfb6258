"""Markdown: paragraphs, headings, items and rows without their markup; code line by line, as in a source file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from itertools import pairwise

from guiju.places.numerals import NUMERAL
from guiju.reading import lines
from guiju.reading.document import LeftOut, TextDocument
from guiju.reading.passage import Look, Part, TableRow, TextPassage, TextPiece, written
from guiju.reading.text import text_part

ENDINGS = ("md", "markdown", "mdown", "qmd")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_PREFIX = re.compile(
    r"(?P<quote>[\s>]*)(?::{3,}\s*(?:[a-z]+\b\s*)?)?(?P<begins>(?:[-*+]|\[\^[^\[\]\s]{1,40}\]:|:)\s+(?:\[[ xX]\]\s+)?"
    r"|(?P<heading>#{1,6})\s*)?(?P<label>[0-9]{1,9}[.)]\s+)?"
)
_RULE = re.compile(r"(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,}|\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?")
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_FACT = re.compile(r"([A-Za-z_][A-Za-z0-9_\-]{0,39})\s*[:=]\s*(.*)")
_OPENING, _CLOSING = re.compile(r"---|\+\+\+\Z"), {"---": re.compile(r"-{3,}|\.{3}"), "+++": re.compile(r"\+{3}")}
_ARTICLE = re.compile(f"第{NUMERAL}条")
_NEAR_THE_TOP = 80
_BAR = re.compile(r"(?<!\\)\|")
_PAIRED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(!?\[)([^\[\]]*)(\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\]\[[^\[\]]*\])", r"(\*\*)(?!\*)(.+?)(\*\*)",
        r"(__)(?!_)(.+?)(__)", r"(?<![*\w])(\*)(?![*\s])([^*]+?)(?<![*\s])(\*)(?![*\w])", r"(~~)(.+?)(~~)",
        r"(==)(?=\S)(.+?)(==)",
    )
)  # fmt: skip
_BREAK, _CELL, _GONE, _ESCAPE = "\x01", "\x02", "\x03", "\x04"
"""What stands for markup while a line is read, a sign for each of its characters."""
_SINGLE = (
    (re.compile(r"\\[!-/:-@\[-`{-~]"), _ESCAPE), (re.compile(r"`+|\[\^[^\[\]\s]{1,40}\]"), _GONE),
    (re.compile(r"<br\s*/?>|</(?:p|tr|div|li|h[1-6])>", re.IGNORECASE), _BREAK),
    (re.compile(r"</t[dh]>(?=\s*<t[dh])", re.IGNORECASE), _CELL), (re.compile(r"</?[A-Za-z][^<>]*>"), _GONE),
)  # fmt: skip
_PIECE = re.compile(
    rf"{_BREAK}+|{_CELL}+|{_GONE}+|(?:{_ESCAPE}{{2}})+|&(?:\#[0-9]{{1,9}}|\#[xX][0-9a-fA-F]{{1,8}}|[0-9A-Za-z]{{1,40}});?"
    rf"|[^{_BREAK}-{_ESCAPE}&]+|&"
)


def read(data: bytes, name: str) -> TextDocument:
    part = text_part(data, name)
    shown = _shown(part.text)
    begun, ended, facts, left_out = _front_matter(shown)
    front: list[TextPassage] = []
    if facts:
        front = [replace(line, beside="front-matter") for line in lines.lines(part, begun, ended)]
    before, rest = _lines(part, shown, 0, begun), _lines(part, shown, ended if facts else 0, len(shown))
    return TextDocument(name, data, (*before, *front, *rest), {"": part}, ended, facts, left_out)


def _shown(text: str) -> str:
    """The text, with a sign in the place of each character of comments, scripts and styles: places stay."""
    pieces, at = [], 0
    for begin, end in _HIDDEN:
        while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start)) >= 0:
            pieces += [text[at:start], re.sub(r"[^\r\n]", _GONE, text[start : stop + len(end)])]
            at = stop + len(end)
        text, pieces, at = "".join((*pieces, text[at:])), [], 0
    return text


def _front_matter(text: str) -> tuple[int, int, tuple[tuple[str, str], ...], tuple[LeftOut, ...]]:
    """Where the lines between two of --- or +++ at the top begin and end, the keys and values in them, and the lines.
    Their keys are ASCII words; 发布机关：国务院 between such lines is text, and so are they then."""
    begun, facts, inside, is_sound, fence = -1, list[tuple[str, str]](), list[LeftOut](), True, ""
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match[1].rstrip()
        if begun < 0 and (number > _NEAR_THE_TOP or (line.strip("-+") and line[0] != "#")):
            break
        if begun < 0:
            fence = opened[0] if (opened := _OPENING.match(line)) else ""
            begun = match.start() if fence else -1
        elif _CLOSING[fence].fullmatch(line):
            if is_sound and facts:
                return begun, match.end(), tuple(facts), tuple(inside)
            return 0, 0 if begun else match.end(), (), ()
        elif words := line.strip():
            inside.append(LeftOut("front-matter", number, words))
            if found := _FACT.fullmatch(words):
                facts.append((found[1], found[2].strip().strip("\"'")))
            else:
                is_item = words.startswith("-") and facts and not _ARTICLE.match(words.lstrip("-\t "))
                is_sound = is_sound and bool(is_item)
    return 0, 0, (), ()


def _lines(part: Part, shown: str, start: int, stop: int) -> Iterator[TextPassage]:
    is_open = quoted = False
    fence, code = "", start
    for match in _LINE.finditer(shown, start, stop):
        words = match[1].replace(_GONE, "").strip()
        opened = _FENCE.match(words.lstrip("> "))
        if fence:
            if opened and opened[1].startswith(fence) and words.lstrip("> ") == opened[1]:
                yield from lines.lines(part, code, match.start())
                fence = ""
            continue
        prefix = _PREFIX.match(match[1])
        assert prefix is not None  # it may be empty
        is_quoted, is_row = words.startswith(">"), words.startswith("|")
        begins = bool(prefix["begins"] or prefix["label"]) or is_row or is_quoted != quoted
        quoted = is_quoted
        if opened or not words.strip("> ") or _RULE.fullmatch(words.lstrip("> ")):
            is_open = False
            fence, code = (opened[1], match.end()) if opened else ("", 0)
            continue
        level = len(prefix["heading"] or "")
        end = match.start() + len(match[1].rstrip())
        if level:
            end = match.start() + len(match[1].rstrip().rstrip("#").rstrip())
        look = Look(
            level,
            match[1][prefix.end() :].startswith(("**", "__", "<b>", "<strong>")),
            match[1][:1] == "\u3000" or match[1][:2].isspace(),
            len(prefix["label"] or ""),
        )
        if is_row and words.endswith("|") and len(words) > 2:
            yield from _row(part, shown, match.start(), match.end(1))
            is_open = False
            continue
        like = TextPassage(part, (), look=look, goes_on=is_open and not begins)
        label = prefix.span("label")
        pieces = [TextPiece(prefix["label"], match.start() + label[0], match.start() + label[1])] if look.label else []
        for piece in _pieces(shown, part.text, match.start() + prefix.end(), end):
            if piece.text == _BREAK:
                yield from written(like, pieces)
                like, pieces = replace(like, goes_on=True, look=replace(look, label=0)), []
            else:
                pieces.append(piece)
        yield from written(like, pieces)
        is_open = not (is_row or level or match[1].endswith(("  ", "\\")))
    if fence:
        yield from lines.lines(part, code, stop)


def _row(part: Part, shown: str, start: int, stop: int) -> Iterator[TextPassage]:
    """The cells of a row of a table, each of one line: what breaks it is a space."""
    bars = [bar.start() for bar in _BAR.finditer(shown, start, stop)]
    row = TableRow(len(bars) - 1)
    for cell, (begun, ended) in enumerate(pairwise(bars), 1):
        pieces = [
            replace(piece, text=" ") if piece.text == _BREAK else piece
            for piece in _pieces(shown, part.text, begun + 1, ended)
        ]
        yield from written(TextPassage(part, (), look=Look(row=row, cell=cell)), pieces)


def _signs(sign: str, match: re.Match[str]) -> str:
    return sign * len(match[0])


def _pieces(shown: str, text: str, start: int, end: int) -> Iterator[TextPiece]:
    """The words of a line as they are seen, references to characters read; one of _BREAK where the line ends."""
    line = shown[start:end]
    for pattern, sign in _SINGLE:
        line = pattern.sub(partial(_signs, sign), line)
    for pattern in _PAIRED:
        line = pattern.sub(lambda match: _GONE * len(match[1]) + match[2] + _GONE * len(match[3]), line)
    for match in _PIECE.finditer(line):
        words, span = match[0], (start + match.start(), start + match.end())
        if words[0] == _BREAK:
            yield TextPiece(_BREAK, *span)
        elif words[0] == _CELL:
            yield TextPiece(" | ", *span)
        elif words[0] == _ESCAPE:
            for at in range(span[0] + 1, span[1], 2):
                yield TextPiece(text[at], at, at + 1)
        elif words[0] == "&":
            yield TextPiece(unescape(words), *span)
        elif words[0] != _GONE:
            yield TextPiece(words, *span)
