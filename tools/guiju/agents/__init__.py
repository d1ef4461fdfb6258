"""What agents ask: a tool and its arguments in, an answer that quotes the law and can be verified out.

A tool is a file in `tools/`, found there. Its docstring tells an agent when to use it and what it does not say; it has

- ARGUMENTS, the properties of its input schema, of which those in REQUIRED must be given
- RESULT, the schema of what stands under `result` in its answer
- `answer(question)`, which makes it

Every argument is a value: no tool reads or writes a file that an agent names.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

_FOLDER = Path(__file__).with_name("tools")


@cache
def tools_by_name() -> Mapping[str, ModuleType]:
    """The tools by name."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(_FOLDER)]))
    return {name: import_module(f"guiju.agents.tools.{name}") for name in names}
