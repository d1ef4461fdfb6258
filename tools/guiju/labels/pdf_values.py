"""Values as PDF writes them: numbers, names, texts, lists, dictionaries, references."""

import re
from dataclasses import dataclass

_DEPTH, _LONGEST = 16, 1 << 20
_BLANKS = rb"[\s\0]*+(?:%[^\r\n]*+(?:[\r\n]|\Z)[\s\0]*+)*+"
"""Comments too. What is blank begins no token, and no comment a second one: so there is one way to read them."""
_TOKEN = re.compile(
    _BLANKS + rb"(?:(<<|>>|\[|\])"
    rb"|(\d{1,10}+)\s++\d{1,5}+\s++R\b"
    rb"|/([^\s\0()<>\[\]{}/%]*+)"
    rb"|([+-]?\d++(?!\.))"
    rb"|(\()"
    rb"|<([0-9A-Fa-f\s]*+)>"
    rb"|([^\s\0()<>\[\]{}/%]++))"
)
_IN_TEXT = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class PdfName:
    """/PdfName."""

    text: str


@dataclass(frozen=True)
class PdfReference:
    """To the object of this number."""

    number: int


Value = None | int | str | PdfName | PdfReference | list["Value"] | dict[str, "Value"]


def value_at(data: bytes, at: int, longest: int = _LONGEST) -> Value:
    """The value that begins at a place; None for one that is no text, number, name, list, dictionary or reference, for
    one that is damaged or not closed, and for one that is longer or goes deeper."""
    try:
        return _value(data[at : at + longest], 0, 0)[0]
    except _DamagedValueError:
        return None


class _DamagedValueError(Exception):
    """Nothing that is known begins here."""


def _value(data: bytes, at: int, depth: int) -> tuple[Value, int, bool]:
    """The value at a place, where it ends, and whether that is the end of what it is in."""
    token = _TOKEN.match(data, at)
    if token is None or depth > _DEPTH:
        raise _DamagedValueError
    sign, number, name, whole, opened, digits, _ = token.groups()
    if sign in (b">>", b"]"):
        return None, token.end(), True
    if sign:
        items, at, ended = list[Value](), token.end(), False
        while not ended:
            item, at, ended = _value(data, at, depth + 1)
            items += [] if ended else [item]
        pairs = zip(items[::2], items[1::2], strict=False)
        return (items if sign == b"[" else {k.text: v for k, v in pairs if isinstance(k, PdfName)}), at, False
    if number:
        return PdfReference(int(number)), token.end(), False
    if name is not None:
        unescaped = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes.fromhex(match[1].decode()), name)
        return PdfName(unescaped.decode("utf-8", "replace")), token.end(), False
    if whole:
        return int(whole[:20]), token.end(), False
    if digits is not None:
        plain = b"".join(digits.split())
        return _decoded(bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())), token.end(), False
    return (*_text(data, token.end()), False) if opened else (None, token.end(), False)


def _text(data: bytes, begin: int) -> tuple[str, int]:
    open_brackets, at = 1, begin
    while open_brackets and (sign := _IN_TEXT.search(data, at)):
        at = sign.end() + (sign[0] == b"\\")
        open_brackets += {b"(": 1, b")": -1}.get(sign[0], 0)
    return _decoded(_ESCAPE.sub(_unescaped, data[begin : at - 1])), at


def _unescaped(escape: re.Match[bytes]) -> bytes:
    if escape[1]:
        return bytes([int(escape[1], 8) & 255])
    return b"" if escape[2] else _SIGNS.get(escape[3], escape[3])


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
