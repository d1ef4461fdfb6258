"""Renderings of findings, one per file: `render(findings, colour) -> str`. Adding a file adds a format."""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from guiju.files.finding import Finding

FindingFormat = Callable[[Sequence[Finding], bool], str]


def formats() -> Mapping[str, FindingFormat]:
    """All formats by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").render for name in names}
