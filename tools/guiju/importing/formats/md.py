"""Markdown as collections of laws use it: headings, bold labels, lists, tables, front matter, comments, raw HTML."""

import html as entities
import re
from collections.abc import Iterator

from guiju.importing import label
from guiju.importing.encoding import decode
from guiju.importing.line import Change, SourceText, TextLine, tidy

ENDINGS = ("md", "markdown", "mdown")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_FACT = re.compile(r"([A-Za-z_][A-Za-z0-9_\-]{0,39})\s*:\s*(.*)")
_TAG = re.compile(r"</?(?:a|abbr|b|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|s|small|span|strong|sub|sup|table"
                  r"|tbody|td|tfoot|th|thead|tr|u|ul|style)\b[^<>]*>", re.IGNORECASE)  # fmt: skip
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,}")
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?")
_DIRECTIVE = re.compile(r":{3,}\s*(?:[a-z]+\b)?\s*")


def read(data: bytes, name: str) -> SourceText:
    text, changes = decode(data, name)
    for begin, end in (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>")):
        text = _without(text, begin, end)
    lines = _BREAK.split(text)
    facts, begun, ended = _front_matter(lines)
    inside = ((number, lines[number - 1].strip()) for number in range(begun + 2, ended))
    markup = [Change("front-matter", number, words) for number, words in inside if words]
    rest = (line for line in _lines(lines, begun, ended))
    kept, more = tidy(rest)
    return SourceText(kept, (*changes, *markup, *more), tuple(facts))


def _without(text: str, begin: str, end: str) -> str:
    """The text without the parts between these marks; its lines keep their numbers."""
    pieces, at = [], 0
    while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start)) >= 0:
        pieces += [text[at:start], "\n" * len(_BREAK.findall(text[start:stop]))]
        at = stop + len(end)
    return "".join((*pieces, text[at:]))


def _front_matter(lines: list[str]) -> tuple[list[tuple[str, str]], int, int]:
    """The key: value lines between two lines of ---, near the top, and between which lines they are. Their keys are
    ASCII words; 发布机关：国务院 between such lines is text."""
    rules = [place for place, line in enumerate(lines[:80]) if re.fullmatch(r"---+\s*", line)]
    if len(rules) < 2 or any(line.strip() and not line.startswith("#") for line in lines[: rules[0]]):
        return [], 0, 0
    facts: list[tuple[str, str]] = []
    for line in lines[rules[0] + 1 : rules[1]]:
        match, item = _FACT.fullmatch(line.strip()), line.lstrip().startswith("-")
        if match is None and line.strip() and (not item or not facts or label.article(line.lstrip("-\t "))):
            return [], 0, 0
        if match is not None:
            facts.append((match[1], match[2].strip().strip("\"'")))
    return (facts, rules[0], rules[1] + 1) if facts else ([], 0, 0)


def _lines(lines: list[str], begun: int, ended: int) -> Iterator[TextLine]:
    for number, line in enumerate(lines, 1):
        if ended and begun < number <= ended:
            continue
        stripped = _DIRECTIVE.sub("", line.strip(), count=1) if ":::" in line else line.strip()
        if not stripped or _RULE.fullmatch(stripped) or _TABLE_RULE.fullmatch(stripped):
            continue
        stripped = re.sub(r"^(>\s*)+", "", stripped)
        row = stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2
        level = 0
        if stripped.startswith("#"):
            words = stripped.lstrip("#")
            level, stripped = min(len(stripped) - len(words), 6), words.strip().rstrip("#").rstrip()
        stripped = re.sub(r"^[-*+]\s+(?=\S)", "", stripped)
        strong = stripped.startswith(("**", "__", "<b>", "<strong>"))
        text = _inline(stripped)
        if row:
            text = " | ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
        for piece in re.split(r"\x00", text):
            yield TextLine(number, piece, level, strong, bool(re.match(r"\s{2,}|\u3000", line)), row)


def _inline(text: str) -> str:
    """The words of a line without marks; a <br> becomes a null character."""
    text = _LINK.sub(lambda match: match[2], text)
    text = re.sub(r"<br\s*/?>|</(?:p|tr|div|li|h[1-6])>", "\0", text, flags=re.IGNORECASE)
    text = re.sub(r"</t[dh]>(?=\s*<t[dh])", " | ", text, flags=re.IGNORECASE)
    text = _TAG.sub("", text)
    text = re.sub(r"\*\*(?!\*)(.+?)\*\*", r"\1", text)
    text = re.sub(r"__(?!_)(.+?)__", r"\1", text)
    text = re.sub(r"(?<![*\w])\*(?![*\s])([^*]+?)(?<![*\s])\*(?![*\w])", r"\1", text)
    text = _ESCAPE.sub(r"\1", text)
    return entities.unescape(text).replace("\0", "\x00")
