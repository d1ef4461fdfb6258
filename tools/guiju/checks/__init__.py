"""The invariants of the knowledge base, one per file: a corpus in, faults out.

A module in this folder is a check: its name is its code, its docstring its manual page. Adding a file adds a check. It
has one of these functions, or both, which yield faults:

`of_rule(regulation, shared)` looks at one rule and the words that all share. It is given nothing else, so where it
finds nothing, `guiju check` need not run it again until the rule or these words change.

`check(corpus)` looks at everything, and always runs.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING, Any

from guiju.files.finding import Fault, Finding
from guiju.files.processes import MOST, shared

if TYPE_CHECKING:
    from guiju.model import Corpus

_FEW = 20
"""Rules that are checked before another process has started."""


def codes() -> list[str]:
    """The codes of all checks, in alphabetical order, none of them imported."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))


def manual(code: str) -> str:
    """The manual page of a check, or of the schemas; empty for a code that is neither."""
    if code == "schema":
        return (import_module("guiju.files.schema").__doc__ or "").strip()
    return (_module(code).__doc__ or "").strip() if code in codes() else ""


def _module(code: str) -> Any:
    return import_module(f"{__name__}.{code.replace('-', '_')}")


def findings(corpus: Corpus, chosen: Collection[str] | None = None) -> list[Finding]:
    """What all checks find, or those of these codes, in the order of files and lines."""
    return [finding for _, finding in by_rule(corpus, chosen)]


def by_rule(
    corpus: Corpus, chosen: Collection[str] | None = None, sound: Collection[str] = ()
) -> list[tuple[str, Finding]]:
    """The same, each with the id of the rule in which it was found by looking at that alone, or an empty one. The rules
    in `sound` are known to have none of the first kind."""
    modules = [(code, _module(code)) for code in codes() if chosen is None or code in chosen]
    wide = [(code, module.check) for code, module in modules if hasattr(module, "check")]
    narrow = [(code, module.of_rule) for code, module in modules if hasattr(module, "of_rule")]
    rules = [rule for id, rule in corpus.regulations.items() if id not in sound]
    groups, shared_words = min(len(rules), MOST - len(wide)), corpus.words

    def run(place: int) -> list[tuple[str, Finding]]:
        if place < len(wide):
            code, check = wide[place]
            return [("", _finding(code, fault)) for fault in check(corpus)]
        group = rules[place - len(wide) :: groups]
        return [
            (rule.id, _finding(code, fault))
            for rule in group
            for code, of_rule in narrow
            for fault in of_rule(rule, shared_words)
        ]

    each = shared(run, len(wide) + groups, alone=len(rules) < _FEW, label="checking")
    every = (found for piece in each for found in piece)
    return sorted(every, key=lambda entry: (entry[1].at, entry[1].code, entry[1].message))


def _finding(code: str, fault: Fault) -> Finding:
    return Finding(code, fault.message, fault.at, fault.related)
