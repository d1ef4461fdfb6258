"""Words files: each text in both languages, each key used, and no key missing."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from guiju.model import LANGUAGES, REQUIRED_LANGUAGES
from syntax_trees import MODULES, PACKAGE, nodes, relative

PAGES = PACKAGE / "site" / "pages"  # templates use their words too: test_site_words.py
USES = [m for m in MODULES if not m.is_relative_to(PAGES) and "= Words(__file__" in m.read_text("utf-8")]


@cache
def loaded(file: Path) -> Any:
    return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


def texts(value: object) -> Iterator[dict[str, str]]:
    """The texts of a words file, each with its languages."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict) and not {"zh", "en"} & value.keys():
        assert not set(dir(dict)) & value.keys()  # in a template, t.items is a method of the table
        for item in value.values():
            yield from texts(item)
    else:
        assert isinstance(value, dict), f"{value!r} is not a text in two languages"
        yield value


@cache
def words_of(module: Path) -> dict[str, Path]:
    """The names under which a module has words files, with the files."""
    found = {}
    for node in nodes(module):
        match node:
            case ast.Assign(targets=[target], value=ast.Call(func=ast.Name(id="Words"), args=[_, *named])):
                name = ast.literal_eval(named[0]) if named else "words.yaml"
                found[ast.unparse(target)] = module.with_name(name)
    return found


FILES = sorted({file for module in USES for file in words_of(module).values()})


@cache
def keys_used(module: Path, name: str) -> set[str]:
    """The keys that a module asks its words for: `NAME["key"]`, `NAME.table("key")`, `NAME.list("key")`."""
    used = set()
    for node in nodes(module):
        match node:
            case ast.Subscript(value=ast.Name(id=words), slice=key):
                used |= constants(key) if words == name else set()
            case ast.Call(func=ast.Attribute(value=ast.Name(id=words), attr="table" | "list"), args=[key, *_]):
                used |= constants(key) if words == name else set()
    return used


def constants(node: ast.expr) -> set[str]:
    """The strings that an expression can be; a key that is put together at run time belongs in a table instead."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    assert isinstance(node, ast.Constant), f"{ast.unparse(node)} is not a constant; make it a table of the words file"
    return {str(node.value)}


@pytest.mark.parametrize("file", sorted({*FILES, *PACKAGE.glob("site/**/words.yaml")}), ids=relative)
def test_every_text_has_both_languages(file: Path) -> None:
    for text in texts(loaded(file)):
        assert [*text][: len(REQUIRED_LANGUAGES)] == [*REQUIRED_LANGUAGES] and text.keys() <= {*LANGUAGES}, text
        assert all(isinstance(words, str) for words in text.values()), text


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_every_key_is_used_and_none_is_missing(file: Path) -> None:
    uses = ((module, name) for module in USES for name, theirs in words_of(module).items() if theirs == file)
    assert loaded(file).keys() == set().union(*(keys_used(*use) for use in uses))
