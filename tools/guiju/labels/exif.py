"""EXIF: the texts of a TIFF directory, and of those that it leads to."""

import struct
from collections.abc import Iterator

from guiju.labels.entry import MetadataEntry, as_text
from guiju.reading.limits import refuse

_TEXTS = (1, 2, 7)  # types of values: bytes, ASCII, undefined
_LEADS_ON = (0x8769, 0x014A)  # to the directory of EXIF, and to others
_XMP, _MOST = 0x02BC, 16
_NAMES = {0x010E: "ImageDescription", 0x9286: "UserComment", 0x9C9C: "XPComment", 0x013B: "Artist", 0x0131: "Software"}
_FOR_WINDOWS = range(0x9C9B, 0x9CA0)  # title, comment, author, keywords, subject: UTF-16
_CHARSETS = (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", b"\0" * 8)
"""What a comment begins with."""


def texts(data: bytes, name: str) -> Iterator[MetadataEntry]:
    """The texts of a TIFF structure; a directory is read once. Unsound where one is not there, but for a last one: what
    programs write of that is often wrong."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
    waiting, seen, left = [_number(data, order, 4) if order else 0], set[int](), 2 * len(data)
    nexts = set[int]()
    while waiting and len(seen) < _MOST:
        at = waiting.pop()
        if at in seen:
            continue
        if not 0 < at <= len(data) - 2:
            if at not in nexts:
                refuse("unreadable-picture", "has EXIF that is damaged; remove it, or save the picture again", name)
            continue
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        for start in range(at + 2, min(at + 2 + 12 * count, len(data) - 11), 12):
            tag, kind, size = struct.unpack_from(f"{order}HHI", data, start)
            if tag in _LEADS_ON:
                waiting.append(_number(data, order, start + 8))
            elif kind in _TEXTS and 4 < size <= left:  # many may be in the same place
                left -= size
                begin = _number(data, order, start + 8)
                text = _decoded(data[begin : begin + size], tag, order)
                yield MetadataEntry("EXIF", "XMP" if tag == _XMP else _NAMES.get(tag, f"0x{tag:04X}"), text)
        following = _number(data, order, at + 2 + 12 * count)
        nexts.add(following)
        waiting.append(following)


def _decoded(value: bytes, tag: int, order: str) -> str:
    charset = next((charset for charset in _CHARSETS if value.startswith(charset)), b"")
    value = value[len(charset) :]
    if charset == b"UNICODE\0" or tag in _FOR_WINDOWS:
        little = order == "<" or tag != 0x9286
        # Writers differ in the order of bytes; the sign that a text of either begins with tells.
        if charset and len(value) > 1 and 0 in value[:2]:
            little = value[1] == 0
        return value.decode("utf-16-le" if little else "utf-16-be", "replace").strip("\0\ufeff")
    return as_text(value)


def _number(data: bytes, order: str, at: int) -> int:
    found: tuple[int, ...] = struct.unpack_from(f"{order}I", data, at) if 0 <= at <= len(data) - 4 else (0,)
    return found[0]
