"""Formats of files with metadata, one a file: bytes in, the texts of the metadata with their places out."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import PurePath
from types import ModuleType


@cache
def formats() -> Mapping[str, ModuleType]:
    """The formats that are read, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}") for name in names}


def begins(data: bytes, module: ModuleType) -> bool:
    """Whether bytes begin as the format does, after at most as many others as its programs pass over."""
    return module.MAGIC in data[: module.WITHIN + len(module.MAGIC)]


def format_of(head: bytes, name: str) -> str:
    """The name of the format of a file that begins so, else the one that its ending names; empty for another. Other
    bytes may come before only in a file of that ending, or of none: a text may speak of PDF."""
    ending = PurePath(name).suffix[1:].lower()
    by_ending = next((form for form, module in formats().items() if ending in module.ENDINGS), "")
    for form, module in formats().items():
        # An archive may be a document of several programs: there the ending decides.
        if module.MAGIC and head.startswith(module.MAGIC) and (module.MAGIC[:2] != b"PK" or form == by_ending):
            return form
    if ending:
        return by_ending
    return next((form for form, module in formats().items() if module.WITHIN and begins(head, module)), "")
