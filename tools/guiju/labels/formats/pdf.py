"""PDF: the entries of its information dictionary, XMP, and whether there is a C2PA manifest. No page is looked at.

The objects are looked for from the beginning, streams passed over, since a table of them may be wrong; of two with one
number the later one counts, as after an edit.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from guiju.labels import xmp
from guiju.labels.entry import MAX_PARTS, MetadataEntry, Unpacker
from guiju.labels.label import is_name
from guiju.labels.pdf_values import PdfName, PdfReference, Value, value_at
from guiju.reading.limits import MAX_UNPACKED, refuse, too_large

ENDINGS, MAGIC, WITHIN, KIND = ("pdf",), b"%PDF", 1_024, ""
"""Programs read a file whose header comes after other bytes. Whether it is a text or a scan is not known."""
_MARK = re.compile(rb"(?<![0-9])(\d{1,10})\s+\d{1,5}\s+obj\b|\bstream\r?\n|\btrailer\b")
_NULL = re.compile(rb"\s*null\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(\s+\d{1,5}\s+R)?")
_OTHERWISE = "is packed in a way that is not read; open it in the program that made it, save again"
_HEADER, _TRAILERS = 65_536, 100
"""Bytes of the dictionary of a stream, or of a trailer; trailers that count, the last of them."""


@dataclass
class _Objects:
    """Where each object begins, by number: in the file, or in a stream that was unpacked; and what leads to them."""

    unpacker: Unpacker
    places: dict[int, tuple[bytes, int]] = field(default_factory=dict)
    streams: dict[int, tuple[int, int]] = field(default_factory=dict)
    trailers: list[int] = field(default_factory=list)

    def at(self, value: Value) -> Value:
        """The value itself, of a reference what it refers to."""
        for _ in range(8):
            if not isinstance(value, PdfReference):
                break
            value = value_at(*self.places[value.number]) if value.number in self.places else None
        return value

    def is_null(self, value: Value) -> bool:
        """Whether a reference leads to null. One that leads nowhere may be of a file that lost something."""
        found = self.places.get(value.number) if isinstance(value, PdfReference) else None
        return found is not None and _NULL.match(*found) is not None

    def stream(self, number: int, data: bytes) -> bytes:
        """What a stream unpacks to. Unsound for one that is packed otherwise."""
        begin, end = self.streams.get(number, (0, 0))
        header = self.at(PdfReference(number))
        filters = self.at(header.get("Filter")) if isinstance(header, dict) else None
        several = filters if isinstance(filters, list) else [filters] if filters is not None else []
        if several == [PdfName("FlateDecode")]:
            return self.unpacker.inflate(data[begin:end])
        if several or number not in self.streams:
            refuse("unreadable-pdf", f"has metadata that are not found, or {_OTHERWISE}", self.unpacker.name)
        return self.unpacker.take(data[begin:end])


def entries(data: bytes, name: str) -> Iterator[MetadataEntry]:
    objects = _objects(data, name)
    trailers = [value_at(data, at, _HEADER) for at in objects.trailers[-_TRAILERS:]]
    known = [trailer for trailer in trailers if isinstance(trailer, dict)]
    last = {key: value for trailer in known for key, value in trailer.items()}
    if not last or len(known) < len(trailers):
        lacking = "is damaged: it has no trailer, or a broken one"
        refuse("unreadable-pdf", f"{lacking}; open it in the program that made it, save again", name)
    if "Encrypt" in last:
        refuse("unreadable-pdf", "is encrypted; save it without a password", name)
    written, root = last.get("Info", {}), objects.at(last.get("Root"))
    info = {} if objects.is_null(written) else objects.at(written)
    if not isinstance(info, dict) or not isinstance(root, dict):
        refuse("unreadable-pdf", f"has a catalogue or information that is not found, or {_OTHERWISE}", name)
    for key, value in info.items():
        text = objects.at(value)
        if isinstance(text, str):
            yield MetadataEntry("PDF Info", key, text)
        elif is_name(key):  # there, whatever it is
            yield MetadataEntry("PDF Info", key, json.dumps(text, default=str) if text is not None else "?")
    packet = root.get("Metadata")
    if isinstance(packet, PdfReference):
        yield from xmp.properties(objects.stream(packet.number, data), name, "PDF")
    if b"/C2PA_Manifest" in data:
        yield MetadataEntry("PDF", "C2PA", "")


def _objects(data: bytes, name: str) -> _Objects:
    objects, at, number, begun, count = _Objects(Unpacker(name, MAX_UNPACKED)), 0, 0, 0, 0
    while mark := _MARK.search(data, at):
        at = mark.end()
        if (count := count + 1) > MAX_PARTS * 10:
            too_large(f"has more than {MAX_PARTS * 10:,} objects; split it", name)
        if mark[1]:
            number, begun = int(mark[1]), at
            objects.places[number] = data, at
        elif mark[0] == b"trailer":
            objects.trailers.append(at)
        else:
            header = data[max(begun, mark.start() - _HEADER) : mark.start()]
            at = _end(data, at, header, objects)
            objects.streams[number] = mark.end(), at
            if b"/XRef" in header:  # in place of a trailer
                objects.trailers.append(begun)
            elif b"/ObjStm" in header:
                _unpacked(data, number, header, objects)
            begun = at
    return objects


def _end(data: bytes, begin: int, header: bytes, objects: _Objects) -> int:
    """Where a stream ends: by its length, else where its end is next written."""
    length, size = _LENGTH.search(header), -1
    if length and length[2]:
        known = objects.at(PdfReference(int(length[1])))
        size = known if isinstance(known, int) else -1
    elif length:
        size = int(length[1])
    if size >= 0 and data[begin + size : begin + size + 20].lstrip().startswith(b"endstream"):
        return begin + size
    written = data.find(b"endstream", begin)
    return written if written >= 0 else len(data)


def _unpacked(data: bytes, number: int, header: bytes, objects: _Objects) -> None:
    """Note what a stream of objects holds."""
    known = value_at(header, 0)
    first, count = (known.get("First"), known.get("N")) if isinstance(known, dict) else (None, None)
    if not isinstance(first, int) or not isinstance(count, int):
        return
    body = objects.stream(number, data)
    table = [
        int(word) for word in body[:first].split()[: 2 * min(count, MAX_PARTS)] if word.isdigit() and len(word) < 11
    ]
    for inner, offset in zip(table[::2], table[1::2], strict=False):
        objects.places[inner] = body, first + offset
