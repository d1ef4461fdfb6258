"""The schemas applied to a parsed file: every defect with its line and column. The only module that imports jsonschema."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from guiju.bundled import schemas_folder
from guiju.finding import Finding, one_line
from guiju.source import Document

NAMES = (
    "regulation",
    "obligations",
    "corrections",
    "expectations",
    "glossary",
    "vocabulary",
    "released",
    "exceptions",
    "case",
    "profile",
)


def schema(name: str) -> dict[str, Any]:
    """The schema of this name, as a dict."""
    value: dict[str, Any] = json.loads((schemas_folder() / f"{name}.schema.json").read_text("utf-8"))
    return value


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    common = Resource.from_contents(schema("common"), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("common.schema.json", common)
    return jsonschema.Draft202012Validator(
        schema(name), registry=registry, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def defects(document: Document, name: str) -> Iterator[Finding]:
    """What the schema `name` finds wrong in the document, in the order of the file."""
    found = {
        str(f): f for error in _validator(name).iter_errors(document.value) for f in _findings(document, name, error)
    }
    yield from sorted(found.values(), key=lambda f: (f.at, f.message))


def _findings(document: Document, name: str, error: Any) -> Iterator[Finding]:
    path = tuple(error.absolute_path)
    here = document.at(*path)
    match error.validator:
        case "additionalProperties":
            allowed = error.schema.get("properties", {})
            for key in error.instance:
                if key not in allowed:
                    guess = _guess(key, list(allowed))
                    message = f"unknown key '{one_line(key)}'{guess or _one_of(allowed)}"
                    yield Finding("schema", message, document.key_at(*path, key))
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            for key in missing:
                if error.message.startswith(repr(key)):
                    yield Finding("schema", f"key '{key}' is missing; add it ({_purpose(name, key)})", here)
        case "enum":
            value = one_line(error.instance)
            allowed = [str(v) for v in error.validator_value]
            yield Finding(
                "schema",
                f"'{value}' is not allowed here{_guess(str(error.instance), allowed) or _one_of(allowed)}",
                here,
            )
        case "type":
            wanted = (
                error.validator_value if isinstance(error.validator_value, str) else " or ".join(error.validator_value)
            )
            yield Finding(
                "schema",
                f"{_kind(error.instance)} stands where {_article(wanted)} is expected ({_describe(error)})",
                here,
            )
        case "not":
            key = str(path[-1]) if path else ""
            yield Finding("schema", f"'{one_line(key)}' does not belong here; remove it", document.key_at(*path))
        case "anyOf" if deeper := [e for e in error.context if len(e.absolute_path) > len(path)]:
            # The branch of the same shape says what is wrong inside it.
            yield from _findings(document, name, deeper[0])
        case "oneOf":
            yield Finding("schema", f"fits none, or more than one, of its forms; {_describe(error)}", here)
        case "pattern" | "format" | "anyOf" | "const":
            yield Finding("schema", f"'{one_line(error.instance)}' does not fit; {_describe(error)}", here)
        case "propertyNames":
            yield Finding("schema", f"{one_line(error.message, 120)}; rename the key", here)
        case "minItems" | "minLength" | "minProperties":
            yield Finding("schema", f"is empty; fill it or remove the key ({_describe(error)})", here)
        case "maxLength":
            yield Finding("schema", f"longer than {error.validator_value} characters; shorten it", here)
        case "uniqueItems":
            yield Finding("schema", "an entry stands twice; keep one", here)
        case _:
            yield Finding("schema", f"{one_line(error.message, 120)}; {_describe(error)}", here)


def _guess(word: str, allowed: list[str]) -> str:
    close = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def _one_of(allowed: Any) -> str:
    return f"; one of: {', '.join(map(str, allowed))}" if allowed else ""


def _describe(error: Any) -> str:
    text = error.schema.get("description", "see the schema") if isinstance(error.schema, dict) else "see the schema"
    return str(text).rstrip(".")


def _purpose(document_schema: str, key: str) -> str:
    """What the schema says of a key; `if`/`then` parts name keys without describing them, so the whole is searched."""
    waiting: list[Any] = [schema(document_schema)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, dict):
            entry = node.get("properties", {}).get(key)
            if isinstance(entry, dict) and "description" in entry:
                return str(entry["description"]).rstrip(".")
            waiting.extend(node.values())
    return "the schema requires it"


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case "not":
            return "nothing"
        case int() | float():
            return f"the number {one_line(str(value), 24)}"
        case str():
            return f"the text '{one_line(value, 24)}'"
        case list():
            return "a list"
    return "a mapping"


def _article(kind: str) -> str:
    return {"object": "a mapping", "array": "a list", "string": "text", "integer": "a whole number", "number": "a number",
            "boolean": "true or false", "null": "null"}.get(kind, kind)  # fmt: skip
