"""Plain text: one line a paragraph, or hard-wrapped lines. Text that is really Markdown or HTML is read as such."""

import re

from guiju.importing.encoding import decode
from guiju.importing.formats import html, md
from guiju.importing.line import SourceText, TextLine, tidy

ENDINGS = ("txt", "text")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MARKDOWN = re.compile(r"^(#{1,6}\s*[第《（]?\w|\*\*[第（]|---\s*$)", re.MULTILINE)
_HTML = re.compile(r"^\s*(<!doctype html|<html|<(p|div|table|body)[\s>])", re.IGNORECASE)


def read(data: bytes, name: str) -> SourceText:
    text, changes = decode(data, name)
    if _HTML.match(text):
        return html.read(data, name)
    if _MARKDOWN.search(text):
        return md.read(data, name)
    lines, more = tidy(TextLine(number, line) for number, line in enumerate(split(text), 1))
    return SourceText(lines, (*changes, *more))


def split(text: str) -> list[str]:
    """The lines of a text, whatever breaks them."""
    return _BREAK.split(text)
