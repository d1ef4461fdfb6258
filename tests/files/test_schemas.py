"""The schemas are closed, describe themselves, accept the good samples and reject the bad ones where they are bad."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import reduce
from pathlib import Path
from pydoc import locate
from typing import Any, get_args, get_origin, get_type_hints

import jsonschema
import pytest

from case_tables import cases
from guiju.files.schema import defects
from guiju.files.schema_errors import validator
from guiju.files.source import parse
from places import ROOT, TESTS

TABLES = cases(__file__)
MANY_EXAMPLES: dict[str, int] = TABLES["many_examples"]
SAMPLES = TESTS / "schema_samples"
GOOD = sorted(SAMPLES.glob("*/good/*.yaml"))
BAD = sorted(SAMPLES.glob("*/bad/*.yaml"))
NAMES = sorted(folder.name for folder in SAMPLES.iterdir())
FILES = sorted((ROOT / "schemas").glob("*.schema.json"))


def nodes(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema, with its path."""
    if isinstance(value, dict):
        if path.rsplit("/", 1)[-1] not in ("properties", "$defs"):
            yield path, value
        for key, inner in value.items():
            if key not in ("examples", "enum", "const", "required"):
                yield from nodes(inner, f"{path}/{key}")


def named(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "schemas" / name).read_text("utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_a_schema_is_valid_2020_12_and_every_object_in_it_is_closed(file: Path) -> None:
    contents = named(file.name)
    assert contents["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(contents)
    for path, node in nodes(contents):
        assert node.get("type") != "object" or node.get("additionalProperties", True) is not True, path


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_every_property_is_described_and_its_examples_are_valid(file: Path) -> None:
    contents = named(file.name)
    described = 0
    for path, node in nodes(contents):
        for key, entry in node.get("properties", {}).items():
            if entry is False or not {"if", "then", "else"}.isdisjoint(path.split("/")):
                continue
            where = f"{file.name}{path}/{key}"
            is_here = entry.get("$ref", "").startswith("#")
            target = contents["$defs"][entry["$ref"].rsplit("/", 1)[1]] if is_here else entry
            assert target.get("description"), f"{where} is not described"
            assert "examples" in target, f"{where} has no example"
            described += 1
    assert described or file.name == "common.schema.json"


@pytest.mark.parametrize("name", [*NAMES, *MANY_EXAMPLES])
def test_examples_of_the_parts_are_valid(name: str) -> None:
    contents, tried = named(f"{name}.schema.json"), 0
    for path, node in nodes(contents):
        if name in NAMES and (not path or path.endswith("$defs/obligation")):
            continue  # the whole is exemplified by the samples
        for example in node.get("examples", []):
            tried += 1
            errors = validator(name).evolve(schema=node).iter_errors(example)
            assert [e.message for e in errors] == [], f"{name}{path}: {example!r}"
    assert tried > MANY_EXAMPLES.get(name, -1)


RECORDS = {name: {key: locate(path) for key, path in of.items()} for name, of in TABLES["records"].items()}


def unlike(record: Any, node: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """The records, this one and those in its fields, that have other fields than their schema."""
    if not (properties := described(node, whole)):
        yield f"{record.__name__}: not an object"
        return
    hints = get_type_hints(record)
    # `others` has what is under the codes of further languages.
    names = {f.name: f.name.rstrip("_") for f in fields(record) if f.name not in ("where", "others")}
    names = {name: key for name, key in names.items() if key not in TABLES["not_in_the_file"].get(record.__name__, ())}
    formerly = {f.metadata.get("formerly") for f in fields(record)} - {None}  # old names, which are still read
    properties = {key: node for key, node in properties.items() if key not in formerly}
    is_part = record.__name__ in TABLES["of_several"]
    if other := properties.keys() - names.values() if is_part else properties.keys() ^ names.values():
        yield f"{record.__name__}: {sorted(other)}"
    for name, key in names.items():
        node = properties.get(key, {})
        # A mapping of which the schema names the keys.
        keyed = get_origin(hints[name]) is Mapping and "properties" in node
        for inner in records_in(hints[name]) if node else ():
            for value in node["properties"].values() if keyed else [node]:
                yield from unlike(inner, value, whole)


def described(node: Any, whole: dict[str, Any]) -> dict[str, Any]:
    """The properties of a schema, of the items of a list, or of the values of a mapping."""
    if "$ref" in node:
        file, _, path = node["$ref"].partition("#")
        whole = named(file) if file else whole
        node = reduce(lambda inner, step: inner[step], path.strip("/").split("/"), whole)
        return described(node, whole)
    if "properties" in node:
        return dict(node["properties"])
    inside = [node.get("items"), node.get("additionalProperties"), *node.get("anyOf", ()), *node.get("oneOf", ())]
    return next((found for part in inside if isinstance(part, dict) and (found := described(part, whole))), {})


def records_in(hint: Any) -> Iterator[type]:
    if is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from records_in(inner)


@pytest.mark.parametrize("name", NAMES)
def test_records_have_the_fields_of_their_schema(name: str) -> None:
    contents = named(f"{name}.schema.json")
    for key, record in RECORDS[name].items():
        node = contents["properties"][key] if key else contents
        assert list(unlike(record, node, contents)) == []


def test_every_schema_has_good_and_bad_samples() -> None:
    assert {f.parents[1].name for f in GOOD} == {f.parents[1].name for f in BAD} == set(NAMES)
    assert {f.name.removesuffix(".schema.json") for f in FILES} == {*NAMES, *TABLES["unsampled"]}


@pytest.mark.parametrize("file", BAD, ids=lambda f: f"{f.parents[1].name}-{f.stem}")
def test_a_bad_sample_is_rejected_where_it_says(file: Path) -> None:
    """Its first lines are what is found, as comments: `# line:column: message`."""
    text = file.read_text("utf-8")
    told = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    document = parse(text.encode(), "")
    found = [f"{f.at.line}:{f.at.column}: {f.message}" for f in defects(document, file.parents[1].name)]
    assert found == told


def test_every_data_file_names_its_schema_for_editors() -> None:
    files = sorted([*(ROOT / "regulations").rglob("*.yaml"), *(ROOT / "cases").glob("*.yaml")])
    assert files
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), file
        named_schema = (file.parent / first.partition("=")[2]).resolve()
        folders = {"cases": "case", "obligations": "obligations", "answers": "answers"}
        kind = folders.get(file.parent.name, file.stem.partition("@")[0])
        assert named_schema == ROOT / "schemas" / f"{kind}.schema.json"


def test_a_defect_is_one_line() -> None:
    document = parse(b'a: "x\\ny"\n"b\\n\\e[31m": 1\n', "x")
    found = [str(f) for f in defects(document, "glossary")]
    assert found
    assert all("\n" not in line and "\x1b" not in line for line in found)
