"""The documents in which citations are, a format a file: bytes in, passages with their places out.

A module has ENDINGS, the endings of its files, and `read(data, name) -> CitingFile`. Adding a file adds a format; what
has no ending that is known is read as source code. What cannot be read is Unsound: one finding with what to do.
"""

import pkgutil
from functools import cache
from importlib import import_module

from guiju.citations.reading.passage import CitingFile
from guiju.importing.formats import MAGIC, refuse

MAX_BYTES = 32 * 1024 * 1024
_PROBED = 8192


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
    return _magic(head) != "" or (b"\0" in head and not _is_package(head, name))


def read(data: bytes, name: str) -> CitingFile:
    """The passages of a file, whose `name` is its path in messages. Unsound where it cannot be read."""
    if len(data) > MAX_BYTES:
        refuse("file-too-large", f"more than {MAX_BYTES:,} bytes; split it, or name only the parts that cite law", name)
    if message := _magic(data[:_PROBED]):
        refuse("unreadable-text", message, name)
    form = _form(name)
    if is_binary(data, name) or (data.startswith(b"PK\3\4") and not _is_package(data, name)):
        refuse("unreadable-text", "is a binary file, not a text; name text, Word or Excel files", name)
    if form in ("docx", "xlsx") and data.strip() and not data.startswith(b"PK\3\4"):
        refuse("unreadable-text", f"is not a .{form} file, despite its name; save it as one", name)
    if not data.strip():
        return CitingFile(name, data, ())
    document: CitingFile = import_module(f"{__name__}.{form}").read(data, name)
    return document


def _form(name: str) -> str:
    return endings().get(name.rpartition(".")[2].lower(), "code")


def _is_package(data: bytes, name: str) -> bool:
    return data.startswith(b"PK\3\4") and _form(name) in ("docx", "xlsx")


def _magic(head: bytes) -> str:
    """What a file is that begins so, and what to do with it; empty for a text."""
    start = head.lstrip()[:8]
    return next((message for magic, message in MAGIC.items() if start.startswith(magic)), "")
