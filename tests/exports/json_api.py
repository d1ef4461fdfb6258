"""The files of the JSON API, and what is wrong with them: against openapi.json, with validators that others wrote."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from conftest import DAY
from guiju import exports
from real_corpus import real

Files = Mapping[str, bytes]
Value = dict[str, Any]


@cache
def api() -> Files:
    return dict(exports.files("api", real(), DAY))


def read(address: str, files: Files | None = None) -> Value:
    """A file as a program reads it."""
    value: Value = json.loads((files or api())[address])
    return value


def result(address: str, files: Files | None = None) -> Any:
    return read(address, files)["result"]


def rules() -> list[str]:
    return [rule["id"] for rule in result("regulations.json")]


def lines(address: str, files: Files | None = None) -> list[Value]:
    return [json.loads(line) for line in (files or api())[address].splitlines()]


def defects(files: Files) -> list[str]:
    """What is wrong: with openapi.json, else with files that it does not know, addresses without a file, contents."""
    description = files["openapi.json"]
    if wrong := _wrong(description):
        return wrong
    misfits = [error for address, data in files.items() for error in _unfit(description, address, data)]
    used = {path for address in files for path in _paths(description, address)}
    return [*misfits, *(f"{path}: has no file" for path in _schemas(description)["paths"] if path not in used)]


@cache
def _wrong(description: bytes) -> list[str]:
    """What is wrong with openapi.json itself."""
    return [error.message for error in OpenAPIV31SpecValidator(json.loads(description)).iter_errors()]


@cache
def _paths(description: bytes, address: str) -> dict[str, dict[str, str]]:
    """The paths at which an address is, with its parameters."""
    matches = ((path, pattern.fullmatch(f"/{address}")) for path, pattern in _patterns(description).items())
    return {path: match.groupdict() for path, match in matches if match}


@cache
def _patterns(description: bytes) -> dict[str, re.Pattern[str]]:
    paths = _schemas(description)["paths"]
    return {path: re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path))) for path in paths}


@cache
def _schemas(description: bytes) -> Value:
    described: Value = json.loads(description)
    return described


@cache
def _validator(description: bytes, schema: str) -> Draft202012Validator:
    components = _schemas(description)["components"]
    return Draft202012Validator({**json.loads(schema), "components": components}, validate_formats=True)


@cache  # most files of a broken set are those of the sound one
def _unfit(description: bytes, address: str, data: bytes) -> list[str]:
    """What is wrong with a file."""
    if len(paths := _paths(description, address)) != 1:
        return [f"{address}: is at {len(paths)} paths"]
    ((path, named),) = paths.items()
    operation = _schemas(description)["paths"][path]["get"]
    (content,) = operation["responses"]["200"]["content"].values()
    validator = _validator(description, json.dumps(content.get("x-line-schema", content["schema"])))
    values = [json.loads(line) for line in data.splitlines()] if address.endswith(".jsonl") else [json.loads(data)]
    misfits = [f"{address}: {error.message}" for value in values for error in validator.iter_errors(value)]
    for parameter in operation.get("parameters", ()):
        if not _validator(description, json.dumps(parameter["schema"])).is_valid(named[parameter["name"]]):
            misfits.append(f"{address}: there is no {parameter['name']} {named[parameter['name']]}")
    return misfits
