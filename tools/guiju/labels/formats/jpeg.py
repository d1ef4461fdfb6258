"""JPEG: EXIF, XMP, comments, the segments of programs, and whether there is a C2PA manifest."""

from collections.abc import Iterator

from guiju.labels import exif, xmp
from guiju.labels.entry import MetadataEntry, Unpacker, as_text, counted
from guiju.reading.limits import refuse

ENDINGS, MAGIC, WITHIN, KIND = ("jpg", "jpeg", "jpe", "jfif"), b"\xff\xd8\xff", 0, "picture"
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_MORE, _BEFORE = b"http://ns.adobe.com/xmp/extension/\0", 40
"""What a further piece of a long packet begins with, and how much comes between that and its text."""
_COMMENT, _SCAN, _END, _APPLICATION = 0xFE, 0xDA, 0xD9, range(0xE1, 0xF0)
_ALONE = (0x01, *range(0xD0, 0xD9), 0xFF)  # markers without a length; the last fills up


def entries(data: bytes, name: str) -> Iterator[MetadataEntry]:
    unpacker, more = Unpacker(name), list[bytes]()
    for marker, body in counted(_segments(data, name), name):
        if marker != _COMMENT and marker not in _APPLICATION:
            continue
        body = unpacker.take(body)
        if body.startswith(_EXIF):
            yield from exif.texts(body[len(_EXIF) :], name)
        elif body.startswith(_XMP):
            yield from xmp.properties(body[len(_XMP) :], name, "JPEG APP1")
        elif body.startswith(_MORE):
            more.append(body[len(_MORE) + _BEFORE :])
        elif marker == _COMMENT:
            yield MetadataEntry("JPEG COM", "comment", as_text(body))
        elif marker == 0xEB and b"c2pa" in body:
            yield MetadataEntry("JPEG APP11", "C2PA", "")
        else:
            yield MetadataEntry(f"JPEG APP{marker - 0xE0}", "", body.decode("utf-8", "replace"))
    if more:
        yield from xmp.properties(b"".join(more), name, "JPEG APP1")


def _segments(data: bytes, name: str) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (_SCAN, _END):
            return
        if marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 2 or at + 2 + size > len(data):
            break
        yield marker, data[at + 4 : at + 2 + size]
        at += 2 + size
    refuse("unreadable-picture", "is damaged before its picture begins; copy it again, or save it again as JPEG", name)
