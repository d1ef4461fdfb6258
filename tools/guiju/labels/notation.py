"""Values as YAML, TOML and JSON write them: a text in, mappings, lists and texts out; None for one that is damaged."""

import json as json_notation
import tomllib

from guiju.files.plain_yaml import plain_yaml

_LONGEST = 65_536


def yaml(text: str) -> object:
    """The value of a text, every scalar as it is written."""
    return plain_yaml(text)


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
