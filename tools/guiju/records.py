"""Plain values → frozen records, by the type hints of the record. The schema has already said that the shape is right."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from guiju.model import Where

Record = TypeVar("Record")


def build(kind: type[Record], value: Mapping[str, Any], where: Where, **extra: Any) -> Record:
    """A record of this kind from a mapping; `extra` are fields that do not stand in the mapping, such as an id."""
    arguments: dict[str, Any] = dict(extra)
    for name, hint in _hints(cast("Any", kind)).items():
        key = name.rstrip("_")  # `from` is a word of Python
        if key in value and name not in arguments:
            arguments[name] = _convert(hint, value[key], Where(where.document, (*where.path, key)))
    make: Any = kind
    record: Record = make(**arguments, where=where)
    return record


@cache
def _hints(kind: type) -> dict[str, Any]:
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind) if f.name != "where"}


def _convert(hint: Any, value: Any, where: Where) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, types.UnionType):
        literals = [v for a in arguments if get_origin(a) is Literal for v in get_args(a)]
        rest = [a for a in arguments if a is not type(None) and get_origin(a) is not Literal]
        return value if value in literals or not rest else _convert(rest[0], value, where)
    if origin is tuple:
        item = arguments[0]
        return tuple(_convert(item, v, Where(where.document, (*where.path, i))) for i, v in enumerate(value))
    if origin is Mapping:
        item = arguments[1]
        return {k: _convert(item, v, Where(where.document, (*where.path, k))) for k, v in value.items()}
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return build(hint, value, where)
    return value
