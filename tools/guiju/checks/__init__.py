"""The invariants of the knowledge base, one per file: a corpus in, faults out.

A module in this folder is a check, `check(corpus) -> Iterator[Fault]`; its name is its code, its docstring its manual
page. Adding a file adds a check.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from guiju.files.finding import Fault, Finding
from guiju.files.processes import shared

if TYPE_CHECKING:
    from guiju.model import Corpus

    CheckFunction = Callable[[Corpus], Iterator[Fault]]

_FEW = 300
"""Documents that are checked before another process has started."""


def codes() -> list[str]:
    """The codes of all checks, in alphabetical order, none of them imported."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))


def checks(chosen: Collection[str] | None = None) -> Mapping[str, CheckFunction]:
    """All checks by code, or those of these codes, in alphabetical order."""
    return {code: _module(code).check for code in codes() if chosen is None or code in chosen}


def manual(code: str) -> str:
    """The manual page of a check, or of the schemas; empty for a code that is neither."""
    if code == "schema":
        return (import_module("guiju.files.schema").__doc__ or "").strip()
    return (_module(code).__doc__ or "").strip() if code in codes() else ""


def _module(code: str) -> Any:
    return import_module(f"{__name__}.{code.replace('-', '_')}")


def findings(corpus: Corpus, chosen: Collection[str] | None = None) -> list[Finding]:
    """What all checks find, or those of these codes, in the order of files and lines."""
    functions = list(checks(chosen).items())

    def run(place: int) -> list[Finding]:
        code, check = functions[place]
        return [Finding(code, fault.message, fault.at, fault.related) for fault in check(corpus)]

    each = shared(run, len(functions), alone=len(corpus.documents) < _FEW)
    return sorted((finding for found in each for finding in found), key=lambda f: (f.at, f.code, f.message))
