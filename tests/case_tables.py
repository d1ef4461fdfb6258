"""The cases beside a module of tests: those of test_citation.py are in test_citation.yaml."""

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml


def cases(module: str) -> Any:
    """What the tables of a module are, by the name of each; `module` is its `__file__`."""
    return yaml.safe_load(Path(module).with_suffix(".yaml").read_text("utf-8"))


def each(table: Iterable[Any]) -> Callable[..., Any]:
    """Run a test for each case of a table, whose values are the first parameters of the test. In a mapping each case
    has a name."""
    ids, values = (table, table.values()) if isinstance(table, dict) else (None, table)
    rows = [*values]

    def of_test(test: Callable[..., None]) -> Any:
        names = [*inspect.signature(test).parameters][: len(rows[0]) if isinstance(rows[0], list | tuple) else 1]
        return pytest.mark.parametrize(names if len(names) > 1 else names[0], rows, ids=ids)(test)

    return of_test
