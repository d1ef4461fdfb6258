"""The cases beside a module of tests: those of test_citation.py are in test_citation.yaml."""

from pathlib import Path
from typing import Any

import yaml


def cases(module: str) -> Any:
    """What the tables of a module are, by the name of each; `module` is its `__file__`."""
    return yaml.safe_load(Path(module).with_suffix(".yaml").read_text("utf-8"))
