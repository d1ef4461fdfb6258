"""What a schema finds wrong, in words, with line and column, by the reference validator, jsonschema."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from guiju.files.bundled import referenced, schema
from guiju.files.finding import MAX_FINDINGS, Finding, close_to, one_line
from guiju.files.source import Document

_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    """`pattern` as JSON Schema means it: $ is the end of the text, in Python also before a last line break."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


_VALIDATOR = jsonschema.validators.extend(  # type: ignore[no-untyped-call]  # it comes without types
    jsonschema.Draft202012Validator, {"pattern": _pattern}
)


@cache
def validator(name: str) -> Any:
    """The reference validator of the schema of this name."""
    parts = [(key, DRAFT202012.create_resource(part)) for key, part in referenced(name).items()]
    registry: Registry[Any] = Registry().with_resources(parts)
    return _VALIDATOR(schema(name), registry=registry, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def errors(document: Document, name: str) -> Iterator[Finding]:
    """What the schema `name` finds wrong in the document, in the order of the file."""
    every = (f for error in validator(name).iter_errors(document.value) for f in _findings(document, name, error))
    findings = {str(f): f for f in islice(every, MAX_FINDINGS)}
    yield from sorted(findings.values(), key=lambda f: (f.at, f.message))


def _findings(document: Document, name: str, error: Any) -> Iterator[Finding]:
    """Findings of one error of the validator: those about keys stand at the keys, the others at the value."""
    path = tuple(error.absolute_path)
    here = document.at(*path)
    match error.validator:
        case "additionalProperties":
            allowed = error.schema.get("properties", {})
            for key in error.instance:
                if key not in allowed:
                    message = f"unknown key '{one_line(key)}'{_allowed(key, allowed)}"
                    yield Finding("schema", message, document.key_at(*path, key))
        case "required":
            for key in error.validator_value:
                if key not in error.instance and error.message.startswith(repr(key)):
                    purpose = error.schema.get("properties", {}).get(key, {}).get("description", "").rstrip(".")
                    yield Finding("schema", f"key '{key}' is missing; add it ({purpose or _purpose(name, key)})", here)
        case "not":
            key = str(path[-1]) if path else ""
            yield Finding("schema", f"'{one_line(key)}' does not belong here; remove it", document.key_at(*path))
        case "anyOf" if deeper := [e for e in error.context if len(e.absolute_path) > len(path)]:
            # The branch of the same shape says what is wrong inside it.
            yield from _findings(document, name, deeper[0])
        case "minLength" | "pattern" | "enum" if error.instance == "":
            yield Finding("schema", _empty(name, error), here)
        case _:
            yield Finding("schema", _message(error), here)


def _empty(name: str, error: Any) -> str:
    """What to write instead of an empty text; the same whichever keyword found it, so that it is reported once."""
    keys = [key for key in error.absolute_path if isinstance(key, str)]
    keys = keys[1:] or keys or [name]  # without the list that the record is in
    known = [str(value) for value in error.validator_value if value is not None] if error.validator == "enum" else []
    choice = f"write one of: {', '.join(known)}" if known else "fill it in"
    return f"{one_line(' '.join(keys))} is empty; {choice} ({_purpose(name, keys[0])})"


def _message(error: Any) -> str:
    """What is wrong with the value itself, in one line with the remedy."""
    written = error.instance if isinstance(error.instance, str) else json.dumps(error.instance, ensure_ascii=False)
    value = one_line(written)
    match error.validator:
        case "enum":
            return f"'{value}' is not allowed here{_allowed(written, map(str, error.validator_value))}"
        case "type":
            wanted = error.validator_value
            expected = _KINDS.get(wanted, wanted) if isinstance(wanted, str) else " or ".join(wanted)
            return f"{expected} is expected here, not {_kind(error.instance)} ({_describe(error)})"
        case "oneOf":
            return f"fits none or several of the allowed forms; {_describe(error)}"
        case "pattern" | "format" | "anyOf" | "const":
            return f"'{value}' does not fit; {_describe(error)}"
        case "propertyNames":
            return f"{one_line(error.message, 120)}; rename the key"
        case "minItems" | "maxItems" if error.instance:
            bound = "at least" if error.validator == "minItems" else "at most"
            return f"lists {len(error.instance)}; give {bound} {error.validator_value} ({_describe(error)})"
        case "minItems" | "minLength" | "minProperties":
            return f"is empty; fill it in or remove the key ({_describe(error)})"
        case "maxLength":
            return f"longer than {error.validator_value} characters; shorten it"
        case "uniqueItems":
            return "an entry is listed twice; keep one"
    return f"{one_line(error.message, 120)}; {_describe(error)}"


def _allowed(word: str, allowed: Iterable[str]) -> str:
    """What may be there instead: the word that is meant, or all."""
    words = list(allowed)
    return "; " + close_to(word, words, f"one of: {', '.join(words)}") if words else ""


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
        case None:
            return "nothing"
        case int() | float():
            return f"the number {one_line(str(value), 24)}"
        case str():
            return f"the text '{one_line(value, 24)}'"
        case list():
            return "a list"
    return "a mapping"
