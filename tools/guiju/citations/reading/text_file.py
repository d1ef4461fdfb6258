"""What text files have in common: their characters, and the day that their front matter names."""

import re
from datetime import date

from guiju.citations.reading.passage import Escape, Part
from guiju.files.finding import Finding, Location, Unsound
from guiju.importing.encoding import decode

_DAY = re.compile(
    r"^(?:date|as_of|日期)[ \t]{0,9}[:：][ \t]{0,9}[\"']?"
    r"((?:19|20)[0-9]{2})(?:[-/.]|[ ]?年[ ]?)([0-9]{1,2})(?:[-/.]|[ ]?月[ ]?)([0-9]{1,2})(?![0-9])",
    re.MULTILINE,
)
_MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def text_part(data: bytes, name: str, escape: Escape = "") -> Part:
    """The text of a file. Unsound where its encoding is not known."""
    text, changes = decode(data, name)
    encoding = changes[0].words.split()[0] if changes else "utf-8"
    return Part(text, encoding, _MARKS[encoding] if changes and encoding in _MARKS else b"", escape=escape)


def day(part: Part, end: int, name: str) -> date | None:
    """The day of front matter, which ends at a character: `date:`, `as_of:` or `日期：` at the beginning of a line;
    `as_of` before the others. Unsound where the calendar has no such day."""
    text = part.text[:end]
    matches = sorted(_DAY.finditer(text), key=lambda match: not match[0].startswith("as_of"))
    if not matches:
        return None
    try:
        return date(*map(int, matches[0].groups()))
    except ValueError:
        message = "is no day of the calendar; correct it, since by it the versions of the cited laws are chosen"
        at = Location(name, *part.line_and_column(matches[0].start(1)))
        words = text[matches[0].start(1) : matches[0].end()]
        raise Unsound([Finding("impossible-date", f"{words} {message}", at)]) from None
