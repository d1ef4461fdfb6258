"""Characters that no line, page or terminal can show as they are: found, written as escapes, or replaced."""

import re
import unicodedata

# Controls other than tab and line breaks, halves of characters, and what is not a character: U+FDD0–FDEF, the last two
# of each plane.
_NO_CHARACTERS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
# What breaks lines and paragraphs, turns the direction of text or has no width; joiners aside, which words and emoji
# need.
_BREAKING_A_LINE = "\t\n\r\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
_NOT_ON_A_PAGE = re.compile(f"[{_NO_CHARACTERS}]")
_NOT_IN_A_LINE = re.compile(f"[{_NO_CHARACTERS}{_BREAKING_A_LINE}]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def html_safe(text: str) -> str:
    """A text fit for a page that escapes white space and marks of direction itself; what is no character is U+FFFD."""
    return text if text.isprintable() else _NOT_ON_A_PAGE.sub("\ufffd", text)


def printable(text: str) -> str:
    """A text fit for one line of any format: a control, a line break or half a character becomes U+FFFD."""
    return text if text.isprintable() else _NOT_IN_A_LINE.sub("\ufffd", text)


def printable_lines(text: str) -> str:
    """The same of a text of several lines."""
    return "\n".join(map(printable, text.split("\n")))


def is_invisible(character: str) -> bool:
    """Whether a character is invisible and may change how others look: a control, U+202E (right to left), U+200B."""
    return unicodedata.category(character) in _HIDDEN


def escaped_lines(text: str) -> str:
    """A text of several lines with such characters written as escapes; spaces of every width stay."""
    if text.isprintable():
        return text
    return "".join(ascii(c)[1:-1] if c != "\n" and is_invisible(c) else c for c in text)


def escaped(text: str) -> str:
    """A text with line breaks and other characters that do not print written as escapes."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
