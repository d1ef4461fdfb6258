"""No pattern that meets what a user writes takes more than a number of steps in proportion to the length of it."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from guiju.files.bundled import schema, schemas_folder
from guiju.files.source import parse
from places import ROOT
from regex_steps import Matcher, hostile

PACKAGE = ROOT / "tools" / "guiju"
SEARCHING = {"search", "sub", "subn", "finditer", "findall", "split"}
OURS = ("site.building", "checks", "law.text.amounts")
"""What reads pages that we wrote, or law text, both of which somebody has reviewed."""


def modules() -> Iterator[tuple[str, ModuleType]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        if not name.startswith(OURS) and file.name not in ("__main__.py", "__init__.py"):
            yield name, import_module(f"guiju.{name}")


def patterns() -> Iterator[Any]:
    """(pattern, flags, whether it is searched for anywhere), of the package and of its schemas."""
    for name, module in modules():
        tree = ast.parse(inspect.getsource(module))
        for call in (
            node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        ):
            assert isinstance(call.func, ast.Attribute)
            compiled, how = call.func.value, call.func.attr
            if isinstance(compiled, ast.Name) and isinstance(held := vars(module).get(compiled.id), re.Pattern):
                yield pytest.param(held.pattern, held.flags, how in SEARCHING, id=f"{name}.{compiled.id}.{how}")
            elif isinstance(compiled, ast.Name) and compiled.id == "re" and how != "compile" and call.args:
                flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(call) else 0
                try:
                    text = eval(ast.unparse(call.args[0]), dict(vars(module)))
                except NameError:
                    continue  # one of several in a table
                if isinstance(text, str):
                    yield pytest.param(text, flags, how in SEARCHING, id=f"{name}:{call.lineno}")
    from guiju.tables.kinds import _KINDS

    yield from (pytest.param(pattern, 0, False, id=f"kinds.{kind}") for pattern, kind in _KINDS)
    for name in sorted(file.name.removesuffix(".schema.json") for file in schemas_folder().iterdir()):
        for place, pattern in enumerate(in_schema(schema(name))):
            yield pytest.param(pattern.replace("$", r"\Z"), 0, not pattern.startswith("^"), id=f"{name}.schema.{place}")


def in_schema(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for inner in node.values():
            yield from in_schema(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from in_schema(inner)


# A pattern of several modules is tried once.
@pytest.mark.parametrize(("pattern", "flags", "searched"), list({one.values: one for one in patterns()}.values()))
def test_a_pattern_is_linear(pattern: str, flags: int, searched: bool) -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    try:
        refuse_slow(pattern, flags, searched, times=25)
    finally:
        sys.setrecursionlimit(before)


def refuse_slow(pattern: str, flags: int, searched: bool, times: int) -> None:
    """Twice the length may cost twice the steps and a little more; an ambiguous pattern costs four times as many."""
    matcher = Matcher(pattern, flags)
    steps = matcher.anywhere if searched else matcher.full
    for short, long in zip(hostile(pattern, flags, times), hostile(pattern, flags, 2 * times), strict=True):
        few, many = steps(short), steps(long)
        assert many < 12 * times or many / few < 2.8, f"{few} steps, then {many}: {long!r}"


def test_a_long_number_with_underscores_is_read_at_once() -> None:
    parse(b"facts: 1" + b"_" * 4_000_000 + b"x", "x.yaml")


def test_a_long_citation_is_read_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    from guiju.cli import main

    assert main(["show", f"art. 1{' ' * 100_000}x"]) == 2
    assert len(capsys.readouterr().err) < 1500
