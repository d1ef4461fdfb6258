"""Documents with places, a format a file: bytes in, lines and passages out, each character with where it is.

A module that has ENDINGS, the endings of its files, and `read(data, name) -> TextDocument` is a format. Adding a file
adds one; what has no ending that is known is read as source code. What cannot be read is Unsound: one finding with what
to do. `limits` says how much is read.
"""

import pkgutil
from functools import cache
from importlib import import_module

from guiju.reading.document import TextDocument
from guiju.reading.limits import MAX_BYTES, refuse, too_large

_PROBED = 8192
_ZIP = b"PK\3\4"
_PICTURE = "is a picture; recognise its text first (OCR) and save it as .txt"
_SCAN = "is a scan; recognise its text first (OCR) and save it as .txt"
_PACKED = "is a compressed file; unpack it first"
_MAGIC = {
    b"%PDF": "is a PDF; export it as .docx or .txt, and recognise the text first (OCR) where the pages are pictures",
    b"\xd0\xcf\x11\xe0": "is an old .doc file; save it as .docx (an .xls as .xlsx), without a password",
    b"{\\rtf": "is a rich text file; save it as .docx",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), _PICTURE),
    **dict.fromkeys((b"II*\0", b"MM\0*"), _SCAN),
    **dict.fromkeys((b"\x1f\x8b", b"7z\xbc\xaf"), _PACKED),
}


@cache
def endings() -> dict[str, str]:
    """The endings of files, each with the name of its format."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = {name: import_module(f"{__name__}.{name}") for name in names}
    return {ending: name for name, module in modules.items() for ending in getattr(module, "ENDINGS", ())}


def is_binary(data: bytes, name: str) -> bool:
    """Whether the first bytes of a file are those of something that has no text to read."""
    head = data[:_PROBED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return foreign(head) != "" or (b"\0" in head and not _is_package(head, form_of(name)))


def read(data: bytes, name: str, form: str = "") -> TextDocument:
    """A file, whose `name` is its path in messages, as one of this format, else of that of its name. Unsound where it
    cannot be read."""
    form = form or form_of(name)
    if len(data) > MAX_BYTES:
        too_large(f"more than {MAX_BYTES:,} bytes; split it, or name only the parts that matter", name)
    if message := foreign(data):
        refuse("unreadable-text", message, name)
    if not _is_package(data, form) and (data.startswith(_ZIP) or is_binary(data, name)):
        refuse("unreadable-text", "is a binary file, not a text; name text, Word or Excel files", name)
    if form in ("docx", "xlsx") and data.strip() and not data.startswith(_ZIP):
        refuse("unreadable-text", f"is not a .{form} file, despite its name; save it as one", name)
    if not data.strip():
        return TextDocument(name, data)
    document: TextDocument = import_module(f"{__name__}.{form}").read(data, name)
    return document


def form_of(name: str) -> str:
    """The name of the format that the name of a file says."""
    return endings().get(name.rpartition(".")[2].lower(), "code")


def _is_package(data: bytes, form: str) -> bool:
    return data.startswith(_ZIP) and form in ("docx", "xlsx")


def foreign(data: bytes) -> str:
    """What a file is that begins so, and what to do with it; empty for a text."""
    start = data[:_PROBED].lstrip()[:8]
    return next((message for magic, message in _MAGIC.items() if start.startswith(magic)), "")
