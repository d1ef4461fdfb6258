"""Dates and ids without line breaks inside: a browser breaks after any hyphen, and 2017-10- is not a date.

A date in the text of a page becomes a `time`; a single word of code is marked as whole, or as long if the line of a
phone may not hold it. The style sheet (guiju.css) does the rest. The characters stay the same, for copying and
searching.
"""

import re
from html import unescape

_HYPHEN = "(?:-|&#45;)"  # as Markdown writes it, and as guiju.site.escape does
# Not in an address or an id: there a hyphen, a point or a slash stands before it.
_DATE = re.compile(rf"\b(?<![-./])(?<!&#4[5-7];)\d{{4}}{_HYPHEN}\d\d{_HYPHEN}\d\d(?!\d)", re.ASCII)
_WORD = re.compile(r"<code>([^<\s]+)</code>")
_AFTER_HASH = re.compile(r"(?:(?<=&#35;)|(?<=(?<!&)#))(?!$)")
_LONGEST = 28
"""How many characters of code the narrowest phone (320 px) holds on a line, in a list as well."""

_NO_RUNNING_TEXT = ("<time", "<text", "<tspan", "<title", "<option", "<script", "<style")
"""The beginnings of tags that allow text only, or that have none to read."""


def no_wrap(html: str) -> str:
    """The content of a page, in which what must stay whole is marked."""
    return _DATE.sub(_date, _WORD.sub(_word, html))


def _date(match: re.Match[str]) -> str:
    html, at = match.string, match.start()
    tag, end = html.rfind("<", 0, at), html.rfind(">", 0, at)
    if tag > end or html.startswith(_NO_RUNNING_TEXT, max(tag, 0)):  # inside a tag, or right behind one of these
        return match[0]
    return f"<time>{match[0]}</time>"


def _word(match: re.Match[str]) -> str:
    return f"<code>{'<wbr>'.join(map(_part, _AFTER_HASH.split(match[1])))}</code>"


def _part(word: str) -> str:
    style = "whole" if len(unescape(word)) <= _LONGEST else "whole--long"
    return f'<span class="{style}">{word}</span>'
