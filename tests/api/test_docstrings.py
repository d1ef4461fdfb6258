"""The examples in the docstrings of what is public are executed, on the data of this repository."""

import doctest
import pkgutil
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import guiju
from guiju import api


@pytest.mark.cost(3, "runs the examples of the whole API on the real data")
def test_the_examples_give_what_they_show(tmp_path: Path) -> None:
    kb = guiju.load()
    result = kb.assess({"offers_user_groups": True}, "group-provider", topic="logs", as_of="2026-01-01")
    names = {"guiju": guiju, "kb": kb, "date": date, "result": result, "folder": tmp_path}
    modules = [import_module(f"{api.__name__}.{module.name}") for module in pkgutil.iter_modules(api.__path__)]
    outcomes = [doctest.testmod(module, extraglobs=names) for module in modules]
    assert sum(outcome.failed for outcome in outcomes) == 0
    assert sum(outcome.attempted for outcome in outcomes) > 20
