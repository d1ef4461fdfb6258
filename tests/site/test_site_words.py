"""The words of the site: each kind of page uses those of its folder and the shared ones; none missing, none unused."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes

from guiju.site import kinds
from guiju.site.kinds import FOLDER
from guiju.site.site import shared_words

SITE = FOLDER.parent
ENVIRONMENT = Environment(trim_blocks=True, lstrip_blocks=True)
IN_PYTHON = {"t", "WORDS", "site.words", "self.words", "shared_words(lang)"}
KINDS = [*kinds.kinds()]


def words(file: Path) -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load(file.read_text("utf-8"))
    return read


def of_kind(kind: str) -> dict[str, object]:
    return words(FOLDER / kind / "words.yaml")


def in_template(file: Path) -> Iterator[str]:
    """The words that a template prints: `t.key`. One that is put together belongs in a table: `t.table[value]`."""
    tree = ENVIRONMENT.parse(file.read_text("utf-8"))
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if isinstance(node.node, nodes.Name) and node.node.name == "t":
            assert isinstance(node, nodes.Getattr), f"{file.name}, line {node.lineno}: write t.table[value]"
            yield node.attr


def in_module(file: Path) -> Iterator[str]:
    """The same of a module: `t["key"]`, `WORDS.table("key")`."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "WORDS.table":
            yield ast.literal_eval(node.args[0])
        if isinstance(node, ast.Subscript):
            of = ast.unparse(node.value)
            if of in IN_PYTHON or of.startswith("site.words_of("):
                keys = (node.slice.body, node.slice.orelse) if isinstance(node.slice, ast.IfExp) else (node.slice,)
                yield from (ast.literal_eval(key) for key in keys)


def used(folder: Path, deep: bool = True) -> set[str]:
    """The keys that the templates and the modules of a folder use."""
    files = folder.rglob("*") if deep else folder.glob("*")
    reading = {".j2": in_template, ".py": in_module}
    return {key for file in files if file.suffix in reading for key in reading[file.suffix](file)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_page_has_its_words_and_no_more(kind: str) -> None:
    own, shared = of_kind(kind), shared_words("en").keys()
    needed = used(FOLDER / kind)
    assert needed <= own.keys() | shared
    assert own.keys() <= needed | {"title", "searched", "answered_questions"}
    assert not own.keys() & shared


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "script" in of_kind(kind)])
def test_the_scripts_of_a_kind_tell_the_words_that_they_are_given(kind: str) -> None:
    given = kinds.words(kind, "en")["script"].keys()
    sources = "".join(file.read_text("utf-8") for file in (FOLDER / kind).glob("*.js"))
    told = set(re.findall(r"\bwords\.([a-z_]+)\b(?!\()", sources))
    chosen = re.findall(r'"((?:bad|left|imported|exported|ask)_?[a-z]*)"', sources) if kind == "checklists" else []
    assert told.union(chosen) <= given
    named = told.union(*re.findall(r'"([a-z_.]+)"|\b([a-z_]+):', sources)) | {"unnamed"}  # told in both languages
    stems = tuple(re.findall(r"`([a-z_.]+)\$\{", sources))  # words[`unit.${unit}`]
    assert [key for key in given if key not in named and not key.startswith(stems)] == []


def test_the_words_that_kinds_share_are_used() -> None:
    needed = used(SITE, deep=False).union(*(used(SITE / folder) for folder in ("pages", "pictures", "templates")))
    assert used(SITE / "templates") | used(SITE / "pictures") <= shared_words("en").keys()
    assert words(SITE / "words.yaml").keys() <= needed
