"""Values as YAML, TOML and JSON write them: a text in, mappings, lists and texts out; None for one that is damaged."""

import json as json_notation
import tomllib

import yaml as yaml_notation
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

_DEPTH, _LONGEST = 16, 65_536
_NULLS = ("~", "null", "Null", "NULL")
_LOADER = getattr(yaml_notation, "CSafeLoader", yaml_notation.SafeLoader)


def yaml(text: str) -> object:
    """The value of a text, every scalar as it is written: an id of digits alone is no number; what is null is empty. An
    alias, which may stand for much, is damage; so is a key that occurs twice, or a second document."""
    stack: list[list[object]] = [[]]
    if len(text) > _LONGEST:
        return None
    try:
        for event in yaml_notation.parse(text, Loader=_LOADER):
            if isinstance(event, AliasEvent) or len(stack) > _DEPTH:
                return None
            if isinstance(event, ScalarEvent):
                stack[-1].append("" if event.implicit[0] and event.value in _NULLS else event.value)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                stack.append([])
            elif isinstance(event, SequenceEndEvent):
                stack[-2].append(stack.pop())
            elif isinstance(event, MappingEndEvent):
                items = stack.pop()
                found = {str(key): value for key, value in zip(items[::2], items[1::2], strict=True)}
                if 2 * len(found) < len(items):
                    return None
                stack[-1].append(found)
    except (yaml_notation.YAMLError, ValueError):
        return None
    return "" if not stack[0] else stack[0][0] if len(stack[0]) == 1 else None


def toml(text: str) -> object:
    """The table of a text."""
    try:
        return tomllib.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        return None


def json(text: str) -> object:
    """The value of a text."""
    try:
        return json_notation.loads(text)
    except (ValueError, RecursionError):
        return None


def block(text: str, at: int, indent: int) -> str:
    """The value that begins at a place in YAML: to the end of its line, and the lines below that are further in than
    `indent`, with empty ones and comments between them."""
    first, *rest = text[at : at + _LONGEST].split("\n")
    lines = [first]
    for line in rest:
        inner = line.lstrip(" \t")
        if inner and not inner.startswith("#") and len(line) - len(inner) <= indent:
            break
        lines.append(line)
    return "\n".join(lines)
