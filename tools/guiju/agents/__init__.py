"""What agents ask: a tool and its arguments in, an answer that quotes the law and can be verified out.

Each file in `tools/` is a tool. Its docstring is the description by which an agent chooses it. It has

- ARGUMENTS, its own arguments in the short form of `schemas`, and EXAMPLE, those of a call
- `answer(question)`, which returns the result of a call, as schemas/agent-answer.schema.json describes it under `$defs`

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
