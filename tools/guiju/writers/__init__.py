"""Exports, one a file: `<kind>_<format>.py` with a docstring (its manual page) and `render(subject) -> bytes`.

An assessment is rendered for an audience too: `render(assessment, audience)`.
Adding a file adds an export. A library that writes a format is imported only when something is rendered in it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

Export = Callable[..., bytes]


def formats(kind: str) -> Mapping[str, Export]:
    """The exports of a kind by format, in alphabetical order: checklist → {'csv': render, 'docx': render, …}."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name.removeprefix(f"{kind}_"): partial(_render, name) for name in names if name.startswith(f"{kind}_")}


def manual(kind: str, form: str) -> str:
    """The manual page of an export."""
    return import_module(f"{__name__}.{kind}_{form}").__doc__ or ""


def _render(name: str, subject: Any, *choices: Any) -> bytes:
    data: bytes = import_module(f"{__name__}.{name}").render(subject, *choices)
    return data
