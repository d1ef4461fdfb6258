"""The modules of the package, each parsed once."""

import ast
from functools import cache
from pathlib import Path

from places import ROOT

PACKAGE = ROOT / "tools" / "guiju"
MODULES = sorted(PACKAGE.rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


@cache
def nodes(module: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(module)))
