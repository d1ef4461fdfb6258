"""Records as JSON has them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from guiju.model import Bilingual, Lang


def plain(value: Any, lang: Lang) -> Any:
    """A value as JSON has it: a text in the reader's language, a day by ISO 8601, a record without its place."""
    if isinstance(value, Bilingual):
        return value[lang]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item, lang) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item, lang) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), lang) for field in fields(value) if field.name != "where"}
    return value


def picked(record: Any, lang: Lang, names: str) -> dict[str, Any]:
    """Some fields of a record, by their names."""
    return {name: plain(getattr(record, name), lang) for name in names.split()}
