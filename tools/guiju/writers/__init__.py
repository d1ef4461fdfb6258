"""Formats, one per file or a folder with its helpers: what a document says in, the bytes of a file out.

A format has a docstring (its manual page), `LAYS_OUT` and `write(...) -> bytes`. `LAYS_OUT` names the function of a
document's module that the format lays out: `paper` to read, `spreadsheet`, `rows` or `value`. So a document is written
in every format for which it has something, and a new file is a new format, with no list to edit.
"""

import pkgutil
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

Writer = Callable[..., bytes]


def formats(document: str) -> Mapping[str, Writer]:
    """The formats of a document by name; each writes what it is given to the document."""
    module = import_module(f"guiju.documents.{document}")
    names = sorted(entry.name for entry in pkgutil.iter_modules(__path__))
    return {name: partial(_write, module, name) for name in names if hasattr(module, _format(name).LAYS_OUT)}


def manual(form: str) -> str:
    """The manual page of a format."""
    return _format(form).__doc__ or ""


def _format(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")


def _write(document: ModuleType, name: str, *subject: Any) -> bytes:
    form = _format(name)
    data: bytes = form.write(getattr(document, form.LAYS_OUT)(*subject))
    return data
