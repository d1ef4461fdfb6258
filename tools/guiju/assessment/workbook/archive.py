"""The parts of an .xlsx file, taken out of its zip archive with bounds on everything, and read as XML without a DTD.

Whatever is no plain workbook is a Misuse, one line with the remedy. What is bounded: the bytes of the file, its parts,
what they unpack to (a zip bomb says so itself, or its parts fail their check sums), and how deep the XML is nested.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from guiju.files.content import content
from guiju.files.finding import Misuse, one_line

MAX_FILE = 16 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 1_000
MAX_ELEMENTS = 2_500_000
MAX_ATTRIBUTES = 5_000_000
"""Of the XML of one part."""
MAX_NAMES = 1_000
"""Of its attributes, each of which the reader keeps: a workbook has few, however many rows."""
_FEW_ATTRIBUTES = 100_000
_NAME = re.compile(rb"""(?<=[\s"'])[^\s<>="'/]+(?=\s*=)""")
_MAX_DEPTH = 64
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
    OverflowError,
)  # fmt: skip
_SAVE = "save it as an Excel workbook (.xlsx)"

Attributes = Mapping[str, str]
Begins = Callable[[str, Attributes], None]
Ends = Callable[[str, str], None]


@dataclass(frozen=True)
class Archive:
    """An opened workbook; `path` is how messages name it."""

    path: str
    zipped: zipfile.ZipFile

    def unusable(self, reason: str) -> Misuse:
        """What to raise where the file cannot be used."""
        return Misuse(f"{self.path}: {reason}")

    def damaged(self, part: str) -> Misuse:
        return self.unusable(f"is damaged ({one_line(part, 80)}); open it in a spreadsheet program and save it again")

    def has(self, part: str) -> bool:
        return part in self.zipped.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of a part. Misuse where it is missing or fails its check sum."""
        try:
            return self.zipped.read(part)
        except (KeyError, *_DAMAGED):
            raise self.damaged(part) from None

    def parse(self, part: str, begins: Begins, ends: Ends = lambda element, text: None) -> None:
        """Hand over the elements of a part, names without their namespace; `ends` gets the text since the last tag too:
        in a workbook an element has text or elements."""
        _Parse(self, part, begins, ends).run()

    def targets(self, part: str) -> Mapping[str, tuple[str, str]]:
        """The relationships of a part ('' for the archive): id → (kind, name of the part it leads to)."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def begins(element: str, attributes: Attributes) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rsplit("/", 1)[-1]
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        self.parse(posixpath.join(folder, "_rels", f"{name}.rels"), begins)
        return found


class _Parse:
    """One run over a part; a DTD is refused before anything in it is read."""

    def __init__(self, archive: Archive, part: str, begins: Begins, ends: Ends) -> None:
        self.archive, self.part, self.begins, self.ends = archive, part, begins, ends
        self.depth = self.elements = 0
        self.text: list[str] = []

    def run(self) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        data = self.archive.read(self.part)
        # Counted in the bytes, since the attributes of one element are all read before the element is.
        attributes = data.count(b"=")
        if attributes > MAX_ATTRIBUTES or (attributes > _FEW_ATTRIBUTES and _has_many_names(data)):
            raise self.too_large()
        try:
            # All at once: in pieces, a token of many megabytes would be looked at again for each.
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            raise self.archive.damaged(self.part) from None

    def doctype(self, *_: object) -> None:
        reason = f"{self.part} declares a document type, which spreadsheet programs never do; {_SAVE}"
        raise self.archive.unusable(reason)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _MAX_DEPTH:
            raise self.archive.damaged(self.part)
        if self.elements > MAX_ELEMENTS:
            raise self.too_large()
        self.text.clear()
        self.begins(_local(element), {_local(name): value for name, value in attributes.items()})

    def end(self, element: str) -> None:
        self.depth -= 1
        text = "".join(self.text)
        self.text.clear()
        self.ends(_local(element), text)

    def too_large(self) -> Misuse:
        limit = f"{MAX_ELEMENTS:,} elements, {MAX_ATTRIBUTES:,} attributes or {MAX_NAMES:,} names of them"
        reason = f"{one_line(self.part, 80)} has more than {limit}; delete the empty rows below the tables"
        return self.archive.unusable(reason)


def _has_many_names(data: bytes) -> bool:
    """Whether attributes have more names than are kept."""
    names: set[bytes] = set()
    for match in _NAME.finditer(data):
        names.add(match[0])
        if len(names) > MAX_NAMES:
            return True
    return False


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def open_archive(file: Path) -> Archive:
    """Open a workbook. Misuse for a file that is not one, or that is more than a checklist can be."""
    path = file.as_posix()
    archive = Archive(path, _zipped(path, _content(file)))
    for reason in _unusable(archive):
        raise archive.unusable(reason)
    return archive


def _unusable(archive: Archive) -> Iterator[str]:
    """Why an archive is not a workbook, or one that holds programs."""
    entries = archive.zipped.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        limit = f"{MAX_PARTS:,} parts and {MAX_UNPACKED:,} bytes"
        yield f"unpacks to more than {limit}; delete empty rows below the tables, and pictures"
    if any(entry.flag_bits & 1 for entry in entries):
        yield f"is encrypted; remove the password and {_SAVE}"
    if len(names) < len(entries):
        yield f"has a part twice; open it in a spreadsheet program and {_SAVE}"
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        yield f"uses a compression that workbooks do not use; {_SAVE}"
    if "mimetype" in names or "content.xml" in names:
        yield f"is an OpenDocument file; {_SAVE}"
    if "[Content_Types].xml" not in names:
        yield f"is an archive, but not a workbook; {_SAVE}"
    types = archive.read("[Content_Types].xml").lower()
    if b"sheet.binary" in types:
        yield f"is a binary workbook (.xlsb); {_SAVE}"
    if b"macroenabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        yield f"contains macros, which a checklist does not need; {_SAVE}, which removes them"


def _content(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise Misuse(f"{file}: is a folder; name a workbook (.xlsx)")
        data = content(file, MAX_FILE)
    except OSError as error:
        raise Misuse(f"{file}: {(error.strerror or 'cannot be read').lower()}; name a workbook (.xlsx)") from None
    if len(data) > MAX_FILE:
        raise Misuse(f"{file}: larger than {MAX_FILE:,} bytes; delete pictures and empty rows below the tables")
    return data


def _zipped(path: str, data: bytes) -> zipfile.ZipFile:
    if data.startswith(_COMPOUND_FILE):
        kind = "is protected by a password; remove it" if _ENCRYPTED in data else "is an old .xls file; open it"
        raise Misuse(f"{path}: {kind} and {_SAVE}")
    if not data.startswith(b"PK"):
        raise Misuse(f"{path}: is not an .xlsx file, despite its name; {_SAVE}")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise Misuse(f"{path}: is damaged or incomplete; copy it again, or {_SAVE}") from None
