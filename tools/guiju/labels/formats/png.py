"""PNG: the texts of tEXt, zTXt and iTXt chunks, EXIF, XMP, and whether there is a C2PA manifest."""

import re
import struct
from collections.abc import Iterator

from guiju.labels import exif, xmp
from guiju.labels.entry import MetadataEntry, Unpacker, as_text, counted
from guiju.reading.limits import refuse

ENDINGS, MAGIC, WITHIN, KIND = ("png",), b"\x89PNG\r\n\x1a\n", 0, "picture"
_XMP = "XML:com.adobe.xmp"
_RAW = re.compile(r"Raw profile type (exif|APP1|xmp|iptc)$")
"""A keyword under which some programs keep what other formats have: a count, then hexadecimal digits."""


def entries(data: bytes, name: str) -> Iterator[MetadataEntry]:
    unpacker = Unpacker(name)
    for kind, body in counted(_chunks(data, name), name):
        if kind == b"eXIf":
            yield from exif.texts(unpacker.take(body), name)
        elif kind == b"caBX":
            yield MetadataEntry("PNG caBX", "C2PA", "")
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _text(kind.decode(), body, unpacker)


def _chunks(data: bytes, name: str) -> Iterator[tuple[bytes, bytes]]:
    at = len(MAGIC)
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IEND":
            return
        yield kind, data[at + 8 : at + 8 + size]
        at += 12 + size
    refuse("unreadable-picture", "ends before its last chunk; copy it again, or save it again as PNG", name)


def _text(kind: str, body: bytes, unpacker: Unpacker) -> Iterator[MetadataEntry]:
    key, _, rest = body.partition(b"\0")
    if kind == "tEXt":
        value = unpacker.take(rest)
    elif kind == "zTXt":
        value = unpacker.inflate(rest[1:])
    else:
        packed, rest = rest[:1] == b"\1", rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        value = unpacker.inflate(rest) if packed else unpacker.take(rest)
    keyword, place = key.decode("latin-1"), f"PNG {kind}"
    if keyword == _XMP:
        yield from xmp.properties(value, unpacker.name, place)
    elif raw := _RAW.match(keyword):
        profile = _unhexed(value, unpacker.name)
        if raw[1] == "xmp" or b"adobe.com/xap" in profile[:40]:
            yield from xmp.properties(profile[max(profile.find(b"<"), 0) :], unpacker.name, place)
        elif raw[1] == "iptc":
            yield MetadataEntry(place, keyword, as_text(profile))
        else:
            yield from exif.texts(profile.removeprefix(b"Exif\0\0"), unpacker.name)
    else:
        yield MetadataEntry(place, keyword, as_text(value))


def _unhexed(value: bytes, name: str) -> bytes:
    digits = b"".join(value.split()[2:])
    if not re.fullmatch(rb"(?:[0-9a-fA-F]{2})*", digits):
        refuse("unreadable-picture", "has a raw profile that is damaged; save it again as PNG", name)
    return bytes.fromhex(digits.decode("latin-1"))
