"""The formats in which texts of law come, one per file: bytes in, lines out.

A module has ENDINGS, the endings of its files, and `read(data, name) -> SourceText`. Adding a file adds a format. What
cannot be read is Unsound: one finding with its place and what to do.
"""

import pkgutil
from importlib import import_module
from typing import NoReturn

from guiju.files.finding import Finding, Location, Unsound
from guiju.importing.line import SourceText

MAX_BYTES = 32 * 1024 * 1024
MAGIC = {
    b"%PDF": "is a PDF; export it as .docx or .txt, and recognise the text first (OCR) where the pages are pictures",
    b"\xd0\xcf\x11\xe0": "is an old .doc file; save it as .docx",
    b"{\\rtf": "is a rich text file; save it as .docx",
    b"\x89PNG": "is a picture; recognise its text first (OCR) and save it as .txt",
    b"\xff\xd8\xff": "is a picture; recognise its text first (OCR) and save it as .txt",
    b"GIF8": "is a picture; recognise its text first (OCR) and save it as .txt",
    b"II*\0": "is a scan; recognise its text first (OCR) and save it as .txt",
    b"MM\0*": "is a scan; recognise its text first (OCR) and save it as .txt",
    b"\x1f\x8b": "is a compressed file; unpack it first",
    b"7z\xbc\xaf": "is a compressed file; unpack it first",
}


def endings() -> dict[str, str]:
    """The endings of files that can be read, each with the name of its format."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {ending: name for name in names for ending in import_module(f"{__name__}.{name}").ENDINGS}


def read(data: bytes, name: str) -> SourceText:
    """The lines of a file, whose `name` is its path in messages. Unsound where it cannot be read."""
    if len(data) > MAX_BYTES:
        refuse("file-too-large", f"more than {MAX_BYTES:,} bytes; a law is far smaller: split it, one file a law", name)
    if not data.strip():
        refuse("empty-file", "is empty; name a file with the text of a law", name)
    for magic, message in MAGIC.items():
        if data.lstrip()[:8].startswith(magic):
            refuse("unreadable-text", message, name)
    ending = name.rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else "txt"
    form = endings().get(ending)
    if data.startswith(b"PK\3\4"):
        form = "docx"
    elif form is None or form == "docx":
        known = ", ".join(sorted(endings()))
        refuse("unknown-format", f".{ending} cannot be read; save it as one of: {known}", name)
    reading: SourceText = import_module(f"{__name__}.{form}").read(data, name)
    return reading


def refuse(code: str, message: str, name: str, line: int = 1, column: int = 1) -> NoReturn:
    """Raise what is wrong with a file, in this place."""
    raise Unsound([Finding(code, message, Location(name, line, column))])
