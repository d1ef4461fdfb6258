"""The schemas, and whether a parsed file fits one.

jsonschema-rs says in microseconds that a file fits; for one that does not, the reference, jsonschema, says what is
wrong and where. A test checks that the two agree on every sample, good, bad and mutated.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from guiju.files.bundled import referenced, schema
from guiju.files.finding import Finding, one_line
from guiju.files.source import Document

_LONGEST = 150
"""Characters of a message that quotes the value."""


def defects(document: Document, name: str) -> Iterator[Finding]:
    """What the schema `name` finds wrong in the document, in the order of the file."""
    if not fits(document.value, name):
        # Imported here: a clean knowledge base never needs it, and it is the slowest import of all.
        from guiju.files.schema_errors import errors

        yield from errors(document, name)


def fits(value: Any, name: str) -> bool:
    """Whether a value fits the schema of this name."""
    return _validator(name).is_valid(value)


@cache
def _validator(name: str) -> jsonschema_rs.Draft202012Validator:
    registry = jsonschema_rs.Registry(list(referenced(name).items()))
    return jsonschema_rs.Draft202012Validator(schema(name), registry=registry, validate_formats=True)


def misfit(value: Any, shape: dict[str, Any]) -> str:
    """What is wrong with a value that does not fit this schema, in one line with its place; empty where it fits."""
    error = next(jsonschema_rs.Draft202012Validator(shape).iter_errors(value), None)
    if error is not None and len(error.message) > _LONGEST:  # it quotes a long value before it says what is wrong
        error = next(jsonschema_rs.Draft202012Validator(shape, mask="the value").iter_errors(value))
    if error is None:
        return ""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
    return one_line(f"{place.lstrip('.')}: {error.message}".removeprefix(": "), 2 * _LONGEST)
