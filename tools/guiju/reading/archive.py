"""The parts of an Office document (.docx, .xlsx), taken out of its zip archive with bounds.

What parts unpack to is counted, not believed. What is no document of its kind, or one that holds programs, is Unsound.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guiju.files.finding import one_line
from guiju.reading import xml
from guiju.reading.limits import MAX_PARTS, MAX_UNPACKED, damaged, refuse, too_large
from guiju.reading.passage import Part

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
    OverflowError,
)  # fmt: skip
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AGAIN = "open it in the program that made it and save it again"
_SIGNATURES = "_xmlsignatures/"


@dataclass
class Archive:
    """An opened archive; `name` is how messages name its file, `texts` are the parts that were read as text."""

    name: str
    data: bytes
    zipped: zipfile.ZipFile
    left: int = MAX_UNPACKED
    texts: dict[str, Part] = field(default_factory=dict)

    def __contains__(self, part: str) -> bool:
        return part in self.zipped.NameToInfo

    @property
    def names(self) -> list[str]:
        return self.zipped.namelist()

    @property
    def is_signed(self) -> bool:
        return any(name.startswith(_SIGNATURES) for name in self.names)

    def read(self, part: str) -> bytes:
        """The bytes of a part. Unsound where it is missing, fails its check sum, or all are more than is read."""
        try:
            data = self.zipped.open(part).read(self.left + 1)
        except (KeyError, *_DAMAGED):
            damaged(one_line(part, 80), self.name)
        if len(data) > self.left:
            too_large(f"unpacks to more than {MAX_UNPACKED:,} bytes; split it, or delete empty rows", self.name)
        self.left -= len(data)
        return data

    def text(self, part: str) -> Part:
        """The text of a part, which may be rewritten."""
        if part not in self.texts:
            self.texts[part] = xml.text_of(self.read(part), part, self.name)
        return self.texts[part]

    def parse(self, part: str, listener: xml.Listener) -> None:
        """Let a listener hear the elements and texts of a part."""
        xml.parse(self.text(part), self.name, listener)

    def tree(self, part: str) -> Element:
        """The elements of a small part, names without a namespace."""
        built = xml.Tree()
        self.parse(part, built)
        return built.builder.close()

    def targets(self, part: str) -> Mapping[str, tuple[str, str]]:
        """The relationships of a part ('' for the archive): id → (kind, name of the part it leads to)."""
        folder, file = posixpath.split(part)
        beside, found = posixpath.join(folder, "_rels", f"{file}.rels"), dict[str, tuple[str, str]]()
        for node in self.tree(beside).iter("Relationship") if beside in self else ():
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))
                found[node.get("Id", "")] = node.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/")
        return found

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with these parts in the place of theirs; of all others not a byte changes."""
        target = io.BytesIO()
        ends = sorted([*(entry.header_offset for entry in self.zipped.infolist()), self.zipped.start_dir])
        with zipfile.ZipFile(target, "w") as archive:
            archive.comment = self.zipped.comment
            for entry in map(copy, self.zipped.infolist()):
                if entry.filename in parts:
                    archive.writestr(entry, parts[entry.filename])
                    continue
                begin = entry.header_offset
                end = next(end for end in ends if end > begin)
                entry.header_offset = archive.start_dir
                target.seek(archive.start_dir)
                target.write(memoryview(self.data)[begin:end])
                archive.start_dir = target.tell()
                archive.filelist.append(entry)
        return target.getvalue()


def open_archive(data: bytes, name: str) -> Archive:
    """Open the bytes of an archive. Unsound where they are none, or not one of a kind that Office programs write."""
    try:
        zipped = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        refuse("unreadable-text", f"is damaged or incomplete; copy it again, or {_AGAIN}", name)
    entries = zipped.infolist()
    if len(entries) > MAX_PARTS:
        too_large(f"has more than {MAX_PARTS:,} parts; save it without pictures", name)
    if len(zipped.NameToInfo) < len(entries):
        refuse("unreadable-text", f"has a part twice; {_AGAIN}", name)
    if any(entry.flag_bits & 1 for entry in entries):
        refuse("unreadable-text", f"is encrypted; remove the password: {_AGAIN} without one", name)
    if any(entry.compress_type not in _PACKED for entry in entries):
        refuse("unreadable-text", f"uses a compression that Office programs do not use; {_AGAIN}", name)
    return Archive(name, data, zipped)
