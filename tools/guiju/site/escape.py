"""Text of the data, made safe for Markdown and HTML at once: whatever it holds, it comes out as text.

Every character that Markdown or HTML could read becomes a numeric character reference, which both leave alone.
Characters that no page can show (controls, lone surrogates, noncharacters) become U+FFFD.
"""

from __future__ import annotations

import html
import re
import unicodedata

from markupsafe import Markup

_UNSHOWN = {"Cc", "Cs"}
# ASCII punctuation; white space other than single spaces inside, which Markdown would strip, join or break lines at.
_READ_BY_MARKUP = re.compile(r"[!-/:-@\[-`{-~]|[^\S ]|^ | $|(?<= ) ")


def text(value: object) -> Markup:
    """A value as text inside Markdown: paragraph, heading, table cell, link text, attribute in double quotes.

    What is Markup already stays as it is.
    """
    if isinstance(value, Markup):
        return value
    return Markup(_READ_BY_MARKUP.sub(lambda match: f"&#{ord(match[0])};", _shown(str(value))))


def attribute(value: object) -> str:
    """A value as text inside HTML only: the head of a page, the search index."""
    return html.escape(_shown(str(value)))


def _shown(value: str) -> str:
    return "".join("\ufffd" if _unshown(character) else character for character in value)


def _unshown(character: str) -> bool:
    if character in "\n\r\t":
        return False
    # U+FDD0–FDEF and the last two of each plane are no characters; YAML and HTML refuse them.
    code = ord(character)
    return unicodedata.category(character) in _UNSHOWN or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
