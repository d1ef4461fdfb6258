"""Plain values → frozen records, by the type hints of the record. The schema has already checked the shape."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from guiju.model import Bilingual, Where

RecordType = TypeVar("RecordType")


def build(kind: type[RecordType], where: Where, value: Mapping[str, Any] | None = None, **extra: Any) -> RecordType:
    """A record of this kind from the mapping in this place, or from `value`; `extra` are fields that it lacks."""
    known = _fields(cast("Any", kind))
    arguments: dict[str, Any] = {"where": where}
    further = {}
    for key, entry in (where.value if value is None else value).items():
        if key in known:
            name, convert = known[key]
            if convert is not None and entry is not None:
                entry = convert(entry, Where(where.document, where, key))
            arguments[name] = entry
        else:
            further[key] = entry
    if issubclass(kind, Bilingual):  # what was imported has no translation yet, and a list may have no lead-in
        arguments.setdefault("zh", "")
        arguments.setdefault("en", arguments["zh"])
        arguments["others"] = further or None
    make: Any = kind
    record: RecordType = make(**{**arguments, **extra})
    return record


Convert = Callable[[Any, Where], Any]


@cache
def _fields(kind: type) -> Mapping[str, tuple[str, Convert | None]]:
    """Key in the file → field, and how its value becomes that of the record; None: it is that already."""
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    known = {}
    for entry in fields(kind):
        if entry.name != "where":
            # `from` is a word of Python: the field is from_. A key that was renamed is read by its old name too.
            for key in (entry.name.rstrip("_"), entry.metadata.get("formerly")):
                if key:
                    known[key] = entry.name, _converter(hints[entry.name])
    return known


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
        return lambda value, where: build(hint, where, value)
    return None


def _union(arguments: tuple[Any, ...]) -> Convert | None:
    """Literals are themselves; what else there is (besides None) says how to convert."""
    literals = {v for a in arguments if get_origin(a) is Literal for v in get_args(a)}
    rest = [a for a in arguments if a is not type(None) and get_origin(a) is not Literal]
    convert = _converter(rest[0]) if rest else None
    if convert is None or not literals:
        return convert
    return lambda value, where: value if value in literals else convert(value, where)


def _many(convert: Convert | None) -> Convert:
    if convert is None:
        return lambda value, where: tuple(value)
    return lambda value, where: tuple(convert(entry, Where(where.document, where, i)) for i, entry in enumerate(value))


def _keyed(convert: Convert | None) -> Convert:
    if convert is None:
        return lambda value, where: dict(value)
    return lambda value, where: {key: convert(entry, where.inner(key)) for key, entry in value.items()}
