"""The commands, one per file: arguments in, printed answers and an exit code out.

A module has a docstring (its help), `PURPOSE` (what it is listed under), `arguments(parser)` and
`run(arguments, today) -> exit code`. Adding a file adds a command. A command prints; everything it calls returns
values.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).parent
_PURPOSES = (
    "Read",
    "Find where an article went, and what a change means",
    "Know what you must do",
    "Assess a service",
    "Scan tables",
    "Check what documents cite",
    "Open it in other software, answer agents",
    "Keep a knowledge base",
)


def names() -> list[str]:
    """The commands, in alphabetical order; a module `sample_data` is the command `sample-data`."""
    return sorted(file.stem.replace("_", "-") for file in _FOLDER.glob("[a-z]*.py"))


def summary(name: str) -> str:
    """The first line of a command's help, read from its file: the list of commands need not import them all."""
    return _text(name).partition("\n")[0].strip().strip('"').rstrip(".")


def by_purpose() -> Mapping[str, list[str]]:
    """The commands by what they are for, in the order of docs/commands.md; those that do not say it come last."""
    groups: dict[str, list[str]] = {purpose: [] for purpose in _PURPOSES}
    for name in names():
        stated = re.search(r'^PURPOSE = "(.+)"$', _text(name), re.M)
        groups.setdefault(stated[1] if stated else _PURPOSES[-1], []).append(name)
    return groups


def _text(name: str) -> str:
    return (_FOLDER / f"{name.replace('-', '_')}.py").read_text("utf-8")
