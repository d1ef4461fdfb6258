"""openapi.json: the addresses of the API and the schema of every file, for OpenAPI 3.1, whose schemas are JSON Schema.

What a record has in the data is taken from the schemas of the data.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from guiju.exports.api.addresses import RECORDS, Address
from guiju.exports.api.records import SCHEMA, SHAPES, Record
from guiju.files import bundled
from guiju.model import Corpus
from guiju.wording.words import Words

WORDS = Words(__file__, "addresses.yaml")
SCHEMA_VERSION = 1
"""Grows where a key or an address changes its meaning or goes away, not where one is added."""
ENUMERATED_UP_TO = 100
"""How many values of a parameter are listed; where there are more, a pattern says how they look."""
_LICENCE = {"name": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/legalcode"}
_REF = "#/components/schemas/"


def openapi(corpus: Corpus, addresses: Sequence[Address], lines: Mapping[str, str]) -> Record:
    """The description of these addresses, and of the files with a record a line: path → its schema."""
    paths = {f"/{address.template}": _path(address) for address in addresses}
    paths |= {f"/{path}": _get(path, "application/jsonl", {"type": "string"}, {"x-line-schema": _ref(schema)})
              for path, schema in lines.items()}  # fmt: skip
    paths["/openapi.json"] = _get("openapi.json", "application/json", {"type": "object"})
    summary, description = WORDS["api_summary"], WORDS["api_description"]
    return {
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "guiju",
            "summary": summary.en,
            "description": f"{description.en}\n\n{description.zh}",
            "version": f"{SCHEMA_VERSION}+{corpus.data_version}",
            **({"license": _LICENCE} if corpus.is_ours else {}),
        },
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"schemas": dict(sorted(_reached(paths)))},
    }


def _path(address: Address) -> Record:
    """A kind of address: its parameters, its schema, and one of its files as an example."""
    names = re.findall(r"{(\w+)}", address.template)
    example = {"first": {"externalValue": address.template.format(**address.files[0][0])}}
    schema = _ref(f"{address.holds}-{'list' if address.many else 'file'}")
    path = _get(address.template, "application/json", schema, {"examples": example})
    if names:
        path["get"]["parameters"] = [_parameter(name, address) for name in names]
    return path


def _get(path: str, media: str, schema: Record, more: Record | None = None) -> Record:
    words = WORDS.table("addresses")[path]
    response = {"description": words.en, "content": {media: {"schema": schema, **(more or {})}}}
    name = "_".join(re.findall(r"\w+", path.replace("-", "_"))).removesuffix("_json")
    return {"get": {"operationId": name, "summary": words.en, "description": words.zh, "responses": {"200": response}}}


def _parameter(name: str, address: Address) -> Record:
    known = sorted({about[name] for about, _ in address.files})
    schema = {"enum": known} if len(known) <= ENUMERATED_UP_TO else SCHEMA["parameters"][name]["schema"]
    described = SCHEMA["parameters"][name]["description"]
    return {"name": name, "in": "path", "required": True, "description": described, "schema": schema}


def _reached(value: Any) -> Iterator[tuple[str, Record]]:
    """The schemas to which something refers, and those to which they do."""
    names, seen = list(_named(value)), set[str]()
    while names:
        if (name := names.pop()) not in seen:
            seen.add(name)
            yield name, (schema := _component(name))
            names += _named(schema)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(target := value.get("$ref"), str):
            yield target.removeprefix(_REF)
        for entry in value.values():
            yield from _named(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _named(entry)


def _component(name: str) -> Record:
    """The schema of this name: of a record, of a part of one, of a file, or one of the data: common.slug."""
    if name in RECORDS or name == "summary":
        return _record(RECORDS.get(name) or SCHEMA["summary"])
    if name in SCHEMA["parts"]:
        return _of_the_data(SCHEMA["parts"][name])
    if name in SHAPES:
        shape: Record = SHAPES[name]
        return shape
    if name == "everything":
        return _object({schema["list"]: _list(kind) for kind, schema in RECORDS.items()})
    if name == "line":
        kinds = [_object({"kind": {"const": kind}, "record": _ref(kind)}) for kind in RECORDS]
        return {"oneOf": [_object({"kind": {"const": "base"}, "record": _object(_versions())}), *kinds]}
    kind, dash, extent = name.rpartition("-")
    if dash:
        result = _list(kind) if extent == "list" else _ref(kind)
        return _object({**_versions(), "total": {"type": "integer", "minimum": 0}, "result": result})
    file, _, definition = name.partition(".")
    return _of_the_data([file, "$defs", definition])


def _versions() -> Record:
    return {
        "schema_version": {"description": WORDS["schema_version"].en, "const": SCHEMA_VERSION},
        "data_version": {"description": WORDS["data_version"].en, "type": "string", "pattern": "^[0-9a-f]{12}$"},
        "as_of": {"description": WORDS["as_of"].en, **_ref("common.date")},
    }


def _record(about: Mapping[str, Any]) -> Record:
    """A record of the data with the keys that the API adds."""
    schema = _of_the_data(about["from"])
    properties = {key: entry for key, entry in schema["properties"].items() if key in about.get("only", (key,))}
    required = [key for key in schema.get("required", ()) if key in properties]
    kept: Record = {
        key: schema[key] for key in ("allOf", "if", "then", "else") if key in schema and "only" not in about
    }
    added = about.get("adds", {})
    return {**_object({**properties, **added}), "required": [*dict.fromkeys((*added, *required))], **kept}


def _of_the_data(path: Sequence[str]) -> Record:
    """A part of a schema of the data, which refers to others here."""
    file, *keys = path
    schema: Record = reduce(lambda value, key: value[key], keys, bundled.schema(file))
    rewritten: Record = _rewritten(schema, file)
    return {key: entry for key, entry in rewritten.items() if key not in ("$schema", "$defs", "title")}


def _rewritten(value: Any, file: str) -> Any:
    if isinstance(value, list):
        return [_rewritten(entry, file) for entry in value]
    if not isinstance(value, Mapping):
        return value
    changed = {key: _rewritten(entry, file) for key, entry in value.items()}
    if isinstance(target := value.get("$ref"), str):
        referred, _, definition = target.partition("#/$defs/")
        changed["$ref"] = f"{_REF}{referred.removesuffix('.schema.json') or file}.{definition}"
    return changed


def _object(properties: Record) -> Record:
    return {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}


def _list(kind: str) -> Record:
    return {"type": "array", "items": _ref(kind)}


def _ref(name: str) -> Record:
    return {"$ref": f"{_REF}{name}"}
