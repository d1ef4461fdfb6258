"""Plain values → frozen records, by the type hints of the record. The schema has already checked the shape."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from guiju.model import Where

Record = TypeVar("Record")


def build(kind: type[Record], value: Mapping[str, Any], where: Where, **extra: Any) -> Record:
    """A record of this kind from a mapping; `extra` are fields that are not in the mapping, such as an id."""
    arguments: dict[str, Any] = dict(extra)
    for name, key, convert in _fields(cast("Any", kind)):
        if key in value and name not in arguments:
            entry = value[key]
            if convert is not None and entry is not None:
                entry = convert(entry, Where(where.document, (*where.path, key)))
            arguments[name] = entry
    make: Any = kind
    record: Record = make(**arguments, where=where)
    return record


Convert = Callable[[Any, Where], Any]


@cache
def _fields(kind: type) -> tuple[tuple[str, str, Convert | None], ...]:
    """(field, its key in the file, how its value becomes that of the record; None: it is that already)."""
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    # `from` is a word of Python: the field is from_.
    return tuple((f.name, f.name.rstrip("_"), _converter(hints[f.name])) for f in fields(kind) if f.name != "where")


def _converter(hint: Any) -> Convert | None:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return _many(_converter(arguments[0]))
    if origin is Mapping:
        return _keyed(_converter(arguments[1]))
    if hint is date:
        return lambda value, where: date.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value, where: build(hint, value, where)
    return None


def _union(arguments: tuple[Any, ...]) -> Convert | None:
    """Literals stand for themselves; what else there is (besides None) says how to convert."""
    literals = {v for a in arguments if get_origin(a) is Literal for v in get_args(a)}
    rest = [a for a in arguments if a is not type(None) and get_origin(a) is not Literal]
    convert = _converter(rest[0]) if rest else None
    if convert is None or not literals:
        return convert
    return lambda value, where: value if value in literals else convert(value, where)


def _many(convert: Convert | None) -> Convert:
    if convert is None:
        return lambda value, where: tuple(value)
    return lambda value, where: tuple(convert(v, Where(where.document, (*where.path, i))) for i, v in enumerate(value))


def _keyed(convert: Convert | None) -> Convert:
    if convert is None:
        return lambda value, where: dict(value)
    return lambda value, where: {k: convert(v, Where(where.document, (*where.path, k))) for k, v in value.items()}
