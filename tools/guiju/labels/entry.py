"""A text that the metadata of a file hold, and where; and how much of them is read."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from guiju.reading.limits import refuse, too_large

Part = TypeVar("Part")

MAX_PARTS = 100_000
"""Chunks, segments or objects of a file."""
MAX_METADATA = 16 * 1024 * 1024
"""Bytes of the metadata of a file, once unpacked."""


@dataclass(frozen=True)
class MetadataEntry:
    """`key` is what the file calls it, `place` the part of its format: PNG iTXt, EXIF, XMP … One that is not `hidden`
    stands in the text itself, where readers see it: no metadata."""

    place: str
    key: str
    text: str
    hidden: bool = True


def as_text(data: bytes) -> str:
    """Bytes of a format that names no encoding, as a text: UTF-16 where a mark says so or many are zero, as they are in
    the signs of a label; else UTF-8, else a character a byte."""
    data = data.rstrip(b"\0")
    is_marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if is_marked or data.count(0) * 5 > len(data):
        data += b"\0" * (len(data) % 2)
        encoding = "utf-16" if is_marked else "utf-16-le" if data.find(0) % 2 else "utf-16-be"
        return data.decode(encoding, "replace").strip("\0")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def counted(parts: Iterable[Part], name: str) -> Iterator[Part]:
    """The chunks or segments of a picture; Unsound where there are more than are read."""
    for number, part in enumerate(parts, 1):
        if number > MAX_PARTS:
            too_large(f"has more than {MAX_PARTS:,} parts; save it again in the same format", name)
        yield part


@dataclass
class Unpacker:
    """Unpacks streams of one file, as far as it may come to."""

    name: str
    left: int = MAX_METADATA

    def inflate(self, data: bytes) -> bytes:
        """What a stream unpacks to. Unsound for a damaged one, whose label would be missed, and where all are more than
        is read."""
        stream, unpacked = zlib.decompressobj(), b""
        with suppress(zlib.error):
            unpacked = self.take(stream.decompress(data, self.left + 1))
        if not stream.eof:
            refuse("unreadable-file", "has metadata that cannot be unpacked; save it again as what it is", self.name)
        return unpacked

    def take(self, data: bytes) -> bytes:
        """The same bytes, counted."""
        self.left -= len(data)
        if self.left < 0:
            too_large(f"has more than {MAX_METADATA:,} bytes of metadata; remove what is not needed", self.name)
        return data
