"""The commands, one a file: a docstring (its help), `arguments(parser)` and `run(arguments, today) -> exit code`.

Adding a file adds a command. A command prints; everything it calls returns values.
"""

from __future__ import annotations

import pkgutil


def names() -> list[str]:
    """The commands, in alphabetical order; a module `sample_data` is the command `sample-data`."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))
