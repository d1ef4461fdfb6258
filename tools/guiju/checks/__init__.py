"""The invariants of the knowledge base, one a file: `check(corpus) -> Iterator[Finding]`.

A module in this folder is a check; its name is its code; its docstring is its manual page. Adding a file adds a check.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module

from guiju.finding import Finding
from guiju.model import Corpus

Check = Callable[[Corpus], Iterator[Finding]]


def checks() -> Mapping[str, Check]:
    """All checks by code, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name.replace("_", "-"): import_module(f"{__name__}.{name}").check for name in names}


def manual(code: str) -> str:
    """The manual page of a check."""
    return import_module(f"{__name__}.{code.replace('-', '_')}").__doc__ or ""


def findings(corpus: Corpus, codes: Collection[str] | None = None) -> list[Finding]:
    """What all checks find, or those of these codes, in the order of files and lines."""
    chosen = [check for code, check in checks().items() if codes is None or code in codes]
    return sorted((f for check in chosen for f in check(corpus)), key=lambda f: (f.at, f.code, f.message))
