"""A file → the workbook in it. Whatever is no plain workbook is Unsound: one line with the remedy.

What is bounded: guiju.reading.limits. docs/decisions/0010-reading-workbooks.md says why we read it ourselves.
"""

from collections.abc import Iterator
from pathlib import Path

from guiju.files.content import read_bounded
from guiju.reading.archive import Archive, open_archive
from guiju.reading.limits import MAX_BYTES, refuse, too_large
from guiju.reading.workbook import Book, open_book

CODE = "unreadable-file"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "save it as an Excel workbook (.xlsx)"


def open_workbook(file: Path) -> Book:
    """Open a workbook. Unsound for a file that is not one, or that is larger than what guiju writes."""
    name, data = file.as_posix(), _bytes(file)
    if data.startswith(_COMPOUND_FILE):
        kind = "is protected by a password; remove it" if _ENCRYPTED in data else "is an old .xls file; open it"
        refuse(CODE, f"{kind} and {_SAVE}", name)
    if not data.startswith(b"PK"):
        refuse(CODE, f"is not an .xlsx file, despite its name; {_SAVE}", name)
    archive = open_archive(data, name)
    for reason in _unusable(archive):
        refuse(CODE, f"{reason}; {_SAVE}", name)
    return open_book(archive)


def _bytes(file: Path) -> bytes:
    name = file.as_posix()
    try:
        if file.is_dir():
            refuse(CODE, "is a folder; name a workbook (.xlsx)", name)
        data = read_bounded(file, MAX_BYTES)
    except OSError as error:
        refuse(CODE, f"{(error.strerror or 'cannot be read').lower()}; name a workbook (.xlsx)", name)
    if len(data) > MAX_BYTES:
        too_large(f"larger than {MAX_BYTES:,} bytes; delete pictures and empty rows below the tables", name)
    return data


def _unusable(archive: Archive) -> Iterator[str]:
    """Why an archive is not a workbook, or one that holds programs."""
    if "mimetype" in archive or "content.xml" in archive:
        yield "is an OpenDocument file"
    if "[Content_Types].xml" not in archive:
        yield "is an archive, but not a workbook"
    types = archive.read("[Content_Types].xml").lower()
    if b"sheet.binary" in types:
        yield "is a binary workbook (.xlsb)"
    if b"macroenabled" in types or any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        yield "contains macros, which it does not need and which that removes"
