"""What text files have in common: their encoding, and the day that their front matter names.

UTF-8, UTF-16 with its mark, or GB18030; anything else has its place named."""

import re
from datetime import date

from guiju.reading.limits import refuse
from guiju.reading.passage import Escape, Part

_DAY = re.compile(
    r"^(?:date|as_of|日期)[ \t]{0,9}[:：][ \t]{0,9}[\"']?"
    r"((?:19|20)[0-9]{2})(?:[-/.]|[ ]?年[ ]?)([0-9]{1,2})(?:[-/.]|[ ]?月[ ]?)([0-9]{1,2})(?![0-9])",
    re.MULTILINE,
)
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_COMMON = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
_COMMON_HAN = frozenset(_COMMON.decode("gb2312", "ignore"))


def text_part(data: bytes, name: str, escape: Escape = "") -> Part:
    """The text of a file. Unsound where its encoding is not known."""
    mark = next(filter(data.startswith, _MARKS), b"")
    encoding = _MARKS.get(mark, "utf-8")
    try:
        return Part(data[len(mark) :].decode(encoding), encoding, mark, escape=escape)
    except UnicodeDecodeError as error:
        unsound = error.start
    try:
        text = "" if mark else data.decode("gb18030")
    except UnicodeDecodeError as error:
        # The one that came further is the one that was meant.
        unsound, text = max(unsound, error.start), ""
    if not _reads_as_chinese(text):
        line, column = data.count(b"\n", 0, unsound) + 1, unsound - data.rfind(b"\n", 0, unsound)
        message = "neither UTF-8 nor GB18030 from this byte on; find out its encoding and save it as UTF-8"
        refuse("wrong-encoding", message, name, line, column)
    return Part(text, "gb18030", escape=escape)


def _reads_as_chinese(text: str) -> bool:
    """Almost any bytes are GB18030: what was meant so has mostly common characters."""
    foreign = [character for character in text if ord(character) > 0x7F]
    han = [character for character in foreign if "\u3400" <= character <= "\u9fff"]
    if not foreign or (any("\ue000" <= c <= "\uf8ff" for c in foreign) and len(han) < len(foreign) / 2):
        return False
    return not han or sum(map(_COMMON_HAN.__contains__, han)) >= 0.8 * len(han)


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
        words = text[matches[0].start(1) : matches[0].end()]
        message = "is no day of the calendar; correct it, since by it the versions of the cited laws are chosen"
        refuse("impossible-date", f"{words} {message}", name, *part.line_and_column(matches[0].start(1)))
