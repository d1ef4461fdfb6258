"""The invariants of the knowledge base, one per file: a corpus in, faults out.

A module in this folder is a check, `check(corpus) -> Iterator[Fault]`; its name is its code, its docstring its manual
page. Adding a file adds a check.
"""

import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module

from guiju.files.finding import Fault, Finding
from guiju.model import Corpus

CheckFunction = Callable[[Corpus], Iterator[Fault]]


def checks(chosen: Collection[str] | None = None) -> Mapping[str, CheckFunction]:
    """All checks by code, or those of these codes, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    codes = {name.replace("_", "-"): name for name in names}
    return {
        code: import_module(f"{__name__}.{name}").check
        for code, name in codes.items()
        if chosen is None or code in chosen
    }


def manual(code: str) -> str:
    """The manual page of a check."""
    return import_module(f"{__name__}.{code.replace('-', '_')}").__doc__ or ""


def findings(corpus: Corpus, chosen: Collection[str] | None = None) -> list[Finding]:
    """What all checks find, or those of these codes, in the order of files and lines."""
    faults = ((code, fault) for code, check in checks(chosen).items() for fault in check(corpus))
    return sorted(
        (Finding(code, f.message, f.at, f.related) for code, f in faults), key=lambda f: (f.at, f.code, f.message)
    )
