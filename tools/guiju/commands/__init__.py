"""The commands, one per file: arguments in, printed answers and an exit code out.

A module has a docstring (its help), `arguments(parser)` and `run(arguments, today) -> exit code`. Adding a file adds a
command. A command prints; everything it calls returns values.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The commands, in alphabetical order; a module `sample_data` is the command `sample-data`."""
    return sorted(file.stem.replace("_", "-") for file in _FOLDER.glob("[a-z]*.py"))


def summary(name: str) -> str:
    """The first line of a command's help, read from its file: the list of commands need not import them all."""
    with (_FOLDER / f"{name.replace('-', '_')}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"').rstrip(".")
